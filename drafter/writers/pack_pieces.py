"""The pieces of a pack's report as HTML: texts with their facts and wordings, support bars, sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import PurePath

from drafter.data import read_data, say
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.markup.shown import Condition, HeadingCall, Node, Wordings
from drafter.model.pack import Evidence, Finding, Slot, TemplatePack

STEPS = 20
"""A support bar has so many lengths."""
INLINE, MOST = 3, 60
"""So many sources are shown unfolded; so many are shown at all, patterns.yaml has the others."""
# HTML (13.1.3) allows no control characters but line feed and tab.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


def printable(page: str) -> str:
    """Put U+FFFD for what HTML does not allow."""
    return _UNPRINTABLE.sub(_REPLACEMENT, page)


@cache
def word(name: str) -> str:
    """Return a short text of the page, escaped."""
    return escape(say(f"pack_report.{name}"))


class Pieces:
    """Writes the pieces of one pack's page. `anchors` are the rows of the page's tables of facts."""

    def __init__(self, pack: TemplatePack) -> None:
        self.pack = pack
        self.anchors: dict[str, str] = {}
        files = {entry.file for finding in pack.findings for entry in finding.evidence}
        files |= {entry.file for section in pack.sections for entry in section.evidence}
        files |= {entry.file for point in pack.points for entry in point.evidence}
        self.files = names_of(files)
        self.usual = {
            kind: _usual(getattr(finding, kind) for finding in pack.findings) for kind in ("levels", "periods")
        }
        self._bars: dict[int, str] = {}

    def bar(self, support: int) -> str:
        """Write a support bar with its share; nothing in a pack of one body, or where no support is known."""
        if self.pack.bodies < 2 or not support:
            return ""
        if support not in self._bars:
            bodies = self.pack.bodies
            step = max(1, min(STEPS, round(STEPS * support / bodies)))
            share = say("pack_report.share", support=support, bodies=bodies)
            self._bars[support] = f'<i class="b b{step}"></i>{share}'
        return self._bars[support]

    def text(self, nodes: Iterable[Node]) -> str:
        """Write nodes: facts as labelled boxes, wordings as options with the usual one first."""
        return "".join(map(self._node, nodes))

    def _node(self, node: Node) -> str:
        if isinstance(node, str):
            return escape(node)
        if isinstance(node, SlotUse):
            return self._use(node)
        if isinstance(node, HeadingCall):
            return escape(node.name)
        if isinstance(node, Condition):
            slot = self.pack.slots.get(node.test)
            test = escape(say("pack_report.if", name=slot.label if slot else node.test))
            return f'<span class=c title="{test}">{self.text(node.nodes)}</span>'
        return self._wordings(node)

    def _use(self, use: SlotUse) -> str:
        slot = self.pack.slots.get(use.name)
        if slot is None:
            if use.name == read_data("naming")["shown"]["fact"]:
                return f"<b class=k>{word('fact')}</b>"
            plus = f"{use.plus:+d}" if use.plus else ""
            return f"<i class=w>{escape(use.name)}{plus}</i>"
        look = slot_look(slot)
        anchor = self.anchors.get(slot.path)
        label = escape(slot.label or slot.key)
        return f'<a class="{look}" href="#{anchor}">{label}</a>' if anchor else f'<b class="{look}">{label}</b>'

    def _wordings(self, wordings: Wordings) -> str:
        none = f"<i>{word('none')}</i>"
        options = {number: self.text(nodes) or none for number, nodes in wordings.options.items()}
        if len(options) == 1 or min(options) > 1:
            options.setdefault(1 if min(options) > 1 else 2, none)
        texts = [options[number] for number in sorted(options)]
        texts[0] = f"<b>{texts[0]}</b>"
        hint = say("pack_report.wording", name=wordings.name) if wordings.name else say("pack_report.heading_wording")
        return f'<span class=o title="{escape(hint)}">{word("or").join(texts)}</span>'

    def sources(self, evidence: Sequence[Evidence], about: str = "") -> str:
        """Write sources by file, and what else is said of what was found there; more than a few are folded."""
        if not evidence:
            return about and f"<p class=e>{about}</p>"
        found: dict[str, list[int]] = defaultdict(list)
        for entry in evidence[:MOST]:
            found[entry.file].append(entry.offset)
        mark, gap = word("offset_mark"), word("gap")
        lines = [f"{self.files[file]} {mark.join(map(str, offsets))}" for file, offsets in found.items()]
        behind = about and f"{gap}<i>{about}</i>"
        if len(evidence) <= INLINE:
            return f"<p class=e>{word('place_mark').join(lines)}{behind}</p>"
        if len(evidence) > MOST:
            lines.append(escape(say("pack_report.more_places", count=len(evidence))))
        summary = escape(say("pack_report.places", count=len(evidence)))
        return f"<details class=e><summary>{summary}{behind}</summary>{'<br>'.join(lines)}</details>"

    def finding(self, finding: Finding) -> str:
        """Write where a finding comes from, where in its point it stands, whose it is where that is not as usual."""
        groups = [
            escape(say("pack_report.group", name=name, count=count))
            for kind, names in (("levels", None), ("periods", period_names()))
            if [*getattr(finding, kind)] != self.usual[kind]
            for name, count in _named(getattr(finding, kind), names)
        ]
        position = escape(say("pack_report.position", percent=round(100 * finding.position)))
        about = word("gap").join([position, word("offset_mark").join(groups)] if groups else [position])
        return self.sources(finding.evidence, about)


def slot_look(slot: Slot) -> str:
    """Return the classes of a fact's box: whether the vocabulary has it, whether it is required."""
    return "k" + (" v" if slot.path in vocabulary() else "") + (" q" if slot.required else "")


def names_of(files: Iterable[str]) -> Mapping[str, str]:
    """Return how each file is named on the page: without its suffix where no other file is named so."""
    stems = {file: PurePath(file).stem for file in files}
    counted = Counter(stems.values())
    return {file: escape(stem if counted[stem] == 1 else file) for file, stem in stems.items()}


def _usual(counts: Iterable[Mapping[str, int]]) -> list[str]:
    """Return the group that most findings have, and only it."""
    found = Counter(name for groups in counts for name in groups)
    return [min(found, key=lambda name: (-found[name], name))] if found else []


@cache
def period_names() -> Mapping[str, str]:
    """Return what each kind of period is called."""
    return {name: say(f"pack_report.period_{name}") for name in ("annual", "term", "other")}


def _named(groups: Mapping[str, int], names: Mapping[str, str] | None) -> Iterable[tuple[str, int]]:
    """Return the groups with the largest first, under names to read."""
    ordered = sorted(groups.items(), key=lambda pair: (-pair[1], pair[0]))
    return ((names.get(name, name) if names else name, count) for name, count in ordered)
