"""Whether every name that a pack's templates use is known, and every fact that a point declares is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from drafter.data import diagnose
from drafter.data.nearest import nearest
from drafter.data.vocabulary import profile_slots, shared_slots
from drafter.drafting.pack_check.view import PackView, loose_ends
from drafter.drafting.templates import environment
from drafter.markup.template_uses import Use, template_uses
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.packs.rules import KINDS
from drafter.zh.changes import LAST
from drafter.zh.profiles import profile_paths


def unreadable_lines(view: PackView) -> Iterator[Diagnostic]:
    """Tell of lines that cannot be read, or hold what no template may."""
    for section in view.sections:
        yield from section.broken.values()
    yield from (heading.fault for heading in view.headings if heading.fault)


def loose_braces(view: PackView) -> Iterator[Diagnostic]:
    """Tell of braces that close what nothing opened: they would be printed."""
    for section in view.sections:
        for line, text in loose_ends("\n".join(section.readable)) if section.tree else ():
            yield diagnose("pack_check.braces", section.place(line, text))


def unknown_names(view: PackView) -> Iterator[Diagnostic]:
    """Tell of facts that the point doesn't declare, and of words, filters, tests and headings that nobody knows."""
    declared = _declared(view)
    told = set[tuple[Place, str]]()
    for use, point, place in _all_uses(view):
        if (place, use.name) not in told and (fault := _fault(use, point, place, view, declared)):
            told.add((place, use.name))
            yield fault


def unused_slots(view: PackView) -> Iterator[Diagnostic]:
    """Tell of facts that a point declares and doesn't print."""
    used: dict[str, set[str]] = {}
    for use, point, _ in _all_uses(view):
        if use.kind == "name":
            used.setdefault(point, set()).add(use.name.removeprefix(f"{LAST}."))
    checked = {str(name) for rule in view.pack.checks for path in _facts_of(rule) for name in path}
    for section in view.sections:
        faulty = {section.owners[line - 1] for line in section.broken} | ({""} if section.tree is None else set())
        for one in section.section.points:
            # Where no line marks a point, all lines are every point's.
            if one.name in faulty or "" in faulty:
                continue
            here = used.get(one.name, set()) | (used.get("", set()) if "" in section.owners else set())
            for path in one.slots:
                if path not in here | checked | profile_paths():
                    place = view.entry(one.name, "slots", path)
                    yield diagnose(
                        "pack_check.slot_unused", place, severity=Severity.WARNING, path=path, point=one.name
                    )


def _facts_of(rule: Mapping[str, object]) -> Iterator[list[object]]:
    for name in {name for names in KINDS.values() for name in names}:
        named = rule.get(name, [])
        yield named if isinstance(named, list) else [named]


def _all_uses(view: PackView) -> Iterator[tuple[Use, str, Place]]:
    """Yield every use of a name with its point and place, those in headings too."""
    for section in view.sections:
        for use, point in section.uses():
            yield use, point, section.place(use.line, use.name.rpartition(".")[2])
    for heading in view.headings:
        for use in template_uses(heading.tree) if heading.tree else ():
            yield use, heading.point.name, heading.place


def _declared(view: PackView) -> dict[str, Collection[str]]:
    """Return the facts that each point may print; those of "" are for lines that are no point's."""
    every = {path for point in view.points for path in point.slots}
    return {"": every, **{point.name: point.slots for point in view.points}}


def _fault(
    use: Use, point: str, place: Place, view: PackView, declared: Mapping[str, Collection[str]]
) -> Diagnostic | None:
    if use.kind == "name":
        return _unknown_name(use.name, point, place, view, declared)
    if use.kind == "call":
        return diagnose("pack_check.call", place, name=use.name)
    known: Collection[str] = {
        "filter": environment().filters,
        "test": environment().tests,
        "heading": {point.name for point in view.points},
        "wording": (use.name,),
    }[use.kind]
    return None if use.name in known else _unknown(use.kind, use.name, known, place)


def _unknown(kind: str, name: str, known: Collection[str], place: Place) -> Diagnostic:
    near = nearest(name, known)
    code = f"pack_check.{kind}_unknown_near" if near else f"pack_check.{kind}_unknown"
    return diagnose(code, place, name=name, nearest=near)


def _unknown_name(
    name: str, point: str, place: Place, view: PackView, declared: Mapping[str, Collection[str]]
) -> Diagnostic | None:
    name = name.removeprefix(f"{LAST}.")
    slots = view.pack.slots
    if name in view.words or name in declared[point] or name in profile_slots():
        return None
    _, dot, key = name.partition(".")
    if not dot:
        inside = next((path for path in (*declared[point], *slots) if path.startswith(f"{name}.")), "")
        if inside:
            return diagnose("pack_check.section_alone", place, name=name, example=inside)
        return _unknown("word", name, view.words, place)
    if "." in key:
        return diagnose("pack_check.too_long", place, name=name, fact=".".join(name.split(".")[:2]))
    if name in slots:
        other = next((one.name for one in view.points if name in one.slots), "")
        severity = Severity.ERROR if view.pack.library else Severity.WARNING
        return diagnose("pack_check.fact_elsewhere", place, severity=severity, name=name, point=point, other=other)
    if name in shared_slots():
        return diagnose("pack_check.fact_undeclared", place, name=name, point=point)
    return _unknown("fact", name, [*dict.fromkeys((*declared[point], *slots, *shared_slots()))], place)
