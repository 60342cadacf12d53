"""Fuzzing of the round trip: mutated reports come back character for character, through files, without an error.

    python benchmarks/fuzz_roundtrip.py [SECONDS] [SEED] [FOLDER_OF_REPORTS]

Takes paragraphs of the example reports (and of a folder), mutates them, and runs parse → mine → write and load the
pack → fill → write and load the facts → validate → render. Prints every failure with its text; exits with 1 if there
was one.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from fuzzing import EXAMPLES, report_texts

from drafter.corpus.parsing import parse_source
from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.facts.validate import validate_facts
from drafter.mining.mine import mine_reports
from drafter.model.diagnostics import DrafterError, has_errors
from drafter.model.report import Report, SourceText
from drafter.packs.load import load_pack
from drafter.packs.write import write_pack

PIECES = "，。“”（)《》1十#|%\\`${} \t\n："
WORDS = ("**", "{{", "{%", "一是", "（一）", "3.", "XX", ": ", "——", "\u3000")
TITLE = "云溪区人大常委会工作报告\n"


def mutate(text: str, chance: random.Random) -> str:
    """Put pieces in, take stretches out, say stretches twice."""
    for _ in range(chance.randint(0, 6)):
        at = chance.randrange(len(text) + 1)
        kind = chance.random()
        if kind < 0.3:
            text = text[:at] + chance.choice([*PIECES, *WORDS]) + text[at:]
        elif kind < 0.6:
            text = text[:at] + text[at + chance.randint(1, 12) :]
        else:
            begin = chance.randrange(len(text) + 1)
            text = text[:at] + text[begin : begin + chance.randint(1, 20)] + text[at:]
    return text


def fault_of(report: Report, folder: Path) -> str:
    """Send a report round; returns what went wrong, "" where nothing did."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        write_pack(mine_reports([report], "fuzz").pack, place / "pack")
        pack = load_pack(str(place / "pack"))
        filled = fill_report(report, pack)
        (place / "facts.yaml").write_text(facts_skeleton(pack, values=filled.values), encoding="utf-8")
        facts, findings = load_facts([place / "facts.yaml"])
        findings += validate_facts(facts, pack)
        if has_errors(findings):
            return "; ".join(map(str, findings))
        text = "\n".join(render_draft(facts, pack).paragraphs())
    return "" if text == report.text else f"rendered differently:\n{text}"


def main() -> int:
    """Run for so many seconds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    texts = report_texts([EXAMPLES, *map(Path, sys.argv[3:4])])
    paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
    count = failures = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        while time.monotonic() < end:
            count += 1
            chosen = chance.sample(paragraphs, chance.randint(1, 14))
            text = TITLE * (chance.random() < 0.4) + "\n".join(mutate(line, chance) for line in chosen)
            try:
                reports = parse_source(SourceText("fuzz.txt", text)).reports
            except DrafterError:
                continue
            for report in reports:
                if fault := fault_of(report, Path(name)):
                    failures += 1
                    print(f"--- {count}\n{text}\n--- {fault}\n")
    print(f"{count} texts, {failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
