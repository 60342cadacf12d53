"""Several bodies as one template, and several years of one body."""

from __future__ import annotations

from pathlib import Path

import pytest
from mining_texts import FRONT, WORK, facts_of, fill_and_render, mine, parse, templates, text_of

from drafter.corpus.parsing import parse_file
from drafter.drafting.render import render_draft
from drafter.mining.mine import mine_reports
from drafter.packs.load import load_pack
from drafter.packs.write import write_pack

OTHER = (
    (FRONT + WORK)
    .replace("云溪区", "梅山县")
    .replace("区人大", "县人大")
    .replace("区委", "县委")
    .replace("全区", "全县")
    .replace("甄　名", "贾　姓")
    .replace("167件", "203件")
    .replace("《云溪日报》", "《梅山日报》")
)
OLDER = (
    (FRONT + WORK)
    .replace("2025年", "2024年")
    .replace("2026年1月8日", "2025年1月9日")
    .replace("第五次", "第四次")
    .replace("167件", "158件")
    .replace("激发代表履职活力\n", "激发代表履职活力\n建立代表履职档案235份。举办联欢活动丰富生活。")
)


def test_what_two_bodies_share_is_kept_with_the_title_block() -> None:
    mined = mine(FRONT + WORK, OTHER)
    text = templates(mined.pack)
    assert (mined.bodies, mined.minimum) == (2, 2)
    assert text.startswith("% {{ 机关全称 }}工作报告\n% ——{{ 基本信息.会议日期 | 年月日 }}")
    assert "| {{ 称谓 }}：" in text
    assert "全年办理代表建议{{ 总览.代表建议总数 }}，办结率为{{ 代表建议.办结率 }}" in text
    assert "云溪" not in text
    assert "梅山" not in text


def test_what_only_one_body_has_is_dropped_and_told() -> None:
    mined = mine(FRONT + WORK.replace("二、", "修建滨河步道方便居民散步健身。\n二、"), OTHER)
    assert "滨河步道" not in templates(mined.pack)
    assert any("滨河步道" in dropped for dropped in mined.dropped["rare"])
    assert mined.counts["dropped_rare"] >= 1


def test_the_newer_year_of_one_body_is_kept_and_nothing_is_printed_twice() -> None:
    mined = mine(OLDER, FRONT + WORK)
    text = templates(mined.pack)
    assert mined.bodies == 1
    assert text.count("办理代表建议{{ 总览.代表建议总数 }}") == 1
    assert "建立代表履职档案{{ 代表履职.履职档案数 }}" in text
    assert "联欢" not in text
    assert "举办联欢活动丰富生活。" in mined.dropped["sentences"]
    report = parse(FRONT + WORK)
    draft = fill_and_render(report, mined.pack)
    assert text_of(draft) == report.text
    assert [omission.paths for omission in draft.omissions] == [("代表履职.履职档案数",)]


@pytest.mark.parametrize("values", [{}, {"基本信息.地区级别": "区", "基本信息.报告年度": "2025"}])
def test_the_pack_of_the_corpus_is_written_loaded_and_rendered(
    shared: Path, tmp_path: Path, values: dict[str, str]
) -> None:
    reports = [report for path in sorted((shared / "corpus").glob("*.txt")) for report in parse_file(path).reports]
    mined = mine_reports(reports, "试验")
    assert mined.bodies == 7
    assert mined.counts["points"] > 12
    write_pack(mined.pack, tmp_path / "包")
    pack = load_pack(str(tmp_path / "包"))
    text = text_of(render_draft(facts_of(values), pack))
    assert "。。" not in text
    assert "，。" not in text
    assert "{" not in text


def test_points_of_the_corpus_pack_have_names_of_their_own(shared: Path) -> None:
    reports = [report for path in sorted((shared / "corpus").glob("*.txt")) for report in parse_file(path).reports]
    pack = mine_reports(reports, "试验").pack
    names = [point.name for section in pack.sections for point in section.points]
    assert len(names) == len(set(names))
    assert mine_reports(reports, "试验").pack == pack
