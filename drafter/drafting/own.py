"""The body's own sentences (补充): each in the place of a sentence of the pack, or behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.markup.line_names import line_names
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Section, TemplatePack


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """Template text of the body's own, the entry of the facts file it is from; `apart` where it begins a paragraph."""

    text: str
    entry: FactEntry
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Instead:
    """What a template line makes way for: whether it stays, and what stands there then."""

    kept: bool
    sentences: tuple[OwnSentence, ...]


def own_sentences(facts: Facts, section: Section) -> Mapping[int, Instead]:
    """Return what the facts file says in place of a section's template lines, by line."""
    if not facts.own:
        return {}
    lines = line_names(section.template)
    return {lines[name]: _instead(entry) for name, entry in facts.own.items() if name in lines}


def misplaced(facts: Facts, pack: TemplatePack) -> Iterable[Diagnostic]:
    """Tell of the body's own sentences whose place is not in the pack: they are not printed."""
    if not facts.own:
        return
    names = {name for section in pack.sections for name in line_names(section.template)}
    for name, entry in facts.own.items():
        if name not in names:
            near = nearest(name, names)
            place = entry.key or entry.place
            yield diagnose("render.own_misplaced", place, severity=Severity.WARNING, path=entry.path, nearest=near)


def _instead(entry: FactEntry) -> Instead:
    words: Mapping[str, str] = read_data("facts_format")["own"]
    items = [entry.text] if isinstance(entry.text, str) else list(entry.text)
    kept = items[0].strip() == words["same"]
    if kept or items[0].strip() == words["drop"]:
        items.pop(0)
    return Instead(kept, tuple(_sentence(item, entry, words["paragraph"]) for item in items))


def _sentence(item: str, entry: FactEntry, mark: str) -> OwnSentence:
    text = " ".join(item.split("\n")).strip()
    return OwnSentence(text.removeprefix(mark), entry, apart=text.startswith(mark))
