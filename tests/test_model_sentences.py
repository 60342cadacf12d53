"""Blocks cut into the sentences of their templates."""

from __future__ import annotations

from drafter.model.draft import Block, BlockKind, Run, Sentence
from drafter.model.sentences import cut_sentences


def cut(runs: tuple[Run, ...], *starts: int) -> list[tuple[int, str]]:
    sentences = tuple(Sentence(start, "一节", line) for line, start in enumerate(starts, 1))
    block = Block(BlockKind.PARAGRAPH, runs, number="（一）", sentences=sentences)
    return [(found.line if found else 0, "".join(run.text for run in part)) for found, part in cut_sentences(block)]


def test_a_block_without_sentences_is_one_piece_of_no_line() -> None:
    assert cut((Run("甲。"), Run("乙。"))) == [(0, "甲。乙。")]


def test_runs_go_to_the_sentence_they_stand_in() -> None:
    assert cut((Run("办理"), Run("186件", "总览.总数"), Run("。"), Run("乙。")), 0, 7) == [
        (1, "办理186件。"),
        (2, "乙。"),
    ]


def test_a_run_of_two_sentences_is_cut() -> None:
    assert cut((Run("甲。乙。丙。"),), 0, 2, 4) == [(1, "甲。"), (2, "乙。"), (3, "丙。")]


def test_the_numbers_of_terms_count_for_nothing() -> None:
    assert cut((Run("民主"), Run("［1］", note=1), Run("。"), Run("乙。")), 0, 3) == [(1, "民主［1］。"), (2, "乙。")]


def test_what_stands_before_the_first_sentence_is_of_no_line() -> None:
    assert cut((Run("甲。"), Run("乙。")), 2) == [(0, "甲。"), (1, "乙。")]


def test_an_empty_block_has_no_sentence() -> None:
    assert cut((), 0) == []
