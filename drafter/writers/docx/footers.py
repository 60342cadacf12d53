"""Headers and footers.

Page numbers: `— 1 —` in 4号 half-width 宋体, outside, one character from the edge (GB/T 9704—2012, 7.5).
"""

from __future__ import annotations

from drafter.writers.characters import escape_markup
from drafter.writers.docx.fields import field
from drafter.writers.docx.package import fill_part
from drafter.writers.style import Style, point_twips


def footer_xml(look: Style, *, even: bool) -> str:
    """Return the footer part of the odd or the even pages."""
    number = look.page_number
    return fill_part(
        "footer",
        place=_place(look, even=even),
        before=escape_markup(number.before),
        after=escape_markup(number.after),
        page=field("PAGE", "2" if even else "1"),  # what stands there until Word has counted
    )


def header_xml(text: str) -> str:
    """Return the header part of every page."""
    return fill_part("header", text=escape_markup(text))


def _place(look: Style, *, even: bool) -> str:
    if look.page_number.position == "center":
        return '<w:jc w:val="center"/>'
    edge, align = ("left", "left") if even else ("right", "right")
    one_character = point_twips(look.text["page_number"].size)
    return f'<w:ind w:{edge}Chars="100" w:{edge}="{one_character}"/><w:jc w:val="{align}"/>'
