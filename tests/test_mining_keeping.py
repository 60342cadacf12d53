"""Traces kept in a pack: what goes in comes out, in one order, in the same bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mining_texts import FRONT, WORK, elsewhere, parse, with_line

from drafter.corpus.parsing import parse_file
from drafter.mining.keeping import FORMAT, Kept, Packed, in_order, pack_trace, read_kept, write_kept
from drafter.mining.mine import mine_body, mine_reports, mine_traces
from drafter.mining.pool import Places, pool_of
from drafter.mining.traces import trace_report

ANNOTATED = sorted((Path(__file__).parent / "annotated").glob("*.txt"))
REPORTS = [report for path in ANNOTATED for report in parse_file(path).reports]
TRACES = in_order(pack_trace(trace_report(report)) for report in REPORTS)


def test_traces_come_back_as_they_were() -> None:
    kept = Kept(3, TRACES, [], {"section/监督": "abc"})
    again = read_kept(write_kept(kept))
    assert again == kept
    assert [one.unpack() for one in again.traces] == in_order(trace_report(report) for report in REPORTS)
    assert mine_traces((one.unpack() for one in again.traces), "甲") == mine_reports(REPORTS, "甲")


def test_reports_come_back_ready_to_be_mined() -> None:
    reports = [parse(FRONT + WORK, "a.txt"), parse(with_line("疏浚河道18条。"), "b.txt")]
    again = read_kept(write_kept(Kept(None, [], reports, {}))).reports
    assert [report.text for report in again] == [report.text for report in reports]
    assert [report.facts for report in again] == [report.facts for report in reports]
    for one, other in zip(again, reports, strict=True):
        assert [one.offset(at) for at in range(len(one.text))] == [other.offset(at) for at in range(len(other.text))]
    assert mine_body(again, "甲") == mine_body(reports, "甲")


def test_the_bytes_are_the_same_whatever_the_order_of_reports_and_the_folder() -> None:
    here = [parse(FRONT + WORK, "/这里/a.txt"), parse(with_line("疏浚河道18条。"), "/这里/b.txt")]
    there = [parse(with_line("疏浚河道18条。"), "那里/b.txt"), parse(FRONT + WORK, "那里/a.txt")]
    assert write_kept(Kept(None, [], here, {})) == write_kept(Kept(None, [], there, {}))


@settings(max_examples=20, deadline=None)
@given(st.permutations(TRACES))
def test_traces_stand_in_one_order(turned: list[Packed]) -> None:
    assert in_order(turned) == TRACES


def test_the_bytes_hold_no_time() -> None:
    data = write_kept(Kept(None, TRACES[:1], [], {}))
    assert data[4:8] == b"\0\0\0\0"
    assert len(gzip.decompress(data).splitlines()) == 2


@pytest.mark.parametrize("change", [{"format": FORMAT + 1}, {"format": None}, {"minimum": 0, "format": "1"}])
def test_another_format_is_refused(change: dict[str, object]) -> None:
    head, *rest = gzip.decompress(write_kept(Kept(None, TRACES[:1], [], {}))).splitlines()
    data = gzip.compress(b"\n".join([json.dumps({**json.loads(head), **change}).encode(), *rest]))
    with pytest.raises(ValueError, match=r".*"):
        read_kept(data)


GOOD = write_kept(Kept(2, TRACES[:2], [], {}))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_wrong_byte_is_an_error_of_value_or_does_no_harm(at: int, change: int) -> None:
    data = GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
    try:
        assert [one.unpack() for one in read_kept(data).traces] == [one.unpack() for one in read_kept(GOOD).traces]
    except ValueError:
        assert at >= 0


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(GOOD) - 1))
def test_a_missing_end_is_an_error_of_value(at: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_kept(GOOD[:at])


def test_a_text_is_kept_once_and_bodies_are_counted() -> None:
    text = with_line("落实联络站制度。落实联络站制度。")
    same = trace_report(parse(text, "a.txt")), trace_report(parse(text, "b.txt"))
    other = trace_report(parse(elsewhere(text), "c.txt"))
    pool = pool_of(in_order([*same, other]))
    number = pool.texts.index("落实联络站制度")
    assert len(pool.texts) == len(set(pool.texts))
    assert pool.support()[number] == 2
    places = Places(pool, pool.places([number])[number])
    assert len(places) == 6
    assert [place.evidence().file for place in places] == ["a.txt", "a.txt", "b.txt", "b.txt", "c.txt", "c.txt"]


def test_a_body_without_a_name_counts_for_itself() -> None:
    masked = (FRONT + WORK).replace("云溪区", "XX区")
    one, other = trace_report(parse(masked, "a.txt")), trace_report(parse(with_line("另一份。", masked), "b.txt"))
    assert one.body != other.body
    assert one.body.startswith("a.txt#")
