"""A draft laid on a unit's own document: its page, headers, footers, styles, numbering, theme and settings; our text.

Both packages are read as parts that lead to one another. Names and ids of ours stay, since the record, the controls and
the comments rely on them; what clashes with them in the other document is renamed.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.draft import Draft
from drafter.writers.docx.base import Base, W, read_base
from drafter.writers.docx.base_cleaning import R, clean_settings, clean_text_part
from drafter.writers.docx.base_headers import mark_headers, tell_headers
from drafter.writers.docx.base_ids import Room, drop_halves
from drafter.writers.docx.base_places import put_text
from drafter.writers.docx.base_styles import StyleMap, merge_styles, type_sizes
from drafter.writers.docx.opc import (
    Part,
    Relationship,
    gather_parts,
    package_parts,
    parse_part,
    part_bytes,
    relationships_of,
    rename_parts,
)
from drafter.writers.docx.package import zip_parts
from drafter.writers.docx.stamp import stamped
from drafter.writers.docx.writer import all_parts
from drafter.writers.style import Style, load_style, untraced

_MAIN = "word/document.xml"
_SECTION = f"{W}sectPr"
_BROKEN = {"title": "Title", "subtitle": "Subtitle"}
"""What is broken into lines by us, and the name of its style."""
_ONCE = ("styles", "settings", "fontTable", "theme", "numbering")
"""Parts of which a document has one: the other document's, if it has it."""
_POINTED = ("header", "footer", "image")
"""Parts that an id in the document leads to: without it they have no place in it."""
_STYLED = ("comments", "header", "footer")
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
Parts = Mapping[str, str | bytes]


def render_on(draft: Draft, style: str | Path, reference: Path, *, traced: bool = True) -> bytes:
    """Return a draft as a .docx laid on another document."""
    base = read_base(reference)
    look = _fitted(load_style(style), base)
    return zip_parts(stamped(lay_on(base, all_parts(draft, look if traced else untraced(look)))))


def check_base(reference: Path) -> list[Diagnostic]:
    """Tell how much text of a document a draft takes the place of, where the document names none for it.

    Raises DrafterError (exit code 2) where no draft can be laid on it.
    """
    base = read_base(reference)
    body = parse_part(base.parts[base.main].content).find(f"{W}body")
    before = _paragraphs_with_text(body)
    put_text(body, [], base.place)
    if not before or _paragraphs_with_text(body):
        return []
    return [diagnose("reference.text_replaced", base.place, severity=Severity.WARNING, count=before)]


def _paragraphs_with_text(body: Any) -> int:
    return sum(any(text.text for text in one.iter(f"{W}t")) for one in body.iter(f"{W}p"))


def _fitted(look: Style, base: Base) -> Style:
    """Return a style by which tables are as wide as the document's page, and titles break in its type."""
    sizes = type_sizes(parse_part(base.parts[base.part("styles")].content), _BROKEN)
    text = {key: replace(look.text[key], size=size, spacing=spacing) for key, (size, spacing) in sizes.items()}
    return replace(look, page=base.page(look.page), text={**look.text, **text})


def lay_on(base: Base, parts: Parts) -> dict[str, str | bytes]:
    """Return the parts of a draft's package laid on another document; raises DrafterError where it has no place for it.

    `parts` are all of the draft's, content types and relationships among them; so are those returned.
    """
    source = {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    first = relationships_of(source, "")
    ours = {name: part for link in first.values() for name, part in gather_parts(source, link.target).items()}
    links = {
        key: link for key, link in ours[_MAIN].related.items() if not (link.word in _ONCE and base.part(link.word))
    }
    kept = {name: part for name, part in ours.items() if name == _MAIN or not _is_once(name, ours, links)}
    theirs, names = rename_parts(_without_stores(base, ours), [name for name in kept if name != _MAIN])
    main = names[base.main]
    styles = _merge_once(theirs, main, ours)
    _merge_text(theirs, main, kept, links, styles, base)
    together = {**{name: part for name, part in kept.items() if name != _MAIN}, **theirs}
    begun = {key: replace(link, target=main) if link.target == _MAIN else link for key, link in first.items()}
    reached = _reached(together, [link.target for link in begun.values()])
    return package_parts({name: together[name] for name in reached}, begun)


def _is_once(name: str, ours: Mapping[str, Part], links: Mapping[str, Relationship]) -> bool:
    """Tell whether a part of ours gives way to the other document's."""
    dropped = {link.target for key, link in ours[_MAIN].related.items() if key not in links}
    return name in dropped


def _without_stores(base: Base, ours: Mapping[str, Part]) -> dict[str, Part]:
    """Return their parts without stores that have the name of one of ours: the document was a draft itself."""
    names = _stores(ours).values()
    same = {item for item, name in _stores(base.parts).items() if name in names}
    main = base.parts[base.main]
    related = {key: link for key, link in main.related.items() if link.target not in same}
    return {**base.parts, base.main: replace(main, related=related)}


def _stores(parts: Mapping[str, Part]) -> dict[str, str]:
    """Return the name each custom XML part goes by: part → item id."""
    found = {}
    for name, part in parts.items():
        for link in part.related.values():
            if link.word == "customXmlProps" and link.target in parts:
                found[name] = str(parse_part(parts[link.target].content).get(f"{_STORE}itemID")).upper()
    return found


def _merge_once(theirs: dict[str, Part], main: str, ours: Mapping[str, Part]) -> StyleMap:
    """Merge in place what a document has one of; returns where our styles are now."""
    own = {
        link.word: parse_part(ours[link.target].content) for link in ours[_MAIN].related.values() if link.word in _ONCE
    }
    found = {link.word: link.target for link in theirs[main].related.values() if link.word in _ONCE}
    roots = {word: parse_part(theirs[name].content) for word, name in found.items()}
    styles = merge_styles(roots["styles"], own["styles"])
    if "fontTable" in roots:
        known = {font.get(f"{W}name") for font in roots["fontTable"]}
        roots["fontTable"].extend(font for font in [*own["fontTable"]] if font.get(f"{W}name") not in known)
    if "settings" in roots:
        clean_settings(roots["settings"])
        theirs[found["settings"]] = replace(theirs[found["settings"]], related={})
    for word in ("styles", "fontTable", "settings"):
        if word in roots:
            theirs[found[word]] = replace(theirs[found[word]], content=part_bytes(roots[word]))
    return styles


def _merge_text(
    theirs: dict[str, Part],
    main: str,
    kept: dict[str, Part],
    links: Mapping[str, Relationship],
    styles: StyleMap,
    base: Base,
) -> None:
    """Put our text into their document, in place."""
    names = _free_ids(links, theirs[main].related)
    ours = parse_part(kept[_MAIN].content)
    _point_links(ours, names)
    for link in links.values():
        if link.word in _STYLED:
            root = parse_part(kept[link.target].content)
            styles.apply(root)
            kept[link.target] = replace(kept[link.target], content=part_bytes(root))
    styles.apply(ours)
    document = _cleaned(theirs, main, ours)
    body, own_body = document.find(f"{W}body"), ours.find(f"{W}body")
    own_section = own_body.find(_SECTION)
    own_body.remove(own_section)
    if body.find(_SECTION) is None:
        body.append(copy.deepcopy(own_section))
    tell_headers(body)
    section = put_text(body, [*own_body], base.place)
    drop_halves(document)
    targets = {names[key]: link.target for key, link in links.items()}
    headers = {key: link.target for key, link in theirs[main].related.items() if link.word == "header"}
    mark_headers(section, own_section, theirs, headers, {key: kept[name].content for key, name in targets.items()})
    led = {value for element in document.iter() for name, value in element.attrib.items() if str(name).startswith(R)}
    both = {**theirs[main].related, **{names[key]: link for key, link in links.items()}}
    related = {key: link for key, link in both.items() if key in led or link.word not in _POINTED}
    theirs[main] = replace(theirs[main], content=part_bytes(document), related=related)


def _cleaned(theirs: dict[str, Part], main: str, ours: Any) -> Any:
    """Return their document, clean and without ids of ours; their headers and footers are made so in place."""
    document, room = None, Room(ours)
    texts = [link.target for link in theirs[main].related.values() if link.word in ("header", "footer")]
    for name in dict.fromkeys([main, *texts]):
        root = parse_part(theirs[name].content)
        clean_text_part(root, theirs[name].related)
        room.make(root)
        if name == main:
            document = root
        else:
            theirs[name] = replace(theirs[name], content=part_bytes(root))
    return document


def _free_ids(links: Mapping[str, Relationship], taken: Collection[str]) -> dict[str, str]:
    """Return an id for each relationship of ours that none of theirs has."""
    free = (f"rId{number}" for number in count(1) if f"rId{number}" not in taken and f"rId{number}" not in links)
    return {key: next(free) if key in taken else key for key in links}


def _point_links(root: Any, names: Mapping[str, str]) -> None:
    for element in root.iter():
        for name, value in element.attrib.items():
            if str(name).startswith(R):
                element.set(name, names.get(value, value))


def _reached(parts: Mapping[str, Part], first: list[str]) -> list[str]:
    """Return the names of the parts that something leads to."""
    waiting, found = [*first], dict.fromkeys(first)
    while waiting:
        for link in parts[waiting.pop(0)].related.values():
            if link.target not in found:
                found[link.target] = None
                waiting.append(link.target)
    return [*found]
