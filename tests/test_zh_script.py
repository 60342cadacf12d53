"""Script: when a text counts as traditional, and what simplifying keeps."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.glosses import MANY, glosses
from drafter.zh.script import is_traditional, simplify

SIMPLIFIED = "云溪区人大常委会听取和审议专项工作报告，督促区政府办理代表建议。" * 5


def test_a_text_in_traditional_characters_is_told() -> None:
    assert is_traditional("雲溪區人大常委會聽取和審議專項工作報告")


def test_a_few_traditional_characters_do_not_make_a_text_traditional() -> None:
    assert not is_traditional(SIMPLIFIED + "副主任于龍、王後雲。")
    assert not is_traditional("于龍")


def test_rare_characters_without_a_simplified_form_are_not_traditional() -> None:
    assert not is_traditional("喆堃淼煊炜珺玥翀" * 3)


def test_a_simplified_text_loads_no_dictionary() -> None:
    code = f"from drafter.zh.script import is_traditional; import sys; is_traditional({SIMPLIFIED + '于龍'!r}); "
    code += "print('opencc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_words_decide_and_quotes_become_those_of_the_mainland() -> None:
    assert simplify("乾隆年間，河道乾淨。「『後』」") == "乾隆年间，河道干净。“‘后’”"


@given(st.text(max_size=40))
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


def test_a_syllable_with_its_tone_is_a_gloss() -> None:
    for gloss in ("(wǎng)", "（luò）", "(jué)", "(zhuàng)", "(ér)", "(lǜ)", "(wɑ̌nɡ)", "(a\u0300n)", "(Wǎng)"):
        assert glosses(f"字{gloss}后") == [(1, 1 + len(gloss))], gloss


def test_a_syllable_without_its_tone_is_a_gloss_only_among_many() -> None:
    assert glosses("议(yi)" * (MANY - 1)) == []
    assert len(glosses("议(yi)" * MANY)) == MANY


def test_words_behind_other_than_a_character_are_no_glosses() -> None:
    assert glosses("A(wǎng)、平台(wǎngluò)、平台(App)(wǎng)") == []
    assert glosses("甲等(a)、乙等(e)、丙等(A)" * MANY) == []
