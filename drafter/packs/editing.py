"""Hand edits of a mined pack: which parts were changed since they were written, and how they are kept.

A part is a section (its template and its entry in pack.yaml) or a key at the head of pack.yaml. What was written is
known by digests; a part that differs from its digest was edited. Kept parts go over as they stand, comments and all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from drafter.markup.wordings import wordings_of
from drafter.packs.composing import TEMPLATE_SUFFIX
from drafter.packs.load import read_text
from drafter.packs.manifest import MANIFEST

BESIDE = ".mined"
"""What newly mined parts are named by that stand beside edited ones: 监督.mined.md.j2, pack.mined.yaml."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|\s)#")
COUNTED = ("reports", "bodies", "sections")
"""Keys at the head that are always those of the new mining."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What was edited by hand: sections (raw YAML entry, template), keys at the head (raw YAML), sections taken out."""

    sections: dict[str, tuple[str, str]] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names of the points and wordings of each edited section."""
    order: tuple[str, ...] = ()
    """All sections as they stood."""

    def __bool__(self) -> bool:
        """Tell whether anything was edited."""
        return bool(self.sections or self.head or self.removed)


def digests(manifest: str, templates: Mapping[str, str]) -> dict[str, str]:
    """Return a digest of each part of a pack: `section/<name>` and `head/<key>`."""
    data: dict[str, Any] = yaml.load(manifest, Loader=LOADER)
    return digests_of(data, templates, *_entries(manifest))


def digests_of(
    data: Mapping[str, Any],
    templates: Mapping[str, str],
    raw: Mapping[str, str] = MappingProxyType({}),
    head: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the digests of a manifest's data; `raw` and `head` are the texts that may hold comments."""
    found = {
        f"head/{key}": _digest(value, _comments(head.get(key, ""))) for key, value in data.items() if key not in COUNTED
    }
    for name, entry in (data.get("sections") or {}).items():
        found[f"section/{name}"] = _digest(entry, templates.get(name, ""), _comments(raw.get(name, "")))
    return found


def find_edits(folder: Path, written: Mapping[str, str]) -> Edits:
    """Compare a pack with the digests of what was written. Raises DrafterError where a file cannot be read."""
    manifest = _in_blocks(read_text(folder / MANIFEST))
    raw, head = _entries(manifest)
    templates = {name: read_text(folder / f"{name}{TEMPLATE_SUFFIX}") for name in raw}
    now = digests(manifest, templates)
    edited = {name for name in raw if now[f"section/{name}"] != written.get(f"section/{name}")}
    known = {part.partition("/")[2] for part in written if part.startswith("section/")}
    data = yaml.load(manifest, Loader=LOADER)
    points = {name: (data["sections"][name] or {}).get("points") or {} for name in edited}
    return Edits(
        {name: (raw[name], templates[name]) for name in raw if name in edited},
        {key: text for key, text in head.items() if now.get(f"head/{key}") != written.get(f"head/{key}")},
        frozenset(known - raw.keys()),
        {name: frozenset({*points[name], *wordings_of(templates[name])}) for name in raw if name in edited},
        tuple(raw),
    )


def keep_edits(manifest: str, templates: Mapping[str, str], edits: Edits) -> tuple[str, dict[str, str], dict[str, str]]:
    """Put hand edits into a newly mined pack.

    Returns the manifest, the templates by section, and the files that stand beside, by name: the mined versions of
    what was edited.
    """
    if not edits:
        return manifest, dict(templates), {}
    raw, head = _entries(manifest)
    order = [name for name in raw if name not in edits.removed]
    for at, name in enumerate(edits.order):
        if name in edits.sections and name not in order:
            before = next((other for other in reversed(edits.order[:at]) if other in order), "")
            order.insert(order.index(before) + 1 if before else 0, name)
    kept = {name: edits.sections[name] for name in order if name in edits.sections}
    made = {name: kept[name][0] if name in kept else raw[name] for name in order}
    keys = {**head, **edits.head}
    text = "".join(keys.values()) + "sections:\n" + "".join(made.values())
    beside = {f"{name}{BESIDE}{TEMPLATE_SUFFIX}": templates[name] for name in kept if name in templates}
    mined = "".join(raw[name] for name in kept if name in raw)
    mined_head = "".join(head[key] for key in edits.head if key in head)
    if mined or mined_head:
        stem, _, suffix = MANIFEST.rpartition(".")
        beside[f"{stem}{BESIDE}.{suffix}"] = mined_head + ("sections:\n" + mined if mined else "")
    return text, {name: kept[name][1] if name in kept else templates[name] for name in order}, beside


def other_templates(folder: Path, known: Container[str]) -> dict[str, bytes]:
    """Return the templates in a pack's folder that are none of its sections': they are somebody's, and stay."""
    found = {path.name.removesuffix(TEMPLATE_SUFFIX): path for path in sorted(folder.glob(f"*{TEMPLATE_SUFFIX}"))}
    return {
        path.name: path.read_bytes() for name, path in found.items() if name not in known and not name.endswith(BESIDE)
    }


def _comments(text: str) -> list[str]:
    """Return the comments of a stretch of YAML: what is mined has none."""
    return [line.strip() for line in text.splitlines() if _COMMENT.search(line)]


def _digest(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def _in_blocks(manifest: str) -> str:
    """Return a manifest with an entry a line, where it was rewritten in {} without lines of its own."""
    tree = yaml.compose(manifest, Loader=LOADER)
    flow = isinstance(tree, yaml.MappingNode) and (
        tree.flow_style or any(key.value == "sections" and value.flow_style for key, value in tree.value)
    )
    if not flow:
        return manifest
    data = yaml.load(manifest, Loader=LOADER)
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=False))


def _entries(manifest: str) -> tuple[dict[str, str], dict[str, str]]:
    """Cut the text of a manifest into the entries of its sections and the keys at its head, comments with them."""
    lines = manifest.splitlines(keepends=True)
    if lines and lines[-1] == lines[-1].rstrip():
        lines[-1] += "\n"  # an editor may leave out the last one, and another entry may come behind it
    tree = yaml.compose(manifest, Loader=LOADER)
    assert isinstance(tree, yaml.MappingNode)
    starts = [(key.value, _above(lines, key.start_mark.line), value) for key, value in tree.value]
    ends = [line for _, line, _ in starts[1:]] + [len(lines)]
    raw: dict[str, str] = {}
    head: dict[str, str] = {}
    for (name, start, value), end in zip(starts, ends, strict=True):
        if name != "sections":
            head[name] = "".join(lines[start:end])
        elif isinstance(value, yaml.MappingNode) and not value.flow_style:
            keys = [(key.value, _above(lines, key.start_mark.line)) for key, _ in value.value]
            stops = [line for _, line in keys[1:]] + [end]
            raw = {key: "".join(lines[line:stop]) for (key, line), stop in zip(keys, stops, strict=True)}
    return raw, head


def _above(lines: list[str], line: int) -> int:
    """Return where the comments right above a line begin: they are about what follows."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line
