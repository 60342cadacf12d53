"""Word files edited as people and programs do it: words replaced, controls filled, tracked changes, marks dropped."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


class WordFile:
    """A .docx whose body can be changed; `saved` gives its bytes."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root: Any = etree.fromstring(self.parts[DOCUMENT])

    def saved(self) -> bytes:
        """Return the file."""
        self.parts[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        target = io.BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return target.getvalue()

    def paragraphs(self) -> list[Any]:
        """Return all paragraphs, those of cells too."""
        return list(self.root.iter(f"{W}p"))

    def paragraph(self, text: str) -> Any:
        """Return the first paragraph that holds a text."""
        return next(one for one in self.paragraphs() if text in text_of(one))

    def controls(self, path: str) -> list[Any]:
        """Return the controls of a fact."""
        found = self.root.iter(f"{W}sdt")
        return [
            one for one in found if (name := one.find(f"{W}sdtPr/{W}alias")) is not None and name.get(f"{W}val") == path
        ]

    def fill(self, path: str, text: str, number: int = 0) -> None:
        """Type a text into a control in place of what is in it."""
        texts = list(self.controls(path)[number].iter(f"{W}t"))
        texts[0].text = text
        for one in texts[1:]:
            one.text = ""

    def replace(self, old: str, new: str) -> None:
        """Replace words of a paragraph, whatever runs and controls they stand in: what is new stands in the first."""
        texts = list(self.paragraph(old).iter(f"{W}t"))
        whole = "".join(one.text or "" for one in texts)
        begin = whole.index(old)
        end, at = begin + len(old), 0
        for one in texts:
            text = one.text or ""
            start, stop = max(begin, at), min(end, at + len(text))
            if start < stop or (start == stop == begin and not old):
                one.text = text[: start - at] + (new if start == begin else "") + text[stop - at :]
            at += len(text)

    def track(self, old: str, new: str) -> None:
        """Replace words that stand in one run as Word does with changes tracked."""
        text = next(one for one in self.paragraph(old).iter(f"{W}t") if old in (one.text or ""))
        run = text.getparent()
        before, after = (text.text or "").split(old, 1)
        pieces = [_with_text(run, before), _wrapped("del", _with_text(run, old)), _wrapped("ins", _with_text(run, new))]
        for one in pieces[1].iter(f"{W}t"):
            one.tag = f"{W}delText"
        for piece in (*pieces, _with_text(run, after)):
            run.addprevious(piece)
        run.getparent().remove(run)

    def insert_after(self, text: str, *new: str, style: str = "") -> None:
        """Write new paragraphs behind the one that holds a text, of its style unless another is given."""
        here = self.paragraph(text)
        for words in new:
            made = etree.SubElement(here.getparent(), f"{W}p")
            properties = here.find(f"{W}pPr")
            if properties is not None:
                made.append(copy.deepcopy(properties))
            if style:
                made.find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)
            etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = words
            here.addnext(made)
            here = made

    def delete(self, text: str) -> None:
        """Delete the paragraph that holds a text."""
        here = self.paragraph(text)
        here.getparent().remove(here)

    def move(self, text: str, behind: str) -> None:
        """Move a paragraph behind another one."""
        self.paragraph(behind).addnext(self.paragraph(text))

    def split(self, text: str) -> None:
        """Begin a new paragraph with the run that begins with a text."""
        here = self.paragraph(text)
        made = etree.Element(f"{W}p")
        made.append(copy.deepcopy(here.find(f"{W}pPr")))
        children = list(here)
        at = next(n for n, one in enumerate(children) if "".join(one.itertext()).startswith(text))
        made.extend(children[at:])
        here.addnext(made)

    def join(self, text: str) -> None:
        """Let the paragraph that holds a text go on in the one before."""
        here = self.paragraph(text)
        before = here.getprevious()
        before.extend([one for one in here if one.tag != f"{W}pPr"])
        here.getparent().remove(here)

    def unwrap(self) -> None:
        """Take the controls away and leave what is in them."""
        for control in list(self.root.iter(f"{W}sdt")):
            for one in list(control.find(f"{W}sdtContent")):
                control.addprevious(one)
            control.getparent().remove(control)

    def drop(self, wanted: Callable[[Any], bool]) -> None:
        """Take elements out."""
        for one in [one for one in self.root.iter() if wanted(one)]:
            one.getparent().remove(one)

    def drop_bookmarks(self) -> None:
        """Take the bookmarks out."""
        self.drop(lambda one: one.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"))

    def drop_names(self) -> None:
        """Take the names of the controls away, as LibreOffice does."""
        self.drop(lambda one: one.tag in (f"{W}alias", f"{W}tag"))

    def drop_record(self) -> None:
        """Take the custom XML parts out."""
        self.parts = {name: content for name, content in self.parts.items() if not name.startswith("customXml")}


def text_of(node: Any) -> str:
    """Return the text of a paragraph, deleted words left out."""
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def _with_text(run: Any, text: str) -> Any:
    made = copy.deepcopy(run)
    for one in made.iter(f"{W}t"):
        one.text = text
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _wrapped(name: str, run: Any) -> Any:
    made = etree.Element(f"{W}{name}", {f"{W}id": "9001", f"{W}author": "甲", f"{W}date": "2026-01-02T00:00:00Z"})
    made.append(run)
    return made
