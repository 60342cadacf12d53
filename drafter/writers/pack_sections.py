"""The sections of a pack's report: points with their headings, sentences and facts, each with support and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

from markupsafe import Markup

from drafter.data import read_data, say
from drafter.markup.shown import HeadingCall, Node, ShownLine, plain, read_finding, read_lines, read_text, uses
from drafter.model.pack import Finding, Point, Section, Slot, TemplatePack
from drafter.writers.pack_pieces import Pieces, slot_look, word

MOST_PHRASES = 60
"""So many phrases of a section are shown; patterns.yaml has all."""
LONGEST = 8
"""So many parts between commas one found clause has at most."""
TAGGED = ("title", "flush")
COLUMNS = ("name", "type", "unit", "example", "required", "support")


@dataclass(slots=True)
class Found:
    """The findings of a point by what they are; `clauses` by what the template prints."""

    headings: dict[str, Finding] = field(default_factory=dict)
    clauses: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[str, Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A point in the table of contents; `depth` is 2 for those right under their section."""

    anchor: str
    name: str
    bar: Markup
    depth: int


@dataclass(frozen=True, slots=True)
class View:
    """A section as the page shows it; `points` are the entries of the table of contents."""

    name: str
    anchor: str
    bar: Markup
    points: Sequence[Entry]
    html: Markup


class Sections:
    """Writes the sections of one pack."""

    def __init__(self, pack: TemplatePack) -> None:
        self.pack = pack
        self.pieces = Pieces(pack)
        self.found: dict[str, Found] = defaultdict(Found)
        self.phrases: dict[str, list[Finding]] = defaultdict(list)
        self.join, self.end = (str(read_data("phrases")[name]) for name in ("join", "end"))
        names = {section.name for section in pack.sections}
        for finding in pack.findings:
            if not finding.in_text:
                self.phrases[finding.section if finding.section in names else ""].append(finding)
            elif finding.layer == "heading":
                self.found[finding.point].headings[finding.text] = finding
            elif finding.layer == "fact":
                self.found[finding.point].facts.update({use.name: finding for use in uses(read_finding(finding.text))})
            else:
                self.found[finding.point].clauses[plain(read_finding(finding.text)).rstrip(self.end)].append(finding)
        paths = dict.fromkeys(path for point in pack.points for path in point.slots)
        self.pieces.anchors = {path: f"f{number}" for number, path in enumerate(paths, 1)}
        self.rows = set(paths)
        self.shown: set[int] = set()

    def views(self) -> tuple[list[View], str]:
        """Return the sections, and what belongs to none."""
        views = [self._section(section, f"s{number}") for number, section in enumerate(self.pack.sections, 1)]
        return views, self._phrases("", word("other_phrases"))

    def _section(self, section: Section, anchor: str) -> View:
        points = section.points or (Point(section.name),)
        written = self._paragraphs(section, points)
        entries, parts, above = list[Entry](), list[str](), 1
        for number, point in enumerate(points, 1):
            own = f"{anchor}p{number}"
            heading = next((line for lines in written[point.name] for line in lines if _called(line)), None)
            if heading:
                above = heading.level or above
            depth = min(4, above + 1 if heading and not heading.level else max(2, above))
            bar = self.pieces.bar(point.support)
            lead = number == 1 and point.name == section.name
            if not lead:
                entries.append(Entry(own, point.name, Markup(bar), depth))
            name = word("lead") if lead else escape(point.name)
            inner = "".join(self._point(point, written[point.name]))
            parts.append(
                f'<details open class="p l{depth}" id="{own}"><summary><h3>{name}</h3>'
                f"<span class=n>{bar}</span></summary>{inner}</details>"
            )
        parts.append(self._phrases(section.name, ""))
        sources = "" if section.evidence == points[0].evidence else self.pieces.sources(section.evidence)
        bar = Markup(self.pieces.bar(section.support))
        return View(section.name, anchor, bar, entries, Markup(sources + "".join(parts)))

    def _paragraphs(self, section: Section, points: Sequence[Point]) -> Mapping[str, list[list[ShownLine]]]:
        """Return the paragraphs of each point: those behind its heading, up to the next one."""
        known = {point.name for point in points}
        current = points[0].name
        found: dict[str, list[list[ShownLine]]] = defaultdict(list)
        paragraph: list[ShownLine] = []
        for line in (*read_lines(section.template), None):
            if line and (name := _called(line)) in known:
                current = name
            if line is None and paragraph:
                paragraph = []
            elif line:
                if not paragraph:
                    found[current].append(paragraph)
                paragraph.append(line)
        return found

    def _point(self, point: Point, paragraphs: Sequence[Sequence[ShownLine]]) -> Iterator[str]:
        found = self.found[point.name]
        yield self._headings(point, found)
        for lines in paragraphs:
            yield from self._sentences(lines, found)
        rest = [finding for findings in found.clauses.values() for finding in findings]
        if rest:
            yield f"<p class=h>{word('unplaced')}</p>"
            yield from (self._finding(finding) for finding in rest)
        yield self._facts(point, found)

    def _headings(self, point: Point, found: Found) -> str:
        """Write the wordings of a point's heading, the usual one first; its sources where nothing is known of them."""
        pieces, left = self.pieces, dict(found.headings)
        rows = []
        for number, heading in enumerate(point.headings):
            finding = left.pop(heading, None)
            usual = f"<em>{word('usual')}</em>" if not number and len(point.headings) > 1 else ""
            rows.append((heading, finding, usual))
        rows += [(text, finding, "") for text, finding in left.items()]
        html = "".join(
            _row(
                pieces.bar(finding.support) if finding else "",
                pieces.text(read_text(text)) + usual,
                pieces.finding(finding) if finding else "",
                "t",
            )
            for text, finding, usual in rows
        )
        return html if found.headings else html + pieces.sources(point.evidence)

    def _sentences(self, lines: Sequence[ShownLine], found: Found) -> Iterator[str]:
        """Write the sentences of a paragraph, clause by clause; those of which nothing is known run on."""
        running = ""
        for line in lines:
            nodes = _said(line)
            if not nodes:
                continue
            tag = f"<em>{word(f'kind_{line.kind}')}</em>" if line.kind in TAGGED else ""
            clauses = list(self._clauses(nodes, found))
            if not any(finding for _, finding in clauses) and not tag and not line.note:
                running += self.pieces.text(nodes)
                continue
            yield _alone(running)
            running = ""
            yield self._sentence(clauses, tag, escape(line.note))
        yield _alone(running)

    def _sentence(self, clauses: Sequence[tuple[Sequence[Node], Finding | None]], tag: str, note: str) -> str:
        pieces = self.pieces
        rows = "".join(
            _row(
                pieces.bar(finding.support) if finding else tag,
                pieces.text(nodes),
                pieces.finding(finding) if finding else note,
            )
            for nodes, finding in clauses
        )
        most = max((finding.support for _, finding in clauses if finding), default=0)
        return f'<div class=s data-n="{most}">{rows}</div>' if most else f"<div class=s>{rows}</div>"

    def _clauses(self, nodes: Sequence[Node], found: Found) -> Iterator[tuple[Sequence[Node], Finding | None]]:
        """Cut a sentence into the clauses that were found, the longest first; what is left stands for itself."""
        parts = _split(nodes, self.join) if found.clauses else [[*nodes]]
        while parts:
            for size in range(min(LONGEST, len(parts)), 0, -1):
                some = [node for part in parts[:size] for node in part]
                named = found.clauses.get(plain(some).rstrip(self.join + self.end))
                if named or size == 1:
                    break
            finding = named.pop(0) if named else None
            if finding is None:
                finding = next((found.facts[use.name] for use in uses(some) if use.name in found.facts), None)
            if finding:
                self.shown.add(id(finding))
            yield some, finding
            parts = parts[size:]

    def _finding(self, finding: Finding) -> str:
        pieces = self.pieces
        row = _row(
            pieces.bar(finding.support),
            pieces.text(read_finding(finding.text)),
            pieces.finding(finding),
        )
        return f'<div class=s data-n="{finding.support}">{row}</div>'

    def _facts(self, point: Point, found: Found) -> str:
        """Write the table of the facts that a point prints."""
        if not point.slots:
            return ""
        rows, required = [], 0
        for path, fields in point.slots.items():
            slot = self.pack.slots.get(path, Slot(path))
            must = bool(fields.get("required"))
            required += must
            finding = found.facts.get(path)
            support = finding.support if finding else _count(fields.get("support"))
            anchor = ""
            if path in self.rows:
                self.rows.discard(path)
                anchor = f' id="{self.pieces.anchors[path]}"'
            sources = "" if finding is None or id(finding) in self.shown else self.pieces.sources(finding.evidence)
            rows.append(
                f'<tr{anchor}><td><b class="{slot_look(slot)}">{escape(slot.label or slot.key)}</b> '
                f"<small>{escape(path)}</small></td><td>{word(f'type_{slot.type}')}</td><td>{escape(slot.unit)}</td>"
                f"<td>{escape(slot.example)}</td><td>{word('required' if must else 'optional')}</td>"
                f"<td><span class=n>{self.pieces.bar(support)}</span>{sources}</td></tr>"
            )
        summary = escape(say("pack_report.facts", count=len(rows), required=required))
        return f"<details open class=f><summary>{summary}</summary><table>{_heads()}{''.join(rows)}</table></details>"

    def _phrases(self, section: str, title: str) -> str:
        found = self.phrases[section]
        if not found:
            return ""
        head = title or escape(say("pack_report.phrases", count=len(found)))
        rows = "".join(map(self._finding, found[:MOST_PHRASES]))
        return f"<details open class=ph><summary><h3>{head}</h3> {word('phrases_hint')}</summary>{rows}</details>"


def _row(bar: str, text: str, meta: str, look: str = "") -> str:
    kind = f'"q {look}"' if look else "q"
    return f"<div class={kind}><div class=n>{bar}</div><div class=x>{text}</div><div class=m>{meta}</div></div>"


def _alone(text: str) -> str:
    return f"<div class=s>{_row('', text, '')}</div>" if text else ""


def _said(line: ShownLine) -> Sequence[Node]:
    """Return what a line says besides the heading of a point."""
    if any(isinstance(node, HeadingCall) for node in line.head):
        return line.nodes
    return () if _called(line) else [*line.head, *line.nodes]


def _called(line: ShownLine) -> str:
    """Return the name of the point whose heading a line prints."""
    return next((node.name for node in (*line.head, *line.nodes) if isinstance(node, HeadingCall)), "")


def _split(nodes: Iterable[Node], mark: str) -> list[list[Node]]:
    """Cut nodes behind every mark of their text."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        pieces = node.split(mark) if isinstance(node, str) else [node]
        for piece in pieces[:-1]:
            parts[-1].append(f"{piece}{mark}")
            parts.append([])
        if pieces[-1] != "":
            parts[-1].append(pieces[-1])
    return [part for part in parts if part]


@cache
def _heads() -> str:
    return "<tr>" + "".join(f"<th>{word(f'column_{name}')}</th>" for name in COLUMNS) + "</tr>"


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
