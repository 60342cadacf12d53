"""render --each: a draft of every facts file in one call, the work shared by processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import typer

from drafter.cli.batch_units import Unit, find_units
from drafter.cli.edited_draft import set_edited_aside
from drafter.cli.one_draft import make_draft
from drafter.cli.output import print_diagnostics, progress
from drafter.cli.processes import processors, warm_pool
from drafter.cli.targets import check_output, read_files
from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.pack import TemplatePack
from drafter.packs.load import load_pack
from drafter.packs.manifest import MANIFEST
from drafter.writers import SUFFIXES, check_reference, write_draft

_WORTH = 12
"""A process of its own pays from so many drafts on."""
_AT_ONCE = 4
"""So many drafts a process is given at a time: few enough that all end together."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all drafts of a batch."""

    output: Path
    suffix: str
    pack: str
    strict: bool
    style: str
    last: Path | None
    mapping: Path | None = None
    reference: Path | None = None
    mark: str = ""
    vary: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: where it was written, or nowhere; what is to be told."""

    unit: Unit
    written: Path | None = None
    chars: int = 0
    gaps: int = 0
    findings: tuple[Diagnostic, ...] = field(default=())


def run(
    paths: list[Path],
    output: Path,
    pack: str,
    strict: bool,
    style: str,
    last: Path | None,
    mapping: Path | None,
    reference: Path | None,
    form: str,
    jobs: int,
    unfit: Sequence[str] = (),
    mark: str = "",
    vary: int = 0,
) -> int:
    """Write a draft of each facts file into a folder; returns 1 where one of them could not be made.

    `jobs` 0 takes as many processes as there are processors; `unfit` are options given that are for one draft alone.
    """
    if unfit:
        raise DrafterError(diagnose("batch.unfit", names=" ".join(unfit)))
    suffix = f".{form.lower().lstrip('.')}"
    if suffix not in SUFFIXES or suffix == ".pdf":
        known = " ".join(one.lstrip(".") for one in SUFFIXES if one != ".pdf")
        raise DrafterError(diagnose("batch.format", name=form, known=known))
    print_diagnostics(check_reference(output / f"_{suffix}", reference))
    units, notes = find_units(paths)
    _make_folder(output)
    settings = Settings(output, suffix, pack, strict, style, last, mapping, reference, mark, vary)
    written = gaps = failed = 0
    with progress(units, say("batch.rendering")) as step:
        for outcome in _outcomes(units, settings, jobs or processors()):
            _tell(outcome)
            written += outcome.written is not None
            failed += outcome.written is None
            gaps += outcome.gaps
            step()
    print_diagnostics(notes)
    typer.echo(say("batch.done", written=written, folder=output, gaps=gaps, failed=failed))
    return int(failed > 0)


def _make_folder(output: Path) -> None:
    if output.suffix.lower() in SUFFIXES and not output.is_dir():
        raise DrafterError(diagnose("batch.not_a_folder", Place(str(output)), folder=output.with_suffix("").name))
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError(diagnose("cli.no_folder", Place(str(output)), reason=error.strerror or error)) from None


def _tell(outcome: Outcome) -> None:
    """Tell the findings of one draft, by its name where they have no place of their own."""
    print_diagnostics(
        found
        if found.place
        else Diagnostic(found.code, found.message, found.severity, Place(outcome.unit.place), found.hint, found.path)
        for found in outcome.findings
    )
    if outcome.written:
        code = "batch.written_gaps" if outcome.gaps else "batch.written"
        typer.echo(say(code, path=outcome.written, chars=outcome.chars, gaps=outcome.gaps))


def _outcomes(units: Sequence[Unit], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """Yield what becomes of each draft, in order.

    The first is made here: processes that begin as a copy of this one (Linux) find pack, style and templates read.
    """
    jobs = min(jobs, len(units) // _WORTH)
    first = 1 if jobs > 1 else len(units)
    for unit in units[:first]:
        yield make_one(unit, settings)
    if first == len(units):
        return
    pool = warm_pool(jobs)
    try:
        yield from pool.map(partial(make_one, settings=settings), units[first:], chunksize=_AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


def make_one(unit: Unit, settings: Settings) -> Outcome:
    """Make and write one draft; whatever is wrong with it is told and stops no other."""
    try:
        made = make_draft(
            unit.files,
            settings.pack,
            settings.last,
            settings.strict,
            settings.mapping,
            _load,
            settings.mark,
            settings.vary,
        )
        findings = (*made.findings, *([made.refusal] if made.refusal else ()))
        if made.refusal:
            return Outcome(unit, gaps=len(made.draft.gaps), findings=findings)
        target = settings.output / f"{unit.name}{settings.suffix}"
        check_output(target, [*read_files(made.facts), settings.mapping])
        findings = (*findings, *set_edited_aside(target))
        write_draft(made.draft, target, settings.style, settings.reference)
        chars = sum(len(text) for text in made.draft.paragraphs())
        return Outcome(unit, target, chars, len(made.draft.gaps), findings)
    except DrafterError as error:
        return Outcome(unit, findings=error.diagnostics)
    except Exception as error:  # a bug of ours costs one draft, not all
        return Outcome(unit, findings=(diagnose("cli.bug", error=f"{type(error).__name__}: {error}"),))


def _load(name: str, base: Path | None = None) -> TemplatePack:
    """Load a pack once a process, from whatever folder it is named."""
    with suppress(OSError, ValueError, RuntimeError):  # what a name raises that no file system takes
        folder = (base or Path()) / Path(name.strip()).expanduser()
        if (folder / MANIFEST).is_file():
            return _load_once(str(folder.resolve()), None)
    return _load_once(name, base)


_load_once = cache(load_pack)
