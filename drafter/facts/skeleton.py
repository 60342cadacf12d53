"""The commented YAML a clerk fills in: every fact of a pack on a line that says what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from drafter.data import read_data, say
from drafter.data.vocabulary import shared_slots
from drafter.facts.comments import Comments
from drafter.facts.values import Exact
from drafter.facts.yaml_marks import Node, compose_marks
from drafter.markup.wordings import last_wording, pack_wordings, shown_wording
from drafter.model.facts import Doubt, Value
from drafter.model.pack import Slot, TemplatePack

SCHEMA_LINE = "# yaml-language-server: $schema="

# Comments stand in one column within a section, but a long value does not push them all out of sight.
_MOST_WORDINGS = 60
"""So many wordings are listed."""
_WIDEST = 40
_LONGEST_SENTENCE = 80
_LONGEST_OPTION = 24
"""So much is shown of a sentence that stands among others to choose from."""

_NONE: Mapping[str, str] = MappingProxyType({})
# What YAML cannot hold as it is, and what has no width, which is told as an error where it stands unescaped.
_UNSAFE = re.compile(
    r"[^\x20-\x7e\xa0-\u200a\u2010-\u2027\u202a-\u205f\u2061-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    comment: str = ""


def facts_skeleton(
    pack: TemplatePack,
    *,
    values: Mapping[str, Value] = _NONE,
    last: Mapping[str, str] = _NONE,
    notes: Mapping[str, str] = _NONE,
    doubtful: Mapping[str, Doubt] = MappingProxyType({}),
    year: int | None = None,
    leave_out: Collection[str] = (),
    links: Mapping[str, str] = _NONE,
    template: str = "",
    schema: str = "facts.schema.json",
) -> str:
    """Return a facts file for a pack, to be filled in or already filled with `values` (by path).

    `last` are last year's values and `notes` further comments, both by path; `doubtful` are values with the sentence
    and the line they were read from, written as comments for the clerk to confirm. `year` is the year reported on;
    `leave_out` names facts that need not be asked for; `links` are further keys of the first level (上年, 单位) and the
    files they name; `template` how the file names the pack, its name unless given; `schema` the file beside it that an
    editor checks it with. Blank values are left out as gaps, control characters are escaped.
    """
    spelling = read_data("facts_format")
    filled = {path: value for path, value in values.items() if _says_something(value)}
    if year is not None:
        filled.setdefault(spelling["year_path"], str(year))
    head = {spelling["pack_key"]: template or pack.name, **links}
    lines = [SCHEMA_LINE + schema, *(f"# {line}" for line in spelling["head"])]
    lines += [f"{key}: {quote_scalar(value)}" for key, value in head.items()]
    comments = Comments(pack, last, notes)
    out = {path for path in leave_out if path not in filled and path not in doubtful}
    for section, slots in _sections(pack, (*filled, *doubtful), out).items():
        required = sum(slot.required for slot in slots)
        heading = say("facts.skeleton_section", section=section, count=len(slots), required=required)
        rows = []
        for slot in slots:
            comment = one_line(comments.of(slot))
            if slot.path in doubtful and slot.path not in filled:
                rows.append(_doubtful(slot, doubtful[slot.path], comment))
            else:
                rows.append(_Line(f"  {quote_key(slot.key)}:{_written(filled.get(slot.path), slot)}", comment))
        lines += ["", f"# {one_line(heading)}", f"{quote_key(section)}:", *_aligned(rows)]
    lines += [*_headings(pack), *_wordings(pack), *_parts(pack)]
    return "\n".join(lines) + "\n"


def _doubtful(slot: Slot, doubt: Doubt, about: str) -> _Line:
    """A value that is not sure: a comment, with what the clerk needs to judge it."""
    comment = say(
        "facts.skeleton_doubtful",
        step=say(f"fill.step_{doubt.step}"),
        percent=round(100 * doubt.confidence),
        line=doubt.line,
        sentence=shortened(doubt.sentence),
        about=about,
    )
    return _Line(f"  # {quote_key(slot.key)}:{_written(doubt.value, slot)}", one_line(comment))


def quote_scalar(text: str) -> str:
    """Return text as YAML: plain when it reads back the same, as a value and in a list, else in double quotes."""
    if isinstance(text, Exact) or set(text) & set("\"'"):
        return _quoted(text)
    plain = _reads_back(text, f"k: {text}  # x\nl: [{text}, {text}]\n", 3)
    return text if plain else _quoted(text)


def quote_key(text: str) -> str:
    """Return text as a YAML key: plain when it reads back the same, else in double quotes."""
    return text if _reads_back(text, f"{text}:  # x\n{text}: k\n", 2) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _reads_back(text: str, yaml: str, times: int) -> bool:
    """Tell whether a small file that holds the plain text so many times gives it back each time and nothing else."""
    if not text or _UNSAFE.search(text):
        return False
    node, diagnostics = compose_marks(yaml, "")
    if diagnostics or node is None or node.kind != "mapping" or len(node.pairs) != 2:
        return False
    scalars = [scalar for pair in node.pairs for part in pair for scalar in (part, *part.items)]
    return sum(_is(scalar, text) for scalar in scalars) == times


def _is(node: Node, text: str) -> bool:
    return node.kind == "scalar" and node.plain and not node.blank and node.text == text


def _written(value: Value | None, slot: Slot) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f" {quote_scalar(value)}"
    return f" [{', '.join(quote_scalar(item) for item in value if item.strip())}]"


def _says_something(value: Value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else any(item.strip() for item in value)


def _sections(pack: TemplatePack, others: Iterable[str], out: Collection[str]) -> dict[str, list[Slot]]:
    """Group the pack's slots by section in the pack's order; facts only other packs use come behind them."""
    slots = {path: slot for path, slot in pack.slots.items() if path not in out}
    for path in others:
        slots.setdefault(path, shared_slots().get(path) or Slot(path))
    sections: dict[str, list[Slot]] = {}
    for slot in slots.values():
        sections.setdefault(slot.section, []).append(slot)
    return sections


def _aligned(rows: Iterable[_Line]) -> list[str]:
    """Write lines with their comments in one column, counting Chinese characters as two."""
    rows = list(rows)
    column = max((width for row in rows if (width := display_width(row.text)) <= _WIDEST), default=0)
    return [
        f"{row.text}{' ' * max(2, column + 2 - display_width(row.text))}# {row.comment}" if row.comment else row.text
        for row in rows
    ]


def _headings(pack: TemplatePack) -> list[str]:
    """List the headings to choose from, as comments."""
    points = [point for point in pack.points if len(point.headings) > 1]
    if not points:
        return []
    key = read_data("facts_format")["headings_key"]
    rows = [
        _Line(
            f"#   {quote_key(point.name)}: 1",
            one_line("  ".join(f"{number} {text}" for number, text in enumerate(point.headings, 1))),
        )
        for point in points
    ]
    return ["", f"# {say('facts.skeleton_headings')}", f"# {key}:", *_aligned(rows)]


def _wordings(pack: TemplatePack) -> list[str]:
    """List the wordings to choose from, as comments; of very many the first."""
    found = pack_wordings(pack)
    if not found:
        return []
    rows = []
    for name in list(found)[:_MOST_WORDINGS]:
        last = last_wording(found[name])
        texts = (shown_wording(found[name].get(number, ""), _LONGEST_OPTION) for number in range(1, last + 1))
        said = (f"{number} {text or say('facts.wording_none')}" for number, text in enumerate(texts, 1))
        rows.append(_Line(f"#   {quote_key(name)}: 1", one_line("  ".join(said))))
    more = len(found) - len(rows)
    lines = [
        "",
        f"# {say('facts.skeleton_wordings')}",
        f"# {read_data('facts_format')['wordings_key']}:",
        *_aligned(rows),
    ]
    return [*lines, f"# {say('facts.skeleton_more_wordings', count=more)}"] if more else lines


def _parts(pack: TemplatePack) -> list[str]:
    """Show how points are left out and how one's own are added, with names of the pack, as comments."""
    headed = (section for section in pack.sections if section.points and section.points[0].headings)
    points = [point.name for section in headed for point in section.points[1:] if point.headings]
    if not points:
        return []
    spelling = read_data("facts_format")
    words, point, left_out = spelling["added"], quote_key(points[0]), quote_key(points[-1])
    return [
        "",
        f"# {say('facts.skeleton_parts')}",
        f"# {spelling['dropped_key']}: [{left_out}]",
        f"# {spelling['added_key']}:",
        f"#   - {words['after']}: {point}",
        f"#     {words['heading']}: {say('facts.skeleton_own_heading')}",
        f"#     {words['text']}: |",
        *(f"#       {line}".rstrip() for line in say("facts.skeleton_own_text").split("\n")),
    ]


def display_width(text: str) -> int:
    """How wide text stands on the screen: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def one_line(text: str) -> str:
    """Return text as it can stand in a comment: without line breaks and control characters."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def shortened(sentence: str, longest: int = _LONGEST_SENTENCE) -> str:
    """Return a sentence as it is quoted in a comment: of a long one the beginning."""
    return sentence if len(sentence) <= longest else sentence[: longest - 1] + "…"
