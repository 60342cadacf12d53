"""Spun texts: told by set terms that a tool swapped."""

from __future__ import annotations

from pathlib import Path

from drafter.corpus.spun import find_swaps, is_spun
from drafter.data import read_data

SPUN = "区人大常委会依法监视，办理代表推荐86件，听取常委会事情报告12项，推动经济生长、宁静生产。"


def test_a_text_with_several_swapped_terms_is_spun() -> None:
    assert is_spun("云溪区人大常委会工作报告\n" + SPUN)
    assert [swap.meant for swap in find_swaps(SPUN)] == ["依法监督", "代表建议", "工作报告", "经济发展", "安全生产"]
    assert all(SPUN.startswith(swap.written, swap.start) for swap in find_swaps(SPUN))


def test_one_or_two_slips_do_not_make_a_text_spun() -> None:
    assert not is_spun("区人大常委会办理代表推荐86件，又办理代表推荐5件，推动经济生长。")


def test_a_few_in_a_very_long_text_do_not_make_it_spun() -> None:
    assert not is_spun(SPUN + "区人大常委会听取和审议专项工作报告。" * 1000)


def test_ordinary_words_that_hold_a_swapped_term_are_none() -> None:
    assert find_swaps("培育新的经济生长点；督办代表推荐人选；邓小平实际上说过；以报酬本身为准。") == ()


def test_the_examples_are_not_spun(repository: Path) -> None:
    reports = sorted((repository / "examples").rglob("*报告.txt"))
    assert len(reports) >= 3
    assert [find_swaps(report.read_text(encoding="utf-8")) for report in reports] == [()] * len(reports)


def test_no_term_is_written_as_it_was_meant_and_none_stands_twice() -> None:
    terms = read_data("spun")["terms"]
    written = [term for forms in terms.values() for term in forms]
    assert len(terms) >= 50
    assert len(written) == len(set(written)) > 150
    assert [term for term in written if find_swaps(term) and any(term in meant for meant in terms)] == []
    assert [term for term in written if [swap.written for swap in find_swaps(term)] == []] == []
