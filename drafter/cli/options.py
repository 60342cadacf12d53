"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafter.data import say


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from importlib.metadata import version

        typer.echo(say("cli.version", version=version("drafter")))
        raise typer.Exit


Paths = Annotated[list[Path], typer.Argument(help=say("cli.arg_paths"))]
File = Annotated[Path, typer.Argument(help=say("cli.arg_file"))]
FactsFiles = Annotated[list[Path], typer.Argument(help=say("cli.arg_facts"))]
Pack = Annotated[str, typer.Option("--pack", help=say("cli.opt_pack"))]
Folder = Annotated[Path, typer.Option("-o", "--output", help=say("cli.opt_output_dir"))]
Output = Annotated[Path, typer.Option("-o", "--output", help=say("cli.opt_output_file"))]
Last = Annotated[Path | None, typer.Option("--last", help=say("cli.opt_last"))]
Number = Annotated[int, typer.Option("--number", min=1, help=say("cli.opt_number"))]
Force = Annotated[bool, typer.Option("--force", help=say("cli.opt_force"))]
