"""Writing a facts file and the JSON Schema beside it."""

from __future__ import annotations

import json
from pathlib import Path

from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.pack import TemplatePack
from drafter.packs.schema import facts_schema
from drafter.writers.files import write_atomically

SUFFIXES = (".yaml", ".yml")


def schema_name(output: Path) -> str:
    """Name the schema after its facts file, so that files of several packs can stand in one folder."""
    return f"{output.stem}.schema.json"


def write_facts(text: str, pack: TemplatePack, output: Path, *, force: bool, force_known: bool = False) -> list[str]:
    """Write both files and return what to say.

    Raises DrafterError where the name is not that of a YAML file, or the file is there and `force` is not given.
    """
    if output.suffix.lower() not in SUFFIXES:
        raise DrafterError(diagnose("cli.not_yaml", Place(str(output))))
    if output.exists() and not force:
        raise DrafterError(diagnose("cli.exists_force" if force_known else "cli.exists", Place(str(output))))
    write_atomically(output, text.encode("utf-8"))
    schema = output.with_name(schema_name(output))
    write_atomically(schema, (json.dumps(facts_schema(pack), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return [say("cli.wrote", path=output), say("cli.wrote", path=schema)]
