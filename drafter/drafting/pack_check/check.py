"""The checks of a pack, in order; everything that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.drafting.pack_check.levels import drafted, missing_organs
from drafter.drafting.pack_check.names import loose_braces, unknown_names, unreadable_lines, unused_slots
from drafter.drafting.pack_check.options import lost_facts, orphans, same_names, same_options
from drafter.drafting.pack_check.points import ambiguous, dead_text, manifest_slips, never_printed, textless_points
from drafter.drafting.pack_check.sentences import borrowed, repeated
from drafter.drafting.pack_check.view import PackView, read_lines, view_of, with_one_name
from drafter.facts.check import in_order
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.packs.composing import TEMPLATE_SUFFIX
from drafter.packs.load import pack_folder, read_pack, read_text
from drafter.packs.originality import Source

CHECKS: tuple[Callable[[PackView], Iterator[Diagnostic]], ...] = (
    unreadable_lines,
    loose_braces,
    unknown_names,
    unused_slots,
    lost_facts,
    same_options,
    same_names,
    orphans,
    textless_points,
    dead_text,
    manifest_slips,
    never_printed,
    ambiguous,
    missing_organs,
)
STOPPING = (unreadable_lines, unknown_names)
"""What these tell of would stop a draft: it is made without those lines."""


def check_packs(
    names: Sequence[str], sources: Sequence[Source] = (), step: Callable[[], None] = lambda: None
) -> list[Diagnostic]:
    """Return what is wrong with packs and libraries, each finding once; with `sources`, also what was taken from them.

    A warning about a text that a pack takes from another one is left to the check of that other. `step` is called after
    each pack. Raises DrafterError where there is no pack of a name.
    """
    views: list[PackView] = []
    found: list[Diagnostic] = []
    for name in names:
        view, told = _check(name)
        found += told
        if view:
            views.append(view)
        step()
    found += [one for one in repeated(views) if any(view.is_own(one.place) for view in views)]
    found += [one for view in views for one in borrowed(view, sources)] if sources else []
    return in_order(dict.fromkeys(replace(one, place=one.place and with_one_name(one.place)) for one in found))


def _check(name: str) -> tuple[PackView | None, list[Diagnostic]]:
    """Check one pack; no view of it where its manifest cannot be read."""
    try:
        pack, found = read_pack(name)
    except DrafterError as error:
        folder = pack_folder(name)
        if folder is None:
            raise
        return None, [*error.diagnostics, *_unreadable_files(folder)]
    view = view_of(pack)
    faulty: set[tuple[str, int]] = set()
    for check in CHECKS:
        told = [one for one in check(view) if one.severity is Severity.ERROR or view.is_own(one.place)]
        found += told
        if check in STOPPING:
            errors = [one.place for one in told if one.severity is Severity.ERROR and one.place]
            faulty |= {(place.file, place.line) for place in errors if place.line}
    return view, [*found, *drafted(view, faulty)]


def _unreadable_files(folder: Path) -> Iterator[Diagnostic]:
    """Tell of template lines that cannot be read, where the manifest cannot either."""
    for file in sorted(folder.glob(f"*{TEMPLATE_SUFFIX}")):
        try:
            lines = read_text(file).split("\n")
        except DrafterError as error:
            yield from error.diagnostics
            continue
        _, faults = read_lines(lines, tuple(Place(str(file), number) for number in range(1, len(lines) + 1)))
        yield from faults.values()
