"""The page of a mined pack: every section, point, clause and fact with support and sources, and what was left out."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.parsing import parse_source
from drafter.data.vocabulary import pack_slots
from drafter.markup.lines import escape
from drafter.mining.mine import mine_reports
from drafter.model.pack import Evidence, Finding, Point, Section, TemplatePack
from drafter.model.report import SourceText
from drafter.writers.pack_report import render

BODIES = ("云溪区", "临江市", "青溪镇")
VOID = {"meta", "br"}
TEMPLATE = """# {{ 标题("监督") }} {# 支持 3/3 #}

{% if 措辞("改", 2) %}依法{% elif 措辞("改", 3) %}认真{% endif %}督促{{ 政府 }}整改，办结率达{{ 监督.办结率 }}。

**{{ 标题("民生实事") }}。** {# 支持 2/3 #}
办理代表建议{{ 总览.代表建议总数 }}。 {# 支持 2/3 #}
"""
PIECES = [
    "<b>",
    "&amp;",
    "{{ x }}",
    "{% if %}",
    "{#",
    "#}",
    "\x0b",
    "\x00",
    '"',
    "'",
    "[甲|乙]",
    "*",
    "\\",
    "，",
    "督促",
    "□",
]


def places(*offsets: int) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"{body}.txt", offset) for body in BODIES for offset in offsets)


def finding(layer: str, text: str, point: str = "监督", support: int = 3, *, in_text: bool = True) -> Finding:
    return Finding(
        layer, text, "监督", point, support, 0.25, {"区县": 1, "市": 1}, {"annual": 2}, places(7)[:support], in_text
    )


def pack(*findings: Finding, template: str = TEMPLATE, bodies: int = 3) -> TemplatePack:
    own = {"type": "percent", "label": "办结率", "unit": "%", "example": "98%", "support": 2}
    points = (
        Point("监督", ("抓监督", "加强{{ 级 }}监督"), "", 3, places(3), {"监督.办结率": own}),
        Point("民生实事", ("民生实事",), "监督", 2, places(9), {"总览.代表建议总数": {"required": True, "support": 2}}),
    )
    return TemplatePack(
        "云溪包",
        level="区",
        period="annual",
        reports=bodies,
        bodies=bodies,
        sections=(Section("监督", "监督", template, 3, places(3), points),),
        slots=pack_slots(points),
        findings=findings,
    )


FINDINGS = (
    finding("heading", "抓监督", support=2),
    finding("clause", "[|依法|认真]督促{{ 政府 }}整改"),
    finding("clause", "办结率达{{ 监督.办结率 }}", support=2),
    finding("fact", "代表建议 {{ 总览.代表建议总数 }}", "民生实事", 2),
    finding("clause", "□件□条{{ □ }}", support=2, in_text=False),
    replace(finding("clause", "各位代表", "", in_text=False), section=""),
)


class Page(HTMLParser):
    """A page taken apart: its text without markup, names, links, rows of clauses; every tag must be closed in turn."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.titles: list[str] = []
        self._open: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.titles += [given["title"]] if "title" in given else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self.text += data


def read(made: TemplatePack, counts: dict[str, int] | None = None, dropped: dict[str, list[str]] | None = None) -> Page:
    return Page(render(made, counts or {}, dropped or {}))


def rows(page: bytes) -> list[tuple[str, str, str]]:
    """The rows of headings and clauses: support, text, where from; without tags."""
    found = re.findall(
        r'<div class=(?:q|"q t")><div class=n>(.*?)</div><div class=x>(.*?)</div><div class=m>(.*?)</div></div>',
        page.decode("utf-8"),
    )
    return [tuple(re.sub("<[^>]*>", "", part) for part in row) for row in found]  # type: ignore[misc]


def test_each_clause_stands_with_its_support_and_its_sources() -> None:
    found = rows(render(pack(*FINDINGS), {}, {}))
    assert ("3/3", "不写｜依法｜认真督促政府整改，", "云溪区 7；临江市 7；青溪镇 7　位置 25%　区县 1、市 1") in found
    assert ("2/3", "办结率达办结率。", "云溪区 7；临江市 7　位置 25%　区县 1、市 1") in found


def test_the_wordings_of_a_heading_stand_with_theirs_the_usual_one_first() -> None:
    found = rows(render(pack(*FINDINGS), {}, {}))
    assert found[0][:2] == ("2/3", "抓监督通常")
    assert found[1] == ("", "加强级监督", "")


def test_a_sentence_of_facts_has_the_support_of_its_fact() -> None:
    found = rows(render(pack(*FINDINGS), {}, {}))
    assert [row[0] for row in found if row[1].startswith("办理代表建议")] == ["2/3"]


def test_facts_are_told_with_unit_example_and_whether_they_must_be_given() -> None:
    page = render(pack(*FINDINGS), {}, {}).decode("utf-8")
    (own,) = re.findall("<tr id=[^>]*>(?:(?!</tr>).)*监督.办结率.*?</tr>", page)
    cells = [re.sub("<[^>]*>", "", cell).strip() for cell in re.findall("<td>(.*?)</td>", own)]
    assert cells == ["办结率 监督.办结率", "比率", "%", "98%", "可不填", "2/3"]
    assert "必填 1 项" in page


def test_phrases_that_no_template_prints_stand_at_the_end_of_their_section() -> None:
    text = read(pack(*FINDINGS)).text
    assert text.index("民生实事") < text.index("可选短语 1 条") < text.index("□件□条事实")
    assert text.rindex("不属于某一节的可选短语") < text.rindex("各位代表")


def test_what_the_templates_do_not_print_is_not_lost() -> None:
    text = read(pack(*FINDINGS, finding("clause", "别处没有的一句"))).text
    assert "别处没有的一句" in text


def test_more_than_three_sources_are_folded() -> None:
    many = replace(FINDINGS[1], evidence=places(1, 2, 300))
    page = render(pack(many), {}, {}).decode("utf-8")
    (folded,) = re.findall(r"<details class=e><summary>出处 9 处(.*?)</details>", page)
    assert "云溪区 1、2、300<br>临江市 1、2、300" in folded


def test_sources_are_counted_by_file() -> None:
    again = replace(FINDINGS[1], text="再办", evidence=places(7, 80))
    page = render(pack(*FINDINGS, again), {}, {}).decode("utf-8")
    assert '<td>云溪区.txt</td><td class="num">1</td><td class="num">2</td><td class="num">1</td>' in page


def test_what_was_left_out_is_told_with_reason_number_and_examples() -> None:
    text = read(
        pack(*FINDINGS),
        {"dropped_rare": 99, "dropped_points": 0, "clauses": 640},
        {"rare": ["落实<河长>制", "植树", "修路", "架桥"], "points": [], "new_reason": ["某句"]},
    ).text
    assert "640" in text
    assert re.search("只有个别单位这样写的短句\\s*99\\s*例如 落实<河长>制、植树", text)
    assert "架桥" in text
    assert "只有个别单位有的要点" not in text
    assert "new_reason" in text


def test_links_lead_somewhere_and_names_are_given_once() -> None:
    page = read(pack(*FINDINGS))
    assert {"#s1", "#s1p2", "#f1", "#f2"} <= set(page.links)
    assert len(page.ids) == len(set(page.ids))
    assert all(link[0] == "#" and link[1:] in page.ids for link in page.links)


def test_the_page_fetches_nothing_and_is_the_same_each_time() -> None:
    first, again = (render(pack(*FINDINGS), {"clauses": 1}, {"rare": ["甲"]}) for _ in range(2))
    assert first == again
    assert b"http" not in first
    assert b"src=" not in first
    assert not {"img", "link", "iframe"} & set(Page(first).tags)
    assert b"@media print" in first


def test_the_page_of_one_report_shows_sentences_and_facts_without_bars(repository: Path) -> None:
    name = "2024年报告.txt"
    text = (repository / "examples" / "云溪区" / name).read_text(encoding="utf-8")
    reports = parse_source(SourceText(name, text)).reports
    mined = mine_reports(reports, "单篇")
    raw = render(mined.pack, mined.counts, {}, reports)
    page = Page(raw)
    assert len(mined.pack.sections) > 5
    for section in mined.pack.sections:
        for point in section.points:
            assert point.name in page.text
            assert all(f"2024年报告 {entry.offset}" in page.text for entry in point.evidence)
            for path in point.slots:
                assert path in page.text
    assert "召开常委会会议次数" in page.text
    assert "1/1" not in page.text
    assert reports[0].title in page.text


def test_a_page_of_shared_points_leaves_no_clause_without_its_source() -> None:
    texts = [
        f"{body}人大常委会工作报告\n各位代表：\n一、抓监督\n依法开展执法检查{number}次，持续加强干部队伍自身建设。\n"
        for number, body in enumerate(("云溪区", "青溪区", "白石区"), 3)
    ]
    parsed = [parse_source(SourceText(f"{number}.txt", text)) for number, text in enumerate(texts)]
    mined = mine_reports([report for one in parsed for report in one.reports], "合")
    clauses = [one for one in mined.pack.findings if one.layer == "clause" and one.in_text]
    assert clauses
    page = render(mined.pack, mined.counts, {})
    assert "以下短句" not in page.decode("utf-8")
    assert sum(share == "3/3" for share, _, _ in rows(page)) >= len(clauses)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    template = f"{escape('监督' + text)}。\n"
    page = read(
        pack(finding("clause", text), finding("heading", text, in_text=False), template=template),
        dropped={"rare": [text], text: [text]},
    )
    shown = re.sub("[\x00\x0b]", "\ufffd", text)
    assert f"监督{shown}。" in page.text
    assert "\x0b" not in page.text


def test_a_large_pack_is_written_in_a_moment_and_stays_in_proportion() -> None:
    sizes, times = [], []
    for count in (500, 2000):
        lines = [f"持续推进第{number}项工作提质增效，办结{{{{ 监督.办结率 }}}}。" for number in range(count)]
        found = [finding("clause", line.removesuffix("。").split("，")[0]) for line in lines]
        made = pack(*found, template="\n".join(lines) + "\n")
        start = time.perf_counter()
        sizes.append(len(render(made, {}, {})))
        times.append(time.perf_counter() - start)
    assert sizes[1] < 4.5 * sizes[0]
    assert sizes[1] < 2_000_000
    assert times[1] < 2


def test_one_line_of_very_many_clauses_takes_no_longer_than_many_lines() -> None:
    line = "，".join(["推进工作"] * 20_000) + "。"
    start = time.perf_counter()
    page = render(pack(*FINDINGS, template=line + "\n"), {}, {})
    assert time.perf_counter() - start < 5
    assert page.count("推进工作".encode()) == 20_000
