"""What `drafter mine` is told: how much was kept and dropped."""

from __future__ import annotations

import pytest
from mining_texts import FRONT, WORK, mine

from drafter.mining.mine import mine_reports, used_slots, usual_support
from drafter.model.report import Report


def test_the_counts_say_what_the_pack_holds() -> None:
    mined = mine(FRONT + WORK)
    slots = used_slots(mined.pack.sections)
    assert mined.counts["reports"] == mined.counts["bodies"] == 1
    assert mined.counts["sections"] == len(mined.pack.sections)
    assert mined.counts["slots"] == len(slots) == mined.counts["known"] + mined.counts["own"]
    assert mined.counts["known"] == mined.known
    assert mined.counts["sentences"] > 4
    assert mined.dropped == {}


def test_progress_is_told_a_report_at_a_time() -> None:
    told: list[Report] = []
    from mining_texts import parse

    reports = [parse(FRONT + WORK, "甲.txt"), parse(FRONT + WORK, "乙.txt")]
    mine_reports(reports, "试验", progress=told.append)
    assert told == reports


def test_a_mined_pack_knows_which_slots_are_required() -> None:
    pack = mine(FRONT + WORK).pack
    assert pack.slots["总览.代表建议总数"].required
    assert not pack.slots["基本信息.机关简称"].required
    assert (pack.level, pack.period) == ("区", "annual")


@pytest.mark.parametrize(("bodies", "support"), [(2, 2), (29, 2), (30, 3), (199, 3), (200, 4), (1531, 30)])
def test_what_is_kept_is_shared_by_two_then_three_then_one_body_in_fifty(bodies: int, support: int) -> None:
    assert usual_support(bodies) == support
