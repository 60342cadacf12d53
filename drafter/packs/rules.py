"""The checks that a pack adds to those of all packs: their form, and whether their facts are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.model.diagnostics import Diagnostic
from drafter.packs.marked_yaml import Location, place_of

KINDS: Mapping[str, tuple[str, ...]] = {
    "sum": ("target", "parts"),
    "ratio": ("target", "num", "den"),
    "count": ("target", "list"),
    "plus": ("left", "right", "add"),
    "difference": ("target", "from", "less"),
    "eq": ("left", "right"),
    "le": ("left", "right"),
    "lt": ("left", "right"),
}
"""The kinds of checks, as in data/fact_checks.yaml, and what each must name."""


NAMES, SEVERITIES = tuple(KINDS), tuple(read_data("severities"))
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": NAMES, "severity": SEVERITIES}
"""What stands in fields that have a choice."""


class CheckModel(BaseModel):
    """One check of pack.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    kind: Literal[NAMES]  # type: ignore[valid-type]
    message: str
    severity: Literal[SEVERITIES] = SEVERITIES[0]  # type: ignore[valid-type]
    target: str | None = None
    parts: list[str] | None = Field(default=None, min_length=1)
    num: str | None = None
    den: str | None = None
    list_: str | None = Field(default=None, alias="list")
    left: str | None = None
    right: str | None = None
    from_: str | None = Field(default=None, alias="from")
    less: str | None = None
    add: int | None = None
    tol: float = Field(default=0, ge=0)

    @model_validator(mode="before")
    @classmethod
    def _names_its_facts(cls, data: Any) -> Any:
        """Ask for what the kind needs as if it were a field that is missing."""
        if isinstance(data, dict) and data.get("kind") in KINDS:
            data = {name: value for name, value in data.items() if value is not None}
            missing = [name for name in KINDS[data["kind"]] if name not in data]
            if missing:
                raise ValueError(missing[0])
        return data

    def rule(self) -> dict[str, object]:
        """Return the check as those of fact_checks.yaml are written."""
        return self.model_dump(by_alias=True, exclude_none=True)


def unknown_facts(
    rules: Sequence[Mapping[str, Any]], known: Collection[str], places: Mapping[Location, Any], file: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each fact of a check that neither the pack nor the vocabulary knows."""
    last = str(read_data("facts_format")["last_key"]) + "."
    for number, rule in enumerate(rules):
        for name in dict.fromkeys(name for names in KINDS.values() for name in names if name != "add"):
            named = rule.get(name, [])
            for path in named if isinstance(named, list) else [named]:
                if path.removeprefix(last) in known:
                    continue
                near = nearest(path, known)
                hint = say("facts.suggest", nearest=near) if near else say("facts.suggest_none")
                place = place_of(("checks", number, name), places, file)
                yield diagnose("packs.check_of_unknown", place, name=path, suggestion=hint)
