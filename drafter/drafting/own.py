"""The body's own sentences (补充): each in the place of a sentence of the pack, or behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.markup.line_names import line_names
from drafter.markup.options import sentence_options
from drafter.markup.wordings import option_number
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Section, TemplatePack
from drafter.zh.punctuation import unwrap


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """Template text of the body's own, the entry of the facts file it is from; with `same` the template's sentence.

    `apart` where it begins a paragraph, `joined` where it goes on with the one before.
    """

    text: str
    entry: FactEntry
    apart: bool = False
    joined: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands in the place of a template line, in its order; nothing where the line is left out."""

    sentences: tuple[OwnSentence, ...]

    @property
    def kept(self) -> bool:
        """Tell whether the template's sentence stays."""
        return any(sentence.same for sentence in self.sentences)


def own_sentences(facts: Facts, section: Section) -> Mapping[int, Instead]:
    """Return what the facts file says in place of a section's template lines, by line."""
    found = {
        line: Instead((OwnSentence(unwrap(" ".join(str(entry.text).split("\n")).strip()), entry),))
        for line, entry in own_wordings(facts, section).items()
    }
    if not facts.own:
        return found
    for name, line in line_names(section.template).items():
        entry = facts.own.get(in_section(section.name, name)) or facts.own.get(name)
        if entry:
            found[line] = Instead(tuple(_sentence(item, entry) for item in own_items(entry)))
    # What is said of one wording of a sentence is said of the sentence, whichever is printed.
    for group in sentence_options(section.template):
        lines = range(group.line, group.line + len(group.texts))
        said = next((found[line] for line in lines if line in found), None)
        if said:
            found |= {line: said for line in lines if line not in found}
    return found


def own_wordings(facts: Facts, section: Section) -> dict[int, FactEntry]:
    """Return the body's own texts for sentences that have several wordings (措辞), by line."""
    found: dict[int, FactEntry] = {}
    for group in sentence_options(section.template) if facts.wordings else ():
        entry = facts.wordings.get(group.name)
        if entry and isinstance(entry.text, str) and not option_number(entry.text):
            found[group.line] = entry
    return found


def in_section(section: str, name: str) -> str:
    """Name a line together with its section: several sections may have lines of one name."""
    return f"{section}{read_data('facts_format')['own']['section']}{name}"


def own_names(pack: TemplatePack) -> dict[tuple[str, int], str]:
    """Return the names of a pack's lines by section and line: the line's own, with its section where others have it."""
    lines = {section.name: line_names(section.template) for section in pack.sections}
    counts = Counter(name for names in lines.values() for name in names)
    return {
        (section, line): name if counts[name] == 1 else in_section(section, name)
        for section, names in lines.items()
        for name, line in names.items()
    }


def misplaced(facts: Facts, pack: TemplatePack) -> Iterable[Diagnostic]:
    """Tell of the body's own sentences whose place is not in the pack: they are not printed."""
    if not facts.own:
        return
    names = {name for section in pack.sections for name in line_names(section.template)} | set(own_names(pack).values())
    for name, entry in facts.own.items():
        if name not in names:
            near = nearest(name, names)
            place = entry.key or entry.place
            code = "render.own_misplaced_near" if near else "render.own_misplaced"
            yield diagnose(code, place, severity=Severity.WARNING, path=entry.path, nearest=near)


def own_items(entry: FactEntry) -> list[str]:
    """Return what an entry says item by item, without the word that leaves the template's sentence out."""
    items = [entry.text] if isinstance(entry.text, str) else list(entry.text)
    drop = read_data("facts_format")["own"]["drop"]
    return [" ".join(item.split("\n")).strip() for item in items if item.strip() != drop]


def item_text(item: str) -> str:
    """Return the template text of an item; "" where the template's own sentence stands."""
    words: Mapping[str, str] = read_data("facts_format")["own"]
    text = item.removeprefix(words["paragraph"]).removeprefix(words["joined"])
    return "" if text == words["same"] else text


def _sentence(item: str, entry: FactEntry) -> OwnSentence:
    words: Mapping[str, str] = read_data("facts_format")["own"]
    apart, joined = item.startswith(words["paragraph"]), item.startswith(words["joined"])
    text = item_text(item)
    return OwnSentence(text, entry, apart, joined, same=not text)
