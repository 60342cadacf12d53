"""Templates rendered: each source compiled once, what it may do kept small, its errors told by line and sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import FunctionLoader, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from drafter.data import diagnose
from drafter.drafting.context import AbsentError, change_filters, finalize
from drafter.drafting.template_cache import template_cache
from drafter.markup.allowed import ForbiddenError
from drafter.markup.environment import TooMuchError, make_environment
from drafter.model.diagnostics import Diagnostic, DrafterError, Place

_NAME = re.compile(r"'([^']*)' is undefined|no (?:attribute|element) '([^']*)'")
_FILTER = re.compile(r"No (?:filter|test) named '([^']*)'")
_SHOWN = 60
"""So much of a sentence is quoted."""

PlaceOf = Callable[[int | None], Place]


@cache
def environment() -> SandboxedEnvironment:
    """Return the environment that all templates are rendered in; a template's name is its source."""
    made = make_environment(finalize)
    made.loader = FunctionLoader(lambda source: source)
    made.bytecode_cache = template_cache()
    made.filters.update(change_filters())
    return made


@lru_cache(maxsize=1024)
def _compiled(source: str) -> Template:
    return environment().get_template(source)


def render_template(source: str, context: Mapping[str, Any], place_of: PlaceOf) -> str:
    """Render a template's source; `place_of` leads a line of it (from 1) back to its file.

    Raises DrafterError that names the file, the line and the sentence of what cannot be rendered.
    """
    try:
        return _compiled(source).render(context)
    except SyntaxError:  # what Python says of branches in branches in branches
        raise DrafterError(diagnose("render.too_much", place_of(None), sentence="")) from None
    except TemplateSyntaxError as error:
        raise DrafterError(told(error, error.lineno, source, place_of)) from None
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, ForbiddenError) else _line_of(error)
        raise DrafterError(told(error, line, source, place_of)) from None


def told(error: Exception, line: int | None, source: str, place_of: PlaceOf) -> Diagnostic:
    """Say what is wrong with a line of a template, by what Jinja raised."""
    lines = source.split("\n")
    sentence = lines[line - 1].strip() if line and line <= len(lines) else ""
    if len(sentence) > _SHOWN:
        sentence = sentence[: _SHOWN - 1] + "…"
    reason = str(getattr(error, "message", None) or error or type(error).__name__)
    if isinstance(error, AbsentError):
        return diagnose("render.not_at_level", place_of(line), name=error.name, level=error.level, sentence=sentence)
    if isinstance(error, UndefinedError) and (name := _NAME.search(reason)):
        return diagnose("render.undefined", place_of(line), name=name[1] or name[2], sentence=sentence)
    if isinstance(error, TemplateSyntaxError):
        if name := _FILTER.search(reason):
            return diagnose("render.filter_unknown", place_of(line), name=name[1], sentence=sentence)
        return diagnose("render.syntax", place_of(line), reason=reason, sentence=sentence)
    if isinstance(error, (TooMuchError, RecursionError, MemoryError)):
        return diagnose("render.too_much", place_of(line), sentence=sentence)
    if isinstance(error, SecurityError):
        return diagnose("render.forbidden", place_of(line), sentence=sentence)
    return diagnose("render.failed", place_of(line), reason=reason, sentence=sentence)


def _line_of(error: BaseException) -> int | None:
    """The template's line an error came from: Jinja rewrites tracebacks to template lines."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
