"""What a pack is put together of, as a tree: each point with where its text is from and how many wordings it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text
from rich.tree import Tree

from drafter.cli.inspect_tree import make_console
from drafter.cli.packs import level_text, period_text
from drafter.data import say
from drafter.markup.line_names import line_name
from drafter.markup.lines import read_line
from drafter.markup.options import has_options, sentence_options
from drafter.markup.point_blocks import PointBlock, point_blocks
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.composing import template_file
from drafter.packs.load import load_pack
from drafter.packs.written import Written, manifests
from drafter.zh.clauses import HAN


def print_tree(pack: TemplatePack) -> None:
    """Print a pack as a tree of sections and points."""
    written = manifests(Path(pack.folder))
    tree = Tree(Text(_head(pack, written), "bold"), guide_style="dim")
    for section in pack.sections:
        head = say("cli.tree_section", name=section.name, count=len(section.points))
        branch = tree.add(Text(head, "cyan"))
        blocks = point_blocks(section, template_file(pack.folder, section.name))
        for point in section.points:
            parts = _parts(point, section, blocks.get(point.name), written)
            branch.add(Text(say("cli.tree_gap").join((point.name, *parts))))
    make_console().print(tree)


def _head(pack: TemplatePack, written: Sequence[Written]) -> str:
    code = "cli.tree_head_library" if pack.library else "cli.tree_head"
    head = say(code, name=pack.name, version=pack.version, level=level_text(pack.level), period=period_text(pack))
    own = written[0].data if written else {}
    if parent := own.get("extends"):
        head += say("cli.tree_extends", name=Path(parent).name)
    if libraries := own.get("uses"):
        names = str(say("cli.comma")).join(Path(library).name for library in libraries)
        head += say("cli.tree_uses", names=names)
    return head


def _parts(point: Point, section: Section, block: PointBlock | None, written: Sequence[Written]) -> Iterator[str]:
    """Yield what is told of a point, one after the other."""
    if len(written) > 1:
        yield _source(point, written)
    sentences, wordings = _counts(section, block)
    if sentences:
        code = "cli.tree_wordings" if wordings > sentences else "cli.tree_sentences"
        yield say(code, count=sentences, wordings=wordings)
    if point.headings:
        yield say("cli.tree_headings", count=len(point.headings))
    if point.levels:
        yield say("cli.tree_levels", levels=level_text(point.levels))
    yield from _changes(point, written)


def _source(point: Point, written: Sequence[Written]) -> str:
    """Say whose text it is; for the pack's own, whose it stands for."""
    if point.source:
        return point.source
    above = next((name for pack in _above(written[0]) if (name := _source_in(pack, point.name))), "")
    return say("cli.tree_instead", name=above) if above else say("cli.tree_own")


def _above(own: Written) -> Iterator[TemplatePack]:
    """Load the packs that a pack takes from."""
    for name in (own.data.get("extends"), *own.data.get("uses", ())):
        if name:
            yield load_pack(name, own.folder)


def _source_in(pack: TemplatePack, point: str) -> str:
    """Return whose text of a point a pack has, "" where it has none."""
    found = pack.point(point)
    return (found.source or pack.name) if found else ""


def _counts(section: Section, block: PointBlock | None) -> tuple[int, int]:
    """Return how many sentences a point has, and how many wordings of them in all."""
    if block is None or not block.lines:
        return 0, 0
    text = block.text
    sentences = sum(
        has_options(line) and read_line(line).kind == "text" and bool(HAN.search(line_name(line)))
        for line in block.lines
    )
    more = sum(len(group.texts) - 1 for group in sentence_options(text))
    return sentences, sentences + more


def _changes(point: Point, written: Sequence[Written]) -> Iterator[str]:
    """Say which packs on the way lay headings, facts or levels over what the text came with."""
    for number, one in enumerate(written):
        if one.name == point.source or not (point.source or number):
            continue
        if number and one.data.get("library"):
            continue
        fields = one.fields(point.name)
        name = one.name if number else say("cli.tree_own")
        for field, code in (
            ("heading", "cli.tree_heading_changed"),
            ("slots", "cli.tree_slots_changed"),
            ("levels", "cli.tree_levels_changed"),
        ):
            if fields.get(field):
                yield say(code, name=name)
