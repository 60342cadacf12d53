"""Clauses: what stays in a clause, what becomes a placeholder, and where in the file it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mining_texts import FRONT, WORK, elsewhere, mine, parse, templates, with_line

from drafter.corpus.parsing import parse_file, parse_source
from drafter.mining.masks import is_masked, may_be_masked, restore
from drafter.mining.placeholders import ANY, ANY_FACT, KIND, KINDS, boxed, is_word, parts_of, word_character, words
from drafter.mining.traces import Trace, trace_report
from drafter.model.report import Report, SourceText

ANNOTATED = sorted((Path(__file__).parent / "annotated").glob("*.txt"))
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*报告.txt"))


def clauses(line: str, front: str = FRONT) -> list[str]:
    """The clauses of a line of a report, to read."""
    report = parse(front + line + "\n" + WORK)
    return [boxed(key) for key in keys_of(report, line)]


def keys_of(report: Report, line: str) -> list[str]:
    """The masked clauses of a line of a report."""
    start = report.text.index(line)
    places = range(report.offset(start), report.offset(start + len(line)))
    made = trace_report(report).clauses
    return [key for key, offset in zip(made.keys, made.offsets, strict=True) if offset in places]


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("向区委请示报告。", ["向党委请示报告"]),
        ("督促区政府整改。", ["督促政府整改"]),
        ("助推全区发展，推动我区工作。", ["助推全级发展", "推动我级工作"]),
        ("审查批准区本级决算。", ["审查批准级本级决算"]),
        ("指导选区补选区人大代表。", ["指导选区补选级人大代表"]),
        ("讲好云溪人大故事。", ["讲好地名人大故事"]),
        ("在市人大常委会指导下开展工作。", ["在上级人大指导下开展工作"]),
        ("审查2024年决算，部署2026年工作。", ["审查年度年决算", "部署年度年工作"]),
        ("自2019年起连续5年开展治理。", ["自□起连续□开展治理"]),
        ("区十八届人大五次会议确定的任务。", ["级届次届人大会议次数次会议确定的任务"]),
        ("区十八届人大四次会议期间提出。", ["□期间提出"]),
        ("检查《消防法》的实施情况。", ["检查□的实施情况"]),
        ("追回资金1280万元，增长6.5%，提高3.9个百分点。", ["追回资金□", "增长□", "提高□"]),
        ("制定《议事规则》《办事办法》。", ["制定□"]),
        ("在《云溪日报》刊登。", ["在□刊登"]),
        ("贯彻党的二十大精神。", ["贯彻□精神"]),
        ("实施“十五五”规划。", ["实施□规划"]),
        ("一是抓学习。", ["抓学习"]),
    ],
)
def test_what_is_a_report_s_own_is_masked(line: str, masked: list[str]) -> None:
    assert clauses(line) == masked


@pytest.mark.parametrize(
    "line",
    [
        "坚决做到“两个维护”。",
        "扎实开展社区园区小区选区工作。",
        "坚持以习近平新时代中国特色社会主义思想为指导。",
        "深入践行全过程人民民主。",
        "支持和保障“一府两院”依法履职。",
        "进一步发挥一线作用。",
        "服务区域发展大局。",
    ],
)
def test_set_phrases_and_words_that_look_like_places_stay(line: str) -> None:
    assert clauses(line) == [line[:-1]]


CITY = (
    FRONT.replace("云溪区", "临江市")
    .replace("区人大", "市人大")
    .replace("区委", "市委")
    .replace("——2026年1月8日在临江市第十八届人民代表大会第五次会议上\n", "")
)


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("助推全市民生事业和全市政协工作。", "助推全级民生事业和全级政协工作"),
        ("走访市民和全市市场主体。", "走访市民和全级市场主体"),
        ("我受临江市第六届人大常委会的委托。", "我受地名□的委托"),
    ],
)
def test_the_level_word_is_told_from_words_that_begin_like_it(line: str, masked: str) -> None:
    assert clauses(line, CITY) == [masked]


def traces() -> list[tuple[Report, Trace]]:
    """All invented reports of the repository with their traces."""
    reports = [report for path in (*ANNOTATED, *EXAMPLES) for report in parse_file(path).reports]
    return [(report, trace_report(report)) for report in reports]


TRACES = traces()


def test_every_fact_of_a_clause_is_kept_with_its_kind() -> None:
    counted = 0
    for _, trace in TRACES:
        for number, key in enumerate(trace.clauses.keys):
            blanks = trace.clauses.blanks.get(number, ())
            assert [blank[0] for blank in blanks] == [KIND[mark] for mark in ANY_FACT.findall(key)]
            counted += len(blanks)
    assert counted > 500


def test_offsets_lead_to_the_clause_in_the_file_as_it_was_read() -> None:
    """Wherever cleaning left the characters as they were; another script or a gloss is written otherwise."""
    right = wrong = 0
    for report, trace in TRACES:
        for key, offset in zip(trace.clauses.keys, trace.clauses.offsets, strict=True):
            begin = ANY.split(key)[0][:4]
            if begin and (begin in report.source or begin[0] in report.source):
                found = report.source.startswith(begin, offset) or report.source.startswith(begin[:1], offset)
                right, wrong = right + found, wrong + (not found)
    assert right > 2000
    assert wrong < 0.02 * right


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "听取报告,推动落实。",
                "办理建议167件。",
                "向区委请示。",
                "审查2024年决算;",
                "一是抓学习。",
                "检查《消防法》情况。",
            ]
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["", "某某范文网 www.example.com\n", "\ufeff", "\u3000\u3000", "\r\n\r\n", "&nbsp;"]),
)
def test_offsets_are_right_after_cleaning_moved_things(lines: list[str], noise: str) -> None:
    source = noise + (FRONT + "\n".join(noise + line for line in lines) + "\n" + WORK).replace("\n", "\r\n")
    for report in parse_source(SourceText("报告.txt", source)).reports:
        made = trace_report(report).clauses
        told = 0
        for number, (key, offset) in enumerate(zip(made.keys, made.offsets, strict=True)):
            first = ANY.split(key)[0]
            fact = made.blanks[number][0][2] if not first and key[0] in KIND else ""
            assert source.startswith(first or fact, offset)
            told += bool(first or fact)
        assert told > len(lines)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(["听取", "、", "报告", "（", "“"]), st.sampled_from(sorted(KIND)))).map("".join)
)
def test_a_masked_text_comes_apart_and_together_again(key: str) -> None:
    facts = iter(range(len(key)))
    parts = parts_of(key, (f"<{number}>" for number in facts))
    assert "".join(str(part) for part in parts) == "".join(_numbered(key))
    assert boxed(key) == ANY_FACT.sub("□", key)


def _numbered(key: str) -> list[str]:
    count = iter(range(len(key)))
    return [f"<{next(count)}>" if character in KIND else character for character in key]


def test_every_kind_of_fact_and_every_word_has_a_character_of_its_own() -> None:
    characters = [*KIND, *(word_character(use) for use in words())]
    assert len(set(characters)) == len(KINDS) + len(words())
    assert all(ANY.fullmatch(character) for character in characters)
    assert all(is_word(use) for use in words())


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("坚持以A总书记重要讲话为指引", "坚持以习近平总书记重要讲话为指引"),
        ("以XX同志为核心的党中央", "以习近平同志为核心的党中央"),
        ("贯彻X新时代中国特色社会主义思想", "贯彻习近平新时代中国特色社会主义思想"),
        ("人大××团", "人大主席团"),
        ("地方国家权力**", "地方国家权力机关"),
    ],
)
def test_a_masked_set_phrase_is_put_back(text: str, restored: str) -> None:
    assert may_be_masked(text)
    assert restore(text) == restored
    assert not is_masked(restored)


@pytest.mark.parametrize("text", ["中共XX区委坚强领导", "落实**部署", "在×县开展视察", "联系A企业"])
def test_what_cannot_be_read_stays_masked_and_is_known(text: str) -> None:
    assert restore(text) == text
    assert is_masked(text)


@pytest.mark.parametrize("text", ["推进5G和AI应用", "建设A+B平台", "党的二十大", "“X+1”机制", "3×3措施"])
def test_letters_of_the_language_are_no_masks(text: str) -> None:
    assert not is_masked(text)


def test_masked_words_are_restored_or_left_out_and_counted() -> None:
    known = "始终坚持以XX总书记重要讲话精神为指引。"
    unknown = "认真落实中共XX区委各项决策部署要求。"
    text = with_line(known + unknown)
    mined = mine(text, elsewhere(text))
    assert "始终坚持以习近平总书记重要讲话精神为指引" in templates(mined.pack)
    assert "XX" not in templates(mined.pack)
    assert mined.counts["dropped_masked"] == 2
    assert len(mined.dropped["masked"]) == 1
