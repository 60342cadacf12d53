"""MappedText: its runs say the same as one place kept for every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.mapped import Edit, MappedText, lines_of

WORDS = st.text(alphabet="区人大9 \n，", max_size=12)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Changes in order that don't overlap."""
    places = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    ends = places[: len(places) // 2 * 2]
    return [(start, end, draw(WORDS)) for start, end in zip(ends[::2], ends[1::2], strict=True)]


def naive(text: str, places: list[int], changes: list[Edit], at: int) -> tuple[str, list[int]]:
    """The same with a place for every character; `at` is where an empty text stands."""
    new_text, new_places, done = "", list[int](), 0
    for start, end, new in changes:
        new_text += text[done:start] + new
        new_places += places[done:start]
        first = places[min(start, len(places) - 1)] if places else at
        new_places += places[start:end] if len(new) == end - start else [first] * len(new)
        done = end
    return new_text + text[done:], new_places + places[done:]


@given(st.data())
def test_edits_keep_every_place(data: st.DataObject) -> None:
    text = MappedText(data.draw(WORDS))
    places = list(range(len(text)))
    for _ in range(data.draw(st.integers(1, 4))):
        changes = data.draw(edits(len(text)))
        expected, places = naive(text.text, places, changes, text.origins[0])
        text = text.edited(changes)
        assert text.text == expected
        assert [text.origin(position) for position in range(len(text))] == places
        assert text.starts[0] == 0
        assert list(text.starts) == sorted(set(text.starts))
    begin, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    part = text[begin:end]
    assert part.text == expected[begin:end]
    assert [part.origin(position) for position in range(len(part))] == places[begin:end]


@given(st.text(alphabet="区 \u3000\n", max_size=20))
def test_lines_come_without_the_blanks_around_them(text: str) -> None:
    assert [text[start:end] for start, end in lines_of(text)] == [line.strip() for line in text.split("\n")]
