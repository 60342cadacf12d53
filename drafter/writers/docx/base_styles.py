"""The styles of a unit's own document and ours as one: its own stay as they are, ours are added where it has none.

Styles are the same if their names are: ids differ from one Word to the next (`1`, `a3`), built-in names don't.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter.data import read_data
from drafter.writers.docx.base import W

_ID, _TYPE, _VALUE = f"{W}styleId", f"{W}type", f"{W}val"
_REFERENCES = tuple(
    f"{W}{name}" for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "numStyleLink")
)
_BEFORE_LINK = tuple(f"{W}{name}" for name in ("name", "aliases", "basedOn", "next"))
_BEFORE_NUMBERING = tuple(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_DEFAULT_SIZE = 10
"""Points, where nothing gives a size (ISO/IEC 29500-1, 17.3.2.38)."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class StyleMap:
    """Where our styles are in the other document: id → id; `numbered` are those that number by themselves."""

    ids: Mapping[str, str]
    numbered: frozenset[str]

    def apply(self, root: Any) -> None:
        """Give the paragraphs, runs and tables of a part of ours the other document's styles.

        A style that numbers is told not to: the text has its numbers already.
        """
        _point(root, self.ids)
        for style in root.iter(f"{W}pStyle"):
            if style.get(_VALUE) in self.numbered:
                _stop_numbering(style.getparent())


def merge_styles(theirs: Any, ours: Any) -> StyleMap:
    """Add to a styles part, in place, what it lacks of ours; `ours` is left alone."""
    added = _Adding(theirs)
    for style in ours.iter(f"{W}style"):
        added.take(style)
    added.link()
    return StyleMap(added.ids, frozenset(_numbered(theirs)))


def type_sizes(theirs: Any, names: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Return size and spacing (points) of a styles part's paragraph styles: key → style name, where it has them."""
    styles = {style.get(_ID): style for style in theirs.iter(f"{W}style") if style.get(_TYPE) == "paragraph"}
    whole = theirs.find(f"{W}docDefaults/{W}rPrDefault")
    found = {}
    for key, name in names.items():
        style = next((style for style in styles.values() if _plain(name) in _names(style, "name")), None)
        if style is not None:
            chain = [*_chain(style, styles), *([] if whole is None else [whole])]
            found[key] = (_first(chain, "sz", _DEFAULT_SIZE * 2) / 2, _first(chain, "spacing", 0) / 20)
    return found


class _Adding:
    def __init__(self, theirs: Any) -> None:
        self._root = theirs
        self._styles = [style for style in theirs.iter(f"{W}style") if style.get(_ID)]
        self._by_name: dict[tuple[str, str], Any] = {}
        for tag in ("name", "aliases"):  # a name goes before what another style is called besides
            for style in self._styles:
                for name in _names(style, tag):
                    self._by_name.setdefault((style.get(_TYPE, "paragraph"), name), style)
        self._taken = {style.get(_ID, "").lower() for style in self._styles}
        self._used = {name for style in self._styles for name in _names(style)}
        self._added: list[tuple[Any, Any]] = []
        self._linked: list[tuple[str, Any]] = []
        self.ids: dict[str, str] = {}

    def take(self, style: Any) -> None:
        """Find our style among theirs, or add it."""
        found = self._find(style)
        identity = style.get(_ID)
        if found is not None:
            self.ids[identity] = found.get(_ID)
            if style.get(_TYPE) == "paragraph" and (link := style.find(f"{W}link")) is not None:
                self._linked.append((link.get(_VALUE), found))
            return
        own = copy.deepcopy(style)
        own.attrib.pop(f"{W}default", None)
        self.ids[identity] = self._free(identity)
        own.set(_ID, self.ids[identity])
        name = own.find(f"{W}name")
        while _plain(name.get(_VALUE)) in self._used:  # a style of another type has our name
            name.set(_VALUE, f"{name.get(_VALUE)} 2")
        self._used.add(_plain(name.get(_VALUE)))
        self._added.append((style, own))

    def link(self) -> None:
        """Put the added styles in, leading to the others by their new ids.

        The character style of a run-in heading is that of the heading in the other document; where there is none, it is
        made after the heading.
        """
        for identity, heading in self._linked:
            own = next((own for style, own in self._added if style.get(_ID) == identity), None)
            link = heading.find(f"{W}link")
            theirs = None if link is None else self._with_id(link.get(_VALUE))
            if own is None:
                continue
            if theirs is not None and theirs.get(_TYPE) == "character":
                self.ids[identity] = theirs.get(_ID)
                self._added = [pair for pair in self._added if pair[1] is not own]
            else:
                _replace_type(own, heading)
                _set_link(heading, own.get(_ID))
        for _, own in self._added:
            _point(own, self.ids)
            self._root.append(own)

    def _find(self, style: Any) -> Any:
        kind = style.get(_TYPE)
        if style.get(f"{W}default") == "1":
            for other in self._styles:
                if other.get(_TYPE) == kind and other.get(f"{W}default") in ("1", "true", "on"):
                    return other
        return next((self._by_name[kind, name] for name in _names(style) if (kind, name) in self._by_name), None)

    def _with_id(self, identity: str) -> Any:
        return next((style for style in self._styles if style.get(_ID) == identity), None)

    def _free(self, identity: str) -> str:
        free, number = identity, 1
        while free.lower() in self._taken:
            number += 1
            free = f"{identity}{number}"
        self._taken.add(free.lower())
        return free


def _names(style: Any, *tags: str) -> list[str]:
    """Return what a style is called, the names of built-in ones in other languages led back to Word's own."""
    wanted = tags or ("name", "aliases")
    listed = [element.get(_VALUE, "") for tag in wanted for element in style.findall(f"{W}{tag}")]
    return [_plain(name) for names in listed for name in names.split(",") if name.strip()]


def _plain(name: str) -> str:
    plain = _folded(name)
    return _known_names().get(plain, plain)


@cache
def _known_names() -> Mapping[str, str]:
    names = read_data("reference")["style_names"]
    return {_folded(other): _folded(name) for name, others in names.items() for other in others}


def _folded(name: str) -> str:
    return _SPACES.sub("", name).casefold()


def _point(root: Any, ids: Mapping[str, str]) -> None:
    for reference in root.iter(*_REFERENCES):
        value = reference.get(_VALUE)
        reference.set(_VALUE, ids.get(value, value))


def _replace_type(style: Any, model: Any) -> None:
    """Give a style the type (font, size, weight) of another one."""
    tag = f"{W}rPr"
    own, wanted = style.find(tag), model.find(tag)
    if own is not None:
        style.remove(own)
    if wanted is not None:
        style.append(copy.deepcopy(wanted))


def _set_link(style: Any, identity: str) -> None:
    link = style.find(f"{W}link")
    if link is None:
        link = style.makeelement(f"{W}link")
        place = sum(1 for child in style if child.tag in _BEFORE_LINK)
        style.insert(place, link)
    link.set(_VALUE, identity)


def _numbered(root: Any) -> Iterable[str]:
    """Yield the ids of paragraph styles that number, by themselves or after the one they are based on."""
    styles = {style.get(_ID): style for style in root.iter(f"{W}style") if style.get(_TYPE) == "paragraph"}
    for identity, style in styles.items():
        numbers = (link.find(f"{W}pPr/{W}numPr/{W}numId") for link in _chain(style, styles))
        number = next((number for number in numbers if number is not None), None)
        if number is not None and number.get(_VALUE) != "0":
            yield identity


def _chain(style: Any, styles: Mapping[str, Any]) -> list[Any]:
    """Return a style and those it is based on, the nearest first."""
    found: list[Any] = []
    while style is not None and style not in found:
        found.append(style)
        based = style.find(f"{W}basedOn")
        style = None if based is None else styles.get(based.get(_VALUE))
    return found


def _first(chain: Iterable[Any], name: str, default: float) -> float:
    """Return the first value that styles give a property of type; one that is no number counts as none."""
    for style in chain:
        element = style.find(f"{W}rPr/{W}{name}")
        value = "" if element is None else element.get(_VALUE, "")
        if value.lstrip("-").isdecimal():
            return float(value)
    return default


def _stop_numbering(properties: Any) -> None:
    if properties.find(f"{W}numPr") is not None:
        return
    numbering = properties.makeelement(f"{W}numPr")
    for name in ("ilvl", "numId"):
        level = numbering.makeelement(f"{W}{name}")
        level.set(_VALUE, "0")
        numbering.append(level)
    place = sum(1 for child in properties if child.tag in _BEFORE_NUMBERING)
    properties.insert(place, numbering)
