"""Parsing: a file → reports with outline, facts and slots; and what `inspect --json` makes of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing_laws import misplaced, misprojected, unaccounted

from drafter.corpus.parsing import ParsedFile, parse_file, parse_source
from drafter.corpus.projection import as_json
from drafter.model.diagnostics import DrafterError
from drafter.model.report import SourceText

PIECES = [
    "云溪区人大常委会工作报告\n", "各位代表:\n", "一、抓监督,促发展\n", "召开会议 9 次,审议议题42项。", "\n",
    "（一）", "近3.2 万余人",
    "2025年", "《代表法》", '"十五五"', "(含辞职)", " ", "　", "\ufeff", "区十八届人大三次会议",
    "打印\n", "。", "，", "98.5%", "１２项",
]  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
REPORT = """云溪区人民代表大会常务委员会工作报告
——2026年1月8日在云溪区第十八届人民代表大会第五次会议上
各位代表：
我受区人大常委会委托，向大会报告工作，请予审议。
一、抓监督，促发展
全年召开常委会会议9次，审议议题42项。
二、抓代表，添活力
办理代表建议158件，办结率为98.5%。
各位代表，让我们在区委领导下团结奋斗，作出新的贡献！
"""


def parsed(text: str) -> ParsedFile | None:
    """Parse a text; None where it holds no report."""
    try:
        return parse_source(SourceText("a.txt", text))
    except DrafterError:
        return None


@given(ANY_TEXT)
def test_every_finding_stands_in_the_file_as_it_says(text: str) -> None:
    if result := parsed(text):
        assert list(misprojected(text, as_json(result))) == []


@given(ANY_TEXT)
def test_facts_and_headings_are_in_order_and_facts_never_overlap(text: str) -> None:
    if result := parsed(text):
        assert list(misplaced(result)) == []


@given(ANY_TEXT)
def test_what_stands_in_a_file_is_a_report_s_or_told_of_as_noise(text: str) -> None:
    if result := parsed(text):
        assert list(unaccounted(text, [report.mapped for report in result.reports], result.noise)) == []


def test_a_part_in_which_nothing_is_understood_is_told_of() -> None:
    result = parsed("这里的天空很蓝，这里的小河很清，大家都很高兴，我们也都觉得这样的日子很好。\n" + REPORT)
    assert result is not None
    assert [entry.line[:5] for entry in result.noise] == ["这里的天空"]


def test_understands_a_report() -> None:
    result = parsed(REPORT)
    assert result is not None
    (report,) = result.reports
    assert (report.body, report.level, report.genre) == ("云溪区人大常委会", "区", "人大常委会工作报告")
    assert (report.period.type, report.period.year) == ("annual", 2025)
    assert not report.truncated_head
    assert not report.truncated_tail
    assert [entry.category for entry in report.outline] == ["其他", "开篇", "监督", "代表工作", "结语"]
    slots = {fact.surface: fact.slot for fact in report.facts}
    assert slots["158件"] == "总览.代表建议总数"
    assert slots["98.5%"] == "代表建议.办结率"


def test_a_report_without_head_or_tail_is_cut_off() -> None:
    result = parsed("一、抓监督\n全年召开常委会会议9次。\n二、抓代表\n举办代表培训")
    assert result is not None
    assert result.reports[0].truncated_head
    assert result.reports[0].truncated_tail


@pytest.mark.parametrize(
    "text", ["，。；：！？……《“》”）\n，。", "Hello, world.", "（（（《《“““9次", "云溪区", "一、", "1"]
)
def test_odd_texts_are_read_or_refused_never_crash(text: str) -> None:
    result = parsed(text)
    assert result is None or as_json(result)["chars"] == len(text)


def test_a_report_of_one_line_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("召开会议9次。", encoding="utf-8")
    (report,) = parse_file(path).reports
    assert [fact.surface for fact in report.facts] == ["9次"]


@pytest.mark.parametrize("piece", ["召开会议9次，", "一、抓监督\n召开会议9次。\n", "(", "《", "一是", "1", "区?!"])
def test_a_long_text_is_understood_to_its_end(piece: str) -> None:
    text = REPORT + piece * (60_000 // len(piece)) + "。\n最后，听取报告12项。"
    result = parsed(text)
    assert result is not None
    assert result.reports[-1].facts[-1].surface == "12项"


def test_reports_of_a_bundle_take_their_year_from_the_first_line_beside_them_that_has_one() -> None:
    posted = "打印\n发布时间：2025-02-10 09:20\n发布时间：2019-02-10 09:20\n"
    bundle = (f"{place}区人大常委会工作报告\n召开会议9次。\n" for place in ("云溪", "青溪"))
    result = parsed(posted + "".join(bundle))
    assert result is not None
    assert [report.period.year for report in result.reports] == [2024, 2024]


def test_understands_the_annotated_reports(shared: Path, repository: Path) -> None:
    command = f"{sys.executable} -m drafter inspect {{}} --json"
    tool = [sys.executable, str(shared / "tools" / "score_inspect.py"), "--json", "--command", command]
    done = subprocess.run(tool, capture_output=True, text=True, encoding="utf-8", cwd=repository, check=True)
    score = json.loads(done.stdout)
    assert score["documents.found"] == 1
    assert score["documents.extra"] == 0
    assert score["outline.f1"] >= 0.90
    assert score["outline.category"] >= 0.85
    assert score["facts.recall"] >= 0.97
    assert score["facts.precision"] >= 0.95
    assert score["noise.recall"] == 1
    assert score["noise.false"] == 0


def test_relative_dates_say_which_year_they_mean() -> None:
    text = REPORT.replace("全年召开", "去年12月召开", 1).replace("审议议题", "6月30日审议议题", 1)
    result = parsed(text)
    assert result is not None
    resolved = {fact.surface: fact.resolved for fact in result.reports[0].facts if fact.resolved}
    assert resolved == {"去年12月": "2025-12", "6月30日": "2025-06-30"}
