"""What reports share but no common sentence prints, in words of this project's own: facts and short clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.composing import expression
from drafter.model.pack import Slot


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


def stands_alone(key: str) -> bool:
    """Tell whether a clause can be a sentence by itself."""
    return not re.search(read_data("naming")["dangling"], key)
