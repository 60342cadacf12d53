"""Names of slots that the vocabulary does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from mining_texts import FRONT, WORK, parse

from drafter.corpus.parsing import parse_file
from drafter.data.vocabulary import vocabulary
from drafter.mining.masking import Masker
from drafter.model.pack import Slot


def own_slots(sentence: str) -> list[Slot]:
    """The slots of their own that a sentence of a report gets."""
    report = parse(FRONT + sentence + "\n" + WORK)
    before = Masker(parse(FRONT + WORK)).slots
    return [slot for path, slot in Masker(report).slots.items() if path not in vocabulary() and path not in before]


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("由7名骨干法官对接。", "骨干法官人数"),
        ("将补选时长由22天缩短。", "补选时长天数"),
        ("7月份面对领导调整，及时补选。", "领导调整月份"),
        ("疏浚河道18条。", "疏浚河道数"),
        ("协调解决用地、用工、融资等问题56个。", "解决问题数"),
        ("普惠学额覆盖率跃居全市第二名。", "普惠学额覆盖率位次"),
        ("促进规范管理资金3875万元。", "规范管理资金"),
    ],
)
def test_a_slot_is_named_by_what_is_counted_or_what_happened(sentence: str, key: str) -> None:
    assert key in [slot.key for slot in own_slots(sentence)]


def test_two_figures_of_one_name_are_told_apart_by_a_word() -> None:
    first, second = own_slots("甲学校采取28条措施加强教研，乙医院采取19条措施改进护理。")
    assert first.key != second.key
    assert not second.key[-1].isdigit()


def test_places_are_no_part_of_a_name() -> None:
    assert all("云溪" not in slot.key for slot in own_slots("云溪河流域清淤18公里。"))


def test_names_of_the_corpus_are_identifiers_and_stable(shared: Path) -> None:
    named = 0
    for path in sorted((shared / "corpus").glob("*.txt")):
        for report in parse_file(path).reports:
            slots = Masker(report).slots
            assert list(slots) == list(Masker(report).slots)
            for slot in slots.values():
                named += 1
                assert slot.section.isidentifier()
                assert slot.key.isidentifier()
                assert slot.label
                assert not slot.key.startswith("其他")
    assert named > 50


@pytest.mark.parametrize(
    ("sentence", "key", "kind", "unit"),
    [
        ("促进规范管理资金3875万元。", "规范管理资金", "money", "万元"),
        ("云溪河流经全域24.6公里。", "里程", "decimal", "公里"),
        ("普惠学额覆盖率跃居全市第二名。", "位次", "int", "名"),
    ],
)
def test_a_slot_counts_as_the_report_writes(sentence: str, key: str, kind: str, unit: str) -> None:
    slot = next(slot for slot in own_slots(sentence) if slot.key.endswith(key))
    assert (slot.type, slot.unit) == (kind, unit)


def test_what_stands_before_a_figure_stays_in_the_sentence() -> None:
    text = "自2021年起连续5年开展治理，位列全市第二名。"
    report = parse(FRONT + text + "\n" + WORK)
    start = report.text.index(text)
    words = [part for part in Masker(report).mask(start, start + len(text)) if isinstance(part, str)]
    assert any(word.endswith("连续") for word in words)
    assert any(word.endswith("第") for word in words)
