"""What reports share but no common sentence prints, in words of this project's own: facts and short clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.composing import expression, template_line
from drafter.mining.masking import Elements
from drafter.model.pack import Slot
from drafter.zh.clauses import CLAUSE_END, PAIRS, STOP

HAN = re.compile(r"[\u4e00-\u9fff]")


def phrase(slot: Slot) -> str:
    """Return how a fact is said, {} in its place; "" for one that no phrase of this project fits."""
    data = read_data("phrases")
    if slot.path in data["phrases"]:
        return str(data["phrases"][slot.path] or "")
    if slot.type not in data["default"]:
        return ""
    label = re.sub(data["tails"], "", re.sub(data["drop"], "", slot.label))
    return label + str(data["default"][slot.type])


def fact_lines(paths: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """Write facts (path → support) as sentences with the paths each prints, in the order of the vocabulary.

    The facts of a section stand together. The first one of a sentence, which most reports have, stands by itself, each
    other one only where it is known.
    """
    data = read_data("phrases")
    known = vocabulary()
    order = {path: index for index, path in enumerate(known)}
    said = sorted((path for path in paths if phrase(known[path])), key=lambda path: order[path])
    lines = []
    for _, group in groupby(said, key=lambda path: known[path].section):
        members = list(group)
        for at in range(0, len(members), data["group"]):
            some = members[at : at + data["group"]]
            first_said = max(some, key=lambda path: paths[path])
            some.sort(key=lambda path: path != first_said)
            first, *rest = (_said(known[path]) for path in some)
            tests = "".join(
                f"{{% if {path} %}}{data['join']}{words}{{% endif %}}"
                for path, words in zip(some[1:], rest, strict=True)
            )
            lines.append((first + tests + str(data["end"]), tuple(some)))
    return lines


def _said(slot: Slot) -> str:
    filters = (read_data("profiles")["list_filter"],) if slot.type == "list" else ()
    return phrase(slot).replace("{}", expression(SlotUse(slot.path, filters=filters)))


def clauses_of(elements: Elements) -> Iterator[Elements]:
    """Cut masked elements at the marks between clauses; a clause with half a pair of quotes is left out."""
    clause: list[str | SlotUse] = []
    for element in (*elements, STOP):
        if isinstance(element, SlotUse):
            clause.append(element)
            continue
        first, *rest = CLAUSE_END.split(element)
        clause.append(first)
        for part in rest:
            key = boxed(clause)
            if key and all(key.count(a) == key.count(b) for a, b in PAIRS):
                yield tuple(piece for piece in clause if piece)
            clause = [part]


def boxed(elements: Sequence[str | SlotUse]) -> str:
    """Return the text of elements with a box for each slot."""
    return "".join(element if isinstance(element, str) else "□" for element in elements)


def letters(key: str) -> int:
    """Count the Chinese characters of a text."""
    return len(HAN.findall(key))


def is_local(key: str) -> bool:
    """Tell whether a text names a place or holds masked names."""
    return bool(re.search(read_data("naming")["local"], key))


def stands_alone(key: str) -> bool:
    """Tell whether a clause can be a sentence by itself."""
    return not re.search(read_data("naming")["dangling"], key)


def join_clauses(clauses: Sequence[Elements]) -> list[str]:
    """Write clauses as sentences of a few clauses each."""
    data = read_data("phrases")
    lines = [template_line(clause) for clause in clauses]
    size = data["clauses"]
    return [data["join"].join(lines[at : at + size]) + data["end"] for at in range(0, len(lines), size)]
