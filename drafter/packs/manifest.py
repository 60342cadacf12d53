"""pack.yaml read and checked: what is plainly right is taken at once, anything else pydantic has to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.packs.marked_yaml import Places, read_marked
from drafter.packs.plain_form import plainly_right

MANIFEST = "pack.yaml"


def read_manifest(text: str, file: str) -> tuple[Mapping[str, Any], Places]:
    """Return what a manifest says, with its types, and where. Raises DrafterError with every fault and its line."""
    data, places = read_marked(text, file)
    if data is None:
        raise DrafterError(diagnose("packs.manifest_empty", Place(file)))
    typed = plainly_right(data)
    if typed is None:
        from drafter.packs.models import checked  # to import pydantic takes as long as to write a draft

        typed = checked(data, places)
    return typed, places
