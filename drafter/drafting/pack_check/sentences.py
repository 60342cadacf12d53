"""Sentences that stand twice, and runs of text that a pack shares with texts that are not its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.data import diagnose
from drafter.drafting.pack_check.view import PackView, SectionView
from drafter.markup.line_names import line_name
from drafter.markup.lines import read_line
from drafter.markup.options import bare_option, sentence_options
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.packs.originality import LEAST, Line, Source, shared_runs
from drafter.zh.clauses import HAN

_SHOWN = 40
"""So many characters of a sentence are quoted."""


def repeated(views: Sequence[PackView]) -> Iterator[Diagnostic]:
    """Tell of sentences that stand in two places; one that several packs take from one place stands once."""
    first: dict[str, Place] = {}
    for view in views:
        for section in view.sections:
            for number, text in _sentences(section):
                place = section.place(number)
                before = first.setdefault(text, place)
                if before != place:
                    yield diagnose(
                        "pack_check.repeated", place, severity=Severity.WARNING, first=before, sentence=_shown(text)
                    )


def _sentences(section: SectionView) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a section; wordings of one that are the same are told for themselves."""
    same = {
        group.line + number
        for group in sentence_options(section.section.template)
        for number, text in enumerate(group.texts)
        if text.strip() in [one.strip() for one in group.texts[:number]]
    }
    for number, line in enumerate(section.lines, start=1):
        text = bare_option(line).strip()
        if number not in same and read_line(text).kind in ("text", "numbered") and HAN.search(line_name(text)):
            yield number, text


def borrowed(view: PackView, sources: Sequence[Source]) -> Iterator[Diagnostic]:
    """Tell of runs that the pack's own text shares with one source; what stands in several is a set phrase."""
    texts = [
        [Line(line, place) for line, place in zip(section.lines, section.places, strict=True)]
        for section in view.sections
    ]
    texts = [[line for line in lines if view.is_own(line.place)] for lines in texts]
    texts += [[Line(heading.text, heading.place)] for heading in view.headings if view.is_own(heading.place)]
    for run in shared_runs(texts, sources):
        yield diagnose(
            "pack_check.borrowed",
            run.place,
            severity=Severity.WARNING,
            source=run.source,
            count=len(run.text),
            least=LEAST,
            text=_shown(run.text),
        )


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
