"""The way back: an edited draft ⊕ the facts it was made of → the values and sentences that were changed in it.

base_of (what was written) → compare_drafts → read_values → judge; find_sentences → save_sentences → edits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import known_slots
from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.draft import Block
from drafter.model.edited import EditedDraft
from drafter.model.facts import Facts, Value
from drafter.model.own_parts import OwnLine
from drafter.model.pack import TemplatePack
from drafter.pulling.compare import Comparison, Sources, compare_drafts
from drafter.pulling.own import Saved, save_sentences
from drafter.pulling.sentences import Sentences, find_sentences
from drafter.pulling.values import read_values, value_now
from drafter.pulling.verdicts import Verdicts, judge, shown
from drafter.writers.lines import printed_runs
from drafter.writers.style import load_style

_SHARED = 0.5
"""A draft without marks is one of ours where so many of its sentences are."""


@dataclass(slots=True)
class Pulled:
    """What an edited draft gives: the comparison it is read from, the values, and what is to be told."""

    pack: TemplatePack
    comparison: Comparison
    verdicts: Verdicts
    sentences: Sentences
    saved: Saved
    notes: list[Diagnostic] = field(default_factory=list)

    def edits(self, facts: Facts, *, text: bool) -> dict[str, dict[str, Value]]:
        """Return what is to be written, by file and path; with `text` the body's own sentences too."""
        found = {file: dict(values) for file, values in self.verdicts.taken.items()}
        for path, value in self.saved.values.items() if text else ():
            found.setdefault(_file_of(facts, path), {})[path] = value
        return found

    def own_lines(self, file: str) -> dict[OwnLine, tuple[str, ...]]:
        """Return what is to be written in the place of lines of the body's own parts in a file."""
        return {line: new for line, new in self.saved.lines.items() if line.place.file == file}

    def files(self, facts: Facts, *, text: bool) -> list[str]:
        """Return the files that are written to."""
        found = [file for file, values in self.edits(facts, text=text).items() if values]
        lines = [line.place.file for line in self.saved.lines] if text else []
        return list(dict.fromkeys([*found, *lines]))


def _file_of(facts: Facts, path: str) -> str:
    """Return the facts file that holds a sentence of the body's own or a choice of it, else the first."""
    section, _, name = path.partition(".")
    spelling = read_data("facts_format")
    said = {spelling["own_key"]: facts.own, spelling["wordings_key"]: facts.wordings}.get(section, facts.headings)
    entry = said.get(name)
    return entry.place.file if entry else facts.files[0]


def pull_draft(edited: EditedDraft, facts: Facts, pack: TemplatePack, *, force: bool = False) -> Pulled:
    """Read what was changed in a draft. Raises DrafterError where it is not one of these facts, or cannot be told."""
    if not force:
        _check_pack(edited, pack)
    blocks, notes = base_of(edited, facts, pack)
    slots, sources = known_slots(pack), Sources(facts, pack)
    comparison = compare_drafts(blocks, edited, slots, sources)
    if not edited.record and not any(one.carriers for one in edited.paragraphs):
        _check_ours(comparison, edited)
    if not force:
        _check_body(blocks, edited, facts)
    readings = read_values(comparison, facts, slots, sources)
    sentences = find_sentences(comparison, sources)
    notes += sentences.diagnostics
    saved = save_sentences(sentences, sources)
    return Pulled(pack, comparison, judge(readings, facts, slots, force=force), sentences, saved, notes)


def _check_pack(edited: EditedDraft, pack: TemplatePack) -> None:
    """Refuse a draft that another pack printed: its lines and facts would be taken for those of this one."""
    made_with = edited.record.pack if edited.record else ""
    if made_with not in ("", pack.name):
        told = diagnose("pull.other_pack", Place(edited.file), there=made_with, here=pack.name)
        raise DrafterError(told, exit_code=1)


def base_of(edited: EditedDraft, facts: Facts, pack: TemplatePack) -> tuple[Sequence[Block], list[Diagnostic]]:
    """Return what was written: by the record, else by rendering again; [] where only the controls tell."""
    if edited.record:
        return edited.record.blocks, []
    place = Place(edited.file)
    try:
        blocks = render_draft(facts, pack).blocks
    except DrafterError as error:
        if not any(carrier.path for one in edited.paragraphs for carrier in one.carriers):
            raise DrafterError([*error.diagnostics, diagnose("pull.nothing_to_go_by", place)], exit_code=1) from None
        return [], [diagnose("pull.only_controls", place, severity=Severity.WARNING)]
    look = load_style()
    blocks = tuple(replace(block, runs=printed_runs(block, look)) for block in blocks)
    return blocks, [diagnose("pull.no_record", place, severity=Severity.WARNING)]


def _check_ours(comparison: Comparison, edited: EditedDraft) -> None:
    """Refuse a draft that neither has marks nor says what these facts would."""
    share = len(comparison.alignment.forth) / max(1, len(comparison.old))
    if share < _SHARED:
        raise DrafterError(diagnose("pull.not_ours", Place(edited.file), share=round(100 * share)), exit_code=1)


def _check_body(blocks: Sequence[Block], edited: EditedDraft, facts: Facts) -> None:
    """Refuse a draft of another body or year than the facts are of."""
    written = written_identity(blocks)
    for path in (
        read_data("profiles")["override"][read_data("profiles")["place"]],
        read_data("facts_format")["year_path"],
    ):
        now = value_now(facts, path)
        if edited.record and path in written and isinstance(now, str) and not _alike(written[path], now):
            there, here = shown(written[path]), shown(now)
            told = diagnose("pull.other_body", Place(edited.file), path=path, there=there, here=here)
            raise DrafterError(told, exit_code=1)


def written_identity(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Return what was printed of each fact where it was first printed as such."""
    found: dict[str, str] = {}
    for block in blocks:
        for run in block.all_runs():
            if run.path and not run.computed and not run.gap:
                found.setdefault(run.path, run.text)
    return found


def _alike(written: str, now: str) -> bool:
    first, second = ("".join(text.split()) for text in (written, now))
    return first in second or second in first
