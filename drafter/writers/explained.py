"""A draft explained → one self-contained page: every sentence beside its facts and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from drafter.data import FOLDER, say
from drafter.model.diagnostics import Place
from drafter.model.draft import BlockKind
from drafter.model.explained import ExplainedBlock, ExplainedDraft, ExplainedSentence, PrintedFact
from drafter.writers.pack_pieces import printable

TEMPLATE = FOLDER / "pages" / "explained.html.j2"
_HEADS = {BlockKind.TITLE: 1, BlockKind.CHAPTER: 1, BlockKind.ANNEX: 1, BlockKind.GLOSSARY: 1}


def render(explained: ExplainedDraft) -> bytes:
    """Return a UTF-8 page that fetches nothing and needs no script; the same draft always gives the same bytes."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    sentences = [*explained.sentences()]
    page = template.render(
        explained=explained,
        counts=_counts(sentences),
        gaps=list(_of_look(sentences, "gap")),
        derived=list(_of_look(sentences, "derived")),
        own=[sentence for sentence in sentences if sentence.own],
        entries=[(_head_level(block), block) for block in explained.blocks if _head_level(block)],
        head_level=_head_level,
        missing={gap.path: gap for gap in explained.gaps},
        number=_number,
        text=_text,
        where=_where,
        say=say,
    )
    return printable(page).encode("utf-8")


def _counts(sentences: list[ExplainedSentence]) -> Counter[str]:
    counts: Counter[str] = Counter(piece.look for sentence in sentences for piece in sentence.pieces if piece.look)
    counts["sentences"] = len(sentences)
    counts["own"] = sum(sentence.own is not None for sentence in sentences)
    return counts


def _of_look(sentences: list[ExplainedSentence], look: str) -> Iterator[tuple[PrintedFact, list[str]]]:
    """Yield each fact of a look once, with the names of the sentences that print it."""
    found: dict[str, tuple[PrintedFact, list[str]]] = {}
    for sentence in sentences:
        for fact in sentence.facts:
            if fact.look == look:
                found.setdefault(fact.path, (fact, []))[1].append(sentence.name)
    yield from found.values()


def _head_level(block: ExplainedBlock) -> int:
    """Return the level of a heading in the page's contents, 0 for what is no heading."""
    if block.kind is BlockKind.HEADING:
        return min(4, max(1, block.level)) + 1
    return _HEADS.get(block.kind, 0)


def _number(block: ExplainedBlock) -> str:
    """Return a block's number, that of an annex parted from its title."""
    return block.number + ("\u3000" if block.kind is BlockKind.ANNEX and block.number else "")


def _text(block: ExplainedBlock) -> str:
    return _number(block) + "".join(piece.text for sentence in block.sentences for piece in sentence.pieces)


def _where(place: Place | None) -> str:
    """Name a place without its folder: the same page wherever the files lie."""
    if place is None:
        return ""
    name = PurePath(place.file).name
    return f"{name}:{place.line}" if place.line else name
