"""Reports put in other words, each with the pack to read them with and what is true of them.

Every figure of a report in `reworded/` is another one, so a value tells which fact it is. `*_source.txt` are what the
packs are mined from; the texts beside them say the same in other words, and some figures that no slot asks for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from mining_texts import parse

from drafter.drafting.fill import fill_report
from drafter.mining.mine import mine_reports
from drafter.model.pack import TemplatePack
from drafter.model.report import Report
from drafter.packs.load import load_pack

FOLDER = Path(__file__).parent / "reworded"
SHIPPED = "县级人大常委会年度报告"
OWN = "基本信息."


@dataclass(frozen=True)
class Case:
    """A report, the pack to read it with, and the figure (digits only) of every fact of the pack."""

    name: str
    pack: TemplatePack
    text: str
    truth: Mapping[str, str]

    def report(self) -> Report:
        return parse(self.text, "云溪区.txt")

    def wanted(self) -> set[str]:
        """The facts whose figure stands in the text."""
        found = set(re.findall(r"\d+(?:\.\d+)?", self.text))
        return {path for path, value in self.truth.items() if value in found}


def cases() -> Iterator[Case]:
    """Yield two mined packs and the shipped one, each with a report in other words."""
    for name in ("district", "town"):
        source = parse((FOLDER / f"{name}_source.txt").read_text("utf-8"), "云溪区.txt")
        pack = mine_reports([source], "试验", 1).pack
        values = fill_report(source, pack).values
        yield Case(name, pack, (FOLDER / f"{name}.txt").read_text("utf-8"), figures(values))
    facts = yaml.safe_load((FOLDER / "shipped.yaml").read_text("utf-8"))
    values = {f"{section}.{key}": str(value) for section, entries in facts.items() for key, value in entries.items()}
    yield Case("shipped", load_pack(SHIPPED), (FOLDER / "shipped.txt").read_text("utf-8"), figures(values))


def figures(values: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    """The figure in each value; lists, and what the title block says, are left out."""
    plain = {path: figure(value) for path, value in values.items() if not path.startswith(OWN)}
    return {path: found for path, found in plain.items() if found}


def figure(value: str | tuple[str, ...]) -> str:
    """The digits of a value, "" where it has none or is a list."""
    match = re.search(r"\d+(?:\.\d+)?", value) if isinstance(value, str) else None
    return match[0] if match else ""


def vary(case: Case, kind: str, seed: int) -> Case:
    """Leave out half of the sentences (drop), or put those under each heading in another order (shuffle)."""
    chance = random.Random(seed)
    lines: list[str] = []
    block: list[str] = []
    for number, line in enumerate([*case.text.split("\n"), ""]):
        if number < 6 or not line.endswith("。"):
            if kind == "shuffle":
                chance.shuffle(block)
            lines += [*block, line]
            block = []
            continue
        parts = re.findall("[^。；]+[。；]", line)
        if kind == "drop":
            parts = [part for part in parts if chance.random() < 0.5]
        else:
            chance.shuffle(parts)
        if parts:
            block.append("".join(parts)[:-1] + "。")
    return replace(case, name=f"{case.name} {kind}", text="\n".join(lines))


def unnamed(report: Report) -> Report:
    """A report whose figures the vocabulary doesn't name: what the pack's lines alone can read."""
    return replace(report, facts=tuple(replace(fact, slot=None) for fact in report.facts))
