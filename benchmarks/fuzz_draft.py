"""Fuzzing of drafts: random packs and facts through every writer, without an error, and read back as they were written.

    python benchmarks/fuzz_draft.py [SECONDS] [SEED] [N]

Templates are random lines of the markup's grammar, facts hostile texts, numbers and lists, with terms and sentences of
the body's own. Every draft is written in every format, twice the same; the Word file says what the draft says, and
pulled back unedited it changes nothing. Every N-th is judged by schema (50). Prints every failure with its files; exits
with 1 if there was one.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZipFile

from fuzzing import ROOT, attempt
from lxml import etree

from drafter.corpus.edited import read_edited
from drafter.drafting.explained import explain_draft
from drafter.drafting.render import render_draft
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.facts.validate import validate_facts
from drafter.forms.gap_sheet import gap_workbook
from drafter.markup.line_names import line_names
from drafter.model.diagnostics import DrafterError, has_errors
from drafter.model.draft import BlockKind, Draft
from drafter.model.facts import Facts
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.pulling.pull import pull_draft
from drafter.writers import SUFFIXES
from drafter.writers import render_draft as write
from drafter.writers.characters import clean_text
from drafter.writers.explained import render as write_page

sys.path.insert(0, str(ROOT / "tests"))

LONGEST = 20.0
SLOTS = {
    slot.path: slot
    for slot in (
        *(Slot(f"总览.数{n}", "int", f"数{n}", "件", required=n % 2 == 0) for n in range(4)),
        *(Slot(f"总览.文{n}", "text", f"文{n}", required=n % 2 == 0) for n in range(4)),
        *(Slot(f"总览.单{n}", "list", f"单{n}", required=n % 2 == 0) for n in range(3)),
        Slot("总览.率", "percent", "率", "%"),
        Slot("总览.日", "date", "日"),
        Slot("基本信息.报告年度", "int", "报告年度", "年"),
        Slot("基本信息.地区名称", "text", "地区名称"),
        Slot("基本信息.地区级别", "enum", "地区级别"),
    )
}
LISTS = [path for path, slot in SLOTS.items() if slot.type == "list"]
OTHERS = [path for path, slot in SLOTS.items() if slot.type != "list" and slot.section == "总览"]
HEADS = (
    *("%% ", "% ", "% ", "% ——", "| ", "# ", "# ", "## ", "### ", "#### ", "##. ", "|+ ", "|~ ", "|| ", "|| "),
    *("", "", "", "", "", "", "", ""),
)
TAILS = ("", "", "", "", " {-}", " {annex}", " {start=3}", " {start=0}")
WORDS = (
    "推进工作",
    "两代表一委员",
    "12项",
    "。",
    "，",
    "；",
    "A&B",
    "<w:p/>",
    "\\#",
    "**头。**",
    "**",
    "|",
    " || ",
    "😀",
    "\t",
)
FIGURES = ("5", "35件", "近500", "3.2万", "0", "一百二十", "1,234", "500-800", "十几", '"一百二十"')
TEXTS = (
    *("甲", "两代表一委员", "<&>\"'", "😀\u202e", "a\u0001b", "甲\n乙\n\n丙", "|| 甲 || 乙", "# 甲"),
    *("{{ 甲 }}", "**甲**", "\\", " 甲 ", "长" * 2000, "【待填：甲】", "甲：乙", "\u3000", "é한", "12项"),
    *("A B", "]]>", "-5", "=1+1"),
)  # fmt: skip
ITEMS = (*TEXTS[:10], "甲 | 乙", "甲｜乙｜丙", "《甲》", "“乙”", "3", "|", "0")
TERMS = ("工作", "两代表", "两代表一委员", "委员", "甲", "A&B", "(", ".", "12", "项。")


def expression(chance: random.Random) -> str:
    """Return something that prints."""
    path = chance.choice(OTHERS)
    many = chance.choice(LISTS)
    return chance.choice(
        (
            f"{{{{ {path} }}}}",
            f"{{{{ {path} }}}}",
            f"{{{{ {many} | 列举 }}}}",
            f"{{{{ {many} | 条数 }}}}",
            f"{{{{ {path} | 汉字 }}}}",
            "{{ 年度 + 1 }}",
            "{{ 机关 }}",
            "{{ 党委 }}",
            "{{ '两代表' | 名词 }}",
            "{{ 总览.数1 | 比上年 }}",
            "{{ 总览.日 | 年月日 }}",
            f"{{% if {path} %}}有{{{{ {path} }}}}{{% else %}}无{{% endif %}}",
            f"{{% for 项 in {many} %}}{{{{ 项 }}}}{{% if not loop.last %}}；{{% endif %}}{{% endfor %}}",
        )
    )


def line(chance: random.Random) -> str:
    """Return a line of a template."""
    if chance.random() < 0.15:
        return ""
    if chance.random() < 0.08:
        return f"{{{{ {chance.choice(LISTS)} | 表行 }}}}"
    head = chance.choice(HEADS)
    parts = [expression(chance) if chance.random() < 0.4 else chance.choice(WORDS) for _ in range(chance.randint(0, 6))]
    if head.startswith("||"):
        parts = [part for one in parts for part in (one, " || ")]
    return head + "".join(parts) + (chance.choice(TAILS) if head.startswith("# ") else "")


def facts_text(chance: random.Random, pack: TemplatePack) -> str:
    """Return a facts file."""
    lines = ["基本信息:"]
    lines += ["  报告年度: 2025"] * (chance.random() < 0.7)
    lines += ["  地区名称: 云溪区", "  地区级别: 区"] * (chance.random() < 0.7)
    lines.append("总览:")
    for slot in SLOTS.values():
        if slot.section != "总览" or chance.random() < 0.3:
            continue
        if slot.type == "list":
            value = json.dumps([chance.choice(ITEMS) for _ in range(chance.randint(0, 5))], ensure_ascii=False)
        elif slot.type == "text":
            value = json.dumps(chance.choice(TEXTS), ensure_ascii=False)
        else:
            value = {"date": "2026-01-08", "percent": "98.3%"}.get(slot.type) or chance.choice(FIGURES)
        lines.append(f"  {slot.key}: {value}")
    if chance.random() < 0.5:
        chosen = chance.sample(TERMS, chance.randint(1, 4))
        lines += ["名词解释:", *(f"  {json.dumps(one)}: {json.dumps(chance.choice(TEXTS))}" for one in chosen)]
    names = [name for section in pack.sections for name in line_names(section.template)]
    if names and chance.random() < 0.4:
        lines.append("补充:")
        for name in chance.sample(names, min(len(names), chance.randint(1, 3))):
            own = [line(chance) or "略" if chance.random() < 0.6 else "原句" for _ in range(chance.randint(1, 3))]
            lines.append(f"  {json.dumps(name)}: {json.dumps(own)}")
    return "\n".join(lines) + "\n"


def word_text(data: bytes) -> str:
    """Return all that stands in the body of a Word file, without blanks."""
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    with ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    return bare("".join(one.text or "" for one in root.iter(name)))


def draft_text(draft: Draft) -> str:
    """Return what a Word file of a draft says: the bars of a chart are drawn."""
    texts: list[str] = []
    for block in draft.blocks:
        texts.append(block.text)
        if block.kind is not BlockKind.CHART:
            texts += ["".join(run.text for run in cell) for row in block.rows for cell in row]
    return bare(clean_text("".join(texts)))


def bare(text: str) -> str:
    """Return a text without blanks and the marks that break a title by hand."""
    return "".join(text.split()).replace("|", "").replace("｜", "")


def fault_of(pack: TemplatePack, facts: Facts, folder: Path, *, judged: bool) -> str:
    """Write a draft in every format; returns what went wrong, "" where nothing did."""
    draft = render_draft(facts, pack, "征求意见稿")
    for suffix in SUFFIXES:
        if suffix != ".pdf" and write(draft, Path(f"a{suffix}")) != write(draft, Path(f"a{suffix}")):
            return f"not the same bytes: {suffix}"
    gap_workbook(draft)
    write_page(explain_draft(draft, facts, pack))
    data = write(draft, folder / "draft.docx")
    said, wanted = word_text(data), draft_text(draft)
    if said != wanted:
        at = next((n for n, (one, other) in enumerate(zip(said, wanted, strict=False)) if one != other), 0)
        return f"says otherwise at {at}: {said[at : at + 60]!r}, not {wanted[at : at + 60]!r}"
    if judged:
        from ooxml import integrity_findings, schema_faults

        if faults := schema_faults(data) or integrity_findings(data):
            return f"schema: {faults[:3]}"
    (folder / "draft.docx").write_bytes(data)
    return pull_fault(folder / "draft.docx", facts, pack) if wanted else ""


def pull_fault(path: Path, facts: Facts, pack: TemplatePack) -> str:
    """Pull a draft that nobody edited; returns what that would change."""
    pulled = pull_draft(read_edited(path), facts, pack)
    if pulled.verdicts.taken or pulled.saved.values:
        return f"pulled without an edit: {pulled.verdicts.taken} {pulled.saved.values}"[:2000]
    return ""


def main() -> int:
    """Run for so many seconds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    judged = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    count = refused = failures = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        while time.monotonic() < end:
            count += 1
            sections = [
                Section(f"节{n}", "监督", "\n".join(line(chance) for _ in range(chance.randint(1, 14))) + "\n")
                for n in range(chance.randint(1, 3))
            ]
            pack = TemplatePack("试验", sections=tuple(sections), slots=SLOTS)
            text = facts_text(chance, pack)
            (Path(name) / "facts.yaml").write_text(text, encoding="utf-8")

            def work(pack: TemplatePack = pack, judge: bool = count % judged == 0) -> str:
                facts, findings = load_facts([Path(name) / "facts.yaml"])
                if has_errors(told := [*findings, *validate_facts(facts, pack)]):
                    raise DrafterError(told)
                return fault_of(pack, derive_facts(facts, pack), Path(name), judged=judge)

            fault, was_refused = attempt(work, LONGEST)
            refused += was_refused
            if fault:
                failures += 1
                templates = "\n".join(f"--- {one.name}\n{one.template}" for one in sections)
                print(f"=== {count}\n{templates}--- facts\n{text}--- fault\n{fault}\n", flush=True)
    print(f"{count} drafts, {refused} refused, {failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
