"""The grammar of facts: numbers with their measure, rates, money, dates, periods, sessions, titles, in running text.

Titles and numbers of documents are taken first; then one walk over the text tries, at every character that can begin
a fact, the rules of `fact_rules` in their order, and goes on behind what was found. The time grows with the text's
length alone. Idioms (一府一委两院, 进一步), slogans in quotes and the ordinals of headings are never facts.
The kinds and their values are those of `inspect --json`.
"""

from __future__ import annotations

from drafter.zh.fact_rules import digit_rules, followers, starts
from drafter.zh.fact_titles import FINDERS
from drafter.zh.found import FoundFact


def find_facts(text: str) -> list[FoundFact]:
    """Return the facts of a text in order; they never overlap."""
    taken = bytearray(len(text))
    found: list[FoundFact] = []
    for find in FINDERS:
        for fact in find(text):
            if taken.find(1, fact.start, fact.end) < 0:
                found.append(fact)
                taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    found += _walk(text, taken)
    return sorted(found, key=lambda fact: fact.start)


def _walk(text: str, taken: bytearray) -> list[FoundFact]:
    """Find the facts that begin with a numeral or a word before one, from left to right."""
    found: list[FoundFact] = []
    start, rules = starts()
    behind = followers()
    position, last = 0, len(text) - 1
    while match := start.search(text, position):
        begin = match.start()
        position = begin + 1 if taken[begin] else match.end()
        first = text[begin]
        if taken[begin] or (first in behind and (begin == last or text[begin + 1] not in behind[first])):
            continue
        candidates = digit_rules(text[match.end() : match.end() + 1]) if first.isdigit() else rules[first]
        for pattern, make in candidates:
            hit = pattern.match(text, begin)
            fact = make(hit) if hit else None
            if fact and taken.find(1, fact.start, fact.end) < 0:
                found.append(fact)
                position = fact.end
                break
    return found
