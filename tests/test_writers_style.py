"""Styles: the shipped one, and a unit's own laid over it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from drafter.model.diagnostics import DrafterError
from drafter.writers.style import load_style, mm_twips, point_twips


def unit_style(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "unit.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(DrafterError) as caught:
        load_style(unit_style(tmp_path, text))
    assert caught.value.exit_code == 2
    return [f"{found.place and found.place.line} {found.code}" for found in caught.value.diagnostics]


def test_the_shipped_style_is_that_of_the_standard() -> None:
    style = load_style()
    assert (mm_twips(style.page.left), mm_twips(style.page.top)) == (1588, 2098)
    assert point_twips(style.text["body"].line) == 579
    assert style.page.text_width == pytest.approx(442.2, abs=0.1)


def test_every_kind_of_text_takes_what_it_does_not_say_from_the_body(tmp_path: Path) -> None:
    style = load_style(unit_style(tmp_path, "text:\n  body: {size: 18, line: 33}\n"))
    assert style.text["heading1"].size == 18
    assert style.text["heading1"].font == "黑体"
    assert style.text["title"].size == 22


def test_a_unit_may_say_of_any_text_what_the_shipped_style_does_not(tmp_path: Path) -> None:
    style = load_style(unit_style(tmp_path, "text: {heading3: {bold: true}}\nlatin: Times New Roman\n"))
    assert style.text["heading3"].bold
    assert not style.text["heading4"].bold
    assert style.latin == "Times New Roman"


def test_a_unit_may_name_substitutes_of_its_own_fonts(tmp_path: Path) -> None:
    style = load_style(unit_style(tmp_path, "fonts: {云溪小标宋: [华文中宋]}\n"))
    assert style.substitutes("云溪小标宋") == ("华文中宋",)
    assert style.substitutes("黑体")


def test_an_empty_file_is_the_shipped_style(tmp_path: Path) -> None:
    assert asdict(load_style(unit_style(tmp_path, "# nothing\n"))) == asdict(load_style())


def test_the_shipped_style_is_not_changed_by_a_unit(tmp_path: Path) -> None:
    load_style(unit_style(tmp_path, "page: {top: 30}\n"))
    assert load_style().page.top == 37


def test_everything_wrong_is_said_at_once_by_line(tmp_path: Path) -> None:
    text = "page:\n  tpo: 37\ntext:\n  body:\n    size: big\n    align: justify\n    bold: yes please\ncolour: red\n"
    assert problems(tmp_path, text) == [
        "2 writers.style_near_key",
        "5 writers.style_kind",
        "6 writers.style_choice",
        "7 writers.style_kind",
        "8 writers.style_key",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("page: 3\n", "1 writers.style_kind"),
        ("page: {left: 2800}\n", "1 writers.style_range"),
        ("page: {left: .nan}\n", "1 writers.style_kind"),
        ("title_lines: {before: ['第(']}\n", "1 writers.style_pattern"),
        ("fonts: {黑体: {a: b}}\n", "1 writers.style_kind"),
        ("a: [\n", "2 writers.style_unreadable"),
        ("page: {left: 110, right: 110}\n", "None writers.style_page"),
        ("text: {body: {font: ''}}\n", "1 writers.style_length"),
        (f"latin: {'A' * 32}\n", "1 writers.style_length"),
        ("gap: {initials: drafter-drafter}\n", "1 writers.style_length"),
        ('style_names: {term: "\\x01"}\n', "1 writers.style_length"),
        ("gap: {date: 2026-13-01T00:00:00Z}\n", "1 writers.style_date"),
        ("{a: " * 3000, "None writers.style_unreadable"),
        ("#" * 2_000_000, "None writers.style_unreadable"),
        (f"extends: {'a' * 5000}\n", "None writers.style_missing"),
    ],
)
def test_a_faulty_style_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert problems(tmp_path, text) == [expected]


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "unit.yaml"
    file.write_bytes("字体".encode("gb18030"))
    with pytest.raises(DrafterError, match="UTF-8"):
        load_style(file)


def test_a_style_that_is_not_there_is_refused() -> None:
    with pytest.raises(DrafterError, match="gbt9704"):
        load_style("no-such-style")
    with pytest.raises(DrafterError, match="gbt9704"):
        load_style("x" * 5000)
