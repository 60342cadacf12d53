"""Several years of one body: what stays is literal, what was reworded may be chosen, what is older is optional."""

from __future__ import annotations

import pytest
from mining_texts import FRONT, WORK, facts_of, fill_and_render, mine, parse, templates, text_of, with_line

from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.markup.wordings import wordings_of
from drafter.mining.years import WORDINGS
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack


def before(text: str, years: int = 1) -> str:
    """The report of so many years before."""
    meeting = "五四三二一"[years]
    return (
        text.replace("2025年", f"{2025 - years}年")
        .replace("2026年1月8日", f"{2026 - years}年1月9日")
        .replace("第五次", f"第{meeting}次")
    )


def both(newer: str, older: str) -> TemplatePack:
    """Mine two years, a line of each different."""
    return mine(with_line(newer), before(with_line(older))).pack


def chosen(pack: TemplatePack, number: int, **values: str) -> str:
    """What a pack prints with one wording chosen everywhere."""
    names = wordings_of(templates(pack))
    wordings = {name: FactEntry(f"措辞.{name}", str(number), Place("facts.yaml")) for name in names}
    facts = facts_of(values)
    return text_of(render_draft(Facts(entries=facts.entries, wordings=wordings), pack))


def test_a_sentence_that_both_years_have_is_literal_and_printed_once() -> None:
    pack = both("走访企业了解实际困难。", "走访企业了解实际困难。")
    assert templates(pack).count("走访企业了解实际困难。") == 1
    assert wordings_of(templates(pack)) == {}


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("疏浚河道18条。", "疏浚河道12条。"),
        ("全年办理建议86件，办成72件。", "全年办理建议91件，办成80件。"),
        ("改造小区16个、惠及居民3200户。", "改造小区9个、惠及居民2100户。"),
        ("修订《甲办法》《乙办法》。", "修订《丙办法》。"),
    ],
)
def test_a_sentence_with_other_figures_is_the_same_sentence(newer: str, older: str) -> None:
    pack, alone = both(newer, older), mine(with_line(newer)).pack
    assert wordings_of(templates(pack)) == {}
    assert templates(pack) == templates(alone)
    assert set(pack.slots) == set(alone.slots)


def test_a_reworded_sentence_is_an_option_and_the_newer_one_usual() -> None:
    newer, older = "组织代表深入企业走访了解实际困难。", "组织代表到企业走访了解实际困难问题。"
    pack = both(newer, older)
    assert len(wordings_of(templates(pack))) == 1
    assert newer in chosen(pack, 1)
    assert older not in chosen(pack, 1)
    assert older in chosen(pack, 2)
    assert newer not in chosen(pack, 2)


def test_a_reworded_sentence_prints_the_same_fact() -> None:
    pack = both("全年共疏浚河道18条并落实管护。", "疏浚河道12条并落实管护。")
    (path,) = set(pack.slots) - set(mine(FRONT + WORK).pack.slots)
    assert pack.slots[path].required
    assert "全年共疏浚河道20条并落实管护。" in chosen(pack, 1, **{path: "20"})
    assert "\n疏浚河道20条并落实管护。" in chosen(pack, 2, **{path: "20"})


def test_so_many_wordings_are_offered_at_most() -> None:
    lines = [f"组织代表{word}企业走访了解实际困难。" for word in ("深入", "前往", "赶赴", "分赴", "走进")]
    texts = [before(with_line(line), years) if years else with_line(line) for years, line in enumerate(lines)]
    options = wordings_of(templates(mine(*texts).pack))
    assert [len(found) for found in options.values()] == [WORDINGS]


def test_an_older_sentence_with_facts_of_its_own_is_optional() -> None:
    older = "建立代表履职档案235份。"
    pack = mine(FRONT + WORK, before(with_line(older))).pack
    assert "建立代表履职档案{{ 代表履职.履职档案数 }}。" in templates(pack)
    assert not pack.slots["代表履职.履职档案数"].required
    assert "履职档案" not in text_of(render_draft(facts_of({}), pack))
    assert "建立代表履职档案240份。" in text_of(render_draft(facts_of({"代表履职.履职档案数": "240"}), pack))


def test_an_older_sentence_without_facts_is_dropped_and_told() -> None:
    mined = mine(FRONT + WORK, before(with_line("举办联欢活动丰富生活。")))
    assert "联欢" not in templates(mined.pack)
    assert mined.dropped["sentences"] == ("举办联欢活动丰富生活。",)
    assert mined.counts["dropped_sentences"] == 1


@pytest.mark.parametrize(
    "older", ["疏浚河道12条。", "举办联欢活动。", "全年共听取专项报告3项。", "{{ 走访 }}企业。", "疏浚河道{12条。"]
)
@pytest.mark.parametrize(
    "newer", ["疏浚河道18条。", "走访企业了解{困难。", "全年听取专项报告5项。", "{% if %}走访企业。"]
)
def test_the_newest_report_comes_back_whatever_older_ones_say(newer: str, older: str) -> None:
    report = parse(with_line(newer))
    pack = both(newer, older)
    assert text_of(fill_and_render(report, pack)) == report.text


def test_an_older_heading_may_be_chosen() -> None:
    older = before(FRONT + WORK).replace("加强监督工作，服务全区发展大局", "加强监督工作，推动全区高质量发展")
    point = next(
        point
        for section in mine(FRONT + WORK, older).pack.sections
        for point in section.points
        if point.name == "加强监督工作"
    )
    assert point.headings == ("加强监督工作，服务全{{ 级 }}发展大局", "加强监督工作，推动全{{ 级 }}高质量发展")


def test_the_years_may_come_in_any_order() -> None:
    texts = [with_line("疏浚河道18条。"), before(with_line("全年疏浚河道12条。"))]
    first, second = mine(*texts), mine(*texts[::-1])
    assert templates(first.pack) == templates(second.pack)
    assert first.pack.slots == second.pack.slots


def test_the_facts_of_an_older_report_are_read_with_the_pack_of_both() -> None:
    older = before(with_line("建立代表履职档案235份。"))
    values = fill_report(parse(older), mine(FRONT + WORK, older).pack).values
    assert values["代表履职.履职档案数"] == "235份"
    assert values["基本信息.报告年度"] == "2024"
