"""A file's reports beside a pack, as a tree for the terminal: what they lack, what they have of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text
from rich.tree import Tree

from drafter.cli.inspect_tree import SEVERITY_STYLES, make_console
from drafter.cli.output import with_hint
from drafter.corpus.parsing import ParsedFile
from drafter.data import read_data, say
from drafter.drafting.compare import Comparison, LackingFact, LackingPoint, OwnFact
from drafter.drafting.filled import line_of
from drafter.model.report import OutlineEntry, Report

WORDINGS = 3
"""So many ways to head a point are shown."""


def print_comparisons(
    parsed: ParsedFile, compared: Sequence[Comparison], *, only_outline: bool = False, short: bool = False
) -> None:
    """Print all reports of a file beside the pack; `only_outline` leaves facts out, `short` the own ones."""
    console = make_console()
    for number, (report, comparison) in enumerate(zip(parsed.reports, compared, strict=True)):
        if number:
            console.print()
        for note in comparison.notes:
            line = Text(f"{note.place} " if note.place else "")
            line.append(say(f"cli.severity_{note.severity}"), SEVERITY_STYLES[note.severity])
            console.print(line + Text(f" {with_hint(note.message, note.hint)}"))
        if comparison.possible:
            console.print(_tree(report, comparison, only_outline=only_outline, short=short))


def _tree(report: Report, comparison: Comparison, *, only_outline: bool, short: bool) -> Tree:
    head = Text(report.title or report.body or say("cli.untitled"), "bold")
    counts = {"has_points": comparison.points[0], "points": comparison.points[1]}
    counts |= {"has_facts": comparison.facts[0], "facts": comparison.facts[1]}
    said = say(
        "compare.summary", name=comparison.pack.name, bodies=comparison.pack.bodies, least=comparison.least, **counts
    )
    tree = Tree(Text("\n").join([head, Text(said)]), guide_style="dim")
    _lacking_points(tree, report, comparison)
    if not only_outline:
        _lacking_facts(tree, report, comparison)
    _branch(
        tree,
        "own_points",
        [
            Text(say("compare.at_line", line=own.line)).append(own.entry.mark + own.entry.heading, "bold")
            + Text(say("inspect.category", category=own.entry.category), "dim")
            for own in comparison.own_points
        ],
    )
    if not only_outline:
        lines = [] if short else list(_own_facts(comparison.own_facts))
        _branch(tree, "own_facts", lines, count=len(comparison.own_facts))
    return tree


def _branch(tree: Tree, code: str, lines: Sequence[Text], count: int | None = None) -> None:
    """Add what was found under its name, or the line that says that there is nothing."""
    found = len(lines) if count is None else count
    if not found:
        tree.add(Text(say(f"compare.no_{code}"), "dim"))
        return
    branch = tree.add(Text(say(f"compare.{code}", count=found), "bold"))
    for line in lines:
        branch.add(line)


def _lacking_points(tree: Tree, report: Report, comparison: Comparison) -> None:
    lines = []
    for point in comparison.lacking_points:
        line = Text(say("compare.whole_section", name=point.section) if point.whole else point.name, "bold yellow")
        line.append(say("compare.support", support=point.support, bodies=comparison.pack.bodies), "dim")
        if not point.whole:
            line.append(say("inspect.category", category=point.section), "dim")
        for part in _advice(point, report):
            line.append("\n" + part)
        lines.append(line)
    _branch(tree, "lacking_points", lines)


def _advice(point: LackingPoint, report: Report) -> Iterator[str]:
    """Yield how others head a point and where it would stand."""
    headings = point.headings[:WORDINGS]
    if headings:
        yield say("compare.wordings", headings=say("compare.or").join(headings))
    if point.after is None:
        yield say("compare.at_the_beginning")
    else:
        line = line_of(report, point.after.start)
        yield say("compare.behind", line=line, heading=_heading(point.after))


def _lacking_facts(tree: Tree, report: Report, comparison: Comparison) -> None:
    if not comparison.lacking_facts:
        code = "compare.no_lacking_facts" if comparison.facts[1] else "compare.nothing_to_compare"
        tree.add(Text(say(code), "dim"))
        return
    known = comparison.lacking_facts[0].support is not None
    code = "compare.lacking_facts" if known else "compare.lacking_required"
    branch = tree.add(Text(say(code, count=len(comparison.lacking_facts)), "bold"))
    homes: dict[tuple[int, str], list[LackingFact]] = {}
    for fact in comparison.lacking_facts:
        key = (fact.at.start, "") if fact.at else (len(report.text), fact.point)
        homes.setdefault(key, []).append(fact)
    for (_, point), facts in sorted(homes.items(), key=lambda home: home[0][0]):
        at = facts[0].at
        if at:
            label = say("compare.at_line", line=line_of(report, at.start)) + say("compare.in", heading=_heading(at))
        else:
            label = say("compare.in_lacking", name=point)
        home = branch.add(Text(label, "dim"))
        for fact in facts:
            home.add(_fact(fact, report, comparison.pack.bodies))


def _fact(fact: LackingFact, report: Report, bodies: int) -> Text:
    line = Text(fact.slot.label or fact.slot.key, "yellow")
    if fact.slot.unit:
        line.append(say("compare.unit", unit=fact.slot.unit))
    if fact.support is not None:
        line.append(say("compare.support", support=fact.support, bodies=bodies), "dim")
    line.append(say("inspect.fact_slot", slot=fact.slot.path), "dim green")
    if fact.named is not None:
        line.append(say("compare.named", line=line_of(report, fact.named)))
    return line


def _own_facts(facts: Sequence[OwnFact]) -> Iterator[Text]:
    """Yield a line of the file each, with the clauses that hold its own figures."""
    for number, group in groupby(facts, key=lambda own: own.line):
        clauses = dict.fromkeys(own.clause for own in group)
        yield Text(say("compare.at_line", line=number)) + Text(say("compare.next").join(clauses))


def _heading(entry: OutlineEntry) -> str:
    """Return a heading as it stands in the file, shortened where it is long."""
    written, longest = entry.mark + entry.heading, int(read_data("compare")["longest_heading"])
    return written if len(written) <= longest else written[:longest] + say("inspect.gap")
