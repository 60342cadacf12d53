"""Draft and style → the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from drafter.model.draft import BlockKind, Draft
from drafter.writers.characters import escape_markup
from drafter.writers.docx.body import Body
from drafter.writers.docx.comments import Comments
from drafter.writers.docx.footers import footer_xml, header_xml
from drafter.writers.docx.package import fill_part, zip_parts
from drafter.writers.docx.relations import CORE, content_types_xml, relationships_xml
from drafter.writers.docx.stamp import stamped
from drafter.writers.docx.styles import font_table_xml, styles_xml
from drafter.writers.docx.traces import FACTS_STORE, RECORD_STORE, Traces
from drafter.writers.gaps import GapNotes
from drafter.writers.lines import draft_title
from drafter.writers.style import Style, load_style, mm_twips, point_twips, untraced

# Two characters of body text, as the first-line indent: where a tab leads.
_TAB_CHARACTERS = 2
_RELATED = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("comments", "comments.xml"),
    "rId5": ("footer", "footer1.xml"),
    "rId6": ("footer", "footer2.xml"),
}
_HEADER = ("rId7", "header1.xml")
_STORES = (
    ("customXml/item1.xml", "rId8", FACTS_STORE, "urn:drafter:facts"),
    ("customXml/item2.xml", "rId9", RECORD_STORE, "urn:drafter:draft"),
)
Parts = Mapping[str, str | bytes]


def render(draft: Draft, style: str | Path, *, traced: bool = True) -> bytes:
    """Return a .docx: the same draft and style always give the same bytes. One not to be `traced` is for a picture."""
    look = load_style(style) if traced else untraced(load_style(style))
    parts = draft_parts(draft, look)
    names = tuple(parts)
    return zip_parts(stamped(parts), _prepared(look, names))


def all_parts(draft: Draft, look: Style) -> Parts:
    """Return every part of a draft's package by name, zipped by nobody yet."""
    parts = draft_parts(draft, look)
    return {**_static_parts(look, tuple(parts)), **parts}


def draft_parts(draft: Draft, look: Style) -> Parts:
    """Return the parts that differ from draft to draft."""
    comments = Comments(GapNotes(draft), look)
    traces = Traces(look.trace)
    body = Body(look, comments, traces)
    text = body.render(draft.blocks)
    header = _header(draft, look)
    parts: dict[str, str | bytes] = {
        "word/document.xml": _document_xml(text, look, header=bool(header)),
        "word/comments.xml": comments.render(),
        "docProps/core.xml": fill_part(
            "core", title=escape_markup(draft_title(draft, look)), author=escape_markup(look.gap.author)
        ),
        **traces.parts(draft, look),
        **header,
    }
    related = dict(_RELATED)
    if header:
        related[_HEADER[0]] = ("header", _HEADER[1])
    for chart in body.charts:
        related |= chart.relationships
        parts |= chart.parts
    for name, identity, _, _ in _STORES:
        if name in parts:
            related[identity] = ("customXml", f"../{name}")
    parts["word/_rels/document.xml.rels"] = relationships_xml(related)
    return parts


@lru_cache(maxsize=16)
def _prepared(look: Style, names: tuple[str, ...]) -> bytes:
    """Zip once what is the same in every draft of a style whose other parts have these names."""
    return zip_parts(_static_parts(look, names))


def _static_parts(look: Style, names: tuple[str, ...]) -> Parts:
    stores: dict[str, str] = {}
    for number, (name, _, identity, namespace) in enumerate(_STORES, start=1):
        if name in names:
            properties = f"itemProps{number}.xml"
            stores[f"customXml/_rels/item{number}.xml.rels"] = relationships_xml(
                {"rId1": ("customXmlProps", properties)}
            )
            stores[f"customXml/{properties}"] = fill_part("store", identity=identity, namespace=namespace)
    parts = {
        "_rels/.rels": relationships_xml(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": (CORE, "docProps/core.xml")}
        ),
        "word/styles.xml": styles_xml(look),
        "word/settings.xml": _settings_xml(look),
        "word/fontTable.xml": font_table_xml(look),
        "word/footer1.xml": footer_xml(look, even=False),
        "word/footer2.xml": footer_xml(look, even=True),
        **stores,
    }
    return {"[Content_Types].xml": content_types_xml((*parts, *names)), **parts}


def _header(draft: Draft, look: Style) -> dict[str, str]:
    """Return the header with the draft mark, where the style has it there."""
    if look.draft_mark != "header":
        return {}
    mark = next((block.text for block in draft.blocks if block.kind is BlockKind.DRAFT_MARK), "")
    return {f"word/{_HEADER[1]}": header_xml(mark)} if mark else {}


def _document_xml(body: str, look: Style, *, header: bool) -> str:
    page = look.page
    kinds = ("default", "even") if header else ()
    return fill_part(
        "document",
        body=body,
        header="".join(f'<w:headerReference w:type="{kind}" r:id="{_HEADER[0]}"/>' for kind in kinds),
        width=mm_twips(page.width),
        height=mm_twips(page.height),
        top=mm_twips(page.top),
        right=mm_twips(page.right),
        bottom=mm_twips(page.bottom),
        left=mm_twips(page.left),
        footer=mm_twips(page.footer),
        grid=point_twips(look.text["body"].line),
    )


def _settings_xml(look: Style) -> str:
    body = look.text["body"]
    return fill_part(
        "settings",
        mirror="<w:mirrorMargins/>\n" if look.page.mirror else "",
        tab=point_twips(_TAB_CHARACTERS * body.advance),
        grid=point_twips(body.line),
        punctuation="compressPunctuation" if look.compress_punctuation else "doNotCompress",
    )
