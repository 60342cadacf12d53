"""The style of a draft: paper, type and title lines, from drafter/data/styles or a unit's own file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import DrafterError, Place

DEFAULT = "gbt9704"
_STYLES = Path(__file__).parent.parent / "data" / "styles"

# Millimetres and points to twips (1/1440 inch, the unit of WordprocessingML: ISO/IEC 29500-1, 17.18.81).
_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_POINT = 20
_POINTS_PER_MM = 72 / 25.4


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
        return (self.width - self.left - self.right) * _POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of paragraph looks: sizes in points, `line` exact, `indent` of the first line in characters."""

    font: str
    size: float
    line: float
    spacing: float
    indent: float
    align: str
    bold: bool

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
class GapMark:
    """How a gap is shown in Word: highlight colour, and whose comment it is."""

    highlight: str
    author: str
    initials: str
    date: str


@dataclass(frozen=True, slots=True)
class Style:
    """A whole style. `text` holds one TextStyle a kind of paragraph, `body` among them."""

    page: Page
    text: Mapping[str, TextStyle]
    latin: str
    run_in: int
    blank_before_title: int
    blank_after_title: int
    space_beside_digits: bool
    compress_punctuation: bool
    page_number: PageNumber
    title_lines: TitleLines
    gap: GapMark
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
    """Return a style of drafter/data/styles by its name, or a unit's own file laid over gbt9704.

    Raises DrafterError (exit code 2) with every unknown key, wrong value and bad pattern of the file, by line.
    """
    values = read_data(f"styles/{DEFAULT}")
    if str(style) == DEFAULT:
        return _build(values)
    # A unit's file is rare: what checks it is not loaded for the others.
    from drafter.writers.style_file import read_style

    file = _find(style)
    built = _build(read_style(file, values))
    page = built.page
    if page.text_width <= 0 or page.height <= page.top + page.bottom:
        raise DrafterError(diagnose("writers.style_page", Place(str(file))), exit_code=2)
    return built


def _find(style: str | Path) -> Path:
    for file in (Path(style), _STYLES / f"{style}.yaml"):
        if file.is_file():
            return file
    known = " ".join(sorted(file.stem for file in _STYLES.glob("*.yaml")))
    raise DrafterError(diagnose("writers.style_missing", name=str(style), known=known), exit_code=2)


def _build(values: Mapping[str, Any]) -> Style:
    body = values["text"]["body"]
    parts: dict[str, Any] = dict(values)
    parts["page"] = Page(**values["page"])
    parts["text"] = {kind: TextStyle(**{**body, **own}) for kind, own in values["text"].items()}
    parts["page_number"] = PageNumber(**values["page_number"])
    lines: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values["title_lines"].items()
    }
    parts["title_lines"] = TitleLines(**lines)
    parts["gap"] = GapMark(**values["gap"])
    parts["fonts"] = {font: tuple(substitutes) for font, substitutes in values["fonts"].items()}
    return Style(**parts)
