"""What drafter pull says of the sentences of an edited draft, one a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer

from drafter.data import say
from drafter.drafting.render import template_place
from drafter.facts.skeleton import one_line, shortened
from drafter.packs.composing import TEMPLATE_SUFFIX
from drafter.pulling.pull import Pulled
from drafter.pulling.sentences import (
    DELETED,
    HEADING,
    MOVED,
    NEW,
    OTHER,
    PARAGRAPH,
    REWORDED,
    SAME,
    Piece,
)

KINDS = (REWORDED, NEW, DELETED, MOVED, HEADING, PARAGRAPH, OTHER)


def list_sentences(pulled: Pulled, *, save: bool, dry_run: bool) -> None:
    """Say what became of each sentence, with its template line, and whether it was saved."""
    told = list(_told(pulled))
    if not told:
        return
    counts = Counter(piece.state for piece, _ in told)
    typer.echo(say("pull.sentences", **{kind: counts[kind] for kind in KINDS}))
    for piece, place in told:
        code = pulled.saved.refused.get(id(piece), "") or ("pull.reason_place" if piece.state == OTHER else "")
        reason = say("pull.text_reason", reason=say(code)) if code and save else ""
        typer.echo(
            say("pull.text_line", kind=say(f"pull.kind_{piece.state}"), place=place, text=_text(piece), reason=reason)
        )
    count = len(pulled.saved.values) + len(pulled.saved.lines)
    if save and count:
        typer.echo(say("pull.would_save" if dry_run else "pull.saved", count=count))
    elif count:
        typer.echo(say("pull.how_to_save"))


def _told(pulled: Pulled) -> Iterator[tuple[Piece, str]]:
    """Yield the pieces that are told of, each with its template line or that of the sentence before."""
    found, refused = pulled.sentences, pulled.saved.refused
    place = ""
    for piece in found.pieces:
        place = _place(piece, pulled) or place
        if piece.state != SAME:
            yield piece, place or say("pull.no_place")
    for piece in found.gone:
        if piece.state == DELETED or id(piece) in refused:
            yield piece, _place(piece, pulled)
    for piece in pulled.saved.paragraphs:
        yield piece, _place(piece, pulled)
    for piece in found.others:
        yield piece, say("pull.no_place")


def _place(piece: Piece, pulled: Pulled) -> str:
    """Say where the line of a piece is written, by the file's name alone."""
    if not piece.key:
        return ""
    name, line = piece.key
    section = next((one for one in pulled.pack.sections if one.name == name), None)
    if section is None or line > len(section.template.split("\n")):
        return f"{name}{TEMPLATE_SUFFIX}:{line}"
    place = template_place(section, pulled.pack, line)
    return f"{Path(place.file).name}:{place.line}"


def _text(piece: Piece) -> str:
    old, now = (shortened(one_line(text)) for text in (piece.old, piece.now))
    if old and now and old != now:
        return say("pull.text_change", old=old, new=now)
    return say("pull.text_one", text=now or old)
