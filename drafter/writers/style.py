"""The style of a draft: paper, type and title lines, from templates/styles or a unit's own file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from drafter.data import diagnose
from drafter.data.shipped import shipped_folder
from drafter.model.diagnostics import DrafterError, Place

DEFAULT = "gbt9704"
STYLES = "styles"
"""The folder of the styles among the shipped templates."""

# Millimetres and points to twips (1/1440 inch, the unit of WordprocessingML: ISO/IEC 29500-1, 17.18.81).
_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_POINT = 20
POINTS_PER_MM = 72 / 25.4


def mm_twips(length: float) -> int:
    """Millimetres → twips."""
    return round(length * _TWIPS_PER_MM)


def point_twips(length: float) -> int:
    """Points → twips."""
    return round(length * _TWIPS_PER_POINT)


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in millimetres. `footer` is from the paper's edge; `mirror` swaps margins on even pages."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    mirror: bool

    @property
    def text_width(self) -> float:
        """Points between the margins."""
        return (self.width - self.left - self.right) * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of paragraph looks: sizes in points, `line` exact, `indent` of the first line in characters.

    A `line` of 0 is as high as its type needs; a paragraph to `keep` is not parted by the end of a page.
    """

    font: str
    size: float
    line: float
    spacing: float
    indent: float
    align: str
    bold: bool
    keep: bool = False

    @property
    def advance(self) -> float:
        """Points from one Chinese character to the next."""
        return self.size + self.spacing


@dataclass(frozen=True, slots=True)
class TitleLines:
    """How titles are broken into lines; see title_lines in gbt9704.yaml."""

    shape: str
    smallest_scale: float
    break_mark: str
    words: tuple[str, ...]
    unbroken: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    not_first: str
    not_last: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where page numbers stand (outside or center) and what stands around them."""

    position: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a Word file carries of where its figures are from; see trace in gbt9704.yaml."""

    controls: bool
    bound: bool
    bookmarks: bool
    record: bool
    comments: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: down to which level of headings (0: none), and its title."""

    levels: int
    title: str


@dataclass(frozen=True, slots=True)
class TableLook:
    """Tables: lines in points, space above and below a cell's text in millimetres, the proportions of columns.

    No proportions: columns are as wide as what they hold asks for.
    """

    border: float
    padding: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChartSize:
    """Charts in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class GapMark:
    """How a gap is shown in Word: highlight colour, and whose comment it is."""

    highlight: str
    author: str
    initials: str
    date: str


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A whole style. `text` holds one TextStyle a kind of paragraph, `body` among them.

    A style read twice is the same object while its file does not change: what is prepared of it is kept with it.
    """

    page: Page
    text: Mapping[str, TextStyle]
    latin: str
    run_in: int
    blank_before_title: int
    blank_after_title: int
    space_beside_digits: bool
    compress_punctuation: bool
    hanging_punctuation: bool
    page_number: PageNumber
    title_lines: TitleLines
    gap: GapMark
    annex_notes: bool
    draft_mark: str
    """Where a draft mark stands: title or header."""
    glossary: str
    """How terms are marked: number or star."""
    contents: Contents
    table: TableLook
    chart: ChartSize
    trace: Trace
    style_names: Mapping[str, str]
    fonts: Mapping[str, tuple[str, ...]]

    @property
    def flush_body(self) -> TextStyle:
        """Body text without its indent: what an empty paragraph or one of a table takes."""
        return replace(self.text["body"], indent=0)

    def substitutes(self, font: str) -> tuple[str, ...]:
        """Return what stands in for a font that is not installed, best first."""
        return self.fonts.get(font, ())


def load_style(style: str | Path = DEFAULT) -> Style:
    """Return a shipped style by its name, or a unit's own file laid over the one it extends, gbt9704 unless it says so.

    Raises DrafterError (exit code 2) with every unknown key, wrong value and bad pattern of the file, by line.
    """
    file = style_file(style)
    stamp = file.stat()
    return _load(file, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=16)
def untraced(look: Style) -> Style:
    """Return a style without controls, bookmarks, record and comments: for what is only looked at."""
    return replace(look, trace=Trace(controls=False, bound=False, bookmarks=False, record=False, comments=False))


def style_file(style: str | Path) -> Path:
    """Return the file of a style: a shipped one's by its name, or a path. Raises DrafterError where there is none."""
    folder = shipped_folder() / STYLES
    with suppress(OSError, ValueError):  # what a name raises that no file system takes
        for file in (folder / f"{style}.yaml", Path(style)):
            if file.is_file():
                return file
    known = " ".join(sorted(file.stem for file in folder.glob("*.yaml")))
    raise DrafterError(diagnose("writers.style_missing", name=str(style), known=known), exit_code=2)


@lru_cache(maxsize=16)
def _load(file: Path, *_stamp: int) -> Style:
    base = shipped_folder() / STYLES / f"{DEFAULT}.yaml"
    if file == base:
        return _build(_base_values(file))
    # A unit's file is rare: what checks it is not loaded for the others.
    from drafter.writers.style_file import read_style

    built = _build(read_style(file, _base_values(base), style_file))
    page = built.page
    if page.text_width <= 0 or page.height <= page.top + page.bottom:
        raise DrafterError(diagnose("writers.style_page", Place(str(file))), exit_code=2)
    return built


@cache
def _base_values(file: Path) -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    return values


def _build(values: Mapping[str, Any]) -> Style:
    body = values["text"]["body"]
    parts: dict[str, Any] = dict(values)
    parts["page"] = Page(**values["page"])
    parts["text"] = {kind: TextStyle(**{**body, **own}) for kind, own in values["text"].items()}
    parts["page_number"] = PageNumber(**values["page_number"])
    parts["title_lines"] = TitleLines(**_tuples(values["title_lines"]))
    parts["gap"] = GapMark(**values["gap"])
    parts["draft_mark"] = values["draft_mark"]["place"]
    parts["glossary"] = values["glossary"]["mark"]
    parts["contents"] = Contents(**values["contents"])
    parts["table"] = TableLook(
        values["table"]["border"], values["table"]["padding"], tuple(map(float, values["table"]["widths"]))
    )
    parts["chart"] = ChartSize(**values["chart"])
    parts["trace"] = Trace(**values["trace"])
    parts["fonts"] = {font: tuple(substitutes) for font, substitutes in values["fonts"].items()}
    return Style(**parts)


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
