"""What a department's form holds: its facts in rows, with last year's values and what is known already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from drafter.data import read_data
from drafter.forms.departments import Shares
from drafter.model.facts import Value
from drafter.model.pack import Slot, TemplatePack

_NONE: Mapping[str, Value] = MappingProxyType({})
_UNSAFE = '<>:"/\\|?*'
_LONGEST_NAME = 180
"""A file name may have 255 bytes; some are left for the suffix and a number."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One fact to give: `last` is last year's value, `value` what is known of this year's."""

    slot: Slot
    last: Value = ""
    value: Value = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a department. `template` is how the pack is named from the folder of the form."""

    department: str
    pack: str
    template: str
    year: str
    rows: tuple[FormRow, ...]

    @property
    def required(self) -> int:
        """How many facts must be given."""
        return sum(row.slot.required for row in self.rows)


def make_forms(
    pack: TemplatePack,
    shares: Shares,
    *,
    template: str = "",
    year: str = "",
    values: Mapping[str, Value] = _NONE,
    last: Mapping[str, Value] = _NONE,
) -> list[Form]:
    """Return a form for each department, rows grouped by section; `values` and `last` are by path."""
    year_path = read_data("facts_format")["year_path"]
    known = {year_path: year, **values} if year else values
    return [
        Form(
            department,
            pack.name,
            template or pack.name,
            year,
            tuple(FormRow(slot, last.get(slot.path, ""), known.get(slot.path, "")) for slot in _by_section(slots)),
        )
        for department, slots in shares.slots.items()
    ]


def form_names(departments: Iterable[str], suffix: str) -> dict[str, str]:
    """Return a file name for each department that every system takes, no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for department in departments:
        stem = name = _safe(department)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names[department] = name + suffix
    return names


def _by_section(slots: Iterable[Slot]) -> list[Slot]:
    sections: dict[str, list[Slot]] = {}
    for slot in slots:
        sections.setdefault(slot.section, []).append(slot)
    return [slot for section in sections.values() for slot in section]


def _safe(name: str) -> str:
    """Make a name one of a file: no separators, no hidden file, no name that Windows keeps for itself."""
    text = "".join("_" if character in _UNSAFE or not character.isprintable() else character for character in name)
    text = text.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .").lstrip("~")
    if not text or text.partition(".")[0].upper() in read_data("forms")["unsafe_names"]:
        text = f"_{text}"
    return text
