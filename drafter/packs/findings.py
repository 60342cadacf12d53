"""What mining found, layer by layer, as a YAML file beside the templates: a finding a line, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from drafter.data import read_data
from drafter.model.pack import Finding

FINDINGS = "patterns.yaml"


def findings_yaml(findings: Iterable[Finding]) -> str:
    """Write findings; a finding is a YAML flow mapping (JSON, which YAML 1.2 includes) on a line of its own."""
    data = read_data("patterns_file")
    lines = [f"# {line}" for line in data["head"]]
    by_layer: dict[str, list[Finding]] = {layer: [] for layer in data["layers"]}
    for finding in findings:
        by_layer[finding.layer].append(finding)
    for layer, found in by_layer.items():
        lines += ["", f"{data['layers'][layer]}:" + ("" if found else " []"), *map(_line, found)]
    return "\n".join(lines) + "\n"


def _line(finding: Finding) -> str:
    return "- " + "{" + ", ".join(f"{key}: {_json(value)}" for key, value in _fields(finding)) + "}"


def _fields(finding: Finding) -> Iterator[tuple[str, object]]:
    keys = read_data("patterns_file")["keys"]
    yield keys["text"], finding.text
    if not finding.in_text:
        yield keys["phrase"], True
    for key in ("section", "point"):
        if value := getattr(finding, key):
            yield keys[key], value
    yield keys["support"], finding.support
    yield keys["position"], finding.position
    yield keys["levels"], dict(finding.levels)
    yield keys["periods"], dict(finding.periods)
    yield keys["evidence"], [[entry.file, entry.offset] for entry in finding.evidence]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
