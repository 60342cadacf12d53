"""A template pack written as a folder, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.pack import Evidence, Point, Section, TemplatePack
from drafter.packs.composing import TEMPLATE_SUFFIX
from drafter.packs.findings import FINDINGS, findings_yaml
from drafter.packs.load import load_pack
from drafter.packs.manifest import MANIFEST
from drafter.packs.models import Manifest
from drafter.packs.schema import facts_schema

SCHEMA = "facts.schema.json"
TRACES = "traces.jsonl.gz"
"""What a pack keeps of the reports it was mined from."""
REPORT = "report.html"
OWN = (MANIFEST, SCHEMA, FINDINGS, TRACES, REPORT, "pack.mined.yaml")
"""The files of a pack besides its templates."""


def write_pack(
    pack: TemplatePack,
    folder: Path,
    manifest: str = "",
    templates: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] = MappingProxyType({}),
    *,
    edited: bool = False,
    aside: Path | None = None,
) -> None:
    """Write a pack: pack.yaml, a file a section, facts.schema.json; a pack that stands there is replaced.

    `manifest` and `templates` (by section) stand in for the pack's own where they were edited by hand; `files` are more
    files to stand beside them; `edited` tells that they were edited, and may have other facts than the pack. A pack in
    the way goes `aside`, where that is given.

    Raises DrafterError when the folder holds anything that is not part of a pack, when a section's name cannot be a
    file name, or when the disk refuses. The folder is made beside its place and renamed, so it is never half there.
    """
    _refuse_foreign(folder)
    manifest = manifest or pack_yaml(pack)
    templates = templates or {section.name: section.template for section in pack.sections}
    try:
        Manifest.model_validate(manifest_data(pack))
    except ValueError:
        raise DrafterError(diagnose("packs.not_writable", Place(str(folder)), name=pack.name)) from None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except (OSError, ValueError) as error:
        raise _refused(folder, error) from None
    try:
        made.chmod(0o755)
        (made / MANIFEST).write_text(manifest, encoding="utf-8", newline="\n")
        if pack.findings:
            with (made / FINDINGS).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(findings_yaml(pack.findings))
        for name, template in templates.items():
            (made / f"{name}{TEMPLATE_SUFFIX}").write_text(template, encoding="utf-8", newline="\n")
        for name, content in files.items():
            (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
        schema = facts_schema(load_pack(str(made)) if edited else pack)
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (made / SCHEMA).write_text(text, encoding="utf-8", newline="\n")
        _put(made, folder, aside)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def pack_yaml(pack: TemplatePack) -> str:
    """Return the text of pack.yaml, in the order of docs/pack-format.md; evidence, headings and slots in one line."""
    return yaml.dump(
        manifest_data(pack), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False
    )


class _Flow(dict[str, Any]):
    """A mapping written on one line."""


class _FlowList(list[Any]):
    """A list written on one line."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        """Never write anchors: the reader refuses them."""
        return True


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), True)
)
_Dumper.add_representer(_FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


def manifest_data(pack: TemplatePack) -> dict[str, Any]:
    """Return what pack.yaml says, as plain values."""
    levels = pack.level.split()
    data = {
        "name": pack.name,
        "version": pack.version,
        "title": pack.title,
        "about": pack.about,
        "level": _FlowList(levels) if len(levels) > 1 else pack.level,
        "genre": pack.genre,
        "period": pack.period,
        "reports": pack.reports,
        "bodies": pack.bodies,
        "numbering": _FlowList(pack.numbering),
        "sections": {section.name: _section(section) for section in pack.sections},
        "checks": [_Flow(rule) for rule in pack.checks],
    }
    return {key: value for key, value in data.items() if value or key in ("name", "sections")}


def _section(section: Section) -> dict[str, Any]:
    return _filled(
        category=section.category,
        support=section.support,
        evidence=_evidence(section.evidence),
        points={point.name: _point(point) for point in section.points},
    )


def _point(point: Point) -> dict[str, Any]:
    return _filled(
        heading=_FlowList(point.headings),
        after=point.after,
        support=point.support,
        evidence=_evidence(point.evidence),
        slots={path: _slot(fields) for path, fields in point.slots.items()},
    )


def _slot(fields: Any) -> _Flow:
    return _Flow(
        {key: _FlowList(value) if isinstance(value, (list, tuple)) else value for key, value in fields.items()}
    )


def _evidence(evidence: tuple[Evidence, ...]) -> _FlowList:
    return _FlowList(_Flow(file=entry.file, offset=entry.offset) for entry in evidence)


def _filled(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _refuse_foreign(folder: Path) -> None:
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise DrafterError(diagnose("packs.not_a_folder", Place(str(folder))))
        names = [path.name for path in folder.iterdir()]
    except (OSError, ValueError) as error:
        raise _refused(folder, error) from None
    foreign = sorted(name for name in names if name not in OWN and not name.endswith(TEMPLATE_SUFFIX))
    if foreign or (names and MANIFEST not in names):
        raise DrafterError(diagnose("packs.not_a_pack", Place(str(folder)), names=" ".join(foreign or names)[:80]))


def _put(made: Path, folder: Path, aside: Path | None) -> None:
    """Move the new folder to its place; the old pack goes only when the new one is whole."""
    if not folder.exists():
        made.rename(folder)
        return
    if aside is not None:
        folder.rename(aside)
        try:
            made.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent)) / folder.name
    try:
        folder.rename(old)
        try:
            made.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def _refused(folder: Path, error: Exception) -> DrafterError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return DrafterError(diagnose("packs.cannot_write", Place(str(folder)), reason=reason))
