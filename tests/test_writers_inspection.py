"""The page of `inspect --html`: the text exactly as it stands, everything understood, both led to each other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.parsing import parse_source
from drafter.corpus.projection import as_json
from drafter.model.diagnostics import DrafterError
from drafter.model.report import SourceText
from drafter.review.source_warnings import review_source
from drafter.writers.inspection import render

TEXT = """某某范文网
云溪区人大常委会工作报告
各位代表:

我受区人大常委会委托,向大会报告工作,请予审议。
一、抓监督,促发展 & <b>"要点"</b>
　　全年召开常委会会议 9 次，审议议题42项。以XX区为例，办理《消防法》检查2次。
领取福利
各位代表，让我们团结奋斗，作出新的贡献！
"""
PIECES = [
    "云溪区人大常委会工作报告\n",
    "一、抓监督\n",
    "召开会议 9 次。",
    "XX区",
    "打印\n",
    "\ufeff",
    "<",
    "&",
    "\t",
    "20XX年",
]


class Page(HTMLParser):
    """A page taken apart: the text on the left, what is struck out, links, names, what lies on the right."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text, self.struck, self.right = "", [""], ""
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self._side, self._open = "", [""]
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
            self._side = given["id"] if tag == "section" else self._side
        if "href" in given:
            self.links.append((self._side, given["href"]))
        self._open.append(given.get("class", "") if tag in ("s", "a") else "")

    def handle_endtag(self, tag: str) -> None:
        self._open.append("")

    def handle_data(self, data: str) -> None:
        if self._side == "text":
            self.text += data
            if "n" in self._open[-1].split():
                self.struck.append(data)
        elif self._side == "read":
            self.right += data

    def error(self, message: str) -> None:
        raise AssertionError(message)


def page_of(text: str) -> tuple[Page, dict[str, Any], bytes]:
    parsed = parse_source(SourceText("报告<1>.txt", text))
    findings = [review_source(report) for report in parsed.reports]
    page = render(parsed.source, parsed.noise, parsed.reports, findings)
    return Page(page), as_json(parsed, findings), page


def left(page: Page) -> str:
    """The text side ends where the other begins; a line feed of the page's own stands between them."""
    return page.text.removesuffix("\n")


def test_the_left_side_is_the_file_character_for_character() -> None:
    page, _, _ = page_of(TEXT)
    assert left(page) == TEXT


def test_noise_is_struck_out_and_nothing_else() -> None:
    page, _, _ = page_of(TEXT)
    assert [text for text in page.struck if text] == ["某某范文网", "领取福利"]


def test_every_fact_and_heading_and_warning_of_the_json_is_there() -> None:
    page, data, raw = page_of(TEXT)
    (document,) = data["documents"]
    assert len(document["facts"]) >= 4
    for fact in document["facts"]:
        assert fact["surface"] in page.right
        assert f'data-offset="{fact["offset"]}"'.encode() in raw
        assert (fact["slot"] or "") in page.right
    for entry in document["outline"]:
        assert entry["heading"] in page.right
        assert entry["category"] in page.right
    assert {entry["code"] for entry in document["warnings"]} == {"warnings.masked_place", "warnings.half_width"}
    for warning in document["warnings"]:
        assert warning["message"] in page.right


def test_facts_are_marked_in_the_text_where_they_stand() -> None:
    _, _, raw = page_of(TEXT)
    marked = re.findall(r'class="[^"]*\bf k-number[^"]*" data-r="[^"]*"[^>]*>([^<]*)</a>', raw.decode())
    assert [surface for surface in marked if surface] == ["9 次", "42项", "2次"]


def test_every_link_leads_somewhere_and_every_name_is_given_once() -> None:
    page, _, _ = page_of(TEXT)
    assert len(page.links) > 10
    assert {side for side, _ in page.links} == {"text", "read"}
    assert len(page.ids) == len(set(page.ids))
    assert all(href[0] == "#" and href[1:] in page.ids for _, href in page.links)


def test_the_page_fetches_nothing_and_escapes_what_it_prints() -> None:
    page, _, raw = page_of(TEXT)
    assert b"<b>" not in raw
    assert b"http" not in raw
    assert not {"img", "link", "iframe"} & set(page.tags)
    assert b"src=" not in raw


def test_a_page_prints() -> None:
    _, _, raw = page_of(TEXT)
    assert b"@media print" in raw


def test_several_reports_stand_one_below_the_other() -> None:
    page, _, _ = page_of("临江镇人大工作总结\n镇人大开展视察3次。\n云溪镇人大工作总结\n镇人大开展视察4次。\n")
    assert page.right.index("3次") < page.right.index("云溪镇人大工作总结") < page.right.index("4次")
    assert {"r1", "r2", "t-r1", "t-r2"} <= set(page.ids)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_comes_back_whole(text: str) -> None:
    try:
        page, _, _ = page_of(text)
    except DrafterError:
        return
    assert left(page) == text.rstrip("\n") or left(page) == text
    assert len(page.ids) == len(set(page.ids))
    assert all(href[1:] in page.ids for _, href in page.links)


def test_control_characters_do_not_spoil_the_page() -> None:
    _, _, raw = page_of("云溪区人大常委会工作报告\n召开会议9次\x0b，\x7f完成。\n")
    assert b"\x0b" not in raw
    assert b"\x7f" not in raw


@pytest.mark.parametrize(
    "piece", ["召开会议9次，XX区办结5件。", "一、抓监督\n召开会议9次。\n", "领取福利\n召开会议9次。\n"]
)
def test_the_page_of_a_long_report_stays_in_proportion(piece: str) -> None:
    sizes = []
    for size in (50_000, 200_000):
        text = "云溪区人大常委会工作报告\n" + piece * (size // len(piece.encode()))
        parsed = parse_source(SourceText("a.txt", text))
        findings = [review_source(report) for report in parsed.reports]
        sizes.append(len(render(parsed.source, parsed.noise, parsed.reports, findings)))
    assert sizes[1] < 5 * sizes[0]
