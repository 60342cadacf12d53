"""Fuzzing of the way back: a draft whose XML was edited at random is read, its values written, and then it is settled.

    python benchmarks/fuzz_pull.py [SECONDS] [SEED]

Elements are taken out, doubled, moved and emptied, texts and attributes changed, the record bent. Nothing but a
DrafterError may be raised; what is written reads back without an error, keeps the comments of the facts file, and
pulling once more writes nothing. Prints every failure with its edits; exits with 1 if there was one.
"""

from __future__ import annotations

import copy
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fuzzing import ROOT, attempt

from drafter.corpus.edited import read_edited
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import has_errors
from drafter.pulling.pull import Pulled

sys.path.insert(0, str(ROOT / "tests"))
from pull_trips import Trip  # the small pack and facts of the tests
from word_editing import WordFile

LONGEST = 20.0
RECORD = "customXml/item2.xml"
TEXTS = (
    *("", "12项", "200件", "99%", "。", "新增一句，共12项。", "{{ 甲 }}", "{% for %}", "# 甲", "|| 甲", "<&>"),
    *("：- a", "甲\n乙", "《甲》", "、", "一、", "（一）", "【待填：甲】", "2026年3月1日", "\u3000", "长" * 500),
    *("总览.审议议题数", "\\", "**", "\U000f0001"),
)
Edit = Callable[[WordFile, random.Random], None]


def some(
    word: WordFile, chance: random.Random, names: str = "p r t sdt bookmarkStart bookmarkEnd tbl tr tc alias"
) -> Any:
    """Return an element of the body."""
    found = [
        one for one in word.root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in names.split()
    ]
    return chance.choice(found) if found else word.root[0]


def drop(word: WordFile, chance: random.Random) -> None:
    """Take an element out."""
    one = some(word, chance)
    if one.getparent() is not None and one.getparent() is not word.root:
        one.getparent().remove(one)


def double(word: WordFile, chance: random.Random) -> None:
    """Copy an element."""
    one = some(word, chance)
    if one.getparent() is not None and one.getparent() is not word.root:
        one.addnext(copy.deepcopy(one))


def move(word: WordFile, chance: random.Random) -> None:
    """Put an element behind another one of its kind."""
    name = chance.choice(("p", "r", "sdt", "bookmarkStart", "bookmarkEnd", "tr", "tbl"))
    one, other = some(word, chance, name), some(word, chance, name)
    if one.tag == other.tag and one not in list(other.iterancestors()) and other not in list(one.iterancestors()):
        other.addnext(one)


def retype(word: WordFile, chance: random.Random) -> None:
    """Type into a run."""
    one = some(word, chance, "t")
    text = one.text or ""
    at = chance.randrange(len(text) + 1)
    one.text = text[:at] + chance.choice(TEXTS) + text[at + chance.choice((0, 0, 1, 3, 99)) :]


def fill(word: WordFile, chance: random.Random) -> None:
    """Type into a control."""
    texts = list(some(word, chance, "sdt").iter(f"{some(word, chance, 't').tag}"))
    for one in texts[:1]:
        one.text = chance.choice(TEXTS)


def rename(word: WordFile, chance: random.Random) -> None:
    """Give an element the names of another one."""
    one = some(word, chance, "alias bookmarkStart bookmarkEnd pStyle")
    other = some(word, chance, "alias bookmarkStart bookmarkEnd pStyle")
    for name in one.attrib:
        one.set(
            name,
            other.attrib.get(name) or chance.choice(("1", "没有.有", "_f1_甲", "Heading1", "上年.总览.审议议题数")),
        )


def unwrap(word: WordFile, chance: random.Random) -> None:
    """Take a control away from around its text."""
    one = some(word, chance, "sdt")
    content = next((child for child in one if child.tag.endswith("}sdtContent")), None)
    if content is not None and one.getparent() is not None:
        for child in list(content):
            one.addprevious(child)
        one.getparent().remove(one)


def bend(word: WordFile, chance: random.Random) -> None:
    """Damage the record."""
    text = word.parts.get(RECORD, b"").decode("utf-8", "replace")
    at = chance.randrange(len(text) + 1)
    piece = chance.choice((*TEXTS[1:4], "[", "]", "&quot;", ",", "0", "g", "{}"))
    text = text[:at] + piece.replace("<", "") + text[at + chance.choice((0, 1, 5, 200)) :]
    word.parts[RECORD] = text.encode("utf-8", "replace")


def forget(word: WordFile, chance: random.Random) -> None:
    """Drop what a program drops."""
    chance.choice((word.drop_record, word.drop_names, word.drop_bookmarks, word.unwrap))()


EDITS: tuple[Edit, ...] = (drop, double, move, retype, retype, retype, fill, fill, rename, unwrap, bend, forget)


def fault_of(trip: Trip, word: WordFile, force: bool) -> str:
    """Pull, write and pull again; returns what went wrong, "" where nothing did."""
    pulled = trip.pull(word, force=force)
    before = trip.text
    written = write(trip, pulled)
    facts, faults = load_facts([trip.path])
    findings = [one for one in (*faults, *validate_facts(facts, trip.pack)) if one.code != "facts.missing"]
    if has_errors(findings):
        return f"what was written is no sound file: {[str(one) for one in findings]}\n{trip.text}"
    if any(line not in trip.text for line in ("# 云溪区的事实", "# 人代会")):
        return f"comments are lost:\n{trip.text}"
    if not written:
        return "" if trip.text == before else "written without a word"
    if read_edited(trip.path.with_name("edited.docx")).record is None:
        return ""  # what was written is then told by the facts as they are now
    again = trip.pull(word, force=force).edits(trip.facts, text=False)
    return f"not settled: {pulled.edits(trip.facts, text=True)} then {again}" if any(again.values()) else ""


def write(trip: Trip, pulled: Pulled) -> bool:
    """Write what was pulled; returns whether there was something."""
    edits = pulled.edits(trip.facts, text=True)
    for file, values in edits.items():
        if values:
            trip.path.write_text(edit_facts(trip.text, file, values), encoding="utf-8")
    return any(edits.values())


def main() -> int:
    """Run for so many seconds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    count = refused = failures = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        data = Trip(Path(name)).draft().saved()
        while time.monotonic() < end:
            count += 1
            trip, word = Trip(Path(name)), WordFile(data)
            edits = [chance.choice(EDITS) for _ in range(chance.randint(1, 6))]

            def work(trip: Trip = trip, word: WordFile = word, edits: Sequence[Callable[..., object]] = edits) -> str:
                for edit in edits:
                    edit(word, chance)
                return fault_of(trip, word, chance.random() < 0.3)

            fault, was_refused = attempt(work, LONGEST)
            refused += was_refused
            if fault:
                failures += 1
                print(f"=== {count} {[edit.__name__ for edit in edits]}\n{fault}\n", flush=True)
    print(f"{count} drafts, {refused} refused, {failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
