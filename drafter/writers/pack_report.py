"""A mined pack → one self-contained page: what came from where, section by section, with support; what was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from markupsafe import Markup

from drafter.data import FOLDER, read_data, say
from drafter.model.pack import Evidence, TemplatePack
from drafter.model.report import Report
from drafter.writers.pack_pieces import STEPS, period_names, printable
from drafter.writers.pack_sections import Sections

TEMPLATE = FOLDER / "pages" / "pack_report.html.j2"
EXAMPLES = 40
"""Of what was left out so many examples are shown, for each reason."""
LEFT_OUT = "dropped_"
REASONS = ("rare", "short", "local", "masked", "unfit", "sentences", "points", "sections")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was mined: how many headings, clauses and facts it gave, and the reports in it."""

    name: str
    given: Counter[str]
    reports: Sequence[Report]


def render(
    pack: TemplatePack,
    counts: Mapping[str, int],
    dropped: Mapping[str, Sequence[str]],
    reports: Sequence[Report] = (),
) -> bytes:
    """Return a UTF-8 page that fetches nothing; the same pack always gives the same bytes.

    `counts` are mining's (reports, clauses, patterns, dropped_rare …), `dropped` has examples of what was left out by
    reason, `reports` what was mined, where more is to be said of the sources than their names.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    made = Sections(pack)
    views, rest = made.views()
    page = template.render(
        pack=pack,
        counts=Counter(counts),
        sources=_sources(pack, reports),
        dropped=_dropped(counts, dropped),
        views=views,
        rest=Markup(rest),
        levels=_counted(report.level for report in reports),
        periods=_counted(report.period.type for report in reports),
        width=100 // STEPS,
        usual=made.pieces.usual,
        steps=range(1, STEPS + 1),
        say=say,
        period=lambda name: period_names().get(name, name),
        several=pack.bodies > 1,
    )
    return printable(page).encode("utf-8")


def _evidence(pack: TemplatePack) -> Iterator[tuple[str, Evidence]]:
    """Yield what the sources gave, once: (layer, place)."""
    for finding in pack.findings:
        yield from ((finding.layer, entry) for entry in finding.evidence)
    if not pack.findings:
        points = (point for point in pack.points)
        yield from (("heading", entry) for point in points for entry in point.evidence)


def _sources(pack: TemplatePack, reports: Sequence[Report]) -> list[Source]:
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for layer, entry in dict.fromkeys(_evidence(pack)):
        given[entry.file][layer] += 1
    by_file: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_file[PurePath(report.file).name].append(report)
    return [Source(name, given[name], by_file[name]) for name in sorted({*given, *by_file})]


def _counted(names: Iterable[str]) -> Sequence[tuple[str, int]]:
    found = Counter(filter(None, names))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _dropped(counts: Mapping[str, int], dropped: Mapping[str, Sequence[str]]) -> list[tuple[str, int, list[str]]]:
    """Return (why, how many, examples), the reasons that are known first."""
    named = {name.removeprefix(LEFT_OUT): texts for name, texts in dropped.items()}
    number = {name.removeprefix(LEFT_OUT): count for name, count in counts.items() if name.startswith(LEFT_OUT)}
    known = read_data("messages/pack_report")
    reasons = [*REASONS, *sorted({*named, *number} - {*REASONS})]
    found = []
    for reason in reasons:
        texts = [text for text in dict.fromkeys(named.get(reason, ())) if text]
        count = number.get(reason, len(texts))
        title = say(f"pack_report.{LEFT_OUT}{reason}") if f"{LEFT_OUT}{reason}" in known else reason
        if count or texts:
            found.append((title, count, texts[:EXAMPLES]))
    return found
