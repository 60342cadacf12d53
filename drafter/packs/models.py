"""pack.yaml's form as pydantic models, and pydantic's errors in the clerk's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.pack import SLOT_TYPES
from drafter.packs.manifest import MANIFEST
from drafter.packs.marked_yaml import Location, Places
from drafter.packs.plain_form import FILE_NAME, SLOT_PATH, with_points_by_name
from drafter.packs.rules import CHOICES, KINDS, NAMES, SEVERITIES


def _listed(value: object) -> object:
    """Take one text where a list of them may stand."""
    return [value] if isinstance(value, str) else value


Count = Annotated[int, Field(ge=0)]
Texts = Annotated[list[str], BeforeValidator(_listed)]
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME)]
SlotPath = Annotated[str, StringConstraints(pattern=SLOT_PATH)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_blank(cls, data: object) -> object:
        """A blank entry counts as left out."""
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class EvidenceModel(_Strict):
    """A place in a source file; `offset` counts code points."""

    file: str
    offset: Count


class SlotModel(_Strict):
    """What a point says of a slot; everything else comes from the vocabulary."""

    type: Literal[SLOT_TYPES] | None = None  # type: ignore[valid-type]
    label: str = ""
    unit: str = ""
    example: str | list[str] = ""
    context: str = ""
    levels: str = ""
    required: bool = False
    support: Count = 0


class PointModel(_Strict):
    """A point of a section: its headings and slots."""

    heading: Texts = []
    after: str = ""
    levels: Texts = []
    support: Count = 0
    evidence: list[EvidenceModel] = []
    slots: dict[SlotPath, SlotModel | None] = {}


class SectionModel(_Strict):
    """A section: its file is `<name>.md.j2`."""

    category: str = ""
    support: Count = 0
    evidence: list[EvidenceModel] = []
    points: dict[str, PointModel | None] = {}
    listed: bool = False

    @model_validator(mode="before")
    @classmethod
    def _points_by_name(cls, data: object) -> object:
        """Take a list of points for a mapping of them without more to say, and a list of them for the whole entry."""
        return with_points_by_name(data)


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


class Manifest(_Strict):
    """The whole of pack.yaml."""

    name: Annotated[str, StringConstraints(min_length=1)]
    version: str = "1"
    title: str = ""
    about: str = ""
    level: Texts = []
    genre: str = ""
    period: str = ""
    reports: Count = 0
    bodies: Count = 0
    extends: str = ""
    uses: Texts = []
    drop: Texts = []
    vary: bool = False
    library: bool = False
    numbering: Texts = []
    sections: dict[FileName, SectionModel | None] = {}
    checks: list[CheckModel] = []


_CODES: Mapping[str, str] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "field_not_text",
    "int_type": "field_not_count",
    "int_parsing": "field_not_count",
    "int_from_float": "field_not_count",
    "greater_than_equal": "field_not_count",
    "bool_type": "field_not_bool",
    "bool_parsing": "field_not_bool",
    "list_type": "field_not_list",
    "dict_type": "field_not_mapping",
    "model_type": "field_not_mapping",
    "literal_error": "field_not_type",
    "string_too_short": "field_empty",
    "string_pattern_mismatch": "field_bad_name",
    "value_error": "check_lacks",
}
"""pydantic's error types and the messages that say the same; any other one is `field_wrong`."""


def checked(data: object, places: Places) -> dict[str, Any]:
    """Return a manifest's data with its types. Raises DrafterError with every fault and its line."""
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        raise DrafterError(_diagnostics(error, places)) from None
    rules = {"checks": [check.rule() for check in manifest.checks]} if manifest.checks else {}
    return manifest.model_dump(by_alias=True, exclude_unset=True) | rules


def _diagnostics(error: ValidationError, places: Places) -> list[Diagnostic]:
    told: set[Place] = set()
    found: list[Diagnostic] = []
    for fault in error.errors(include_url=False):
        location = _known(fault["loc"], places)
        place = places.nearest(location)
        if place in told:
            # Each member of a union complains for itself.
            continue
        told.add(place)
        code = _CODES.get(fault["type"], "field_wrong")
        field = str(fault["loc"][-1]) if fault["type"] == "missing" else str(location[-1]) if location else MANIFEST
        if code == "check_lacks":
            field = str(fault["ctx"]["error"])
        choices = CHOICES.get(field, SLOT_TYPES)
        found.append(diagnose(f"packs.{code}", place, field=field, types=" ".join(choices)))
    return sorted(found, key=lambda diagnostic: diagnostic.place.line or 0 if diagnostic.place else 0)


def _known(location: tuple[Any, ...], places: Places) -> Location:
    """Drop what pydantic adds to a location (the member of a union, [key]) and the file does not have."""
    known: Location = ()
    for part in location:
        if (*known, part) in places:
            known = (*known, part)
    return known
