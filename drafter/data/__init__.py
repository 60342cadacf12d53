"""Knowledge as data files, read once, by name; and the messages among them, made into Diagnostics."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from drafter.model.diagnostics import Diagnostic, Place, Severity

FOLDER = Path(__file__).parent


@cache
def read_data(name: str) -> Any:
    """Return the contents of `<name>.yaml` of this package. Callers must not change what they get."""
    from drafter.data.plain_yaml import load_yaml

    return load_yaml(FOLDER.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def diagnose(
    code: str, place: Place | None = None, *, severity: Severity = Severity.ERROR, path: str = "", **values: object
) -> Diagnostic:
    """Build the diagnostic of a code `area.name`; `values` fill the braces of its message and hint.

    The texts stand in messages/<area>.yaml as `name: {message: …, hint: …}`. A code that is not there is our bug and
    raises KeyError.
    """
    entry = _message(code)
    return Diagnostic(
        code=code,
        message=str(entry["message"]).format(**values),
        severity=severity,
        place=place,
        hint=str(entry.get("hint", "")).format(**values),
        path=path,
    )


def say(code: str, **values: object) -> str:
    """Return the text of a code that is no finding: a progress line, a table head, an option's help."""
    return str(_message(code)["message"]).format(**values)


def _message(code: str) -> dict[str, str]:
    area, _, name = code.partition(".")
    entry = read_data(f"messages/{area}")[name]
    return {"message": entry} if isinstance(entry, str) else entry
