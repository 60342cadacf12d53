"""The styles part and the font table.

Word's own styles wherever there is one, so that navigation and tables of contents work in Word and in WPS.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.model.draft import Block, BlockKind
from drafter.writers.characters import escape_markup
from drafter.writers.docx.package import fill_part
from drafter.writers.docx.properties import paragraph_xml, type_xml
from drafter.writers.style import Style

BODY = "BodyText"
CHAPTER = "Chapter"
HEADING_LEVELS = (1, 2, 3, 4)

_STYLE_IDS = {
    BlockKind.TITLE: "Title",
    BlockKind.SUBTITLE: "Subtitle",
    BlockKind.BYLINE: "Byline",
    BlockKind.SALUTATION: "Salutation",
    BlockKind.CHAPTER: CHAPTER,
    BlockKind.PARAGRAPH: BODY,
    BlockKind.FILE_MARK: "FileMark",
    BlockKind.DRAFT_MARK: "DraftMark",
    BlockKind.ANNEX_NOTE: "AnnexNote",
    BlockKind.ANNEX: "AnnexTitle",
    BlockKind.GLOSSARY: "GlossaryTitle",
    BlockKind.TERM: "Term",
    BlockKind.TABLE: "TableCaption",
    BlockKind.CHART: "ChartCaption",
}

# (style id, Word's name for it, key of the style file, priority in the gallery); names of built-in styles are fixed:
# Word knows them by name, not by id.
_BUILT_IN = (
    (BODY, "Body Text", "body", 1),
    ("Title", "Title", "title", 10),
    ("Subtitle", "Subtitle", "subtitle", 11),
    ("Salutation", "Salutation", "salutation", 12),
)

# (style id, key of the style file): styles of our own that have no like in Word; `style_names` names them.
_OWN = (
    ("FileMark", "file_mark"),
    ("DraftMark", "draft_mark"),
    ("Byline", "byline"),
    ("AnnexNote", "annex_note"),
    ("AnnexMark", "annex_mark"),
    ("Term", "term"),
    ("TableCell", "table_cell"),
    ("ChartCaption", "chart_caption"),
)
# The same for those that stay with what follows; a number is their level in the outline, from 0.
_OWN_HEADINGS = (
    (CHAPTER, "chapter", 0),
    ("AnnexTitle", "annex_title", 0),
    ("GlossaryTitle", "glossary_title", 0),
    ("TableCaption", "table_caption", None),
    ("TableHead", "table_head", None),
)
_CONTENTS_LEVELS = (1, 2, 3, 4)

# 86 is GB 2312's character set number in the font table: ISO/IEC 29500-1, 17.8.3.2.
_GB2312_CHARSET = "86"


def style_id(block: Block) -> str:
    """Return the id of the paragraph style of a block. A run-in heading stays body text."""
    if block.kind is BlockKind.HEADING:
        return f"Heading{_level(block.level)}"
    return _STYLE_IDS[block.kind]


def head_style_id(level: int, look: Style) -> str:
    """Return the id of the character style of a run-in heading: the one linked with the heading style of its level.

    Word takes text in a linked style into a table of contents without the rest of its paragraph.
    """
    return f"Heading{_level(level or look.run_in)}Char"


def _level(level: int) -> int:
    return min(max(level, HEADING_LEVELS[0]), HEADING_LEVELS[-1])


def styles_xml(look: Style) -> str:
    """Return word/styles.xml of a style."""
    return fill_part("styles", default_type=type_xml(look.text["body"]), styles="".join(_styles(look)))


def _styles(look: Style) -> Iterator[str]:
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph_xml(look.flush_body, look)}</w:pPr>"
        f"<w:rPr>{type_xml(look.text['body'])}</w:rPr></w:style>\n"
    )
    for identity, name, key, priority in _BUILT_IN:
        yield _paragraph_style(look, identity, name, key, priority=priority)
    for identity, key in _OWN:
        yield _paragraph_style(look, identity, look.style_names[key], key, priority=12, custom=True)
    for identity, key, outline in _OWN_HEADINGS:
        name = look.style_names[key]
        yield _paragraph_style(look, identity, name, key, priority=9, custom=True, heading=outline, lead=True)
    for level in HEADING_LEVELS:
        identity, key = f"Heading{level}", f"heading{level}"
        yield _paragraph_style(
            look, identity, f"heading {level}", key, priority=9, heading=level - 1, link=f"{identity}Char"
        )
        yield (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{identity}Char">'
            f'<w:name w:val="Heading {level} Char"/><w:basedOn w:val="DefaultParagraphFont"/>'
            f'<w:link w:val="{identity}"/><w:uiPriority w:val="9"/>'
            f"<w:rPr>{type_xml(look.text[key])}</w:rPr></w:style>\n"
        )
    yield _paragraph_style(look, "TOCHeading", "TOC Heading", "contents_title", priority=39, in_gallery=False)
    for level in _CONTENTS_LEVELS:
        key = f"contents{level}"
        yield _paragraph_style(look, f"TOC{level}", f"toc {level}", key, priority=39, in_gallery=False)
    yield _paragraph_style(look, "Header", "header", "header", priority=99, in_gallery=False)
    yield _paragraph_style(look, "Footer", "footer", "page_number", priority=99, in_gallery=False)
    yield _paragraph_style(look, "CommentText", "annotation text", "comment", priority=99, in_gallery=False)


def _paragraph_style(
    look: Style,
    identity: str,
    name: str,
    key: str,
    *,
    priority: int,
    custom: bool = False,
    heading: int | None = None,
    lead: bool = False,
    link: str = "",
    in_gallery: bool = True,
) -> str:
    attributes = 'w:customStyle="1" ' if custom else ""
    # Behind a heading or the salutation comes body text; any other style goes on as itself.
    following = f'<w:next w:val="{BODY}"/>' if heading is not None or lead or key == "salutation" else ""
    linked = f'<w:link w:val="{link}"/>' if link else ""
    gallery = "<w:qFormat/>" if in_gallery else ""
    return (
        f'<w:style w:type="paragraph" {attributes}w:styleId="{identity}"><w:name w:val="{escape_markup(name)}"/>'
        f'<w:basedOn w:val="Normal"/>{following}{linked}<w:uiPriority w:val="{priority}"/>{gallery}'
        f"<w:pPr>{paragraph_xml(look.text[key], look, heading=heading, lead=lead)}</w:pPr>"
        f"<w:rPr>{type_xml(look.text[key])}</w:rPr></w:style>\n"
    )


def font_table_xml(look: Style) -> str:
    """Return word/fontTable.xml: what Word and LibreOffice take for a font that is not installed."""
    fonts = dict.fromkeys(text.font for text in look.text.values())
    return fill_part("font_table", fonts="".join(_font(font, look) for font in fonts))


def _font(font: str, look: Style) -> str:
    substitutes = look.substitutes(font)
    other = f'<w:altName w:val="{escape_markup(substitutes[0])}"/>' if substitutes else ""
    return (
        f'<w:font w:name="{escape_markup(font)}">{other}<w:charset w:val="{_GB2312_CHARSET}"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>\n'
    )
