"""drafter mine: reports → template pack."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import typer

from drafter.cli.output import print_diagnostics
from drafter.cli.reports import note_unknown
from drafter.cli.tracing import Traced, read_traces
from drafter.data import diagnose, say
from drafter.mining.keeping import Kept, in_order, read_kept, write_kept
from drafter.mining.mine import Mined, is_single, mine_body, mine_traces
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.report import Report
from drafter.packs.editing import Edits, digests_of, find_edits, keep_edits, other_templates
from drafter.packs.load import load_pack
from drafter.packs.manifest import MANIFEST
from drafter.packs.write import REPORT, TRACES, manifest_data, pack_yaml, write_pack
from drafter.writers import pack_report

EXAMPLES = 3
"""Of what was left out so many examples are shown for each reason."""


def run(
    paths: list[Path], output: Path | None, into: Path | None, name: str, min_support: int | None, jobs: int
) -> int:
    """Mine all reports of the paths into a folder and say what was found; returns 1 where a file could not be read."""
    if (output is None) == (into is None):
        raise DrafterError(diagnose("cli.output_or_into"), 2)
    gc.disable()  # millions of small objects, none in a circle: looking for circles takes a fifth of the time
    old = _kept(into) if into else None
    found, notes, faults = read_traces(paths, jobs, old.traces if old else ())
    if into is not None and old is not None:
        status = _add(found, into, old, name, min_support, notes)
    elif output is not None:
        status = _make(found, output, name or output.resolve().name, min_support, notes, faults)
    print_diagnostics([*notes, *note_unknown(paths), *faults])
    return status or int(bool(faults))


def _make(
    found: Sequence[Traced],
    output: Path,
    name: str,
    min_support: int | None,
    notes: Sequence[Diagnostic],
    faults: Sequence[Diagnostic],
) -> int:
    """Mine reports into a new pack."""
    if not found:
        raise DrafterError([*faults, *notes, diagnose("cli.no_input")])
    traces = in_order(one.packed for one in found)
    reports = [one.read() for one in found] if is_single(traces, min_support) else []
    mined = mine_body(reports, name) if reports else mine_traces((one.unpack() for one in traces), name, min_support)
    if not mined.pack.sections:
        raise DrafterError([*faults, *notes, diagnose("cli.nothing_shared", minimum=mined.minimum)])
    aside = old_name(output)
    _write(mined, output, Kept(min_support, traces, reports, {}), Edits(), aside)
    _tell(mined, output)
    if aside:
        typer.echo(say("cli.kept_old", path=aside))
    return 0


def _add(
    found: Sequence[Traced], folder: Path, old: Kept, name: str, min_support: int | None, notes: list[Diagnostic]
) -> int:
    """Add reports to a pack: what it was mined from is in the pack and is not read again; hand edits stay."""
    load_pack(str(folder))  # tells what is wrong with a pack that was edited, before anything is written
    edits = find_edits(folder, old.written)
    known = {trace.digest for trace in old.traces}
    new = [one for one in found if one.packed.digest not in known]
    if len(new) < len(found):
        notes.append(diagnose("cli.already_in", severity=Severity.NOTE, count=len(found) - len(new)))
    if not new:
        typer.echo(say("cli.nothing_added", path=folder))
        return 0
    minimum = min_support or old.minimum
    traces = in_order([*old.traces, *(one.packed for one in new)])
    name = name or load_pack(str(folder)).name
    reports: list[Report] = []
    if is_single(traces, minimum) and len(old.reports) == len(old.traces):
        reports = [*old.reports, *(one.read() for one in new)]
        mined = mine_body(reports, name)
    else:
        mined = mine_traces((one.unpack() for one in traces), name, minimum, taken=edits.names)
    if not mined.pack.sections:
        raise DrafterError(diagnose("cli.nothing_shared", minimum=mined.minimum))
    _write(mined, folder, Kept(minimum, traces, reports, {}), edits, others=other_templates(folder, edits.order))
    _tell(mined, folder)
    notes += _kept_edits(edits, {section.name for section in mined.pack.sections}, Place(str(folder)))
    return 0


def _kept_edits(edits: Edits, mined: Container[str], place: Place) -> Iterator[Diagnostic]:
    """Say what was edited by hand and stays so."""
    for section in edits.sections:
        code = "cli.kept_edit" if section in mined else "cli.kept_own"
        yield diagnose(code, place, severity=Severity.NOTE, section=section)
    for section in sorted(edits.removed):
        yield diagnose("cli.kept_out", place, severity=Severity.NOTE, section=section)
    for key in edits.head:
        yield diagnose("cli.kept_key", place, severity=Severity.NOTE, key=key)


def _kept(folder: Path) -> Kept:
    file = folder / TRACES
    try:
        return read_kept(file.read_bytes())
    except FileNotFoundError:
        code = "cli.into_not_mined" if (folder / MANIFEST).is_file() else "cli.into_no_pack"
        raise DrafterError(diagnose(code, Place(str(folder))), 2) from None
    except (OSError, ValueError) as error:
        raise DrafterError(diagnose("cli.into_damaged", Place(str(file)), reason=error), 2) from None


def _write(
    mined: Mined,
    folder: Path,
    kept: Kept,
    edits: Edits,
    aside: Path | None = None,
    others: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    templates = {section.name: section.template for section in mined.pack.sections}
    manifest = pack_yaml(mined.pack)
    kept = replace(kept, written=digests_of(manifest_data(mined.pack), templates))
    manifest, templates, beside = keep_edits(manifest, templates, edits)
    page = pack_report.render(mined.pack, mined.counts, mined.dropped)
    files: dict[str, str | bytes] = {**others, TRACES: write_kept(kept), REPORT: page, **beside}
    write_pack(mined.pack, folder, manifest, templates, files, edited=bool(edits), aside=aside)


def _tell(mined: Mined, folder: Path) -> None:
    """Say what was found, what was left out and why, with examples."""
    counts = mined.counts
    typer.echo(say("cli.mined", minimum=mined.minimum, **counts))
    if "patterns" in counts:
        typer.echo(say("cli.mined_shared", **{key: counts.get(key, 0) for key in ("clauses", "patterns", "phrases")}))
    for reason, examples in mined.dropped.items():
        count = counts.get(f"dropped_{reason}", len(examples))
        shown = say("cli.example_mark").join(examples[:EXAMPLES])
        typer.echo(say(f"cli.left_out_{reason}", count=count, examples=shown))
    typer.echo(say("cli.wrote", path=folder))


def old_name(folder: Path) -> Path | None:
    """Return where a pack that stands in the way is to go, since it may have been edited by hand; None for no pack."""
    if not (folder / MANIFEST).is_file():
        return None
    number = 1
    while (aside := folder.with_name(f"{folder.name}.bak{number}")).exists():
        number += 1
    return aside
