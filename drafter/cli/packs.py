"""drafter packs: the packs and libraries there are, or one of them with its sections, points, facts and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from drafter.cli.output import print_diagnostics
from drafter.data import say
from drafter.model.diagnostics import DrafterError
from drafter.model.pack import Point, TemplatePack
from drafter.packs.catalog import shipped_libraries, shipped_packs
from drafter.packs.load import load_pack
from drafter.zh.profiles import scope_of


def run(name: str, tree: bool) -> int:
    """List packs, or show one; 1 where a shipped one cannot be loaded."""
    if name and tree:
        from drafter.cli.pack_tree import print_tree

        print_tree(load_pack(name, Path()))
        return 0
    if name:
        _show(load_pack(name, Path()))
        return 0
    packs, libraries = (list(_loaded(names)) for names in (shipped_packs(), shipped_libraries()))
    for _, pack in packs:
        _tell(pack, tree)
    if any(pack for _, pack in libraries):
        typer.echo(say("cli.libraries"))
    for _, pack in libraries:
        _tell(pack, tree)
    return int(any(pack is None for _, pack in (*packs, *libraries)))


def _loaded(names: list[str]) -> Iterator[tuple[str, TemplatePack | None]]:
    """Load packs; one that cannot be loaded is told, and hides no other."""
    for name in names:
        try:
            yield name, load_pack(name)
        except DrafterError as error:
            print_diagnostics(error.diagnostics)
            yield name, None


def _tell(pack: TemplatePack | None, tree: bool) -> None:
    """Tell of a pack in a line, or as a tree."""
    if pack and tree:
        from drafter.cli.pack_tree import print_tree

        print_tree(pack)
    elif pack:
        values = {"name": Path(pack.folder).name, "sections": len(pack.sections), "points": _points(pack)}
        code = "cli.library_line" if pack.library else "cli.pack_line"
        typer.echo(
            say(
                code,
                **values,
                level=level_text(pack.level),
                period=period_text(pack),
                slots=len(pack.slots),
                required=_required(pack),
            )
        )


def level_text(levels: str) -> str:
    """Name levels as people do: by the word for all of them, else one after the other."""
    named = levels.split()
    return scope_of(named) or str(say("cli.comma")).join(named) or say("cli.any_level")


def period_text(pack: TemplatePack) -> str:
    """Name what kind of report a pack is for."""
    return say(f"cli.period_{pack.period if pack.period in ('annual', 'term') else 'other'}")


def _points(pack: TemplatePack) -> int:
    return sum(len(section.points) for section in pack.sections)


def _required(pack: TemplatePack) -> int:
    return sum(slot.required for slot in pack.slots.values())


def _show(pack: TemplatePack) -> None:
    head = say(
        "cli.library_head" if pack.library else "cli.pack_head",
        name=pack.name,
        version=pack.version,
        level=level_text(pack.level),
        period=period_text(pack),
        points=_points(pack),
        slots=len(pack.slots),
        required=_required(pack),
    )
    typer.echo(typer.style(head, bold=True))
    based = say("cli.pack_based", reports=pack.reports, bodies=pack.bodies) if pack.reports else ""
    for line in filter(None, (pack.about, based)):
        typer.echo(line)
    for section in pack.sections:
        typer.echo(
            typer.style(
                say("cli.pack_section", name=section.name, support=_support(section.support)), fg=typer.colors.CYAN
            )
        )
        for point in section.points:
            _point(point, pack)


def _support(bodies: int) -> str:
    """Say how many bodies have a section or a point; nothing where that was not counted."""
    return say("cli.pack_support", support=bodies) if bodies else ""


def _point(point: Point, pack: TemplatePack) -> None:
    typer.echo(
        say("cli.pack_point", name=point.name, support=_support(point.support), heading=" / ".join(point.headings))
    )
    for path in point.slots:
        slot = pack.slots[path]
        unit = f" {slot.unit}" if slot.unit else ""
        typer.echo(
            say(
                "cli.pack_slot",
                path=path,
                label=slot.label,
                unit=unit,
                required=say("cli.required") if slot.required else "",
            )
        )
    if point.evidence:
        typer.echo(
            typer.style(
                say("cli.evidence", places=" ".join(f"{place.file}@{place.offset}" for place in point.evidence)),
                dim=True,
            )
        )
