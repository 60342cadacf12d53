"""Many reports as one template: the headings, sentences and facts that several bodies share, in their usual order.

blocks_of → section_order → _section (cluster points → shared sentences → shared clauses → shared facts) → templates
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.account import Account, Topic
from drafter.mining.clustering import Cluster, lead_clusters
from drafter.mining.composing import heading_call, join_paragraphs, template_line
from drafter.mining.gathering import Block, MinedReport, blocks_of, first_of_each, section_order, support_of
from drafter.mining.masking import MaskedSentence
from drafter.mining.phrasing import boxed, clauses_of, fact_lines, is_local, join_clauses, letters, phrase, stands_alone
from drafter.mining.single import needed
from drafter.mining.titling import with_front
from drafter.mining.topics import alike, content
from drafter.model.pack import Point, Section, Slot
from drafter.zh.clauses import AFTER_HEADING
from drafter.zh.outline import ENUM

LITERAL, SLOTS = 6, 4
"""A shared sentence has at least so many characters of its own and at most so many slots."""
REST = "rest"
"""The name of what stands under a section's heading and under none of its points."""


def sections_of(reports: Sequence[MinedReport], minimum: int) -> tuple[list[Section], Account]:
    """Return the shared sections and the account of what was kept and dropped."""
    account = Account(minimum, len({mined.body for mined in reports}))
    by_category: dict[str, list[Block]] = defaultdict(list)
    orders = []
    for mined in reports:
        blocks = blocks_of(mined)
        orders.append(list(dict.fromkeys(block.category for block in blocks)))
        for block in blocks:
            by_category[block.category].append(block)
    order = section_order(orders)
    kept = [category for category in order if support_of(by_category[category]) >= minimum]
    account.names |= set(kept)
    sections = [_section(category, by_category[category], account) for category in kept]
    for category in order:
        if category not in kept:
            account.drop("sections", category)
    return with_front(sections, reports, account), account


def _section(category: str, blocks: list[Block], account: Account) -> Section:
    data = read_data("naming")
    heads = [block for block in blocks if block.heads]
    named = [block for block in blocks if block.name and not block.heads]
    scorer = partial(alike, category=category)
    clusters = lead_clusters(
        named, lambda block: block.name, lambda block: id(block.source), data["alike"]["heading"], scorer
    )
    topics = [Topic(cluster.members) for cluster in clusters if support_of(cluster.members) >= account.minimum]
    for cluster in clusters:
        if support_of(cluster.members) < account.minimum:
            account.drop("points", cluster.key)
    topics.sort(key=lambda topic: topic.position)
    account.counts["points"] += len(topics)
    inside = {id(block) for topic in topics for block in topic.blocks}
    rest = Topic([block for block in blocks if id(block) not in inside], REST)
    everything = [*topics, rest] if rest.blocks else topics
    for topic in everything:
        topic.lines, topic.used = _sentences(topic.blocks, account)
    _share_clauses(everything, blocks, account)
    _share_frames(everything, blocks, account)
    points = [_lead_point(category, heads or blocks)]
    paragraphs = [_heading_line(category, heads, account)] if heads else []
    for topic in [rest, *topics] if rest.blocks else topics:
        paragraphs += _written(topic, points, account, _mark(heads, topics), lead=topic is rest)
    if not topics and len(paragraphs) == bool(heads):
        paragraphs.append(_content(points, 0, category, blocks, account) + " " + account.note(blocks, "no_sentence"))
    evidence = tuple(block.evidence() for block in first_of_each(blocks))
    return Section(category, category, join_paragraphs(paragraphs), support_of(blocks), evidence, tuple(points))


def _lead_point(category: str, blocks: list[Block]) -> Point:
    return Point(
        category,
        _options(blocks),
        "",
        support_of(blocks),
        tuple(block.evidence() for block in first_of_each(blocks)),
        {},
    )


def _is_chapter(heads: list[Block]) -> bool:
    return Counter(block.units[0].kind for block in heads).most_common(1)[0][0] == "chapter"


def _heading_line(category: str, heads: list[Block], account: Account) -> str:
    return f"# {heading_call(category)}{' {-}' if _is_chapter(heads) else ''} {account.note(heads)}"


def _mark(heads: list[Block], topics: list[Topic]) -> str:
    """Return the #s of the headings of a section's points, as most of them stand; "" for run-in ones without number."""
    units = [block.units[0] for topic in topics for block in topic.blocks]
    forms = Counter("heading" if unit.kind in ("heading", "chapter", "plain") else bool(unit.mark) for unit in units)
    form = forms.most_common(1)[0][0] if forms else ""
    chapter = bool(heads) and _is_chapter(heads)
    if form == "heading":
        return "#" if chapter else "##"
    return "##. " if form else ""


def _written(topic: Topic, points: list[Point], account: Account, mark: str, *, lead: bool) -> list[str]:
    """Write a topic as paragraphs and note its point; what stands under the section's heading has none of its own."""
    lines = [*topic.lines, *join_clauses([clause for _, clause in sorted(topic.clauses, key=lambda found: found[0])])]
    used = dict(topic.used)
    fresh = {path: support for path, support in topic.frames.items() if path not in account.slots}
    for line, paths in fact_lines(fresh):
        lines.append(line)
        for path in paths:
            used[path] = topic.frames[path]
            account.slots[path] = vocabulary()[path]
    fields = {path: account.required(support) for path, support in sorted(used.items())}
    if lead:
        points[0] = replace(points[0], slots={**points[0].slots, **fields})
        return ["\n".join(lines)] if lines else []
    name = account.name(_leading_name(topic.blocks))
    evidence = tuple(block.evidence() for block in topic.blocks)
    points.append(
        Point(name, _options(topic.blocks) or (name,), points[-1].name, support_of(topic.blocks), evidence, fields)
    )
    if not lines:
        lines = [_content(points, -1, name, topic.blocks, account)]
    note = account.note(topic.blocks)
    if mark.endswith("#"):
        return [f"{mark} {heading_call(name)} {note}", "\n".join(lines)]
    stop = read_data("phrases")["end"]
    return ["\n".join([f"{mark.replace('.', '')}**{heading_call(name)}{stop}** {note}", *lines])]


def _content(points: list[Point], at: int, name: str, blocks: list[Block], account: Account) -> str:
    """Give a point that no shared sentence fills a slot for its text, and return the line that prints it."""
    data = read_data("naming")
    path = f"{blocks[0].category}.{name}{data['content']}"
    account.slots[path] = Slot(path, "text", str(data["content_label"]).format(name=name))
    points[at] = replace(points[at], slots={**points[at].slots, path: account.required(support_of(blocks))})
    return "{{ " + path + " }}"


def _leading_name(blocks: list[Block]) -> str:
    """The name most blocks have; of several the first."""
    return Counter(block.name for block in blocks).most_common(1)[0][0]


def _options(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the headings to choose from: those without facts or local names, each once."""
    options = []
    for block in blocks:
        heading = block.units[0].heading
        if heading and not any(isinstance(part, SlotUse) and "." in part.name for part in heading):
            line = template_line(heading).rstrip(AFTER_HEADING)
            line = ENUM.sub("", line, count=1) if block.units[0].kind == "enum" else line
            options += [line] if line and not is_local(boxed(heading)) else []
    return tuple(dict.fromkeys(options))


def _sentences(blocks: list[Block], account: Account) -> tuple[list[str], dict[str, int]]:
    """Return the sentences that enough bodies share, in mean order, and the slots they print with their support."""
    items: list[tuple[MaskedSentence, Block, float]] = []
    for block in sorted(blocks, key=lambda block: -block.source.year):
        sentences = [sentence for unit in block.units for sentence in unit.sentences]
        items += [(sentence, block, index / max(1, len(sentences))) for index, sentence in enumerate(sentences)]
    threshold = read_data("naming")["alike"]["sentence"]
    kept = []
    for cluster in lead_clusters(items, lambda item: item[0].key, lambda item: id(item[1].source), threshold):
        support = support_of(item[1] for item in cluster.members)
        fits = letters(cluster.key) >= LITERAL and cluster.key.count("□") <= SLOTS and not is_local(cluster.key)
        if support >= account.minimum and fits:
            kept.append((cluster, support))
        else:
            account.drop("sentences", cluster.key)
    account.counts["sentences"] += len(kept)
    kept.sort(key=lambda pair: sum(item[2] for item in pair[0].members) / len(pair[0].members))
    used: dict[str, int] = {}
    lines = []
    for cluster, support in kept:
        sentence, block, _ = _leader(cluster)
        for path in needed([sentence.elements]):
            used[path] = max(support, used.get(path, 0))
            if path in block.source.masker.slots:
                account.slots.setdefault(path, block.source.masker.slots[path])
        lines.append(template_line(sentence.elements))
    return lines, used


def _leader(cluster: Cluster[tuple[MaskedSentence, Block, float]]) -> tuple[MaskedSentence, Block, float]:
    """The wording that most members share; the newest of several."""
    wordings = Counter(item[0].key for item in cluster.members)
    return max(cluster.members, key=lambda item: wordings[item[0].key])


def _share_clauses(topics: list[Topic], blocks: list[Block], account: Account) -> None:
    """Give each topic the clauses without facts that enough bodies share and that can stand alone."""
    home = {id(block): index for index, topic in enumerate(topics) for block in topic.blocks}
    printed = [line for topic in topics for line in topic.lines]
    items = [
        (elements, block)
        for block in blocks
        for unit in block.units
        for sentence in unit.sentences
        for elements in clauses_of(sentence.elements)
        if not any(isinstance(part, SlotUse) and "." in part.name for part in elements)
    ]
    threshold = read_data("naming")["alike"]["sentence"]
    for cluster in lead_clusters(items, lambda item: boxed(item[0]), lambda item: item[1].source.body, threshold):
        if len(cluster.sources) < account.minimum:
            continue
        fit = [item for item in cluster.members if _clause_fits(boxed(item[0]), item[1].category)]
        if not fit or any(template_line(item[0]) in line for item in fit for line in printed):
            continue
        shortest = min((item[0] for item in fit), key=lambda elements: len(boxed(elements)))
        account.counts["clauses"] += 1
        place = _place([home[id(item[1])] for item in cluster.members], topics)
        position = sum(item[1].position for item in cluster.members) / len(cluster.members)
        topics[place].clauses.append((position, shortest))


def _clause_fits(key: str, category: str) -> bool:
    return letters(key) > LITERAL and bool(content(key, category)) and not is_local(key) and stands_alone(key)


def _place(homes: list[int], topics: list[Topic]) -> int:
    """Return the topic that most of what was found stands in; without a majority the section's own."""
    place, count = Counter(homes).most_common(1)[0]
    return place if 2 * count > len(homes) or topics[-1].name != REST else len(topics) - 1


def _share_frames(topics: list[Topic], blocks: list[Block], account: Account) -> None:
    """Give each topic the facts of the vocabulary that enough bodies report in this category."""
    home = {id(block): index for index, topic in enumerate(topics) for block in topic.blocks}
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for block in blocks:
        report = block.source.report
        last = max(unit.start for unit in block.units)
        end = report.text.find("\n", last)
        for fact in report.facts:
            if fact.slot and block.units[0].start <= fact.start < (end if end >= 0 else len(report.text)):
                found[fact.slot].append((block.source.body, home[id(block)]))
    for path, hits in found.items():
        support = len({body for body, _ in hits})
        if (
            support >= account.minimum
            and not path.startswith(str(read_data("phrases")["leave"]))
            and phrase(vocabulary()[path])
        ):
            place = _place([where for _, where in hits], topics)
            topics[place].frames[path] = support
