"""Many reports as one template: the headings, sentences and fact frames that several bodies share, in their mean order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.clustering import Cluster, lead_clusters
from drafter.mining.composing import expression, heading_call, join_paragraphs, template_line
from drafter.mining.masking import Elements, MaskedSentence, Masker
from drafter.mining.skeleton import Unit, read_skeleton
from drafter.model.pack import Evidence, Point, Section, Slot
from drafter.model.report import Report

HEADING_ALIKE, SENTENCE_ALIKE = 60.0, 75.0
LITERAL, SLOTS = 6, 4
CLAUSE_END = re.compile("[，。；：！？…]")
LOCAL = re.compile(r"[xX×*]{1,2}|[一-龥]{1,3}(?:省|市|区|县|镇|乡|村|街道)(?![级委政人])")


@dataclass(slots=True)
class MinedReport:
    """One report on its way: its units and the body it speaks for."""

    report: Report
    body: str
    masker: Masker
    units: list[Unit]


@dataclass(slots=True)
class Block:
    """A heading with the units under it, of one report."""

    source: MinedReport
    category: str
    name: str
    units: list[Unit] = field(default_factory=list)

    @property
    def position(self) -> float:
        """Where in its report the block begins, 0 to 1."""
        return self.units[0].position

    def evidence(self) -> Evidence:
        """The place of the block in its file."""
        return Evidence(Path(self.source.report.file).name, self.source.report.offset(self.units[0].start))


def body_key(report: Report, number: int) -> str:
    """The body a report counts for; one whose name is masked counts for itself."""
    return report.body if report.body and not re.search("[xX×*]", report.body) and len(report.body) > 6 else f"{report.file}#{number}"


def mine_report(report: Report, number: int) -> MinedReport:
    """Mask one report and cut it into units."""
    masker = Masker(report)
    return MinedReport(report, body_key(report, number), masker, read_skeleton(report, masker))


def blocks_of(mined: MinedReport) -> list[Block]:
    """Cut a report into blocks: one a heading, one for the lead under a section's heading, one for each implicit part."""
    blocks: list[Block] = []
    for unit in mined.units:
        if unit.kind in ("title", "flush"):
            continue
        if unit.heading or unit.kind == "numbered" or unit.top or not blocks:
            name = unit.name if unit.heading else ""
            blocks.append(Block(mined, unit.category, "" if unit.top and not unit.heading else name))
        blocks[-1].units.append(unit)
    return blocks


def sections_of(reports: Sequence[MinedReport], minimum: int) -> tuple[list[Section], dict[str, Slot], dict[str, int]]:
    """Return the shared sections, their slots, and how much was kept and dropped."""
    bodies = {mined.body for mined in reports}
    by_category: dict[str, list[Block]] = defaultdict(list)
    for mined in reports:
        for block in blocks_of(mined):
            by_category[block.category].append(block)
    counts: Counter[str] = Counter()
    slots: dict[str, Slot] = {}
    sections = []
    order = sorted(by_category, key=lambda name: _mean(block.position for block in by_category[name]))
    for category in order:
        blocks = by_category[category]
        if support_of(blocks) < minimum:
            counts["dropped_sections"] += 1
            continue
        sections.append(_section(category, blocks, minimum, len(bodies), slots, counts))
    return sections, slots, dict(counts)


def support_of(blocks: Iterable[Block]) -> int:
    """Count distinct bodies."""
    return len({block.source.body for block in blocks})


def _section(category: str, blocks: list[Block], minimum: int, bodies: int, slots: dict[str, Slot], counts: Counter[str]) -> Section:
    tops = [block for block in blocks if block.units[0].top and block.name]
    rest = [block for block in blocks if block not in tops]
    clusters = lead_clusters(rest, lambda block: block.name or block.category, lambda block: id(block.source), HEADING_ALIKE)
    kept = [cluster for cluster in clusters if support_of(cluster.members) >= minimum]
    counts["points"] += len(kept)
    counts["dropped_points"] += len(clusters) - len(kept)
    kept.sort(key=lambda cluster: _mean(block.position for block in cluster.members))
    places = _home_of_frames(blocks, kept, minimum)
    clauses = _shared_clauses(blocks, kept, minimum, counts)
    points: list[Point] = []
    paragraphs: list[str] = []
    if tops:
        points.append(_point(category, tops, "", ()))
        chapter = " {-}" if Counter(block.units[0].kind for block in tops).most_common(1)[0][0] == "chapter" else ""
        paragraphs.append(f"# {heading_call(category)}{chapter} {_note(tops, bodies)}")
        lines, used = _sentences(tops, minimum, slots, counts)
        paragraphs += ["\n".join(lines)] if lines else []
        points[-1] = _with_slots(points[-1], used, bodies)
    for cluster in kept:
        named = [block for block in cluster.members if block.name]
        name = cluster.key if cluster.key not in {point.name for point in points} else f"{category}{len(points) + 1}"
        lines, used = _sentences(cluster.members, minimum, slots, counts)
        lines += clauses.get(id(cluster), ())
        composed, more = _composed(places.get(id(cluster), {}), used, slots)
        after = points[-1].name if points else ""
        points.append(_with_slots(_point(name, cluster.members, after, tuple(block.name for block in named)), {**used, **more}, bodies))
        head = [f"**{heading_call(name)}。** {_note(cluster.members, bodies)}"] if named else []
        note = [] if named or lines or composed else [f"{{# {name} #}} {_note(cluster.members, bodies)}"]
        paragraphs.append("\n".join([*head, *lines, *composed, *note]))
    lines, used = _composed(places.get(0, {}), {}, slots)
    lines = [*clauses.get(0, ()), *lines]
    if lines:
        paragraphs.append("\n".join(lines))
        if not points:
            points.append(_point(category, blocks, "", ()))
        points[-1] = _with_slots(points[-1], used, bodies)
    evidence = tuple(block.evidence() for block in _first_of_each(blocks))
    return Section(category, category, join_paragraphs(paragraphs), support_of(blocks), evidence, tuple(points))


def _point(name: str, blocks: list[Block], after: str, names: Sequence[str]) -> Point:
    options = dict.fromkeys(_option(block) for block in blocks if block.name)
    headings = tuple(option for option in options if option and not LOCAL.search(option)) or ((name,) if names else ())
    return Point(name, headings, after, support_of(blocks), tuple(block.evidence() for block in blocks), {})


def _option(block: Block) -> str:
    heading = block.units[0].heading
    return template_line(heading).rstrip("。，：；") if not any(isinstance(part, SlotUse) and "." in part.name for part in heading) else ""


def _with_slots(point: Point, used: dict[str, int], bodies: int) -> Point:
    merged = {**point.slots, **{path: {"required": True} if 2 * support >= bodies else {} for path, support in sorted(used.items())}}
    return Point(point.name, point.headings, point.after, point.support, point.evidence, merged)


def _note(blocks: list[Block], bodies: int) -> str:
    return "{# " + str(read_data("naming")["support"]).format(support=support_of(blocks), bodies=bodies) + " #}"


def _sentences(blocks: list[Block], minimum: int, slots: dict[str, Slot], counts: Counter[str]) -> tuple[list[str], dict[str, int]]:
    """Return the sentences that enough bodies share, in mean order, and the slots they print with their support."""
    items: list[tuple[MaskedSentence, Block, float]] = []
    for block in blocks:
        sentences = [sentence for unit in block.units for sentence in unit.sentences]
        items += [(sentence, block, index / max(1, len(sentences))) for index, sentence in enumerate(sentences)]
    clusters = lead_clusters(items, lambda item: item[0].key, lambda item: id(item[1].source), SENTENCE_ALIKE)
    kept = []
    for cluster in clusters:
        bodies = {item[1].source.body for item in cluster.members}
        literal = len(re.findall(r"[\u4e00-\u9fff]", cluster.key.replace("□", "")))
        if len(bodies) >= minimum and literal >= LITERAL and cluster.key.count("□") <= SLOTS and not LOCAL.search(cluster.key):
            kept.append((cluster, len(bodies)))
    counts["sentences"] += len(kept)
    counts["dropped_sentences"] += len(clusters) - len(kept)
    kept.sort(key=lambda pair: _mean(item[2] for item in pair[0].members))
    used: dict[str, int] = {}
    lines = []
    for cluster, support in kept:
        sentence, block, _ = _leader(cluster)
        for element in sentence.elements:
            if isinstance(element, SlotUse) and "." in element.name:
                used[element.name] = max(support, used.get(element.name, 0))
                slots.setdefault(element.name, block.source.masker.slots[element.name])
        lines.append(template_line(sentence.elements))
    return lines, used


def _shared_clauses(blocks: list[Block], clusters: list[Cluster[Block]], minimum: int, counts: Counter[str]) -> dict[int, list[str]]:
    """Return the clauses without facts that enough bodies share, by the point most of them stand in (0: the section)."""
    home = {id(block): id(cluster) for cluster in clusters for block in cluster.members}
    items = []
    for block in blocks:
        for sentence in (sentence for unit in block.units for sentence in unit.sentences):
            for elements in clauses_of(sentence.elements):
                if not any(isinstance(part, SlotUse) and "." in part.name for part in elements):
                    items.append((elements, block))
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for cluster in lead_clusters(items, lambda item: _key(item[0]), lambda item: item[1].source.body, SENTENCE_ALIKE):
        shortest = min((item[0] for item in cluster.members), key=lambda elements: len(_key(elements)))
        key = _key(shortest)
        if len(cluster.sources) < minimum or len(re.findall(r"[\u4e00-\u9fff]", key)) < LITERAL or LOCAL.search(key):
            continue
        counts["clauses"] += 1
        place = Counter(home.get(id(item[1]), 0) for item in cluster.members).most_common(1)[0][0]
        line = template_line(shortest) + str(read_data("phrases")["end"])
        found[place].append((_mean(item[1].position for item in cluster.members), line))
    return {place: [line for _, line in sorted(lines)] for place, lines in found.items()}


def clauses_of(elements: Elements) -> Iterable[Elements]:
    """Cut masked elements at the marks between clauses; a clause with half a pair of quotes is left out."""
    clause: list[str | SlotUse] = []
    for element in (*elements, "。"):
        if isinstance(element, SlotUse):
            clause.append(element)
            continue
        first, *rest = CLAUSE_END.split(element)
        clause.append(first)
        for part in rest:
            key = _key(tuple(clause))
            if key and all(key.count(a) == key.count(b) for a, b in ("“”", "《》", "（）")):
                yield tuple(piece for piece in clause if piece)
            clause = [part]


def _key(elements: Elements) -> str:
    return "".join(element if isinstance(element, str) else "□" for element in elements)


def _leader(cluster: Cluster[tuple[MaskedSentence, Block, float]]) -> tuple[MaskedSentence, Block, float]:
    """The wording that most members share; the first one where all differ."""
    wordings = Counter(item[0].key for item in cluster.members)
    return max(cluster.members, key=lambda item: wordings[item[0].key])


def _home_of_frames(blocks: list[Block], clusters: list[Cluster[Block]], minimum: int) -> dict[int, dict[str, int]]:
    """Find the facts of the vocabulary that enough bodies report in this category, and the point most report them in.

    Keys are ids of clusters, 0 for the section itself; values map path → support.
    """
    home = {id(block): id(cluster) for cluster in clusters for block in cluster.members}
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for block in blocks:
        first, last = block.units[0].start, max(unit.start for unit in block.units)
        report = block.source.report
        end = report.text.find("\n", last)
        for fact in report.facts:
            if fact.slot and first <= fact.start < (end if end >= 0 else len(report.text)):
                found[fact.slot].append((block.source.body, home.get(id(block), 0)))
    places: dict[int, dict[str, int]] = defaultdict(dict)
    for path, hits in found.items():
        support = len({body for body, _ in hits})
        if support >= minimum and not path.startswith(str(read_data("phrases")["leave"])):
            place = Counter(where for _, where in hits).most_common(1)[0][0]
            places[place][path] = support
    return places


def _composed(frames: dict[str, int], used: dict[str, int], slots: dict[str, Slot]) -> tuple[list[str], dict[str, int]]:
    """Write the frames that no sentence prints as sentences of this project's own words (data/phrases.yaml)."""
    data = read_data("phrases")
    phrases, more = [], {}
    for path, support in sorted(frames.items(), key=lambda pair: (-pair[1], pair[0])):
        if path in used or path in slots:
            continue
        slot = vocabulary()[path]
        default = re.sub(data["tails"], "", re.sub(data["drop"], "", slot.label)) + "{}"
        filters = ("列举",) if slot.type == "list" else ()
        phrases.append(data["phrases"].get(path, default).replace("{}", expression(SlotUse(path, filters=filters))))
        slots[path] = slot
        more[path] = support
    groups = [phrases[index : index + data["group"]] for index in range(0, len(phrases), data["group"])]
    return [data["join"].join(group) + data["end"] for group in groups], more


def _first_of_each(blocks: list[Block]) -> list[Block]:
    seen: set[int] = set()
    return [block for block in blocks if not (id(block.source) in seen or seen.add(id(block.source)))]  # type: ignore[func-returns-value]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
