"""What every command shares: findings printed, exit codes, a progress bar, no traceback for the user."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ParamSpec

import typer

from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Severity, has_errors
from drafter.zh.clauses import STOP
from drafter.zh.punctuation import ends_sentence

P = ParamSpec("P")
BROKEN_PIPE = 141


def guard(run: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> None:
    """Run a command; print what DrafterError carries and leave with its exit code."""
    try:
        code = run(*args, **kwargs)
    except DrafterError as error:
        print_diagnostics(error.diagnostics)
        code = error.exit_code
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # the reader has gone: nothing more to say
        code = BROKEN_PIPE
    except KeyboardInterrupt:
        typer.echo(say("cli.interrupted"), err=True)
        code = 130
    except Exception as error:  # the last fence: a bug of ours must not show the clerk a traceback
        print_diagnostics([diagnose("cli.bug", error=f"{type(error).__name__}: {error}")])
        code = 2
    raise typer.Exit(code)


def speak_utf8() -> None:
    """Write UTF-8 on every system; what cannot be written is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def print_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool = True) -> None:
    """Print findings, one a line: `file:line:column path message hint`, errors in red on a terminal.

    They go to stderr, but to stdout (`err` False) where they are what was asked for.
    """
    colours = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW, Severity.NOTE: None}
    for diagnostic in diagnostics:
        label = typer.style(say(f"cli.severity_{diagnostic.severity}"), fg=colours[diagnostic.severity])
        place = f"{diagnostic.place} " if diagnostic.place else ""
        path = f"{diagnostic.path} " if diagnostic.path else ""
        typer.echo(f"{place}{label} {path}{with_hint(diagnostic.message, diagnostic.hint)}", err=err)


def with_hint(message: str, hint: str) -> str:
    """Put what to do behind what is wrong, as a sentence of its own."""
    return message + (f"{'' if ends_sentence(message) else STOP}{hint}" if hint else "")


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """1 where there is an error among the findings, else 0."""
    return int(has_errors(diagnostics))


@contextmanager
def progress(items: Sequence[object], label: str) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal while work goes on; yields the step. Silent elsewhere and for a single item."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with typer.progressbar(length=len(items), label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def report_usage(error: Exception) -> int:
    """Say in Chinese what is wrong with the words of a command; `error` is one of click's."""
    kind = type(error).__name__
    detail = error.format_message()  # type: ignore[attr-defined]
    if kind == "NoArgsIsHelpError":
        typer.echo(detail)
        return 2
    param = getattr(error, "param", None)
    name = getattr(error, "option_name", "") or (max(param.opts, key=len) if param is not None else "")
    # Of an unknown command or a word too many click tells only in English: its own word is what it quotes.
    quoted = re.search(r"'([^']+)'|\(([^)]+)\)$", detail)
    word = name or (quoted[1] or quoted[2] if quoted else detail)
    known = ("NoSuchOption", "MissingParameter", "BadParameter", "BadOptionUsage")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "drafter"
    code = f"cli.usage_{kind if kind in known else 'UsageError'}"
    print_diagnostics([diagnose(code, name=word, command=command)])
    return int(getattr(error, "exit_code", 2))
