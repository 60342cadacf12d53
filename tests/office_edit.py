"""Edits a .docx in LibreOffice and saves it, run by a Python that has LibreOffice's own module `uno`.

office_edit.py SOURCE TARGET PROFILE EDITS: EDITS is a JSON file with `values` (a bookmark's name → its new text),
`words` (pairs of words and what is put in their place), `behind` (pairs of words and a paragraph that is put behind the
one that holds them), `sentences` (pairs of words and what is put right behind them), `deleted` (words whose paragraph
goes), `track` (whether changes are tracked) and `way` (how values are typed: `anchor` or `cursor`).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

uno: Any = import_module("uno")  # LibreOffice's, which only its own Python has
PARAGRAPH_BREAK = 0
SECONDS = 60


def named(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(2 * SECONDS):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not up yet
            time.sleep(0.5)
    raise TimeoutError


def found(document: Any, words: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = words
    place = document.findFirst(search)
    if place is None:
        raise LookupError(words)
    return place


def edit(document: Any, edits: dict[str, Any]) -> None:
    document.RecordChanges = bool(edits.get("track"))
    for name, text in edits.get("values", {}).items():
        anchor = document.Bookmarks.getByName(name).Anchor
        if edits.get("way") == "cursor":
            cursor = anchor.Text.createTextCursorByRange(anchor)
            anchor.Text.insertString(cursor, text, True)
        else:
            anchor.setString(text)
    for old, new in edits.get("words", ()):
        found(document, old).setString(new)
    for words, new in edits.get("sentences", ()):
        place = found(document, words)
        place.Text.insertString(place.End, new, False)
    for words, new in edits.get("behind", ()):
        place = found(document, words)
        cursor = place.Text.createTextCursorByRange(place.End)
        cursor.gotoEndOfParagraph(False)
        place.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        place.Text.insertString(cursor, new, False)
    for words in edits.get("deleted", ()):
        place = found(document, words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")


def main(source: str, target: str, profile: str, edits: str) -> None:
    pipe = f"drafter{Path(profile).name}"
    words = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo"]
    office = subprocess.Popen(["soffice", *words, f"--accept=pipe,name={pipe};urp;"], start_new_session=True)
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        hidden = (named("Hidden", True),)
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, hidden)
        edit(document, json.loads(Path(edits).read_text(encoding="utf-8")))
        document.storeToURL(Path(target).as_uri(), (named("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        desktop.terminate()
        office.wait(SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)  # the starter, and what it started


if __name__ == "__main__":
    main(*sys.argv[1:])
