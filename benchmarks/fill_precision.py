"""How much of a report in other words `fill` reads, how much of that is right, and whether its confidence is true.

    python benchmarks/fill_precision.py [-v]

Reads the reports of tests/reworded as they are, with half of their sentences left out, and in another order, with the
names the vocabulary gives to figures and without. Prints recall and precision of the values written, and for each step
how many values of each band of confidence are right. -v names what is missing and wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from reworded_texts import OWN, Case, cases, figure, unnamed, vary

from drafter.drafting.fill import fill_report

BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)
SEEDS = 4


def score(case: Case, named: bool, bands: Counter[tuple[str, int, bool]], telling: bool) -> Counter[str]:
    """Fill one report and count."""
    report = case.report()
    filled = fill_report(report if named else unnamed(report), case.pack)
    wanted = case.wanted()
    counts = Counter(wanted=len(wanted))
    for path, value in filled.values.items():
        found = figure(value)
        if path.startswith(OWN) or not found or isinstance(value, tuple):
            continue
        right = case.truth.get(path) == found
        counts["right" if right else "wrong"] += 1
        bands[filled.steps[path], band(filled.confidence[path]), right] += 1
        if telling and not right:
            print(f"  wrong {path}: {value}, not {case.truth.get(path)} ({filled.confidence[path]:.2f})")
    for path, doubt in filled.doubtful.items():
        right = case.truth.get(path) == figure(doubt.value)
        counts["doubtful"] += 1
        bands[doubt.step, band(doubt.confidence), right] += 1
    if telling:
        for path in sorted(wanted - filled.values.keys()):
            noted = filled.doubtful.get(path)
            print(f"  missing {path}: {case.truth[path]}", f"({noted.value} {noted.confidence:.2f}?)" if noted else "")
    return counts


def band(confidence: float) -> int:
    """The number of the band a confidence is in."""
    return sum(confidence >= low for low in BANDS) - 1


def main() -> int:
    """Score all cases."""
    telling = "-v" in sys.argv
    bands: Counter[tuple[str, int, bool]] = Counter()
    for case in cases():
        variants = [vary(case, kind, seed) for kind in ("drop", "shuffle") for seed in range(SEEDS)]
        totals: dict[tuple[str, bool], Counter[str]] = {}
        for one in (case, *variants):
            for named in (True, False):
                counts = score(one, named, bands, telling and one is case and named)
                totals.setdefault((one.name, named), Counter()).update(counts)
        for (name, named), n in totals.items():
            recall, precision = n["right"] / max(1, n["wanted"]), n["right"] / max(1, n["right"] + n["wrong"])
            print(
                f"{name:18} {'named' if named else 'unnamed':8} recall {recall:.3f}  precision {precision:.3f}  "
                f"{n['right']}/{n['wanted']}, wrong {n['wrong']}, doubtful {n['doubtful']}"
            )
    for step in dict.fromkeys(step for step, _, _ in bands):
        for number, low in enumerate(BANDS):
            right, wrong = bands[step, number, True], bands[step, number, False]
            if right + wrong:
                print(f"{step:10} from {low:.2f}: {right}/{right + wrong} right, {right / (right + wrong):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
