"""Paragraph and run properties as XML, in the order the schema wants them (ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28)."""

from __future__ import annotations

from drafter.writers.characters import escape_markup
from drafter.writers.style import Style, TextStyle, point_twips

BLANK = "<w:p/>"
"""An empty line."""
NEW_PAGE = '<w:pageBreakBefore w:val="1"/>'


def type_xml(text: TextStyle) -> str:
    """Return the contents of `w:rPr`: fonts in all four slots, size, spacing between characters, weight.

    No theme attribute is ever written: `eastAsiaTheme` would outdo `eastAsia`. The style's Latin font is no part of
    this: it is set on the digits and letters alone.
    """
    font = escape_markup(text.font)
    bold = '<w:b w:val="1"/><w:bCs w:val="1"/>' if text.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    half_points = round(text.size * 2)
    return (
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>{bold}'
        f'<w:spacing w:val="{point_twips(text.spacing)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def paragraph_xml(text: TextStyle, look: Style, *, heading: int | None = None, lead: bool = False) -> str:
    """Return the contents of `w:pPr` of a style. `heading` is an outline level from 0.

    A heading and what is to `lead` stay with what follows. Widow control is off: it would leave pages of 21 lines.
    """
    keep = '<w:keepNext w:val="1"/>' if lead or heading is not None else ""
    keep += '<w:keepLines w:val="1"/>' if keep or text.keep else ""
    outline = f'<w:outlineLvl w:val="{heading}"/>' if heading is not None else ""
    # firstLineChars counts hundredths of a character and leads in Word; firstLine is for readers without it.
    indent = point_twips(text.indent * text.advance)
    beside = int(look.space_beside_digits)
    hanging = "" if look.hanging_punctuation else '<w:overflowPunct w:val="0"/>'
    # 240 is a single line where the rule is "auto": ISO/IEC 29500-1, 17.3.1.33.
    line = f'w:line="{point_twips(text.line)}" w:lineRule="exact"' if text.line else 'w:line="240" w:lineRule="auto"'
    return (
        f'{keep}<w:widowControl w:val="0"/>{hanging}<w:autoSpaceDE w:val="{beside}"/><w:autoSpaceDN w:val="{beside}"/>'
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" {line}/>'
        f'<w:ind w:firstLineChars="{round(text.indent * 100)}" w:firstLine="{indent}"/>'
        f'<w:jc w:val="{text.align}"/>{outline}'
    )
