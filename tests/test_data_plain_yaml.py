"""The data files come to the same as by PyYAML's own constructors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drafter.data import FOLDER
from drafter.data.plain_yaml import load_yaml


def typed(data: object) -> object:
    """Return data so that 1, 1.0 and true differ, and the order of keys counts."""
    if isinstance(data, dict):
        return [(typed(key), typed(value)) for key, value in data.items()]
    return [typed(item) for item in data] if isinstance(data, list) else (type(data), data)


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.yaml")), ids=lambda file: file.stem)
def test_a_data_file_reads_as_by_pyyaml(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert typed(load_yaml(text)) == typed(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 空",
        "a",
        "a:",
        "- 1\n- 1.0\n- yes\n- '1'\n- ~\n- 2026-01-08\n- 12:30",
        "a: |\n  1\nb: >-\n  2\n  3",
        "{a: [1, {}], b: []}",
    ],
)
def test_yaml_reads_as_by_pyyaml(text: str) -> None:
    assert typed(load_yaml(text)) == typed(yaml.safe_load(text))
