"""What mining found, layer by layer, as a YAML file beside the templates: a finding a line, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from drafter.data import read_data
from drafter.model.pack import Finding

FINDINGS = "patterns.yaml"


def findings_yaml(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the file's lines; a finding is a YAML flow mapping (JSON, which YAML 1.2 includes) on one of its own."""
    data = read_data("patterns_file")
    yield from (f"# {line}\n" for line in data["head"])
    by_layer: dict[str, list[Finding]] = {layer: [] for layer in data["layers"]}
    for finding in findings:
        by_layer[finding.layer].append(finding)
    for layer, found in by_layer.items():
        yield f"\n{data['layers'][layer]}:" + ("\n" if found else " []\n")
        yield from map(_line, found)


def _line(finding: Finding) -> str:
    return "- " + "{" + ", ".join(f"{key}: {_json(value)}" for key, value in _fields(finding)) + "}\n"


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
    yield keys["evidence"], [*finding.evidence]


_json = json.JSONEncoder(ensure_ascii=False).encode
