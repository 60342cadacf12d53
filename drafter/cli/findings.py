"""Findings for programs: JSON of our own, and SARIF for editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from drafter.model.diagnostics import Diagnostic, Severity

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(findings: Sequence[Diagnostic]) -> str:
    """Write findings as one object: `findings`, each with file, line and column where known, and how many there are."""
    counts = {severity.value: sum(found.severity is severity for found in findings) for severity in Severity}
    return json.dumps({"findings": [_plain(found) for found in findings], **counts}, ensure_ascii=False, indent=1)


def as_sarif(findings: Sequence[Diagnostic]) -> str:
    """Write findings as a SARIF 2.1.0 log (OASIS); columns count code points, as ours do."""
    rules = [{"id": code} for code in dict.fromkeys(found.code for found in findings)]
    run = {
        "tool": {"driver": {"name": "drafter", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found) for found in findings],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _plain(found: Diagnostic) -> dict[str, object]:
    place = found.place
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "severity": found.severity.value,
        "code": found.code,
        "path": found.path or None,
        "message": found.message,
        "hint": found.hint,
    }


def _result(found: Diagnostic) -> dict[str, object]:
    text = " ".join(part for part in (found.path, found.message, found.hint) if part)
    result: dict[str, object] = {"ruleId": found.code, "level": found.severity.value, "message": {"text": text}}
    if found.place:
        path = Path(found.place.file)
        uri = path.as_uri() if path.is_absolute() else path.as_posix()
        location: dict[str, object] = {"artifactLocation": {"uri": uri}}
        if found.place.line:
            location["region"] = {"startLine": found.place.line, "startColumn": found.place.column or 1}
        result["locations"] = [{"physicalLocation": location}]
    return result
