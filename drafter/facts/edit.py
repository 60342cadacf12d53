"""Facts written into an existing facts file: comments, order, layout and line ends of all the rest stay as they are.

Changes are put in place through the marks of the YAML, and what comes out is read back and compared before it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from drafter.data import diagnose, read_data, say
from drafter.facts.file import read_facts
from drafter.facts.key_edits import add_facts
from drafter.facts.skeleton import one_line
from drafter.facts.value_edits import change_value, colon_end, says_something
from drafter.facts.yaml_edits import Edits, YamlText
from drafter.facts.yaml_marks import Node, compose_marks
from drafter.model.diagnostics import DrafterError, Place, Severity
from drafter.model.facts import Value

_BYTE_ORDER_MARK = "\ufeff"
Pair = tuple[Node, Node]
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


def edit_facts(text: str, file: str, values: Mapping[str, Value], notes: Mapping[str, str] = _NO_NOTES) -> str:
    """Return the text of a facts file with the values (path `节.键` → a text, or a tuple for a list) written in.

    A blank value takes what stands there away. `notes` (path → remark) are put behind the facts' lines as comments; a
    note on a fact that is not in the file goes nowhere. `file` is named in diagnostics. Raises DrafterError (exit code
    1) where the file is faulty or a path stands for something else than a fact.
    """
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    old = text.removeprefix(_BYTE_ORDER_MARK)
    wanted = {path: _without_blank_items(value) for path, value in values.items()}
    new = _with_notes(_with_values(old, file, wanted), file, notes)
    _compare(old, new, file, wanted)
    return mark + new


def _without_blank_items(value: Value) -> Value:
    return value if isinstance(value, str) else tuple(item for item in value if item.strip())


def _with_values(text: str, file: str, values: Mapping[str, Value]) -> str:
    source = _read(text, file)
    edits = Edits(source)
    absent: dict[str, dict[str, Value]] = {}
    for path, value in values.items():
        section, _, name = path.partition(".")
        if not section or not name or {section, name} != {section.strip(), name.strip()}:
            raise ValueError(f"{path!r} is not the path of a fact")
        pair = _find(source.root, section)
        fact = _find(_section(pair, file), name)
        if fact is None:
            pair, fact = _in_profile(source.root, path)
        if fact is None:
            if says_something(value):
                absent.setdefault(section, {})[name] = value
            continue
        key, node = fact
        if node.kind == "mapping":
            raise DrafterError(diagnose("facts.nested", key.place(file), path=path), exit_code=1)
        change_value(edits, key, node, value, in_flow=pair is not None and source.is_flow(pair[1]))
    # New sections come last: where the last section is an empty one, its new keys stand before them.
    for section in sorted(absent, key=lambda name: _find(source.root, name) is None):
        add_facts(edits, _find(source.root, section), section, absent[section])
    return edits.applied()


def _read(text: str, file: str) -> YamlText:
    root, faults = compose_marks(text, file)
    if faults:
        raise DrafterError(faults, exit_code=1)
    if root is not None and root.kind != "mapping":
        if root.start < root.end:
            raise DrafterError(diagnose("facts.not_a_mapping", root.place(file)), exit_code=1)
        root = None  # nothing but `---`
    source = YamlText(text, root)
    if odd := [key for key in _keys(source, root) if not key.end < colon_end(source, key) <= source.line_end(key.end)]:
        lines = [text[source.line_start(key.start) : source.line_end(key.start)].strip() for key in odd]
        told = zip(odd, lines, strict=True)
        raise DrafterError([diagnose("facts.no_colon", key.place(file), line=line) for key, line in told], exit_code=1)
    return source


def _keys(source: YamlText, node: Node | None, depth: int = 2) -> Iterator[Node]:
    """The keys of sections and facts outside brackets: there each needs its colon on its line, unlike in `? key`."""
    if node is None or source.is_flow(node):
        return
    for key, value in node.pairs:
        yield key
        if depth > 1:
            yield from _keys(source, value, depth - 1)


def _find(node: Node | None, name: str) -> Pair | None:
    """Return the first pair of a mapping with this key: of two equal keys the first counts."""
    return next((pair for pair in node.pairs if pair[0].text.strip() == name), None) if node else None


def _in_profile(root: Node | None, path: str) -> tuple[Pair | None, Pair | None]:
    """Return the profile (单位) and the pair in it that stands for a fact, by one of its short names."""
    spelling = read_data("facts_format")
    profile = _find(root, spelling["body_key"])
    if profile is None or profile[1].kind != "mapping":
        return None, None
    names = [name for name, fact in spelling["body_names"].items() if fact == path]
    return profile, next((pair for name in names if (pair := _find(profile[1], name))), None)


def _section(pair: Pair | None, file: str) -> Node | None:
    """Return the mapping of a section; None where it holds nothing."""
    if pair is None or pair[1].blank:
        return None
    key, node = pair
    if node.kind != "mapping":
        name = key.text.strip()
        raise DrafterError(
            diagnose("facts.section_without_keys", key.place(file), path=name, section="", key=name), exit_code=1
        )
    return node


def _with_notes(text: str, file: str, notes: Mapping[str, str]) -> str:
    """Put remarks behind the lines of their facts, after the comment that stands there; none is put twice."""
    notes = {path: remark for path, note in notes.items() if (remark := one_line(note))}
    if not notes:
        return text
    source, join = _read(text, file), say("facts.skeleton_join")
    places: dict[int, list[str]] = {}
    for path, note in notes.items():
        section, _, name = path.partition(".")
        pair = _find(source.root, section)
        fact = _find(_section(pair, file), name)
        if fact is not None:
            places.setdefault(source.visible_line_end(_end_of_line_value(source, *fact)), []).append(note)
    edits = Edits(source)
    for end, remarks in places.items():
        before = source.comments_in(source.line_start(end), end)
        said = source.text[before[-1][0] + 1 : before[-1][1]].strip() if before else ""
        new = [remark for remark in dict.fromkeys(remarks) if f"{join}{remark}{join}" not in f"{join}{said}{join}"]
        if before and new:
            edits.replace(before[-1][1], before[-1][1], (join if said else " ") + join.join(new))
        elif new:
            blanks = end - source.skip_blanks_back(end)
            edits.replace(end, end, " " * max(0, 2 - blanks) + f"# {join.join(new)}")
    return edits.applied()


def _end_of_line_value(source: YamlText, key: Node, node: Node) -> int:
    """Where the value ends that a remark can follow: of a list in lines and a block scalar the first line."""
    if node.kind == "list" and not source.is_flow(node):
        return max(key.end, colon_end(source, key))
    return source.block_head(node) or max(key.end, colon_end(source, key), node.end)


def _compare(old: str, new: str, file: str, values: Mapping[str, Value]) -> None:
    """Make sure that the new text says what the old one did and the values besides, and has no new fault."""
    before, faults = _reading(old, file)
    after, new_faults = _reading(new, file)
    for path, value in values.items():
        before.pop(path, None)
        if says_something(value):
            before[path] = value
    ends = {path: value.rstrip("\n") if isinstance(value, str) else value for path, value in before.items()}
    # Where a file ended inside a block scalar without a line break, a line put behind it gives the scalar one.
    read = {path: value.rstrip("\n") if isinstance(value, str) else value for path, value in after.items()}
    if read != ends or new_faults - faults:
        wrong = sorted(path for path in ends.keys() | read.keys() if ends.get(path) != read.get(path))
        where = " ".join(wrong or sorted(path for _, path in new_faults - faults))
        raise DrafterError(diagnose("editing.too_odd", Place(file), paths=where), exit_code=1)


def _reading(text: str, file: str) -> tuple[dict[str, Value], Counter[tuple[str, str]]]:
    read = read_facts(file, text)
    key = read_data("facts_format")["added_key"]
    named = (entry for entry in (read.pack, read.last, read.body) if entry)
    entries = (*read.entries, *read.headings, *read.wordings, *read.dropped, *named)
    added = {f"{key}.{number}": tuple(map(str, one.says())) for number, one in enumerate(read.added)}
    return {entry.path: entry.text for entry in entries} | added, Counter(
        (one.code, one.path) for one in read.diagnostics if one.severity is Severity.ERROR
    )
