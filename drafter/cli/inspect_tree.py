"""A file's reports as a tree for the terminal: headings with category, facts marked inside their sentences.

With colour a fact is coloured by its kind; without (a pipe, NO_COLOR) it stands in brackets with kind and slot. Only a
terminal wraps lines, so that in a pipe every heading and every sentence is one line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from drafter.corpus.parsing import ParsedFile
from drafter.data import read_data, say
from drafter.model.diagnostics import Severity
from drafter.model.findings import TextFinding
from drafter.model.report import Fact, OutlineEntry, Report
from drafter.zh.clauses import AFTER_HEADING
from drafter.zh.punctuation import text_sentences

NO_WRAP = 10_000_000
KEPT = 12
"""Of a shortened sentence so many characters stay on either side of a fact."""
KIND_STYLES = {
    "number": "bold cyan",
    "percent": "bold magenta",
    "percentage_point": "bold magenta",
    "money": "bold yellow",
    "date": "bold blue",
    "period": "bold blue",
    "session": "bold green",
    "law_title": "underline red",
    "doc_title": "underline yellow",
    "doc_number": "underline yellow",
}
OTHER_KIND = "underline"
CATEGORY_STYLES = (
    *("white", "bright_cyan", "red", "yellow", "blue", "magenta"),
    *("cyan", "green", "bright_red", "bright_green", "white", "bright_black"),
)
"""In the order of data/categories.yaml."""
SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
WITHOUT_HEADING = ("implicit", "para")
"""Styles of entries whose heading is only the beginning of their first sentence."""


@dataclass(slots=True)
class _Point:
    """An entry of the outline on its way to the screen."""

    label: Text
    level: int
    count: int
    lines: list[Text] = field(default_factory=list)
    total: int = 0


def print_file(
    parsed: ParsedFile, findings: Sequence[Sequence[TextFinding]], *, only_outline: bool = False, short: bool = False
) -> None:
    """Print all reports of a file; `findings` holds what is doubtful in each."""
    console = make_console()
    view = _View(bool(console.color_system) and not console.no_color, only_outline, short)
    counts = {"chars": len(parsed.source.text), "reports": len(parsed.reports), "noise": len(parsed.noise)}
    console.print(Text(say("inspect.file", file=parsed.source.file, **counts)))
    for noise in () if only_outline else parsed.noise:
        line = Text(noise.line, "strike") if view.colour else Text(say("inspect.struck", line=noise.line))
        console.print(Text(say("inspect.noise", offset=noise.offset), "dim") + line)
    for left_out in () if only_outline else parsed.source.removed:
        console.print(Text(say("inspect.removed", line=left_out), "dim"))
    for report in parsed.reports:
        console.print()
        console.print(view.tree(report))
    if not only_outline:
        if count := sum(map(len, findings)):
            console.print(Text("\n" + say("inspect.warnings", count=count), "bold"))
        for found in findings:
            for line in warning_lines(found):
                console.print(line)


def make_console() -> Console:
    """Return where trees are printed; only a terminal wraps lines."""
    console = Console(highlight=False, emoji=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, emoji=False, markup=False, width=NO_WRAP)


@dataclass(frozen=True, slots=True)
class _View:
    """How reports are shown."""

    colour: bool
    only_outline: bool
    short: bool

    def tree(self, report: Report) -> Tree:
        """Return a report as a tree, its head at the root."""
        tree = Tree(Text("\n").join(self._head(report)), guide_style="dim")
        points = list(self._points(report))
        _add_totals(points)
        above: list[tuple[int, Tree]] = [(0, tree)]
        for point in points:
            while len(above) > 1 and above[-1][0] >= point.level:
                above.pop()
            branch = above[-1][1]
            if point.level:
                if point.total:
                    point.label.append(say("inspect.count", count=point.total), "dim")
                branch = branch.add(point.label)
                above.append((point.level, branch))
            for line in point.lines:
                branch.add(line)
        return tree

    def _head(self, report: Report) -> Iterator[Text]:
        yield Text(report.title or say("cli.untitled"), "bold")
        unknown = say("inspect.unknown")
        period = report.period
        year = say(f"inspect.period_{period.type}")
        if period.year and period.type != "other":
            year = say("inspect.year_term" if period.type == "term" else "inspect.year", year=period.year)
        line = Text(
            say(
                "inspect.report",
                body=report.body or unknown,
                level=report.level or unknown,
                genre=report.genre,
                year=year,
                offset=report.offset(0),
                end=report.offset(len(report.text)),
            )
        )
        for end, is_cut in (("head", report.truncated_head), ("tail", report.truncated_tail)):
            if is_cut:
                line.append("  " + say(f"inspect.cut_{end}"), "bold yellow")
        yield line
        known = sum(fact.slot is not None for fact in report.facts)
        if not report.facts:
            yield Text(say("inspect.no_facts"), "dim")
            return
        facts = Text().append(say("inspect.facts", count=len(report.facts), known=known), "dim")
        for kind, count in Counter(fact.kind for fact in report.facts).most_common():
            facts.append(say("inspect.kind_count", kind=say(f"inspect.kind_{kind}"), count=count), _kind_style(kind))
            facts.append("  ")
        facts.rstrip()
        yield facts

    def _points(self, report: Report) -> Iterator[_Point]:
        sentences = text_sentences(report.text)
        starts = [start for start, _ in sentences]
        order = read_data("categories")["order"]
        for entry, (start, end), facts in report.points():
            point = _Point(Text(), entry.level if entry else 0, len(facts))
            if entry:
                point.label = self._label(entry, report, facts)
                point.label.append(
                    say("inspect.category", category=entry.category),
                    CATEGORY_STYLES[order.index(entry.category) % len(CATEGORY_STYLES)],
                )
                if entry.style not in WITHOUT_HEADING and entry.level:
                    start = entry.end
            if not self.only_outline:
                point.lines += self._sentences(report, sentences, starts, (start, end), facts)
            yield point

    def _label(self, entry: OutlineEntry, report: Report, facts: Sequence[Fact]) -> Text:
        end = entry.text_start + len(entry.heading)
        if entry.style in WITHOUT_HEADING or report.text[entry.text_start : end] != entry.heading:
            return Text(entry.mark + entry.heading)
        label = self._marked(report, (entry.start, end), [fact for fact in facts if fact.end <= end], cut=False)
        label.stylize("bold")
        return label

    def _sentences(
        self,
        report: Report,
        sentences: Sequence[tuple[int, int]],
        starts: Sequence[int],
        bounds: tuple[int, int],
        facts: Iterable[Fact],
    ) -> Iterator[Text]:
        """Yield the sentences within bounds that hold facts, each once."""
        groups: dict[int, list[Fact]] = {}
        for fact in facts:
            if fact.start >= bounds[0]:
                groups.setdefault(bisect_right(starts, fact.start) - 1, []).append(fact)
        for index, group in groups.items():
            start, end = sentences[index]
            start = max(start, bounds[0])
            while start < group[0].start and report.text[start] in AFTER_HEADING:
                start += 1  # the colon behind a heading
            yield self._marked(report, (start, max(min(end, bounds[1]), group[-1].end)), group, cut=self.short)

    def _marked(self, report: Report, span: tuple[int, int], facts: Iterable[Fact], *, cut: bool) -> Text:
        text, done = Text(), span[0]
        for fact in facts:
            text.append(_shortened(report.text[done : fact.start], cut, done > span[0], after=True))
            kind, done = say(f"inspect.kind_{fact.kind}"), fact.end
            if self.colour:
                text.append(fact.surface, _kind_style(fact.kind))
                if fact.slot:
                    text.append(say("inspect.fact_slot", slot=fact.slot), "dim green")
            elif fact.slot:
                text.append(say("inspect.fact_plain_slot", surface=fact.surface, kind=kind, slot=fact.slot))
            else:
                text.append(say("inspect.fact_plain", surface=fact.surface, kind=kind))
        text.append(_shortened(report.text[done : span[1]], cut, done > span[0], after=False))
        return text


def _kind_style(kind: str) -> str:
    return KIND_STYLES.get(kind, OTHER_KIND)


def _shortened(text: str, cut: bool, before: bool, *, after: bool) -> str:
    """Cut a stretch down to what stands next to the fact before it and the one after it."""
    text = text.strip() if not before else text
    kept = KEPT * (before + after)
    if not cut or len(text) <= kept + 1:
        return text
    return (text[:KEPT] if before else "") + say("inspect.gap") + (text[-KEPT:] if after else "")


def _add_totals(points: Sequence[_Point]) -> None:
    """Count for each point its facts and those of all points below it."""
    open_points: list[_Point] = []
    for point in points:
        while open_points and open_points[-1].level >= point.level:
            open_points.pop()
        open_points.append(point)
        for one in open_points:
            one.total += point.count


def warning_lines(findings: Sequence[TextFinding]) -> Iterator[Text]:
    """Yield a line for each doubtful wording of a report, with its first place in full and the others by line."""
    groups: dict[tuple[str, str], list[TextFinding]] = {}
    for finding in findings:
        groups.setdefault((finding.diagnostic.code, finding.surface), []).append(finding)
    for group in groups.values():
        diagnostic, offset = group[0].diagnostic, group[0].offset
        line = Text(f"{diagnostic.place} ")
        line.append(say(f"cli.severity_{diagnostic.severity}"), SEVERITY_STYLES[diagnostic.severity])
        line.append(" " + say("inspect.at", offset=offset) + diagnostic.message)
        if len(group) > 1:
            others = dict.fromkeys(str(one.diagnostic.place.line) for one in group[1:] if one.diagnostic.place)
            line.append(say("inspect.same", count=len(group), lines=say("inspect.line_mark").join(others)))
        line.append(" " + diagnostic.hint, "dim")
        yield line
