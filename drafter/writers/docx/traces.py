"""Where the figures of a Word file are from: content controls, bookmarks, and a record of what was written.

Three carriers, because each tool keeps other ones: Word and WPS keep controls, LibreOffice keeps a control's title,
and bookmarks, and all keep custom XML parts (ISO/IEC 29500-1, 17.5.2, 17.13.6, 15.2.4).

A control is one of rich text unless the style wants it bound. A plain-text control bound to XML makes Word change
every place of a fact at once, but LibreOffice 7.4 saves such a control once for each script in it: `12项` comes out as
12项项12项, and what is highlighted loses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from drafter.model.draft import Block, Draft, Run
from drafter.writers.characters import clean_text, escape_markup
from drafter.writers.docx.package import fill_part
from drafter.writers.lines import printed_runs
from drafter.writers.style import Style, Trace

VERSION = 1
FACTS_STORE, RECORD_STORE = "{5D0C7A1E-64B6-4B0C-9C53-6E2A5B6F0A01}", "{5D0C7A1E-64B6-4B0C-9C53-6E2A5B6F0A02}"
_NO_NAME = re.compile(r"\W")
_LONGEST_NAME = 40
"""So many characters a bookmark's name may have in Word."""


class Traces:
    """Wraps the runs that print facts while the body is written, and keeps what the controls are bound to."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._stored: dict[tuple[str, str], int] = {}
        self._count = 0

    def wrap(self, run: Run, xml: str) -> str:
        """Return the XML of a run in a control that names its fact, with a bookmark around it."""
        self._count += 1
        number = self._count
        path = escape_markup(run.path)
        if self._trace.controls:
            bound = self._binding(run) if self._trace.bound else ""
            xml = (
                f'<w:sdt><w:sdtPr><w:alias w:val="{path}"/><w:tag w:val="{path}"/><w:id w:val="{number}"/>{bound}'
                f"</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
            )
        if self._trace.bookmarks:
            name = f"_f{number}_{_NO_NAME.sub('_', run.path)}"[:_LONGEST_NAME]
            xml = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'
        return xml

    def _binding(self, run: Run) -> str:
        place = self._stored.setdefault((run.path, run.text), len(self._stored) + 1)
        return (
            "<w:dataBinding w:prefixMappings=\"xmlns:d='urn:drafter:facts'\" "
            f'w:xpath="/d:facts[1]/d:fact[{place}]" w:storeItemID="{FACTS_STORE}"/><w:text/>'
        )

    def parts(self, draft: Draft, look: Style) -> dict[str, str]:
        """Return the custom XML parts: the texts that controls are bound to, and the record."""
        parts = {}
        if self._stored:
            facts = "".join(f"<fact>{escape_markup(text)}</fact>" for _, text in self._stored)
            parts["customXml/item1.xml"] = fill_part("facts", facts=facts)
        if self._trace.record:
            parts["customXml/item2.xml"] = fill_part("record", record=escape_markup(record_of(draft, look)))
        return parts


def record_of(draft: Draft, look: Style) -> str:
    """Return as JSON what a file says: blocks of runs with their facts, and the template lines of their sentences."""
    blocks = [_block(block, printed_runs(block, look)) for block in draft.blocks]
    paths = dict.fromkeys([place.file for place in draft.sources.values()])
    files = dict.fromkeys(PurePath(path).name for path in paths)
    record = {"version": VERSION, "pack": draft.pack, "facts": list(files), "blocks": blocks}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _block(block: Block, runs: Iterable[Run]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": block.kind.value}
    if block.number:
        found["number"] = block.number
    if block.level:
        found["level"] = block.level
    found["runs"] = _runs(runs)
    if block.rows:
        found["rows"] = [[_runs(cell) for cell in row] for row in block.rows]
    if block.sentences:
        found["sentences"] = [[one.start, one.section, one.line, int(one.own)] for one in block.sentences]
    return found


def _runs(runs: Iterable[Run]) -> list[list[str]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> list[str]:
    text = clean_text(run.text)
    flags = f"{'g' * run.gap}{'h' * run.head}{'c' * run.computed}{'n' * bool(run.note)}"
    return [text, run.path, flags] if flags else [text, run.path] if run.path else [text]
