"""Whatever sentences are edited in a draft: saved and rendered again, the draft says what was edited."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pull_trips import bare, read_lines
from test_pulling_office import Journey, journey
from word_editing import W, WordFile, text_of

__all__ = ["journey"]
SEEDS = 16
LONG = 40
WORDS = ("认真", "切实", "进一步", "{{ x }}", "#", "**", "{", "  ", "|| 甲", "\\")
SENTENCES = ("会同有关方面抓好落实。", "新增一句，共12项。", "强调“两个”要求。", "甲；乙。")
HEADINGS = ("守正创新谋新篇", "踔厉奋发，笃行不怠", "{{ 甲 }}与#乙", "久久为功。再开新局")
NUMBER = re.compile("^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")

Edit = Callable[[WordFile, Any, random.Random], None]


def plain_runs(paragraph: Any) -> list[Any]:
    """The runs of a paragraph that print no fact."""
    texts = paragraph.iter(f"{W}t")
    return [one for one in texts if one.getparent().getparent().tag == f"{W}p" and len(one.text or "") > 6]


def reword(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    for run in plain_runs(paragraph)[:1]:
        at = choice.randrange(1, len(run.text) - 2)
        run.text = run.text[:at] + choice.choice(WORDS) + run.text[at + choice.choice((0, 1, 2)) :]


def add_sentence(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    for run in [one for one in plain_runs(paragraph) if "。" in one.text][:1]:
        run.text = run.text.replace("。", "。" + choice.choice(SENTENCES), 1)


def drop_sentence(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    for run in [one for one in plain_runs(paragraph) if one.text.count("。") > 1][:1]:
        first, _, rest = run.text.split("。", 2)
        run.text = f"{first}。{rest}"


def add_paragraphs(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    new = [f"新写的第{choice.randrange(99)}段，内容是抓落实。" for _ in range(choice.choice((1, 2)))]
    if len(text_of(paragraph)) > LONG:
        word.insert_after(text_of(paragraph), *new)


def drop_paragraph(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    # A heading over nothing is left out by render itself: headings stay with what is under them.
    if len(text_of(paragraph)) > LONG and len(text_of(paragraph.getprevious())) > LONG:
        paragraph.getparent().remove(paragraph)


def join_paragraph(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    before = paragraph.getprevious()
    if before is not None and before.tag == paragraph.tag and min(map(len, map(text_of, (before, paragraph)))) > LONG:
        word.join(text_of(paragraph))


def reword_heading(word: WordFile, paragraph: Any, choice: random.Random) -> None:
    while paragraph is not None and not 4 < len(text_of(paragraph)) < LONG:
        paragraph = paragraph.getprevious()
    if paragraph is not None and (match := NUMBER.match(text_of(paragraph))):
        word.replace(text_of(paragraph), match.group() + choice.choice(HEADINGS))


EDITS: tuple[Edit, ...] = (
    reword,
    reword,
    reword_heading,
    add_sentence,
    drop_sentence,
    add_paragraphs,
    drop_paragraph,
    join_paragraph,
)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_edited_sentences_come_back_and_are_rendered(journey: Journey, seed: int) -> None:
    choice = random.Random(seed)
    for _ in range(2):  # the second time on what the first one saved
        word = WordFile(journey.document)
        for _ in range(choice.randint(1, 6)):
            paragraphs = [one for one in word.paragraphs()[6:] if len(text_of(one)) > 12]
            choice.choice(EDITS)(word, choice.choice(paragraphs), choice)
        if seed % 2:
            word.drop_names()

        pulled = journey.pull(word.saved())
        journey.save(pulled)

        if not pulled.saved.refused:
            rendered = [bare(line) for line in journey.draft.paragraphs() if line]
            edited = read_lines(Path(journey.path.with_name("edited.docx")))
            assert [NUMBER.sub("", line) for line in rendered] == [NUMBER.sub("", line) for line in edited]
        else:
            assert set(pulled.saved.refused.values()) <= {"pull.reason_section", "pull.reason_unnamed"}
