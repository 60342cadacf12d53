"""Copies: what counts as one, and which of several texts stays."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.corpus.copies import COPY_SHARE, Copy, Entry, find_copies, jaccard, runs, signature

BODY, OTHER = "云溪区人大常委会", "临江市人大常委会"
WORDS = [first + second for first in "云临青河道学会审监代" for second in "溪江桥校医院议督表"]
"""Invented reports are strung together from so many words: they look alike to a reader, but not to a comparison."""

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def years(repository: Path) -> tuple[str, str]:
    """Two years of one invented body."""
    folder = repository / "examples" / "云溪区"
    older, newer = (folder.joinpath(f"{year}年报告.txt").read_text(encoding="utf-8") for year in (2024, 2025))
    return older, newer


def invented(seed: int, words: int = 800) -> str:
    """A text of its own for every seed."""
    chosen = random.Random(seed)
    return "".join(chosen.choice(WORDS) + chosen.choice(("，", "", "", "。")) for _ in range(words))


def spun(share: float) -> Change:
    """Swap a share of all pairs of characters for another pair, as tools do with words."""

    def change(text: str) -> str:
        chosen = random.Random(share)
        pairs = re.findall(r"[\u4e00-\u9fff]{2}|.|\n", text)
        return "".join(chosen.choice(WORDS) if len(pair) == 2 and chosen.random() < share else pair for pair in pairs)

    return change


def renumbered(text: str) -> str:
    """Give every number another value."""
    return re.sub(r"\d+", lambda match: str(int(match.group()) + 7), text)


def half_width(text: str) -> str:
    """Write the marks as collectors do, the text on one line."""
    return text.translate(str.maketrans("，：；（）", ",:;()")).replace("\n", " ")


@pytest.mark.parametrize("change", [str, renumbered, half_width, spun(0.05), spun(0.1), spun(0.2)])
def test_a_copy_is_found_whole_or_changed(change: Change, years: tuple[str, str]) -> None:
    (copy,) = find_copies([Entry(years[0], BODY, 2024), Entry(invented(1)), Entry(change(years[0]), OTHER, 2024)])

    assert {copy.of, copy.number} == {0, 2}
    assert copy.share >= COPY_SHARE


def test_different_texts_are_no_copies(years: tuple[str, str]) -> None:
    assert find_copies([Entry(years[0]), *(Entry(invented(seed)) for seed in range(20))]) == []


def test_another_year_of_one_body_is_no_copy_though_much_of_it_stays(years: tuple[str, str]) -> None:
    older, newer = (frozenset(runs(text)) for text in years)
    assert jaccard(older, newer) > COPY_SHARE

    assert find_copies([Entry(years[0], BODY, 2024), Entry(years[1], BODY, 2025)]) == []
    assert find_copies([Entry(years[0], BODY, 2024), Entry(years[1], BODY)]) == []
    assert len(find_copies([Entry(years[0], BODY, 2024), Entry(years[1], OTHER, 2025)])) == 1


def test_another_year_of_one_body_is_a_copy_where_nothing_but_the_date_was_changed(years: tuple[str, str]) -> None:
    again = years[0].replace("2024年", "2025年", 3)
    assert len(find_copies([Entry(years[0], BODY, 2024), Entry(again, BODY, 2025)])) == 1


def test_the_longest_stays_and_of_equals_the_first() -> None:
    text = invented(1)
    assert [
        (copy.of, copy.number) for copy in find_copies([Entry(text), Entry(text + invented(2, 50)), Entry(text)])
    ] == [
        (1, 0),
        (1, 2),
    ]
    assert find_copies([Entry(text), Entry(text)]) == [Copy(0, 1, 1.0)]


def test_a_copy_of_a_copy_is_measured_against_the_text_that_stays() -> None:
    a, b, c, d, e, f = (invented(seed, 200) for seed in range(6))
    longest, likewise, far = a + b + c + d + invented(7, 20), b + c + d + e, d + e + f
    assert jaccard(frozenset(runs(likewise)), frozenset(runs(far))) > COPY_SHARE

    copies = find_copies([Entry(longest), Entry(likewise), Entry(far)])
    assert [(copy.of, copy.number) for copy in copies] == [(0, 1)]


def test_hundreds_of_copies_of_one_text_are_all_found() -> None:
    text = invented(1)
    entries = [Entry(text + str(number)) for number in range(300)]
    copies = find_copies(entries)
    assert len(copies) == 299
    assert len({copy.of for copy in copies}) == 1


def test_texts_may_be_read_when_they_are_asked_for() -> None:
    class Folder(Sequence[Entry]):
        def __len__(self) -> int:
            return 30

        def __getitem__(self, number):  # type: ignore[no-untyped-def]
            if number >= len(self):
                raise IndexError
            return Entry(invented(number % 29))

        def __iter__(self) -> Iterator[Entry]:
            return (self[number] for number in range(len(self)))

    assert find_copies(Folder()) == [Copy(0, 29, 1.0)]


@settings(max_examples=50)
@given(st.lists(st.text(alphabet="区人大9，。 \n", max_size=12), max_size=8))
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    copies = find_copies([Entry(text) for text in texts])
    stay = set(range(len(texts))) - {copy.number for copy in copies}
    assert all(copy.of in stay and COPY_SHARE <= copy.share <= 1 for copy in copies)


def test_a_signature_does_not_change_with_blanks_and_marks() -> None:
    assert signature("区人大，开会九次。审议报告") == signature("区人大 开会九次\n审议报告")
    assert len(signature("")) == len(signature(invented(1)))
