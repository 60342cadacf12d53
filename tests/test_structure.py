"""The shape of the package: layers, Chinese in code, messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conftest import REPOSITORY

from drafter.data import read_data

PACKAGE = REPOSITORY / "drafter"
LAYERS = (
    {"model", "data"},
    {"zh"},
    {"markup"},
    {"corpus", "mining", "packs", "writers", "review"},
    {"facts"},
    {"drafting", "forms"},
    {"pulling"},
    {"cli"},
)
"""Imports only point to an earlier layer; data and model may know each other, packages of another layer may not."""
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
LEAST_MODULES = 60
CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
MAKERS = {"diagnose", "say"}


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package, parsed."""
    found = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    assert len(found) >= LEAST_MODULES
    assert {path.relative_to(PACKAGE).parts[0] for path in found} >= RANK.keys()
    return found


def name_of(path: Path) -> str:
    """drafter/zh/facts.py → zh"""
    return path.relative_to(PACKAGE).parts[0]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, package) for each import of one of the package's own packages."""
    for node in ast.walk(tree):
        names: list[str] = []
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "drafter" and len(parts) > 1 and parts[1] in RANK:
                yield node.lineno, parts[1]


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the strings of a module that are no docstrings."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


def test_imports_only_point_to_earlier_layers() -> None:
    seen, wrong = 0, []
    for path, tree in modules().items():
        own = name_of(path)
        for line, other in imports(tree):
            seen += 1
            beside = own == other or {own, other} == {"model", "data"}
            if own in RANK and not beside and RANK[other] >= RANK[own]:
                wrong.append(f"{path.relative_to(REPOSITORY)}:{line} imports {other}")
    assert seen > LEAST_MODULES
    assert wrong == []


def test_chinese_stands_in_data_and_in_the_grammar_only() -> None:
    seen, wrong = 0, []
    for path, tree in modules().items():
        for node in literals(tree):
            seen += 1
            if name_of(path) != "zh" and CHINESE.search(str(node.value)):
                wrong.append(f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.value!r:.40}")
    assert seen > 10 * LEAST_MODULES
    assert wrong == []


def message_codes() -> Iterator[tuple[str, str]]:
    """Yield (place, code) for every message code written in the package: in a call of its makers, or as a table."""
    areas = {path.stem for path in (PACKAGE / "data" / "messages").glob("*.yaml")}
    assert areas
    for path, tree in modules().items():
        for node in literals(tree):
            code = str(node.value)
            if CODE.fullmatch(code) and code.partition(".")[0] in areas:
                yield f"{path.relative_to(REPOSITORY)}:{node.lineno}", code
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in MAKERS:
                continue
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant):
                yield f"{path.relative_to(REPOSITORY)}:{first.lineno}", str(first.value)


def is_known(code: str, known: set[str]) -> bool:
    """A code that ends in _ is the beginning of one that is put together: f"cli.period_{type}"."""
    return any(name.startswith(code) for name in known) if code.endswith("_") else code in known


def test_every_message_code_has_its_message() -> None:
    codes = dict.fromkeys(message_codes())
    assert len(codes) > LEAST_MODULES
    known = {
        f"{path.stem}.{name}"
        for path in (PACKAGE / "data" / "messages").glob("*.yaml")
        for name in read_data(f"messages/{path.stem}")
    }
    unknown = [f"{place} {code}" for place, code in codes if not is_known(code, known)]
    assert unknown == []
