"""Encodings: simplified and traditional Chinese are told apart, short or mixed with much ASCII."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_files import LINES, REPORT

from drafter.corpus.readers.encodings import decode
from drafter.corpus.reading import read_source
from drafter.zh.commonness import common_share

TRADITIONAL = (
    "雲溪區人民代表大會常務委員會工作報告：全年召開會議九次，聽取專項報告，審議議題，辦理代表建議，推動解決問題。"
)
SIMPLIFIED = (
    "云溪区人民代表大会常务委员会工作报告：全年召开会议九次，听取专项报告，审议议题，办理代表建议，推动解决问题。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_text_is_known(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.encode(encoding))
    source = read_source(path)
    assert (source.text, source.encoding) == (REPORT, encoding)


@pytest.mark.parametrize("length", [12, 20, 30, len(TRADITIONAL)])
def test_simplified_and_traditional_are_told_apart_by_a_few_words(length: int) -> None:
    for text, encoding in ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030")):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            assert decode(part.encode(encoding)) == (part, encoding)


def test_much_ascii_does_not_hide_the_chinese() -> None:
    plain = "<td class='x'>&nbsp;</td>\r\n" * 200
    assert decode((plain + SIMPLIFIED).encode("gb18030")) == (plain + SIMPLIFIED, "gb18030")
    assert decode((plain + TRADITIONAL).encode("big5")) == (plain + TRADITIONAL, "big5")


def test_characters_of_hong_kong_are_read() -> None:
    text = TRADITIONAL + "嘅啲咗"
    assert decode(text.encode("big5hkscs")) == (text, "big5hkscs")


@given(st.integers(0, len(REPORT) - 100), st.integers(100, 400))
def test_no_part_of_a_simplified_report_is_taken_for_another(start: int, length: int) -> None:
    part = REPORT[start : start + length]
    assert decode(part.encode("gb18030")) == (part, "gb18030")


def test_the_end_mark_of_old_files_is_no_text() -> None:
    assert decode(LINES[0].encode("gb18030") + b"\x1a") == (LINES[0], "gb18030")


def test_what_is_no_chinese_has_no_encoding() -> None:
    assert decode("à la carte: déjà vu, façade, naïve".encode("latin-1")) is None
    assert decode(bytes(range(128, 256)) * 4) is None


def test_common_characters_are_those_of_everyday_chinese() -> None:
    assert common_share("云溪区人大，。“”（）《》… abc") == 1
    assert common_share("雲溪區人大，。「」（）《》") == 1
    assert common_share("甲א") == 0.5
    assert common_share("abc") == 0
