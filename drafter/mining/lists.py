"""Lists in running text: neighbouring facts that 列举 would join just so, and a joined list cut up again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.report import Fact, Report
from drafter.zh.clauses import LIST_MARK, TITLE_CLOSE, TITLE_OPEN
from drafter.zh.listing import join_list
from drafter.zh.punctuation import CLOSING, OPENING

_MARK = re.compile(rf"(?P<open>[{OPENING}])|(?P<close>[{CLOSING}])|(?P<comma>{LIST_MARK})")


def split_list(text: str) -> tuple[str, ...]:
    """Cut a joined list into its items: the inverse of `join_list` for items whose quotes and brackets are in pairs.

    A text that `join_list` would not have written (《A》和《B》) is cut between its quoted items.
    """
    items, start, depth = [], 0, 0
    for match in _MARK.finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
            if (
                not depth
                and text[match.end() - 1] in TITLE_CLOSE
                and text[match.end() : match.end() + 1] in tuple(TITLE_OPEN)
            ):
                items.append(text[start : match.end()])
                start = match.end()
        elif not depth:
            items.append(text[start : match.start()])
            start = match.end()
    items.append(text[start:])
    if all(items) and join_list(tuple(items)) == text:
        return tuple(items)
    return tuple(part for part in re.split(read_data("naming")["between"], text) if part)


def is_list(items: Sequence[str], text: str) -> bool:
    """Tell whether items make up a text exactly, written and read."""
    return str(join_list(tuple(items))) == text and split_list(text) == tuple(items)


def list_key(fact: Fact) -> str:
    """What a fact is listed as: a list slot of the vocabulary, else its kind where it is a title; "" for none."""
    if fact.slot and vocabulary()[fact.slot].type == "list":
        return fact.slot
    return fact.kind if fact.kind in read_data("naming")["listed"] else ""


def find_lists(report: Report) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Yield the lists of a report with their keys, longest runs first come; a single fact of a list slot is one too."""
    run: list[Fact] = []
    for fact in (*report.facts, None):
        if run and (fact is None or not _goes_on(run, fact, report)):
            key = list_key(run[0])
            if len(run) > 1 or (key in vocabulary() and run[0].kind not in read_data("naming")["listed_together"]):
                yield key, tuple(run)
            run = []
        if fact is not None and list_key(fact):
            run.append(fact)


def _goes_on(run: Sequence[Fact], fact: Fact, report: Report) -> bool:
    if list_key(fact) != list_key(run[0]) or fact.start - run[-1].end > 1:
        return False
    items = [entry.surface for entry in (*run, fact)]
    return is_list(items, report.text[run[0].start : fact.end])
