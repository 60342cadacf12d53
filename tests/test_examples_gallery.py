"""The gallery shows every shipped pack as it is now, and the drafts of its invented bodies are worth showing."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import gallery
import pytest
from conftest import REPOSITORY
from gallery import Body
from office import require_office
from typer.testing import CliRunner

from drafter.cli.app import app
from drafter.drafting.render import render_draft
from drafter.model.diagnostics import DrafterError, Severity
from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.packs.catalog import shipped_packs
from drafter.writers import pdf

PACKS = shipped_packs()
LENGTHS = range(4000, 9001)
SHARED = 0.6
"""Two drafts have less of their sentences in common."""
STEMS = ("云溪", "青溪", "松岭", "沙河", "东渡", "南浦", "梅山", "石桥", "白塔", "柳湾", "竹山")
"""Places, each a neighbour of the next: ten pairs."""
LARGEST = 130_000
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
HEADS = (BlockKind.CHAPTER, BlockKind.HEADING)
TEXTS = (BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.CHART)
PLACE, LEVEL = "基本信息.地区名称", "基本信息.地区级别"


@cache
def bodies() -> dict[str, Body]:
    """The invented bodies by their packs."""
    return {body.pack: body for body in gallery.find_bodies()}


def body_of(pack: str) -> Body:
    """The body of a pack; there must be one."""
    if pack not in bodies():
        pytest.fail(f"examples/ has no folder with a {gallery.FACTS} for the pack {pack}")
    return bodies()[pack]


def printed(run: Run) -> str:
    """A run without the value of a fact: bodies don't share sentences because they have the same numbers, or differ."""
    return "□" if run.path and not run.computed else run.text


def sentences(draft: Draft, place: str = "") -> list[str]:
    """The sentences of the paragraphs; where a place is given, without its name and without values."""
    paragraphs = [block for block in draft.blocks if block.kind is BlockKind.PARAGRAPH]
    texts = [
        "".join(map(printed, block.runs)).replace(place, "□") if place else "".join(run.text for run in block.runs)
        for block in paragraphs
    ]
    found = [sentence for text in texts for sentence in SENTENCE.findall(text)]
    assert len(found) > 50
    return found


def in_common(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the sentences of the shorter draft that the other has too."""
    return (Counter(one) & Counter(other)).total() / min(len(one), len(other))


def place_of(body: Body) -> str:
    return str(body.made.facts.entries[PLACE].text)


def test_the_gallery_is_up_to_date() -> None:
    assert [str(one) for one in gallery.outdated()] == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_draft_of_a_body_is_what_render_writes(pack: str, tmp_path: Path) -> None:
    body = body_of(pack)
    result = CliRunner().invoke(app, ["render", str(body.folder / gallery.FACTS), "-o", str(tmp_path / "a.md")])
    assert result.exit_code == 0, result.output
    written = (body.folder / gallery.DRAFT).read_text(encoding="utf-8")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("pack", PACKS)
def test_check_finds_no_error_and_no_warning_in_the_facts_of_a_body(pack: str) -> None:
    facts = body_of(pack).folder / gallery.FACTS
    result = CliRunner().invoke(app, ["check", str(facts), "--json"])
    found = json.loads(result.stdout)["findings"]
    assert [one for one in found if one["severity"] != Severity.NOTE.value] == []
    assert result.exit_code == 0


@pytest.mark.parametrize("pack", PACKS)
def test_a_draft_is_of_usual_length_and_has_no_gap(pack: str) -> None:
    draft = body_of(pack).made.draft
    assert sum(map(len, draft.paragraphs())) in LENGTHS
    assert draft.gaps == ()
    assert draft.diagnostics == ()


@pytest.mark.parametrize("pack", PACKS)
def test_no_sentence_stands_twice_in_a_draft(pack: str) -> None:
    found = Counter(sentences(body_of(pack).made.draft))
    assert [sentence for sentence, count in found.items() if count > 1] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_heading_of_a_draft_has_text_under_it(pack: str) -> None:
    blocks = body_of(pack).made.draft.blocks
    assert sum(block.kind in HEADS for block in blocks) >= 3
    bare = [
        block.text
        for block, following in pairwise((*blocks, Block(BlockKind.ANNEX, ())))
        if block.kind in HEADS and following.kind not in TEXTS and not below(following, block)
    ]
    assert bare == []
    run_in = [block for block in blocks if block.kind is BlockKind.PARAGRAPH and any(run.head for run in block.runs)]
    assert [block.text for block in run_in if all(run.head for run in block.runs)] == []


def below(block: Block, head: Block) -> bool:
    """Whether a block is a heading of a lower level."""
    return block.kind is BlockKind.HEADING and (head.kind is BlockKind.CHAPTER or block.level > head.level)


@pytest.mark.parametrize("pack", PACKS)
def test_the_drafts_of_two_bodies_differ_in_their_sentences(pack: str) -> None:
    body = body_of(pack)
    own = sentences(body.made.draft, place_of(body))
    others = {other: sentences(bodies()[other].made.draft, place_of(bodies()[other])) for other in bodies()}
    alike = {other: round(in_common(own, theirs), 2) for other, theirs in others.items() if other != pack}
    assert {other: share for other, share in alike.items() if share > SHARED} == {}


@pytest.mark.parametrize("pack", PACKS)
def test_two_neighbours_with_the_same_facts_share_less_than_most_sentences(pack: str) -> None:
    made = body_of(pack).made
    level = str(made.facts.entries[LEVEL].text)
    drafts = []
    for place in (stem + level for stem in STEMS):
        entry = made.facts.entries[PLACE]._replace(text=place)
        facts = replace(made.facts, entries={**made.facts.entries, PLACE: entry})
        drafts.append(sentences(render_draft(facts, made.pack), place))
    pairs = list(pairwise(drafts))
    assert len(pairs) == 10
    assert [round(share, 2) for share in (in_common(*pair) for pair in pairs) if share >= SHARED] == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_picture_is_small_and_as_wide_as_a_page_of_the_web(pack: str) -> None:
    data = (REPOSITORY / gallery.PICTURES / body_of(pack).picture).read_bytes()
    assert width_of(data) == gallery.WIDTH
    assert len(data) <= LARGEST


def test_bodies_are_places_of_their_own() -> None:
    assert {body.folder.name for body in bodies().values()} == {place_of(body) for body in bodies().values()}
    assert sorted(bodies()) == PACKS


def width_of(png: bytes) -> int:
    """The width in a picture's header (PNG, 11.2.1)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width: int = struct.unpack(">I", png[16:20])[0]
    return width


# The command itself, on a checkout of one body.

FACTS = """\
模板: 乡镇人大年度报告
基本信息:
  地区名称: 青溪镇
  地区级别: 镇
  报告年度: 2025
  会议日期: 2026-01-08
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with one body and an empty docs."""
    folder = tmp_path / "甲 乙" / "examples" / "青溪镇"
    folder.mkdir(parents=True)
    (folder / gallery.FACTS).write_text(FACTS, encoding="utf-8")
    (tmp_path / "甲 乙" / "docs").mkdir()
    return tmp_path / "甲 乙"


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures that say what they show, made by no program."""
    monkeypatch.setattr(pdf, "render", lambda draft, _: draft.title.encode() + b"/Type /Page")
    monkeypatch.setattr(gallery, "draw_pages", lambda document: b"picture of " + document)


def told(root: Path) -> dict[str, str]:
    """What is out of date in a checkout, packs without a body aside."""
    return {path: reason for path, reason in gallery.outdated(root) if path != gallery.EXAMPLES}


DRAFT_PATH, PICTURE_PATH = "examples/青溪镇/初稿.md", f"{gallery.PICTURES}/乡镇人大年度报告.png"
RECORD_PATH = f"{gallery.PICTURES}/{gallery.RECORD}"


def test_packs_without_a_body_are_told(checkout: Path) -> None:
    packs = [reason for path, reason in gallery.outdated(checkout) if path == gallery.EXAMPLES]
    assert len(packs) == len(PACKS) - 1


@pytest.mark.usefixtures("no_office")
def test_what_is_written_once_is_up_to_date(checkout: Path) -> None:
    assert set(gallery.renew(checkout)) == {DRAFT_PATH, PICTURE_PATH, RECORD_PATH, gallery.PAGE}
    assert told(checkout) == {}
    assert gallery.renew(checkout) == []
    assert gallery.renew(checkout, anew=True) == [PICTURE_PATH]
    page = (checkout / gallery.PAGE).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", page)
    assert len(links) == 3
    assert all((checkout / "docs" / link).exists() for link in links)
    assert "1 面" in page


@pytest.mark.usefixtures("no_office")
def test_other_facts_make_draft_picture_and_page_out_of_date(checkout: Path) -> None:
    gallery.renew(checkout)
    facts = checkout / "examples" / "青溪镇" / gallery.FACTS
    facts.write_text(FACTS + "  代表总数: 52\n  届次: 十八\n", encoding="utf-8")
    assert set(told(checkout)) == {DRAFT_PATH, PICTURE_PATH, gallery.PAGE}
    gallery.renew(checkout)
    assert told(checkout) == {}


@pytest.mark.usefixtures("no_office")
def test_files_edited_exchanged_or_deleted_are_told(checkout: Path) -> None:
    gallery.renew(checkout)
    for path in (DRAFT_PATH, PICTURE_PATH, gallery.PAGE):
        (checkout / path).write_bytes(b"other")
    (checkout / gallery.PICTURES / "旧模板.png").write_bytes(b"old")
    assert set(told(checkout)) == {DRAFT_PATH, PICTURE_PATH, gallery.PAGE, f"{gallery.PICTURES}/旧模板.png"}
    for path in (DRAFT_PATH, PICTURE_PATH, RECORD_PATH):
        (checkout / path).unlink()
    assert set(told(checkout)) >= {DRAFT_PATH, PICTURE_PATH, RECORD_PATH, gallery.PAGE}
    gallery.renew(checkout)
    assert told(checkout) == {}


@pytest.mark.usefixtures("no_office")
def test_line_ends_of_windows_are_no_difference(checkout: Path) -> None:
    gallery.renew(checkout)
    for path in (DRAFT_PATH, RECORD_PATH, gallery.PAGE):
        text = (checkout / path).read_bytes()
        (checkout / path).write_bytes(text.replace(b"\n", b"\r\n"))
    assert told(checkout) == {}


def test_without_libreoffice_the_drafts_are_written_and_the_way_out_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.writers.office.find_office", lambda: None)
    with pytest.raises(DrafterError) as raised:
        gallery.renew(checkout)
    assert raised.value.diagnostics[0].code == "writers.office_missing"
    assert (checkout / DRAFT_PATH).exists()
    assert not (checkout / gallery.PAGE).exists()


def test_without_pdfplumber_the_way_out_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "render", lambda *_: b"%PDF-")
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert gallery.main([], checkout) == 2
    assert "pip install '.[pdf]'" in capsys.readouterr().err


@pytest.mark.usefixtures("no_office")
def test_the_command_says_what_is_out_of_date_and_what_it_wrote(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gallery.main(["--check"], checkout) == 1
    said = capsys.readouterr().out.splitlines()
    assert f"过时：{DRAFT_PATH}：与现在写出的不同" in said
    assert f"过时：{PICTURE_PATH}：没有这张图" in said
    assert not (checkout / DRAFT_PATH).exists()
    assert gallery.main([], checkout) == 1  # other packs have no body
    said = capsys.readouterr().out.splitlines()
    assert f"已写 {DRAFT_PATH}" in said
    assert [line for line in said if line.startswith("还缺") and "还没有示例单位" not in line] == []


def test_facts_that_are_wrong_are_told_with_their_line(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = checkout / "examples" / "青溪镇" / gallery.FACTS
    facts.write_text(FACTS.replace("2025\n", "去年\n"), encoding="utf-8")
    assert gallery.main(["--check"], checkout) == 1
    assert "事实.yaml:5" in capsys.readouterr().err
    facts.write_text(FACTS.replace("模板: 乡镇人大年度报告\n", ""), encoding="utf-8")
    assert gallery.main(["--check"], checkout) != 0
    assert "事实.yaml" in capsys.readouterr().err


def test_two_bodies_of_one_pack_are_refused(checkout: Path) -> None:
    shutil.copytree(checkout / "examples" / "青溪镇", checkout / "examples" / "松岭镇")
    with pytest.raises(gallery.GalleryError, match="松岭镇、青溪镇"):
        gallery.find_bodies(checkout)


def test_facts_for_a_pack_that_is_not_shipped_are_no_body(checkout: Path) -> None:
    facts = checkout / "examples" / "青溪镇" / gallery.FACTS
    facts.write_text(FACTS.replace("乡镇人大年度报告", "../我的模板"), encoding="utf-8")
    assert gallery.find_bodies(checkout) == []


def test_a_digest_is_the_same_in_another_place_process_and_language(checkout: Path, tmp_path: Path) -> None:
    (body,) = gallery.find_bodies(checkout)
    other = tmp_path / "elsewhere"
    shutil.copytree(checkout, other)
    script = (
        "import gallery, pathlib as p; print(*map(gallery.document_digest, gallery.find_bodies(p.Path('elsewhere'))))"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "examples"), "PYTHONHASHSEED": "7", "TZ": "UTC-14"}
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**environment, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == gallery.document_digest(body)


def test_a_picture_shows_two_pages_and_is_the_same_again(checkout: Path) -> None:
    require_office()
    gallery.renew(checkout)
    data = (checkout / PICTURE_PATH).read_bytes()
    assert width_of(data) == gallery.WIDTH
    assert 20_000 < len(data) <= LARGEST
    assert gallery.read_record(checkout)["乡镇人大年度报告.png"].pages > 2
    gallery.renew(checkout, anew=True)
    assert (checkout / PICTURE_PATH).read_bytes() == data
