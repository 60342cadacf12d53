"""drafter packs: the packs there are, or one of them with its sections, points, facts and evidence."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.data import say
from drafter.model.pack import Point, TemplatePack
from drafter.packs.catalog import shipped_packs
from drafter.packs.load import load_pack


def run(name: str) -> int:
    """List packs, or show one."""
    if name:
        _show(load_pack(name, Path()))
        return 0
    for shipped in shipped_packs():
        pack = load_pack(shipped)
        period = say(f"cli.period_{pack.period or 'other'}")
        typer.echo(
            say(
                "cli.pack_line",
                name=shipped,
                level=pack.level,
                period=period,
                sections=len(pack.sections),
                slots=len(pack.slots),
                required=_required(pack),
            )
        )
    return 0


def _required(pack: TemplatePack) -> int:
    return sum(slot.required for slot in pack.slots.values())


def _show(pack: TemplatePack) -> None:
    head = say(
        "cli.pack_head",
        name=pack.name,
        version=pack.version,
        reports=pack.reports,
        bodies=pack.bodies,
        slots=len(pack.slots),
        required=_required(pack),
    )
    typer.echo(typer.style(head, bold=True))
    for section in pack.sections:
        typer.echo(
            typer.style(say("cli.pack_section", name=section.name, support=section.support), fg=typer.colors.CYAN)
        )
        for point in section.points:
            _point(point, pack)


def _point(point: Point, pack: TemplatePack) -> None:
    typer.echo(say("cli.pack_point", name=point.name, support=point.support, heading=" / ".join(point.headings)))
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
