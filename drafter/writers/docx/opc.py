"""Packages of parts that lead to one another (Open Packaging Conventions, ISO/IEC 29500-2), read and written whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

from lxml import etree

from drafter.writers.characters import escape_markup
from drafter.writers.docx.package import fill_part
from drafter.writers.docx.relations import relationships_xml

CONTENT_TYPES, PACKAGE_RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NUMBERED = re.compile(r"\d*(\.\w+)$")


class EntitiesError(ValueError):
    """XML with a document type declaration: entities could fetch files or fill the memory."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part leads to: the kind (a URI) and the name of another part."""

    kind: str
    target: str

    @property
    def word(self) -> str:
        """The last word of its kind: `styles`, `image`."""
        return self.kind.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """A part: contents, content type and what it leads to, by id."""

    content: bytes
    kind: str
    related: Mapping[str, Relationship] = field(default_factory=dict)


def parse_part(content: bytes) -> Any:
    """Return the root of an XML part. Raises EntitiesError, or lxml's XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise EntitiesError
    return root


def part_bytes(root: Any) -> bytes:
    """Return an XML part as bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def relationships_of(source: Mapping[str, bytes], name: str) -> dict[str, Relationship]:
    """Return what a part leads to within the package, by id; "" is the package. Links to outside are left out."""
    folder, last = posixpath.split(name)
    content = source.get(posixpath.join(folder, "_rels", f"{last}.rels"))
    found: dict[str, Relationship] = {}
    for entry in parse_part(content).iter(_RELATIONSHIP) if content is not None else ():
        target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
        target = next((known for known in (target, unquote(target)) if known in source), "")
        if target and entry.get("TargetMode") != "External":
            found[entry.get("Id", "")] = Relationship(entry.get("Type", ""), target)
    return found


def kinds_of(source: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """Return the content type of each part, "" where the package gives it none."""
    root = parse_part(source[CONTENT_TYPES])
    own = {
        str(entry.get("PartName")).lstrip("/").lower(): entry.get("ContentType")
        for entry in root.iter(f"{_TYPES}Override")
    }
    common = {str(entry.get("Extension")).lower(): entry.get("ContentType") for entry in root.iter(f"{_TYPES}Default")}
    return {
        name: str(own.get(name.lower()) or common.get(posixpath.splitext(name)[1].lstrip(".").lower()) or "")
        for name in names
    }


def gather_parts(source: Mapping[str, bytes], first: str, words: Collection[str] = ()) -> dict[str, Part]:
    """Return a part and all it leads to, directly or not; with `words`, along relationships of these kinds only."""
    related: dict[str, dict[str, Relationship]] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop(0)
        if name in related:
            continue
        wanted = relationships_of(source, name).items()
        related[name] = {key: link for key, link in wanted if not words or link.word in words}
        waiting += [link.target for link in related[name].values()]
    kinds = kinds_of(source, related)
    return {name: Part(source[name], kinds[name], links) for name, links in related.items()}


def rename_parts(parts: Mapping[str, Part], taken: Collection[str]) -> tuple[dict[str, Part], dict[str, str]]:
    """Give parts whose names are taken other ones; returns the parts, and the new name of every part."""
    used = {name.lower() for name in (*taken, *parts)}
    clashing = {name.lower() for name in taken}
    names = {}
    for name in parts:
        names[name] = name
        number = 1
        while names[name].lower() in clashing or (names[name] != name and names[name].lower() in used):
            number += 1
            names[name] = _NUMBERED.sub(rf"{number}\1", name) if _NUMBERED.search(name) else f"{name}{number}"
        used.add(names[name].lower())
    renamed = {}
    for name, part in parts.items():
        links = {key: replace(link, target=names[link.target]) for key, link in part.related.items()}
        renamed[names[name]] = replace(part, related=links)
    return renamed, names


def package_parts(parts: Mapping[str, Part], first: Mapping[str, Relationship]) -> dict[str, bytes | str]:
    """Return all a package consists of, its parts in the order given; `first` are the relationships it begins with."""
    types = "".join(
        f'<Override PartName="/{escape_markup(quote(name))}" ContentType="{escape_markup(part.kind)}"/>\n'
        for name, part in parts.items()
    )
    written: dict[str, bytes | str] = {
        CONTENT_TYPES: fill_part("content_types", types=types),
        PACKAGE_RELATIONSHIPS: _links(first, ""),
    }
    for name, part in parts.items():
        written[name] = part.content
        if part.related:
            folder, last = posixpath.split(name)
            written[posixpath.join(folder, "_rels", f"{last}.rels")] = _links(part.related, folder)
    return written


def _links(related: Mapping[str, Relationship], folder: str) -> str:
    return relationships_xml(
        {
            escape_markup(key): (escape_markup(link.kind), escape_markup(quote(_relative(link.target, folder))))
            for key, link in related.items()
        }
    )


def _relative(target: str, folder: str) -> str:
    return posixpath.relpath(f"/{target}", f"/{folder}")
