"""A manifest that is plainly right is taken without pydantic, and comes to what pydantic makes of it."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from drafter.data.shipped import shipped_folder
from drafter.model.diagnostics import DrafterError
from drafter.packs.catalog import shipped_packs
from drafter.packs.manifest import MANIFEST
from drafter.packs.marked_yaml import Places, read_marked
from drafter.packs.models import checked
from drafter.packs.plain_form import plainly_right

WHOLE: dict[str, Any] = {
    "name": "云溪区模板",
    "version": "2",
    "title": None,
    "level": "区",
    "reports": "12",
    "numbering": ["一、", "（一）"],
    "sections": {
        "开篇": None,
        "监督": {
            "category": "监督",
            "support": "3",
            "evidence": [{"file": "2024年报告.txt", "offset": "0"}],
            "points": {
                "预算": {
                    "heading": ["依法监督预算", "管好钱袋子"],
                    "after": None,
                    "slots": {
                        "监督.审议报告数": {"required": "true", "type": "int", "example": "12"},
                        "监督.报告清单": {"required": "false", "example": ["甲", "乙"]},
                        "监督.预算数": None,
                    },
                },
                "执法检查": None,
            },
        },
    },
}
ODD: list[Any] = [
    *(None, "", " ", "x", "0", "007", "-1", "+1", "1.0", "1_0", "９", "9" * 30, "true", "True", "yes", "1", "int"),
    *([], ["一"], [None], [["一"]], {}, {"x": "y"}, {"x": None}, {"file": "甲"}, {"offset": "1", "file": "甲"}),
]
NAMES = [
    "",
    ".",
    "甲",
    "甲.",
    ".甲",
    "甲.乙",
    "甲.乙.丙",
    "a/b",
    "a b",
    " a",
    "a\n",
    "甲.乙\n",
    "甲\x85",
    "a?",
    "checks",
    "type",
]


def ways(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in some data."""
    yield way
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from ways(value, (*way, key))


def at(data: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        data = data[key]
    return data


def changed() -> Iterator[Any]:
    """Yield the manifest with each of its values made odd, left out, and with each mapping having an odd name more."""
    for way in ways(WHOLE):
        if way:
            for odd in ODD:
                data = copy.deepcopy(WHOLE)
                at(data, way[:-1])[way[-1]] = odd
                yield data
            data = copy.deepcopy(WHOLE)
            del at(data, way[:-1])[way[-1]]
            yield data
        if isinstance(at(WHOLE, way), dict):
            for name in NAMES:
                for value in (None, "1", {}, {"support": "2"}):
                    data = copy.deepcopy(WHOLE)
                    at(data, way)[name] = value
                    yield data


def by_models(data: Any) -> Any:
    try:
        return checked(data, Places("pack.yaml", None))
    except DrafterError:
        return "faulty"


def test_what_is_taken_at_once_is_what_pydantic_makes_of_it() -> None:
    taken = [(quick, by_models(data)) for data in changed() if (quick := plainly_right(data)) is not None]
    assert len(taken) > 100
    assert all(quick == slow for quick, slow in taken)


@pytest.mark.parametrize("name", shipped_packs())
def test_the_shipped_packs_are_plainly_right(name: str) -> None:
    file = shipped_folder() / name / MANIFEST
    data, places = read_marked(file.read_text(encoding="utf-8"), str(file))
    assert plainly_right(data) == checked(data, places)


def test_checks_of_a_pack_are_left_to_pydantic() -> None:
    assert plainly_right({**WHOLE, "checks": [{"id": "a"}]}) is None


def test_a_plain_pack_is_loaded_without_pydantic() -> None:
    name = shipped_packs()[0]
    script = (
        f"import sys; from drafter.packs.load import load_pack; load_pack({name!r}); print('pydantic' in sys.modules)"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert made.stdout.strip() == "False"
