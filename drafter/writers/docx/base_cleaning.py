"""What of a unit's own document is not carried along, taken out of the XML that is: changes, comments, notes, objects.

Tracked changes are taken as accepted (ISO/IEC 29500-1, 17.13.5); fields that lead outside keep the text they show.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from drafter.data import read_data
from drafter.writers.docx.base import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))

_UNWRAPPED = tuple(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml"))
_DROPPED = tuple(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange"),
        *("tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference"),
        *("footnotePr", "endnotePr", "object", "control", "subDoc", "altChunk", "permStart", "permEnd", "proofErr"),
        *("customXmlPr", "smartTagPr", "lastRenderedPageBreak", "printerSettings"),
    )
)
_SETTINGS_DROPPED = tuple(
    f"{W}{name}"
    for name in (
        *("writeProtection", "documentProtection", "attachedTemplate", "mailMerge", "attachedSchema", "docVars"),
        *("saveThroughXslt", "footnotePr", "endnotePr", "linkStyles", "removePersonalInformation", "rsids"),
    )
)
_INSTRUCTION = re.compile(r"\s*(\w+)")


def clean_text_part(root: Any, links: Collection[str]) -> None:
    """Clean the document, a header or a footer in place; `links` are the ids of relationships it still has."""
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]:
        table = row.getparent()
        _remove(row)
        if table is not None and table.find(f"{W}tr") is None:
            _remove(table)
    for element in [*root.iter(*_DROPPED)]:
        _remove(element)
    for element in [*root.iter(*_UNWRAPPED)]:
        _unwrap(element)
    _clean_fields(root)
    _clean_links(root, links)
    for run in [run for run in root.iter(f"{W}r") if all(child.tag == f"{W}rPr" for child in run)]:
        _remove(run)


def clean_settings(root: Any) -> None:
    """Clean the settings in place: what would lead outside, forbid editing or name parts that are not carried along."""
    for element in [*root.iter(*_SETTINGS_DROPPED)]:
        _remove(element)
    for element in [element for element in root.iter() if any(_is_link(name) for name in element.attrib)]:
        _remove(element)


def _clean_links(root: Any, links: Collection[str]) -> None:
    """Take out what leads to parts that are gone: pictures whole, links by their address only."""
    for element in [*root.iter()]:
        for name, value in dict(element.attrib).items():
            if not _is_link(name) or value in links:
                continue
            drawn = next((above for above in _upwards(element) if above.tag in _DRAWN), None)
            if drawn is not None:
                _remove(next((above for above in _upwards(drawn) if above.tag == _ALTERNATIVES), drawn))
            elif element.tag == f"{W}hyperlink":
                _unwrap(element)
            elif element.tag in (f"{W}headerReference", f"{W}footerReference"):
                _remove(element)
            elif name in element.attrib:
                del element.attrib[name]


def _clean_fields(root: Any) -> None:
    """Leave of fields that read other files or run something the text they show."""
    for simple in [*root.iter(f"{W}fldSimple")]:
        if _leads_outside(simple.get(f"{W}instr", "")):
            _unwrap(simple)
    for opening in [*root.iter(f"{W}fldChar")]:
        if opening.get(f"{W}fldCharType") == "begin" and opening.getparent() is not None:
            parts = _field_parts(opening)
            instruction = "".join(part.text or "" for part in parts if part.tag == f"{W}instrText")
            if _leads_outside(instruction):
                for part in parts:
                    _remove(part)


def _field_parts(opening: Any) -> list[Any]:
    """Return the marks and instructions of a field, not those of fields within it."""
    depth, found = 0, []
    for element in _from(opening, f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        depth += {"begin": 1}.get(kind, 0)
        if depth == 1:
            found.append(element)
        depth -= {"end": 1}.get(kind, 0)
        if not depth:
            break
    return found


def _from(element: Any, *tags: str) -> Iterable[Any]:
    """Yield an element and those of these tags behind it, in document order."""
    reached = False
    for other in element.getroottree().getroot().iter(*tags):
        reached = reached or other is element
        if reached:
            yield other


def _leads_outside(instruction: str) -> bool:
    found = _INSTRUCTION.match(instruction)
    return found is not None and found[1].upper() in read_data("reference")["linked_fields"]


def _is_link(name: Any) -> bool:
    return str(name).startswith(R)


def _upwards(element: Any) -> Iterable[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put an element's children in its place; what tells of its tracking in properties has none and goes."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in [*element]:
        parent.insert(place, child)
        place += 1
    parent.remove(element)
