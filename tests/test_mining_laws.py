"""What a mined pack prints, it reads again: facts → draft → report → facts."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from mining_texts import facts_of, parse, text_of
from test_mining_shared import pack_of

from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.mining.lists import split_list
from drafter.model.draft import Draft
from drafter.model.pack import Slot, TemplatePack

PROFILE = {
    "基本信息.地区名称": "云溪区",
    "基本信息.地区级别": "区",
    "基本信息.报告年度": "2025",
    "基本信息.报告类型": "年度",
    "基本信息.届次": "十八",
    "基本信息.会议次数": "五",
    "基本信息.会议日期": "2026年1月8日",
    "基本信息.报告人姓名": "甄无名",
    "基本信息.报告人职务": "云溪区人大常委会主任",
}
PHASES = (Phase.explicit, Phase.generate)
FIGURES = ("int", "decimal", "percent", "money")


def value(slot: Slot, rng: random.Random, approximate: bool) -> str | tuple[str, ...]:
    """A random value of a slot; what is no figure is as in the example."""
    number = rng.randint(2, 999)
    if slot.type == "int":
        form = rng.choice(["{}", "近{}", "{}余"]) if approximate and number % 10 == 0 else "{}"
        return form.format(number) + slot.unit
    if slot.type in FIGURES:
        return f"{rng.randint(1, 99)}.{rng.randint(1, 9)}{'%' if slot.type == 'percent' else slot.unit}"
    return tuple(split_list(slot.example)) if slot.type == "list" else slot.example


def some_facts(pack: TemplatePack, seed: int, share: float, approximate: bool) -> dict[str, str | tuple[str, ...]]:
    """Random values for a share of a pack's slots, the profile as it is."""
    rng = random.Random(seed)
    own = [slot for path, slot in pack.slots.items() if not path.startswith("基本信息.")]
    return {slot.path: value(slot, rng, approximate) for slot in own if rng.random() < share} | PROFILE


def printed(draft: Draft) -> set[str]:
    """The facts of the sentences that print no gap: beside a gap a fact is known by its words alone."""
    found: set[str] = set()
    for block in draft.blocks:
        here: set[str] = set()
        gap = False
        for run in block.runs:
            gap = gap or run.gap
            here |= {run.path} if run.path and not run.gap else set()
            if not run.path and "。" in run.text:
                found |= set() if gap else here
                here, gap = set(), False
        found |= set() if gap else here
    return found


def is_content(path: str, pack: TemplatePack) -> bool:
    """Tell whether a slot is all that its point prints: free text without a word around it cannot be told apart."""
    return (
        path.endswith("内容")
        and pack.slots[path].type == "text"
        and any(
            line.strip() in ("{{ " + path + " }}",) or line.startswith("{{ " + path + " }} {#")
            for section in pack.sections
            for line in section.template.splitlines()
        )
    )


@pytest.mark.parametrize("minimum", [2, 3])
@settings(
    max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(seed=st.integers(0, 10**6), share=st.sampled_from([1.0, 1.0, 0.7, 0.3]), approximate=st.booleans())
@example(seed=730, share=0.7, approximate=False)
def test_facts_come_back_out_of_the_draft_that_they_made(
    minimum: int, seed: int, share: float, approximate: bool
) -> None:
    pack = pack_of(minimum).pack
    given_facts = some_facts(pack, seed, share, approximate)
    draft = render_draft(facts_of(given_facts), pack)
    found = fill_report(parse(text_of(draft)), pack)
    asked = {path for path in printed(draft) & set(given_facts) if not is_content(path, pack)}
    wrong = {
        path: (given_facts[path], found.values.get(path))
        for path in asked
        if found.values.get(path) != given_facts[path]
    }
    assert len(asked) > 10
    assert wrong == {}


def test_only_slots_that_are_all_their_point_prints_are_not_read_again() -> None:
    pack = pack_of(2).pack
    contents = [path for path in pack.slots if is_content(path, pack)]
    given_facts = some_facts(pack, 1, 1.0, False)
    draft = render_draft(facts_of(given_facts), pack)
    found = fill_report(parse(text_of(draft)), pack)
    lost = {path for path in printed(draft) & set(given_facts) if found.values.get(path) != given_facts[path]}
    assert lost == set(contents)
    assert 0 < len(contents) < 0.1 * len(pack.slots)
