"""A whole report through LibreOffice and back: every value edited there by script, then the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from changed_facts import changed_facts
from office import Office, require_uno
from pull_trips import bare, read_lines
from word_editing import WordFile

from drafter.corpus.edited import read_edited
from drafter.corpus.parsing import parse_file
from drafter.data.vocabulary import known_slots
from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.values import same_value
from drafter.mining.mine import mine_reports
from drafter.model.draft import BlockKind, Draft
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.pulling.pull import Pulled, pull_draft
from drafter.pulling.written import Spot, bookmark_name, written_paragraphs
from drafter.writers import render_draft as write_word

REPORT = Path(__file__).resolve().parents[1] / "examples" / "云溪区" / "2025年报告.txt"
LEAST = 120
"""So many facts the report has at least."""
HEAD = "# 事实\n"


@dataclass
class Journey:
    """The example report as template and facts, on disk."""

    path: Path
    pack: TemplatePack

    @property
    def facts(self) -> Facts:
        facts, faults = load_facts([self.path])
        assert not faults
        return facts

    @property
    def draft(self) -> Draft:
        return render_draft(self.facts, self.pack)

    @property
    def document(self) -> bytes:
        return write_word(self.draft, Path("draft.docx"))

    def pull(self, document: bytes, *, force: bool = False) -> Pulled:
        path = self.path.with_name("edited.docx")
        path.write_bytes(document)
        return pull_draft(read_edited(path), self.facts, self.pack, force=force)

    def save(self, pulled: Pulled) -> None:
        for file, values in pulled.edits(self.facts, text=True).items():
            self.path.write_text(edit_facts(self.path.read_text(encoding="utf-8"), file, values), encoding="utf-8")


@pytest.fixture
def journey(tmp_path: Path) -> Journey:
    (report,) = parse_file(REPORT).reports
    pack = mine_reports([report], "云溪区", 1).pack
    path = tmp_path / "facts.yaml"
    path.write_text(edit_facts(HEAD, str(path), fill_report(report, pack).values), encoding="utf-8")
    return Journey(path, pack)


def spots(draft: Draft) -> list[Spot]:
    return [spot for one in written_paragraphs(draft.blocks) for spot in one.spots]


def new_values(journey: Journey) -> tuple[Facts, dict[str, str]]:
    """Return facts that are all changed, and by bookmark the texts that the draft then prints."""
    changed = changed_facts(journey.facts, journey.pack)
    old, new = spots(journey.draft), spots(render_draft(changed, journey.pack))
    assert [spot.path for spot in old] == [spot.path for spot in new]
    pairs = [(spot, other) for spot, other in zip(old, new, strict=True) if spot.text != other.text]
    assert len({spot.path for spot, _ in pairs}) > LEAST
    return changed, {bookmark_name(spot.number, spot.path): other.text for spot, other in pairs}


def assert_all_came_back(journey: Journey, pulled: Pulled, changed: Facts, texts: dict[str, str]) -> None:
    taken = {path: value for one in pulled.verdicts.taken.values() for path, value in one.items()}
    slots = known_slots(journey.pack)
    expected = {spot.path for spot in spots(journey.draft) if bookmark_name(spot.number, spot.path) in texts}
    lost = [
        path
        for path in expected
        if path not in taken or not same_value(taken[path], changed.entries[path].text, slots[path])
    ]
    assert (lost, sorted(taken.keys() - expected)) == ([], [])
    assert [piece for piece in pulled.sentences.pieces if piece.state != "same"] == []


MARKS = {"all marks": (), "no bookmarks": ("bookmarks",), "no names": ("names",), "no controls": ("controls",)}
MARKS |= {"text alone": ("controls", "bookmarks"), "text without record": ("controls", "bookmarks", "record")}


@pytest.mark.parametrize("dropped", MARKS.values(), ids=MARKS)
def test_every_value_comes_back_whatever_marks_are_left(journey: Journey, dropped: tuple[str, ...]) -> None:
    changed, texts = new_values(journey)
    word = WordFile(journey.document)
    for number, control in enumerate(word.root.iter("{*}sdt"), start=1):
        spot = spots(journey.draft)[number - 1]
        first, *others = control.iter("{*}t")
        first.text = texts.get(bookmark_name(number, spot.path), spot.text)
        for other in others:
            other.text = ""
    drops = {
        "controls": word.unwrap,
        "bookmarks": word.drop_bookmarks,
        "names": word.drop_names,
        "record": word.drop_record,
    }
    for name in dropped:
        drops[name]()
    assert_all_came_back(journey, journey.pull(word.saved()), changed, texts)


WAYS = {"typed": {}, "by a cursor": {"way": "cursor"}, "tracked": {"track": True}}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_value_edited_in_libreoffice_comes_back(journey: Journey, office: Office, way: dict[str, Any]) -> None:
    require_uno()
    changed, texts = new_values(journey)
    edited = office.edited(journey.document, {"values": texts, **way})
    assert_all_came_back(journey, journey.pull(edited), changed, texts)


def test_sentences_edited_in_libreoffice_are_there_in_the_next_draft(journey: Journey, office: Office) -> None:
    require_uno()
    _, texts = new_values(journey)
    some = {name: text for name, text in texts.items() if "执法检查" in name or "办结率" in name}
    edits = {
        "words": [("责任重大。", "使命光荣。"), ("执法检查开展专题询问", "执法检查组织开展专题询问")],
        "sentences": [("守护绿水青山。", "这是在后面新写的一句。")],
        "behind": [("守护绿水青山。", "这是新写的一段。"), ("这是新写的一段。", "这是又一段。")],
        "deleted": ["深化执法检查。"],
    }
    edited = office.edited(office.edited(journey.document, {"values": some}), edits)

    pulled = journey.pull(edited)
    journey.save(pulled)

    assert pulled.saved.refused == {}
    assert {"reworded", "new"} <= {piece.state for piece in pulled.sentences.pieces}
    assert any(piece.state == "deleted" for piece in pulled.sentences.gone)
    lines = [bare(line) for line in journey.draft.paragraphs() if line]
    assert lines == read_lines(journey.path.with_name("edited.docx"))


def test_headings_worded_anew_in_libreoffice_are_headings_of_the_next_draft(journey: Journey, office: Office) -> None:
    require_uno()
    alone = [block for block in journey.draft.blocks if block.kind is BlockKind.HEADING and block.level == 2]
    run_in = [run.text for block in journey.draft.blocks for run in block.runs[:1] if run.head]
    words = ["".join(run.text for run in alone[1].runs), run_in[1]]
    edited = office.edited(journey.document, {"words": [(words[0], "守正创新谋新篇"), (words[1], "踔厉奋发开新局。")]})

    pulled = journey.pull(edited)
    journey.save(pulled)

    assert not [piece for piece in pulled.sentences.pieces if piece.state == "new"]
    blocks = journey.draft.blocks
    assert "守正创新谋新篇" in [
        "".join(run.text for run in one.runs) for one in blocks if one.kind is BlockKind.HEADING
    ]
    assert "踔厉奋发开新局。" in [run.text for one in blocks for run in one.runs if run.head]
    lines = [bare(line) for line in journey.draft.paragraphs() if line]
    assert lines == read_lines(journey.path.with_name("edited.docx"))


def test_a_draft_that_libreoffice_only_saved_changes_nothing(journey: Journey, office: Office) -> None:
    require_uno()
    pulled = journey.pull(office.edited(journey.document, {}))
    assert pulled.edits(journey.facts, text=True) == {}
    assert pulled.verdicts.diagnostics == []
    assert [piece for piece in pulled.sentences.pieces if piece.state != "same"] == []
