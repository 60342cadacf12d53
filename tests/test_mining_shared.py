"""A pack mined from invented reports of several bodies: nothing local in it, everything in it works."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from mining_texts import FRONT, WORK, elsewhere, facts_of, mine, parse, section, templates, text_of, with_line

from drafter.corpus.parsing import parse_file
from drafter.data.vocabulary import vocabulary
from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.facts.validate import validate_facts
from drafter.facts.values import example_yaml
from drafter.markup.environment import make_environment
from drafter.markup.inverse import SlotUse, read_template, uses
from drafter.markup.wordings import last_wording, wordings_of
from drafter.mining.front import own_stem, place_name, read_front
from drafter.mining.keeping import in_order
from drafter.mining.lists import split_list
from drafter.mining.masks import is_masked
from drafter.mining.mine import Mined, mine_reports, mine_traces
from drafter.mining.patterns import find_patterns
from drafter.mining.pool import pool_of
from drafter.mining.traces import trace_report
from drafter.model.diagnostics import Place, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.model.report import Report
from drafter.zh.profiles import profile_names

FOLDER = Path(__file__).parent
FILES = sorted([*(FOLDER / "annotated").glob("*.txt"), *(FOLDER.parent / "examples").rglob("*报告.txt")])
COMMENT = re.compile(r"\{#.*?#\}")


@cache
def reports() -> tuple[Report, ...]:
    """All invented reports of the repository."""
    return tuple(report for path in FILES for report in parse_file(path).reports)


@cache
def pack_of(minimum: int) -> Mined:
    """What so many of their bodies share."""
    return mine_reports(reports(), "试验", minimum)


def bare(pack: TemplatePack) -> str:
    """All templates and headings without comments."""
    headings = [text for section in pack.sections for point in section.points for text in point.headings]
    return COMMENT.sub("", templates(pack)) + "\n".join(headings)


def examples(pack: TemplatePack) -> Facts:
    """Facts as the slots' examples show them."""
    shown = {path: slot for path, slot in pack.slots.items() if slot.example}
    return facts_of(
        {
            path: tuple(split_list(slot.example)) if slot.type == "list" else example_yaml(slot)
            for path, slot in shown.items()
        }
    )


MINIMA = pytest.mark.parametrize("minimum", [2, 3])


@MINIMA
def test_no_place_person_mask_or_year_of_a_source_is_in_a_template(minimum: int) -> None:
    pack = pack_of(minimum).pack
    text = bare(pack)
    names = {place_name(report) for report in reports()} | {own_stem(place_name(report)) for report in reports()}
    names |= {read_front(report).name for report in reports()}
    assert len(names) > 20
    assert not [name for name in names if name and name in text]
    assert not re.search(r"[12]\d{3}", text)
    literal = re.sub(r"\{[{%].*?[%}]\}", "。", text)
    assert not [line for line in literal.splitlines() if is_masked(line.strip("*#%|. "))]


@MINIMA
def test_no_name_of_a_source_is_in_what_explains_a_slot(minimum: int) -> None:
    names = {place_name(report) for report in reports()} | {read_front(report).name for report in reports()}
    for slot in pack_of(minimum).pack.slots.values():
        said = f"{slot.path} {slot.label} {slot.context} {slot.example}"
        assert not [name for name in names if name and name in said]


@MINIMA
def test_every_template_is_read_forwards_and_backwards_and_knows_its_slots(minimum: int) -> None:
    pack = pack_of(minimum).pack
    printed: set[str] = set()
    for one in pack.sections:
        make_environment().parse(one.template)
        lines = read_template(one.template, lambda name: point.headings if (point := pack.point(name)) else ())
        printed |= {use.name for line in lines for use in uses(line.elements)}
    facts = {name for name in printed if "." in name}
    assert len(facts) > 50
    assert facts <= set(pack.slots)
    assert printed - facts <= {*profile_names(), "年度", "期间"}


@MINIMA
def test_facts_as_in_the_examples_leave_no_gap_but_where_there_is_none(minimum: int) -> None:
    pack = pack_of(minimum).pack
    facts = examples(pack)
    assert len(facts.entries) > 80
    errors = [found for found in validate_facts(facts, pack) if found.severity is Severity.ERROR]
    assert not errors
    draft = render_draft(facts, pack)
    assert not {gap.path for gap in draft.gaps} & set(facts.entries)
    assert not {path for omission in draft.omissions for path in omission.paths} & set(facts.entries)
    text = text_of(draft)
    assert not re.search(r"[{}]|。。|，。|，，|、、|None", text)


@MINIMA
def test_slots_without_an_example_are_few(minimum: int) -> None:
    pack = pack_of(minimum).pack
    assert not [path for path, slot in pack.slots.items() if not slot.example and slot.type != "bool"]


def test_every_wording_prints_a_whole_sentence() -> None:
    pack = pack_of(2).pack
    facts = examples(pack)
    names = wordings_of(templates(pack))
    assert len(names) > 20
    usual = text_of(render_draft(facts, pack))
    for number in range(2, 5):
        entries = {
            name: FactEntry(f"措辞.{name}", str(number), Place("facts.yaml"))
            for name, options in names.items()
            if number <= last_wording(options)
        }
        chosen = Facts(entries=facts.entries, wordings=entries)
        assert not [found for found in validate_facts(chosen, pack) if found.severity is Severity.ERROR]
        text = text_of(render_draft(chosen, pack))
        assert text != usual
        assert not re.search(r"[{}]|。。|，。|，，|措辞", text)


@pytest.mark.parametrize("minimum", [1, 2, 3, 50])
def test_every_clause_is_kept_or_left_out_for_a_reason(minimum: int) -> None:
    pool = pool_of(in_order(trace_report(report) for report in reports()))
    shared = find_patterns(pool, minimum)
    kept = sum(len(pattern.places) for pattern in (*shared.patterns, *shared.phrases))
    assert shared.clauses == len(pool.text_of) > 2000
    assert kept + sum(shared.dropped.values()) == shared.clauses
    assert all(pattern.support >= minimum for pattern in (*shared.patterns, *shared.phrases))


@MINIMA
def test_every_shared_clause_is_printed_or_listed_as_a_phrase(minimum: int) -> None:
    shared = find_patterns(pool_of(in_order(trace_report(report) for report in reports())), minimum)
    findings = [found for found in pack_of(minimum).pack.findings if found.layer == "clause"]
    listed = {frozenset((entry.file, entry.offset) for entry in found.evidence) for found in findings}
    for pattern in (*shared.patterns, *shared.phrases):
        places = (place.evidence() for place in pattern.places)
        assert frozenset((entry.file, entry.offset) for entry in places) in listed
    assert any(found.in_text for found in findings)
    assert any(not found.in_text for found in findings)


def test_a_clause_leads_to_its_places_in_the_files() -> None:
    sources: dict[str, list[str]] = defaultdict(list)
    for report in reports():
        sources[Path(report.file).name].append(report.source)
    simple = [
        found for found in pack_of(2).pack.findings if found.layer == "clause" and re.fullmatch("[一-龥]+", found.text)
    ]
    assert len(simple) > 8
    for found in simple:
        assert len(found.evidence) >= found.support
        for entry in found.evidence:
            here = any(source.startswith(found.text, entry.offset) for source in sources[entry.file])
            assert here or "traditional" in entry.file


def test_reports_in_any_order_give_one_pack() -> None:
    forward, backward = mine_reports(reports()[:8], "甲"), mine_reports(reports()[:8][::-1], "甲")
    assert forward == backward


def test_the_traces_alone_give_the_pack() -> None:
    some = reports()[:6]
    assert mine_traces(in_order(trace_report(report) for report in some), "甲") == mine_reports(some, "甲")


@pytest.mark.parametrize(
    "clause",
    [
        "扎实做好{{ 重点 }}工作推动落实",
        "扎实做好{% if 甲 %}重点工作推动落实",
        "扎实做好{# 重点工作推动落实 #}",
        "扎实做好#}重点工作推动落实",
        "扎实做好{重点工作推动落实",
        "做好重点工作{5件并推动落实",
        "# 扎实做好重点工作推动落实",
        "% 扎实做好重点工作推动落实",
        "| 扎实做好重点工作推动落实",
        "扎实做好重点\\工作推动落实",
        "扎实做好重点工作推动落实{",
        "}}扎实做好重点工作推动落实%}",
    ],
)
@pytest.mark.parametrize(
    "change", [("扎实", "深入"), ("落实", "落地落实"), ("扎实", ""), ("做好", "全面做好"), ("", "")]
)
def test_marks_of_jinja_and_of_headings_come_out_as_they_are(clause: str, change: tuple[str, str]) -> None:
    """Also right before and behind what is worded in several ways."""
    other = clause.replace(*change) if change[0] else clause
    mined = mine(with_line(f"{clause}。"), elsewhere(with_line(f"{other}。")))
    if not any("重点" in found.text for found in mined.pack.findings):
        assert other != clause
        return
    figures = facts_of({path: "5件" for path in mined.pack.slots if path not in vocabulary()})
    text = text_of(render_draft(figures, mined.pack))
    assert clause in text or other in text
    names = wordings_of(section(mined.pack, "监督"))
    for number in (1, 2):
        wordings = {name: FactEntry(name, str(number), Place("甲")) for name in names}
        facts = Facts(entries=figures.entries, wordings=wordings)
        lines = text_of(render_draft(facts, mined.pack))
        assert clause in lines or other in lines


POINTS = """一、加强监督工作
（一）{heading}
{text}
（二）紧盯计划执行
审查批准决算草案并作出决定。
"""


def of_points(heading: str, other: str = "") -> Mined:
    """Mine two bodies that have a heading in common, and nothing under it."""
    tail = WORK[WORK.index("二、") :]
    one = FRONT + POINTS.format(heading=heading, text="听取专项工作报告20项，开展专题询问2次。") + tail
    two = FRONT + POINTS.format(heading=other or heading, text="对部门开展工作评议并测评打分。") + tail
    return mine(one, elsewhere(two))


@pytest.mark.parametrize("heading", ["落实中共XX区委要求", "推动**工作提质", "学习浙江先进经验"])
def test_a_heading_with_masks_or_names_is_no_point_and_is_told(heading: str) -> None:
    mined = of_points(heading)
    assert heading[-4:] not in templates(mined.pack)
    assert len(mined.dropped["local_points"]) == mined.counts["dropped_local_points"] == 1
    assert '标题("紧盯计划执行")' in templates(mined.pack)


def test_a_heading_without_masks_stands_for_the_others() -> None:
    mined = of_points("落实中共XX区委决策部署", "落实县委决策部署")
    point = next(point for one in mined.pack.sections for point in one.points if "决策部署" in point.name)
    assert not is_masked(point.name + "".join(point.headings))
    assert point.headings == ("落实{{ 党委 }}决策部署",)


@pytest.mark.parametrize("heading", ["12345热线办理", "5G建设监督", "代表联络站监督", "监督{{ x }}工作", "监督{% 工作"])
def test_a_point_without_shared_sentences_has_a_slot_that_can_be_filled(heading: str) -> None:
    pack = of_points(heading).pack
    (path,) = [path for path in pack.slots if re.fullmatch("监督[.].+内容", path)]
    text = text_of(render_draft(facts_of({path: "开展专项监督，推动问题整改。"}), pack))
    assert "开展专项监督，推动问题整改。" in text
    assert heading in text
    assert path in {gap.path for gap in render_draft(facts_of({}), pack).gaps}


def test_a_figure_that_three_bodies_write_alike_is_the_phrase_s() -> None:
    line = "推动承包期再延长30年试点工作，督办实事12件。"
    texts = [
        elsewhere(with_line(line.replace("12", str(n))), place)
        for n, place in ((3, "梅山县"), (5, "白鹤县"), (7, "云溪区"))
    ]
    text = templates(mine(*texts).pack)
    assert "延长30年" in text
    assert not re.search("督办实事[357]件", text)


def test_a_fact_stands_once_in_a_sentence() -> None:
    pack = pack_of(2).pack
    for line in COMMENT.sub("", templates(pack)).splitlines():
        for read in read_template(line):
            outside = [use.name for use in read.elements if isinstance(use, SlotUse) and "." in use.name]
            assert len(outside) == len(set(outside))


def test_the_title_block_has_one_line_of_each_kind() -> None:
    lines = pack_of(2).pack.sections[0].template.splitlines()
    assert sum(line.startswith("% ——") for line in lines) == 1
    assert sum(line.startswith("% ") for line in lines) == 3
    assert sum(line.startswith("| ") for line in lines) == 1


def test_a_section_that_only_one_body_has_is_left_out_and_told() -> None:
    law = "四、推进科学立法工作\n制定地方性法规3件，开展立法调研6次，公布立法计划。\n"
    mined = mine(FRONT + WORK + law, elsewhere(FRONT + WORK))
    assert "立法" not in [one.category for one in mined.pack.sections]
    assert mined.dropped["sections"] == ("立法",)


def test_what_stands_behind_the_heading_of_an_annex_is_no_part() -> None:
    annex = "名词解释\n双联工作机制是指代表联系群众的工作机制。\n"
    text = FRONT + WORK + annex
    assert "双联工作" not in templates(mine(text, elsewhere(text)).pack)


def lines_of(pack: TemplatePack) -> Iterator[str]:
    """The lines of all templates."""
    for one in pack.sections:
        yield from one.template.splitlines()


def test_every_sentence_says_how_many_bodies_have_it() -> None:
    pack = pack_of(2).pack
    mined = [
        line for line in lines_of(pack) if line and line[0] not in "%|" and not re.fullmatch(r"\{\{ \S+内容 \}\}", line)
    ]
    assert len(mined) > 80
    assert [line for line in mined if not re.search(r"\{# 支持 \d+/14.* #\}$", line)] == []


def test_a_report_of_the_sources_is_read_with_the_pack() -> None:
    report = parse(FRONT + WORK)
    values = fill_report(report, mine(FRONT + WORK, elsewhere(FRONT + WORK)).pack).values
    assert values["总览.代表建议总数"] == "167件"
    assert values["代表建议.办结率"] == "98.2%"
    assert values["法治监督.执法检查法律清单"] == ("《消防法》", "《食品安全法》")


def test_points_and_wordings_take_no_name_that_is_taken() -> None:
    traces = in_order(trace_report(report) for report in reports())
    free = pack_of(2).pack
    names = {point.name for one in free.sections for point in one.points if point.name != one.name}
    names |= wordings_of(templates(free)).keys()
    assert len(names) > 40
    assert mine_traces(traces, "试验", 2, taken={"监督": ["没有用的名字"]}).pack == free
    pack = mine_traces(traces, "试验", 2, taken={"后加的节": names}).pack
    others = {point.name for one in pack.sections for point in one.points} | wordings_of(templates(pack)).keys()
    assert not names & others
    assert {name + "2" for name in names} & others


def test_a_section_may_use_the_names_that_it_had_when_it_was_edited() -> None:
    traces = in_order(trace_report(report) for report in reports())
    free = pack_of(2).pack
    names = {one.name: {*(point.name for point in one.points), *wordings_of(one.template)} for one in free.sections}
    assert mine_traces(traces, "试验", 2, taken=names).pack == free
