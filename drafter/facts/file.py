"""One facts file: every value as the clerk wrote it, with its place; every fault told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import shared_slots
from drafter.facts.own_parts import read_dropped, read_parts
from drafter.facts.yaml_marks import Node, compose_marks
from drafter.facts.yaml_sections import sections
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry
from drafter.model.own_parts import OwnPart
from drafter.zh.lazy import lazy_pattern
from drafter.zh.punctuation import unwrap
from drafter.zh.quantities import parse_quantity


@dataclass
class FactsFile:
    """What one file says, once a key: the first of two equal keys counts."""

    file: str
    profile: bool = False
    """Whether the file may hold a body's profile by its short names, without a section."""
    pack: FactEntry | None = None
    last: FactEntry | None = None
    body: FactEntry | None = None
    """The file that holds the body's profile, where one is named."""
    entries: list[FactEntry] = field(default_factory=list)
    headings: list[FactEntry] = field(default_factory=list)
    wordings: list[FactEntry] = field(default_factory=list)
    dropped: list[FactEntry] = field(default_factory=list)
    added: list[OwnPart] = field(default_factory=list)
    blank: dict[str, Place] = field(default_factory=dict)
    sections: dict[str, Place] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_facts(file: str, text: str, *, profile: bool = False) -> FactsFile:
    """Read one file's text. Never raises: a fault is a diagnostic, and what could be read in spite of it is there."""
    read = FactsFile(file, profile)
    node, faults = compose_marks(text, file)
    read.diagnostics += faults
    if node is None or node.blank:
        if not faults:
            read.diagnostics.append(diagnose("facts.file_empty", Place(file)))
    elif node.kind != "mapping":
        read.diagnostics.append(diagnose("facts.not_a_mapping", node.place(file)))
    else:
        _read_sections(node, read)
        read.diagnostics += _odd_comments(text, read)
    read.diagnostics.sort(key=lambda found: (found.place.line or 0, found.place.column or 0) if found.place else (0, 0))
    return read


def _read_sections(node: Node, read: FactsFile) -> None:
    spelling = read_data("facts_format")
    for name, key, value in _pairs(node, read):
        if name == spelling["pack_key"]:
            read.pack = _one_value(name, value, read)
        elif name == spelling["last_key"]:
            read.last = _one_value(name, value, read)
        elif name == spelling["headings_key"]:
            _take_choices(name, value, read, read.headings)
        elif name == spelling["wordings_key"]:
            _take_choices(name, value, read, read.wordings)
        elif name == spelling["dropped_key"]:
            read.dropped += read_dropped(name, value, read.file, read.diagnostics)
        elif name == spelling["added_key"]:
            read.added += read_parts(name, value, read.file, read.diagnostics)
        elif name == spelling["body_key"] and value.kind == "mapping":
            _take_body(name, value, read)
        elif name == spelling["body_key"]:
            read.body = _one_value(name, value, read)
        elif read.profile and name in spelling["body_names"]:
            _take_fact(spelling["body_names"][name], key, value, read)
        elif value.kind == "mapping":
            read.sections.setdefault(name, key.place(read.file))
            _take_section(name, value, read)
        elif read.profile and not value.blank:
            read.diagnostics.append(_no_body_name(f"{spelling['body_key']}.{name}", name, key.place(read.file)))
        elif not value.blank:
            read.diagnostics.append(_outside(read.file, name, key))


def _one_value(name: str, value: Node, read: FactsFile) -> FactEntry | None:
    if value.blank:
        return None
    if value.kind != "scalar":
        read.diagnostics.append(diagnose("facts.not_one_value", value.place(read.file), path=name))
        return None
    return FactEntry(name, value.text.strip(), value.place(read.file))


def _take_choices(name: str, value: Node, read: FactsFile, chosen: list[FactEntry]) -> None:
    if value.blank:
        return
    if value.kind != "mapping":
        place = value.place(read.file)
        read.diagnostics.append(diagnose("facts.choices_not_a_mapping", place, path=name, name=name))
        return
    for point, key, choice in _pairs(value, read, name):
        if entry := _one_value(f"{name}.{point}", choice, read):
            chosen.append(entry._replace(key=key.place(read.file)))


def _take_body(name: str, value: Node, read: FactsFile) -> None:
    """Read a profile: its short names stand for facts of the vocabulary."""
    names: dict[str, str] = read_data("facts_format")["body_names"]
    for key, key_node, fact in _pairs(value, read, name):
        if key in names:
            _take_fact(names[key], key_node, fact, read)
            continue
        read.diagnostics.append(_no_body_name(f"{name}.{key}", key, key_node.place(read.file)))


def _no_body_name(path: str, key: str, place: Place) -> Diagnostic:
    names = read_data("facts_format")["body_names"]
    near = nearest(key, names)
    section = next((path.partition(".")[0] for path in shared_slots() if path.partition(".")[2] == key), "")
    if section:
        hint = say("facts.suggest_section", section=section)
    else:
        hint = say("facts.suggest", nearest=near) if near else say("facts.suggest_choices", choices=" ".join(names))
    return diagnose("facts.body_name", place, path=path, key=key, suggestion=hint)


def _take_section(name: str, value: Node, read: FactsFile) -> None:
    for key, key_node, fact in _pairs(value, read, name):
        _take_fact(f"{name}.{key}", key_node, fact, read)


def _take_fact(path: str, key: Node, fact: Node, read: FactsFile) -> None:
    name = path.partition(".")[2]
    if fact.kind == "mapping":
        if fact.pairs and fact.line == key.line and all(value.blank for _, value in fact.pairs):
            read.diagnostics.append(diagnose("facts.braces", fact.place(read.file), path=path))
            return
        read.diagnostics.append(diagnose("facts.nested", key.place(read.file), path=path))
        return
    if fact.blank and path not in shared_slots() and name in sections():
        read.diagnostics.append(diagnose("facts.section_indented", key.place(read.file), path=path))
        return
    text = _text(fact) if fact.kind == "scalar" else _items(fact, path, read)
    if fact.blank or not text:
        read.blank[path] = key.place(read.file)
        return
    exact = fact.kind == "scalar" and fact.quoted
    read.entries.append(
        FactEntry(
            path,
            text,
            fact.place(read.file),
            key.place(read.file),
            exact,
            items=tuple(item.place(read.file) for item in fact.items if item.kind == "scalar" and not item.blank),
            folded=fact.folded and fact.plain,
        )
    )


def _text(node: Node) -> str:
    """Return a scalar's text; where YAML joined its lines with blanks, none stand between Chinese characters."""
    return unwrap(node.text) if node.folded else node.text


def _items(node: Node, path: str, read: FactsFile) -> tuple[str, ...]:
    for item in node.items:
        if item.kind != "scalar":
            read.diagnostics.append(diagnose("facts.item_not_text", item.place(read.file), path=path))
    return tuple(_text(item) for item in node.items if item.kind == "scalar" and not item.blank)


def _pairs(node: Node, read: FactsFile, section: str = "") -> Iterator[tuple[str, Node, Node]]:
    """Yield name, key and value of a mapping once a key; the first of two equal keys counts."""
    seen: dict[str, Node] = {}
    blank: set[str] = set()
    for key, value in node.pairs:
        name = key.text.strip()
        if key.kind != "scalar" or not name:
            read.diagnostics.append(diagnose("facts.odd_key", key.place(read.file)))
        elif name in seen:
            path, line = f"{section}.{name}" if section else name, seen[name].line
            read.diagnostics.append(
                diagnose("facts.duplicate_key", key.place(read.file), path=path, key=name, line=line)
            )
            # What stands in a section's second half is read all the same, and a value behind a blank line of its key.
            if (not section and value.kind != "scalar") or (name in blank and not value.blank):
                yield name, key, value
        else:
            seen[name] = key
            if value.blank:
                blank.add(name)
            yield name, key, value


_TOP = ("pack_key", "last_key", "body_key", "dropped_key", "added_key")
"""What may stand at the margin and needs no keys below."""
_BREAK = lazy_pattern(r"\r\n|\r|\n")
_COMMENTED = lazy_pattern(r"\s*[^\s:]+:\s+(#\s*[0-9].*)")
_HASH_NAME, _HASH_WORDS = lazy_pattern(r" +(#[^\s#][^#]*#)"), lazy_pattern(r" +(#[^\s#].*)")


def _odd_comments(text: str, read: FactsFile) -> Iterator[Diagnostic]:
    """Tell of comments that cannot be meant: a figure behind a blank key's #, words that a value goes on with."""
    if "#" not in text:
        return
    lines = _BREAK.split(text)
    for path, place in read.blank.items():
        if match := _COMMENTED.match(lines[(place.line or 1) - 1]):
            yield _odd("value_in_comment", read, path, place.line or 1, match, comment=match[1][:30])
    for entry in read.entries:
        line, column = entry.place.line or 1, (entry.place.column or 1) - 1
        if isinstance(entry.text, tuple) or entry.exact or not lines[line - 1].startswith(entry.text, column):
            continue
        match = _HASH_WORDS.match(lines[line - 1], column + len(entry.text))
        if match is None:
            continue
        # Behind a figure #件 is a comment all the same; behind words it is likely part of them.
        named = _HASH_NAME.match(lines[line - 1], match.start())
        if match := named or (None if parse_quantity(entry.text) else match):
            yield _odd("lost_comment", read, entry.path, line, match, value=entry.text[:30], lost=match[1][:30])


def _odd(name: str, read: FactsFile, path: str, line: int, match: re.Match[str], **words: str) -> Diagnostic:
    place = Place(read.file, line, match.start(1) + 1)
    return diagnose(f"facts.{name}", place, severity=Severity.WARNING, path=path, **words)


def _outside(file: str, name: str, key: Node) -> Diagnostic:
    """Say that a fact stands outside any section, and which section it belongs to when the vocabulary knows it."""
    spelling = read_data("facts_format")
    near = nearest(name, [spelling[key] for key in _TOP])
    if near and name not in {slot.key for slot in shared_slots().values()}:
        hint = say("facts.suggest", nearest=near)
        return diagnose("facts.unknown_top", key.place(file), path=name, key=name, suggestion=hint)
    section = next((slot.section for slot in shared_slots().values() if slot.key == name), "")
    code = "facts.outside_section" if section else "facts.section_without_keys"
    return diagnose(code, key.place(file), path=name, section=section, key=name)
