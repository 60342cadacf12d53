"""Fonts the machine lacks: told where the system answers, never where it does not."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from drafter.writers import fontconfig, fonts
from drafter.writers.fontconfig import matched_families
from drafter.writers.fonts import Missing, ask, fonts_of, missing_fonts, registered_names
from drafter.writers.style import load_style

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks fontconfig")


def test_a_style_is_set_in_the_fonts_of_its_text_and_its_digits(tmp_path: Path) -> None:
    assert set(fonts_of(load_style())) == {"仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体", "宋体"}
    unit = tmp_path / "unit.yaml"
    unit.write_text("latin: Times New Roman\ntext: {comment: {font: 幼圆}}\n", encoding="utf-8")
    assert fonts_of(load_style(unit))[-1] == "Times New Roman"


@linux
def test_what_stands_in_for_a_missing_font_is_what_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"黑体": ("SimHei", "黑体"), "宋体": ("宋体",)}

    def matched(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {name: known.get(name, ("Noto Serif CJK SC", "思源宋体")) for name in names}

    monkeypatch.setattr(fonts, "matched_families", matched)

    missing = ask(load_style()).answer()

    assert {one.font for one in missing} == {"仿宋_GB2312", "方正小标宋简体", "楷体_GB2312"}
    assert {one.stand_in for one in missing} == {"Noto Serif CJK SC"}


@linux
def test_who_is_late_with_an_answer_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    end = Event()

    def matched(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        end.wait(30)
        return dict.fromkeys(names, ("甲",))

    monkeypatch.setattr(fonts, "matched_families", matched)

    start = time.monotonic()
    assert ask(load_style()).answer() == []
    assert time.monotonic() - start < 10
    end.set()


@linux
def test_fontconfig_is_asked_of_each_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not matched_families(["黑体"]):
        pytest.skip("needs fontconfig and a font")
    (shown,) = set(matched_families(["没有这种字体-:,(一)"]).values())
    alias = f"<alias binding='same'><family>云溪小标宋</family><prefer><family>{shown[0]}</family></prefer></alias>"
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include>{alias}</fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))

    assert matched_families([shown[0], "云溪小标宋"]) == {shown[0]: shown, "云溪小标宋": shown}


@linux
def test_without_a_font_or_without_fontconfig_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    assert matched_families(["黑体"]) == {}

    monkeypatch.setattr(fontconfig, "_LIBRARY", "libno-such-library.so")
    assert missing_fonts(load_style()) == []


def test_on_macos_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ask(load_style()).answer() == []


def test_the_registry_of_windows_names_fonts_in_its_own_way() -> None:
    assert registered_names("SimSun & NSimSun (TrueType)") == ["simsun", "nsimsun"]
    assert registered_names("方正小标宋简体 (TrueType)") == ["方正小标宋简体"]


def test_a_font_is_known_by_its_english_name_and_stands_in_where_the_document_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(fonts, "_registered", lambda: {"simhei", "simsun", "kaiti_gb2312", "fangsong"})
    assert missing_fonts(load_style()) == [
        Missing("仿宋_GB2312", "仿宋"),
        Missing("方正小标宋简体"),
    ]
