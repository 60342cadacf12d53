"""Facts files read and merged: every value as the clerk wrote it, every fault of a file told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.yaml_marks import Node, compose_marks
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.facts import FactEntry, Facts

MAX_BYTES = 4_000_000
"""A facts file of a report has some 20 kB; what is far larger is another file taken by mistake."""


@dataclass
class _Merge:
    """What has been read so far; later files win."""

    pack: FactEntry | None = None
    entries: dict[str, FactEntry] = field(default_factory=dict)
    headings: dict[str, FactEntry] = field(default_factory=dict)
    wordings: dict[str, FactEntry] = field(default_factory=dict)
    blank: dict[str, Place] = field(default_factory=dict)
    sections: dict[str, Place] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def load_facts(paths: Sequence[Path]) -> tuple[Facts, list[Diagnostic]]:
    """Read facts files and merge them, later ones winning.

    Every fault of every file is in the diagnostics; a value that could be read in spite of one is there all the same.
    Raises DrafterError (exit code 2) with one diagnostic a file when files cannot be read at all: missing, a folder,
    not text, not UTF-8.
    """
    texts: list[tuple[str, str]] = []
    unreadable: list[Diagnostic] = []
    for path in paths:
        text = read_text(path)
        if isinstance(text, Diagnostic):
            unreadable.append(text)
        else:
            texts.append((str(path), text))
    if unreadable:
        raise DrafterError(unreadable)
    merge = _Merge()
    for file, text in texts:
        told = len(merge.diagnostics)
        _read_file(file, text, merge)
        merge.diagnostics[told:] = sorted(merge.diagnostics[told:], key=_position)
    facts = Facts(
        pack=str(merge.pack.text) if merge.pack else "",
        entries=merge.entries,
        headings=merge.headings,
        wordings=merge.wordings,
        files=tuple(file for file, _ in texts),
        blank={path: place for path, place in merge.blank.items() if path not in merge.entries},
        sections=merge.sections,
    )
    return facts, merge.diagnostics


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    place = diagnostic.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


def read_text(path: Path) -> str | Diagnostic:
    """Return the text of a UTF-8 file with its line ends as they are, or the diagnostic that says why there is none."""
    place = Place(str(path))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return diagnose("facts.file_missing", place)
    except (IsADirectoryError, NotADirectoryError):
        return diagnose("facts.file_is_folder", place)
    except (OSError, ValueError) as error:
        # Windows says PermissionError when a folder is opened as a file.
        code = "facts.file_is_folder" if path.is_dir() else "facts.file_unreadable"
        return diagnose(code, place, reason=getattr(error, "strerror", None) or type(error).__name__)
    if len(data) > MAX_BYTES:
        return diagnose("facts.file_too_big", place, limit=MAX_BYTES // 1_000_000)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return diagnose("facts.file_encoding", place, encoding="UTF-16")
    if b"\0" in data:
        return diagnose("facts.file_binary", place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return diagnose("facts.file_binary", place)
        return diagnose("facts.file_encoding", place, encoding="GB18030")


def _read_file(file: str, text: str, merge: _Merge) -> None:
    node, diagnostics = compose_marks(text, file)
    merge.diagnostics += diagnostics
    if node is None or node.blank:
        if not diagnostics:
            merge.diagnostics.append(diagnose("facts.file_empty", Place(file)))
        return
    if node.kind != "mapping":
        merge.diagnostics.append(diagnose("facts.not_a_mapping", node.place(file)))
        return
    spelling = read_data("facts_format")
    for name, key, value in _pairs(node, file, merge):
        if name == spelling["pack_key"]:
            _take_pack(file, name, value, merge)
        elif name == spelling["headings_key"]:
            _take_choices(file, name, value, merge, merge.headings)
        elif name == spelling["wordings_key"]:
            _take_choices(file, name, value, merge, merge.wordings)
        elif value.kind == "mapping":
            merge.sections.setdefault(name, key.place(file))
            _take_section(file, name, value, merge)
        elif not value.blank:
            merge.diagnostics.append(_outside(file, name, key))


def _take_pack(file: str, name: str, value: Node, merge: _Merge) -> None:
    if value.blank:
        return
    if value.kind != "scalar":
        merge.diagnostics.append(diagnose("facts.not_one_value", value.place(file), path=name))
        return
    entry = FactEntry(name, value.text.strip(), value.place(file))
    _warn_of_change(merge.pack, entry, merge)
    merge.pack = entry


def _take_choices(file: str, name: str, value: Node, merge: _Merge, chosen: dict[str, FactEntry]) -> None:
    if value.blank:
        return
    if value.kind != "mapping":
        merge.diagnostics.append(diagnose("facts.choices_not_a_mapping", value.place(file), path=name, name=name))
        return
    for point, _, choice in _pairs(value, file, merge):
        path = f"{name}.{point}"
        if choice.blank:
            continue
        if choice.kind != "scalar":
            merge.diagnostics.append(diagnose("facts.not_one_value", choice.place(file), path=path))
            continue
        entry = FactEntry(path, choice.text.strip(), choice.place(file))
        _warn_of_change(chosen.get(point), entry, merge)
        chosen[point] = entry


def _take_section(file: str, name: str, value: Node, merge: _Merge) -> None:
    for key, key_node, fact in _pairs(value, file, merge):
        path = f"{name}.{key}"
        place = fact.place(file)
        if fact.kind == "mapping":
            merge.diagnostics.append(diagnose("facts.nested", key_node.place(file), path=path))
            continue
        text = fact.text if fact.kind == "scalar" else _items(fact, file, path, merge)
        if fact.blank or not text:
            merge.blank[path] = key_node.place(file)
            continue
        entry = FactEntry(path, text, place, key_node.place(file))
        _warn_of_change(merge.entries.get(path), entry, merge)
        merge.entries[path] = entry


def _items(node: Node, file: str, path: str, merge: _Merge) -> tuple[str, ...]:
    for item in node.items:
        if item.kind != "scalar":
            merge.diagnostics.append(diagnose("facts.item_not_text", item.place(file), path=path))
    return tuple(item.text for item in node.items if item.kind == "scalar" and not item.blank)


def _pairs(node: Node, file: str, merge: _Merge) -> Iterator[tuple[str, Node, Node]]:
    """Yield name, key and value of a mapping once a key; the first of two equal keys counts."""
    seen: dict[str, Node] = {}
    for key, value in node.pairs:
        name = key.text.strip()
        if key.kind != "scalar" or not name:
            merge.diagnostics.append(diagnose("facts.odd_key", key.place(file)))
        elif name in seen:
            merge.diagnostics.append(diagnose("facts.duplicate_key", key.place(file), key=name, line=seen[name].line))
        else:
            seen[name] = key
            yield name, key, value


def _warn_of_change(old: FactEntry | None, new: FactEntry, merge: _Merge) -> None:
    if old is not None and old.text != new.text:
        merge.diagnostics.append(
            diagnose(
                "facts.two_values",
                new.place,
                severity=Severity.WARNING,
                path=new.path,
                old=old.text if isinstance(old.text, str) else list(old.text),
                new=new.text if isinstance(new.text, str) else list(new.text),
                old_place=old.place,
            )
        )


def _outside(file: str, name: str, key: Node) -> Diagnostic:
    """Say that a fact stands outside any section, and which section it belongs to when the vocabulary knows it."""
    section = next((slot.section for slot in vocabulary().values() if slot.key == name), "")
    code = "facts.outside_section" if section else "facts.section_without_keys"
    return diagnose(code, key.place(file), path=name, section=section, key=name)
