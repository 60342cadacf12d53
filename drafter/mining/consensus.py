"""Many reports as one template: the headings, clauses and facts that several bodies share, in their usual order.

traces → blocks → patterns (clauses) → sections → points (headings) → sentences, then facts that no sentence prints
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.account import Account
from drafter.mining.chaining import Placed, chain, leads, order, set_mark
from drafter.mining.composing import heading_call, join_paragraphs, template_line
from drafter.mining.findings import clause_finding, fact_finding, heading_finding
from drafter.mining.gathering import section_order
from drafter.mining.masking import Choice
from drafter.mining.patterns import Pattern, find_patterns
from drafter.mining.phrasing import fact_lines
from drafter.mining.placeholders import boxed, parts_of
from drafter.mining.placing import Draft, assign, homes_of, place_patterns
from drafter.mining.points import Topic, evidence_of, gather_points, has_heading, heading_options
from drafter.mining.pool import Block, Places, Pool, support_of
from drafter.mining.titling import with_front
from drafter.model.pack import Point, Section, Slot
from drafter.zh.clauses import HAN

NAME = 8
"""So many characters name a pattern's options."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A sentence as template text, without the mark behind it.

    `leads` tells that it says nothing alone, `own` that it speaks of facts that are none of the congress's.
    """

    text: str
    mark: str
    supports: Sequence[int]
    leads: bool = False
    own: bool = False


def sections_of(
    pool: Pool, minimum: int, taken: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> tuple[list[Section], Account]:
    """Return the shared sections and the account of what was kept and left out.

    `taken` are names of points and wordings, by section, that no other section may use.
    """
    traces = pool.traces
    account = Account(minimum, len({trace.body for trace in traces}))
    blocks = pool.blocks
    by_category: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        by_category[block.traced.category].append(block)
    order = section_order([list(dict.fromkeys(block.category for block in trace.blocks)) for trace in traces])
    kept = [category for category in order if support_of(by_category[category]) >= minimum]
    account.drop("sections", [category for category in order if category in by_category and category not in kept])
    account.names |= {*kept, *(name for names in taken.values() for name in names)}
    shared = find_patterns(pool, minimum)
    for reason, count in sorted(shared.dropped.items()):
        account.drop(reason, [boxed(key) for key in shared.examples[reason]], count)
    homes = place_patterns(shared.patterns, kept, minimum)
    facts = shared_facts(pool, kept, minimum)
    sections = []
    for category in kept:
        own = set(taken.get(category, ())) - set(kept)
        account.names -= own
        sections.append(_section(category, by_category[category], homes[category], facts[category], account))
        account.names |= own
    for pattern in shared.phrases:
        account.findings.append(clause_finding(pattern, pattern.places, "", "", in_text=False))
    account.counts["clauses"] = shared.clauses
    account.counts["phrases"] = sum(finding.layer == "clause" and not finding.in_text for finding in account.findings)
    return with_front(sections, traces, account), account


def _section(
    category: str, blocks: list[Block], placed: list[Placed], facts: Mapping[str, Places], account: Account
) -> Section:
    heads = [block for block in blocks if block.traced.heads]
    drafts, rest = _drafts(category, blocks, account)
    assign(drafts, rest, placed)
    _share_facts([*drafts, rest], facts)
    lead = Point(
        category, heading_options(heads or blocks), "", support_of(heads or blocks), evidence_of(heads or blocks), {}
    )
    points = [lead]
    mark, chapter = _mark(heads, drafts), bool(heads) and _is_chapter(heads)
    paragraphs = []
    if heads:
        paragraphs = [f"# {heading_call(category)}{' {-}' if chapter else ''} {account.note([support_of(blocks)])}"]
        account.findings += heading_finding(category, category, heads)
    lines, points[0] = _written(rest, lead, category, account)
    if lines:
        paragraphs.append("\n".join(lines))
    for draft in drafts:
        name = account.name(draft.topic.name)
        options = heading_options(draft.topic.blocks, draft.topic.name) or (name,)
        point = Point(name, options, points[-1].name, draft.topic.support, evidence_of(draft.topic.blocks), {})
        account.findings += heading_finding(category, name, draft.topic.blocks)
        lines, point = _written(draft, point, category, account)
        if not lines:
            lines, point = _content(point, category, account)
        note = account.note([draft.topic.support])
        if mark.endswith("#"):
            paragraphs += [f"{mark} {heading_call(name)} {note}", "\n".join(lines)]
        else:
            stop = read_data("phrases")["end"]
            paragraphs.append("\n".join([f"{mark.replace('.', '')}**{heading_call(name)}{stop}** {note}", *lines]))
        points.append(point)
    if len(paragraphs) == bool(heads):
        lines, points[0] = _content(points[0], category, account)
        paragraphs.append(lines[0] + " " + account.note([support_of(blocks)], "no_sentence"))
    return Section(
        category, category, join_paragraphs(paragraphs), support_of(blocks), evidence_of(blocks), tuple(points)
    )


def _drafts(category: str, blocks: Sequence[Block], account: Account) -> tuple[list[Draft], Draft]:
    """Return the points that enough bodies have, in their usual order, and what stands under none of them."""
    named = [block for block in blocks if block.traced.name and not block.traced.heads]
    of_congress = not any(block.trace.genre in read_data("genres")["without_slots"] for block in blocks)
    topics = gather_points(named, category, by_subject=of_congress)
    account.drop("points", [topic.name for topic in topics if topic.support < account.minimum])
    topics = [topic for topic in topics if topic.support >= account.minimum]
    account.drop("local_points", [topic.name for topic in topics if not has_heading(topic)])
    kept = sorted((topic for topic in topics if has_heading(topic)), key=lambda topic: topic.position)
    account.counts["points"] += len(kept)
    inside = {id(block.traced) for topic in kept for block in topic.blocks}
    rest = Topic("", [block for block in blocks if id(block.traced) not in inside])
    return [Draft(topic) for topic in kept], Draft(rest)


def _written(draft: Draft, point: Point, category: str, account: Account) -> tuple[list[str], Point]:
    """Write a point's sentences; returns their lines, and the point with the slots that they print."""
    used: dict[str, int] = {}
    for pattern, found in draft.choose():
        account.findings.append(clause_finding(pattern, found, category, point.name, in_text=False))
    sentences, alone = chain(
        order(draft.placed, across=not draft.topic.name), account.minimum, gather=bool(draft.topic.name)
    )
    support = {path: hits.support() for path, hits in draft.facts.items()}
    if sentences and leads(sentences[-1][-1]) and not support:
        alone += sentences.pop()  # nothing comes that it could lead to
    places = {id(pattern): found for pattern, found in draft.placed}
    printed: list[Printed] = []
    for sentence in sentences:
        parts: list[str | SlotUse | Choice] = []
        for pattern in sentence:
            slots = account.maker.name(pattern, places[id(pattern)], category, [draft.topic.name])
            for use in slots:
                if isinstance(use, SlotUse):
                    used[use.name] = max(pattern.support, used.get(use.name, 0))
            parts += [_said("join") if parts else "", *elements_of(pattern, slots, account)]
            account.findings.append(clause_finding(pattern, places[id(pattern)], category, point.name, slots=slots))
        account.counts["patterns"] += len(sentence)
        account.counts["sentences"] += 1
        mark = set_mark(sentence[-1]) or _said("end")
        supports = [pattern.support for pattern in sentence]
        own = any(isinstance(part, SlotUse) and "." in part.name and part.name not in vocabulary() for part in parts)
        printed.append(Printed(template_line(tuple(parts)), mark, supports, leads(sentence[-1]), own))
    for pattern in alone:
        account.findings.append(clause_finding(pattern, places[id(pattern)], category, point.name, in_text=False))
    fresh = {path: count for path, count in support.items() if path not in account.maker.slots}
    for line, paths in fact_lines(fresh):
        printed.append(Printed(line.removesuffix(_said("end")), _said("end"), [support[path] for path in paths]))
        for path in paths:
            used[path] = support[path]
            account.maker.slots[path] = vocabulary()[path]
    lines = [f"{one.text}{one.mark} {account.note(one.supports)}" for one in _led(printed)]
    account.findings += (fact_finding(path, hits, category, point.name) for path, hits in draft.facts.items())
    fields = {path: account.required(count) for path, count in sorted(used.items())}
    return lines, replace(point, slots={**point.slots, **fields})


def _said(name: str) -> str:
    return str(read_data("phrases")[name])


def _led(printed: Sequence[Printed]) -> Iterator[Printed]:
    """Yield sentences, one that only leads to another (在区委领导下) joined with the next that it can lead to."""
    before: Printed | None = None
    for one in printed:
        if before is not None and not one.own:
            text = before.text + _said("join") + one.text
            one, before = Printed(text, one.mark, [*before.supports, *one.supports], one.leads), None
        if one.leads and before is None:
            before = one
        else:
            yield one
    if before is not None:
        yield before


def elements_of(pattern: Pattern, slots: Sequence[str | SlotUse], account: Account) -> list[str | SlotUse | Choice]:
    """Return a pattern as template elements, its options under names of their own."""
    facts = iter(slots)
    made: list[str | SlotUse | Choice] = []
    core = boxed("".join(fixed for fixed in pattern.parts if isinstance(fixed, str)))
    name = account.name("".join(HAN.findall(core))[:NAME]) if len(pattern.parts) > 1 else ""
    for part in pattern.parts:
        if isinstance(part, tuple):
            made.append(Choice(name, tuple(tuple(parts_of(option, facts)) for option in part)))
            continue
        made += parts_of(part, facts)
    return made


def _content(point: Point, category: str, account: Account) -> tuple[list[str], Point]:
    """Give a point that no shared sentence fills a slot for its text; returns the line that prints it."""
    data = read_data("naming")
    key = point.name + str(data["content"])
    path = f"{category}.{key if key.isidentifier() else data['fallback'] + key}"
    label = str(data["content_label"]).format(name=point.name)
    account.maker.slots[path] = Slot(path, "text", label, example=str(data["examples"]["text"]))
    return ["{{ " + path + " }}"], replace(point, slots={**point.slots, path: account.required(point.support)})


def shared_facts(pool: Pool, categories: Sequence[str], minimum: int) -> Mapping[str, dict[str, Places]]:
    """Return for each category the facts of the vocabulary that enough bodies report, with their places there.

    One that enough bodies report, but nowhere enough of them together, goes where most report it.
    """
    hits: dict[str, Places] = {}
    for number, blanks in pool.blanks.items():
        for *_, path in blanks:
            if path:
                hits.setdefault(path, Places(pool)).numbers.append(number)
    leave = str(read_data("phrases")["leave"])
    found: dict[str, dict[str, Places]] = defaultdict(dict)
    for path, places in hits.items():
        if not path.startswith(leave) and places.support() >= minimum:
            for category, here in homes_of(places, categories, minimum).items():
                found[category][path] = places if here.support() < minimum else here
    return found


def _share_facts(drafts: Sequence[Draft], facts: Mapping[str, Places]) -> None:
    """Give each point the facts that most of their places stand under, the last one what stands under none."""
    home = {id(block.traced): draft for draft in drafts for block in draft.topic.blocks}
    for path, places in facts.items():
        at = Counter(id(home[id(block.traced)]) for block in places.blocks() if id(block.traced) in home)
        best = [draft for draft in drafts if 2 * at[id(draft)] > len(places)]
        (best[0] if best else drafts[-1]).facts[path] = places


def _is_chapter(heads: Sequence[Block]) -> bool:
    return Counter(block.traced.kind for block in heads).most_common(1)[0][0] == "chapter"


def _mark(heads: Sequence[Block], drafts: Sequence[Draft]) -> str:
    """Return the #s of the headings of a section's points, as most of them stand; "" for run-in ones without number."""
    blocks = [block.traced for draft in drafts for block in draft.topic.blocks]
    forms = Counter("heading" if block.kind in ("heading", "chapter", "plain") else block.marked for block in blocks)
    form = forms.most_common(1)[0][0] if forms else ""
    if form == "heading":
        return "#" if heads and _is_chapter(heads) else "##"
    return "##. " if form else ""
