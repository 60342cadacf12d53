"""Draft and style → the bytes of a .docx."""

from __future__ import annotations

from pathlib import Path

from drafter.model.draft import Draft
from drafter.writers.characters import escape_markup
from drafter.writers.docx.body import Body
from drafter.writers.docx.comments import Comments
from drafter.writers.docx.footers import footer_xml
from drafter.writers.docx.package import fill_part, zip_parts
from drafter.writers.docx.styles import font_table_xml, styles_xml
from drafter.writers.gaps import GapNotes
from drafter.writers.lines import draft_title
from drafter.writers.style import Style, load_style, mm_twips, point_twips

# Two characters of body text, as the first-line indent: where a tab leads.
_TAB_CHARACTERS = 2


def render(draft: Draft, style: str | Path) -> bytes:
    """Return a .docx: the same draft and style always give the same bytes."""
    look = load_style(style)
    comments = Comments(GapNotes(draft), look.gap)
    body = Body(look, comments).render(draft.blocks)
    parts = {
        "[Content_Types].xml": fill_part("content_types"),
        "_rels/.rels": fill_part("package_rels"),
        "word/document.xml": _document_xml(body, look),
        "word/_rels/document.xml.rels": fill_part("document_rels"),
        "word/styles.xml": styles_xml(look),
        "word/settings.xml": _settings_xml(look),
        "word/fontTable.xml": font_table_xml(look),
        "word/comments.xml": comments.render(),
        "word/footer1.xml": footer_xml(look, even=False),
        "word/footer2.xml": footer_xml(look, even=True),
        "docProps/core.xml": fill_part(
            "core", title=escape_markup(draft_title(draft, look)), author=escape_markup(look.gap.author)
        ),
    }
    return zip_parts(parts)


def _document_xml(body: str, look: Style) -> str:
    page = look.page
    return fill_part(
        "document",
        body=body,
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
