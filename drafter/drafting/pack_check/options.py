"""Whether wordings can be chosen: they print the same facts, stand once, have a sentence and a name of their own."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateError, nodes

from drafter.data import diagnose
from drafter.drafting.pack_check.view import PackView
from drafter.drafting.templates import environment
from drafter.markup.lines import OPTION
from drafter.markup.options import sentence_options
from drafter.markup.template_uses import always_printed, template_uses
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.zh.listing import OPTION_MARKS


def lost_facts(view: PackView) -> Iterator[Diagnostic]:
    """Tell of wordings that don't print a fact that others of the sentence print: a choice must lose no figure."""
    required = {path for path, slot in view.pack.slots.items() if slot.required}
    for section in view.sections:
        for group in sentence_options(section.section.template):
            try:
                trees = [environment().parse(text) for text in group.texts]
            except TemplateError:  # told elsewhere
                continue
            printed = [_printed(tree) for tree in trees]
            sure = [always_printed(tree, required) & required for tree in trees]
            for number, paths in enumerate(printed):
                place = section.place(group.line + number)
                for path in sorted(set[str]().union(*printed) - paths):
                    severity = Severity.ERROR if path in required else Severity.WARNING
                    yield diagnose("pack_check.option_loses", place, severity=severity, path=path, number=number + 1)
                for path in sorted((set[str]().union(*sure) - sure[number]) & paths):
                    yield diagnose("pack_check.option_may_lose", place, path=path, number=number + 1)


def same_options(view: PackView) -> Iterator[Diagnostic]:
    """Tell of wordings of a sentence, and headings of a point, that are the same."""
    for section in view.sections:
        for group in sentence_options(section.section.template):
            texts = [text.strip() for text in group.texts]
            for number, text in enumerate(texts):
                if text in texts[:number]:
                    place = section.place(group.line + number)
                    yield diagnose("pack_check.same_option", place, first=texts.index(text) + 1, number=number + 1)
    for heading in view.headings:
        earlier = [text.strip() for text in heading.point.headings[: heading.number]]
        if heading.text.strip() in earlier:
            first = earlier.index(heading.text.strip()) + 1
            yield diagnose("pack_check.same_heading", heading.place, first=first, number=heading.number + 1)


def same_names(view: PackView) -> Iterator[Diagnostic]:
    """Tell of sentences that go by one name: chosen as one, those with fewer wordings would print nothing."""
    first: dict[str, Place] = {}
    for section in view.sections:
        for group in sentence_options(section.section.template):
            place = section.place(group.line)
            other = first.setdefault(group.name, place)
            if other != place:
                yield diagnose("pack_check.option_same_name", place, name=group.name, other=other._replace(column=None))


def orphans(view: PackView) -> Iterator[Diagnostic]:
    """Tell of lines that are to be another wording, and stand under no sentence or aren't marked as they must."""
    for section in view.sections:
        groups = sentence_options(section.section.template)
        taken = {group.line + number for group in groups for number in range(1, len(group.texts))}
        for number, line in enumerate(section.lines, start=1):
            if number in taken or not line.lstrip().startswith(OPTION_MARKS):
                continue
            code = "option_orphan" if line.startswith(OPTION) else "option_mark"
            yield diagnose(f"pack_check.{code}", section.place(number))


def _printed(tree: nodes.Node) -> set[str]:
    """Return the facts that a wording prints."""
    return {use.name for use in template_uses(tree) if use.kind == "name" and use.printed and "." in use.name}
