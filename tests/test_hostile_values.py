"""A hundred hostile strings in a facts file stand in every kind of draft unchanged."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from ooxml import integrity_findings, schema_faults

from drafter.drafting.render import render_draft
from drafter.facts.load import load_facts
from drafter.model.draft import Draft
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.writers import render_draft as write

MARKUP = [
    "# 甲",
    "## 甲 {-}",
    "% 甲",
    "%% 甲",
    "| 甲",
    "|+ 甲",
    "|~ 甲",
    "|| 甲 || 乙",
    "**甲**乙",
    "甲 {annex}",
    "\\",
    "\\\\甲",
]
JINJA = [
    "{{ 节.键 }}",
    "{% if 1 %}",
    "{# 甲 #}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{ ''.__class__ }}",
    "{甲}",
    "{0}",
    "%s",
    "${甲}",
    "$body",
]
XML = [
    "<",
    ">",
    "&",
    "<w:p/>",
    "</w:t>",
    "]]>",
    "<![CDATA[甲]]>",
    "<?xml?>",
    "<!-- 甲 -->",
    "&amp;",
    "&#0;",
    "&lt;",
    "'\"",
    "<script>alert(1)</script>",
]
SHELL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "../../甲",
    "C:\\甲",
    "`rm`",
    "甲;乙",
    "~",
    "null甲",
    "甲: 乙",
    "- 甲",
    "[甲, 乙]甲",
    "!甲",
    "*甲",
    "&甲",
    "#甲",
]
SIGNS = [
    "“一府一委两院”",
    "《甲》",
    "【待填：甲】",
    "□",
    "…",
    "——",
    "①",
    "［1］",
    "甲　乙",
    "甲、乙和丙",
    "100%",
    "１２３",
    "〇",
    "㎡",
    "℃",
    "€",
    "·",
]
WIDE = ["😀", "👨‍👩‍👧", "🇨🇳", "𠮷", "é", "e\u0301", "한국", "العربية", "עברית", "日本語", "ไทย", "\U0010fffd甲"]
UNSEEN = [
    "甲\u200b乙",
    "\u202e甲",
    "\u200f甲",
    "\u2066甲\u2069",
    "甲\ufeff乙",
    "甲\u00ad乙",
    "甲\u00a0乙",
    "甲\u2060乙",
]
LONG = ["甲" * 10_000, "A" * 10_000, "甲乙 " * 2_000 + "丙", "<&>" * 3_000, "9" * 500, "。" * 50, "甲\u0300" * 300]
HOSTILE = [*MARKUP, *JINJA, *XML, *SHELL, *SIGNS, *WIDE, *UNSEEN, *LONG]


def quoted(text: str) -> str:
    """Write a text in YAML's double quotes; a character without width, which is told as an error, as an escape."""
    written = json.dumps(text, ensure_ascii=False)
    return re.sub("[\u200b-\u200f\u2060\ufeff]", lambda match: f"\\u{ord(match.group()):04x}", written)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A draft that prints each string once, between brackets, from a facts file."""
    paths = [f"总览.值{number}" for number in range(len(HOSTILE))]
    lines = (f"  {path.partition('.')[2]}: {quoted(text)}" for path, text in zip(paths, HOSTILE, strict=True))
    file = tmp_path_factory.mktemp("hostile") / "facts.yaml"
    file.write_text("总览:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    facts, faults = load_facts([file])
    assert faults == []
    template = "\n\n".join(f"值〔{{{{ {path} }}}}〕" for path in paths)
    slots = {path: Slot(path, "text", required=True) for path in paths}
    return render_draft(facts, TemplatePack("试验", sections=(Section("节", "监督", template),), slots=slots))


def test_there_are_a_hundred() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


def test_each_is_a_run_of_its_own(draft: Draft) -> None:
    assert [run.text for block in draft.blocks for run in block.runs if run.path] == HOSTILE


def test_each_stands_in_the_word_file_unchanged(draft: Draft, tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(write(draft, file))
    controls = docx.Document(str(file)).element.body.iter(qn("w:sdtContent"))
    assert ["".join(text.text or "" for text in control.iter(qn("w:t"))) for control in controls] == HOSTILE


def test_the_word_file_is_sound(draft: Draft) -> None:
    data = write(draft, Path("draft.docx"))
    assert schema_faults(data) == []
    assert integrity_findings(data) == []


def test_each_stands_in_plain_text_unchanged(draft: Draft) -> None:
    text = write(draft, Path("draft.txt")).decode()
    assert text == "".join(f"值〔{value}〕\n" for value in HOSTILE)


def test_each_stands_in_the_page_unchanged(draft: Draft) -> None:
    page = html.unescape(write(draft, Path("draft.html")).decode())
    assert [value for value in HOSTILE if f">{value}</span>〕" not in page] == []
