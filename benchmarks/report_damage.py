"""Damage to report texts, as files meet it and as nobody would think of: a literal list of small changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

PIECES = (
    *"，。“”（)《》1十#|%\\`${}\t\n：；、？！‘’〔〕【】—…·-*_×XxＸ〇○&;\"'(),:/.@",
    *("一、", "（一）", "1.", "（1）", "①", "一是", "二是", "第一，", "第一章 ", "XX", "**", "××", "——"),
    *("\u3000", "{{", "{%", "98.5%", "３.２万余人", "1.2亿元", "党的二十大", "云政发〔2025〕3号"),
    *("2025年", "3月2日", "9次", "区十八届人大三次会议", "各位代表：\n", "云溪区人大常委会工作报告\n"),
    *("名词解释\n", "【篇2】\n", "第3篇：", "今后任务\n", "（资料图）", "主任　甄　名"),
)  # fmt: skip
NOISE = (
    "第 1 页 共 15 页", "2/22", "- 3 -", "打印本页", "来源：云溪日报 浏览：12次 字号：大 中 小", "下载", "上一篇：…",
    "(1/3)", "1、", "2、", "3、", "12", "13",
    "https://www.example.cn/a?b=1&c=2", "&nbsp;", "&amp;", "&ldquo;", "&#12288;", "&amp;amp;nbsp;", "&#1;",
    "(wǎng)", "(a)", "【责任编辑：甄某】", "a@b.cn", "云溪日报—2—", "首页 > 人大 > 报告", "0123456789abcdef0123",
)  # fmt: skip
REPEATED = (
    "一、", "（", "“", "《", "1", "—", "第", "一是", "区", "*", "X", "、", "，", ",", ":", "(", '"', " ", "\u3000",
    "\n", "&amp;", "&", "一", "十", "百", "万", "1.", "1,000", "1/2", "（一）", "某", "@", "www.", "。", "”", "）",
    "》", ">", "A", "届", "\t",
)  # fmt: skip
CONTROL = "\x00\x01\x08\x0b\x0c\x1b\x1c\x1d\x1e\x1f\x7f\x85\x9f\u2028\u2029\ufffe\ufdd0"
INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad\u00a0\u2003\u202e\ufe0f\u0301"
PRIVATE = "".join(map(chr, range(0xE000, 0xE008))) + "\uf8ff\U000f0000"
EMOJI = ("😀", "👨‍👩‍👧", "🇨🇳", "1️⃣", "①", "㈠", "⼈", "𠮷", "Ⅷ", "½", "²", "٣", "१", "௧", "〸", "㊀", "㎡")
LEFT_OUT = range(0xD800, 0xE000)
LONGEST_NUMBER = 6_000

Change = Callable[[str, str, random.Random], str]


def place(text: str, chance: random.Random) -> int:
    """Choose a place in a text."""
    return chance.randrange(len(text) + 1)


def stretch(text: str, chance: random.Random, longest: int = 60) -> tuple[int, int]:
    """Choose a stretch of a text."""
    begin = place(text, chance)
    return begin, min(len(text), begin + chance.randint(1, longest))


def any_character(chance: random.Random) -> str:
    """Choose any character of Unicode but a surrogate, most often one of the first plane."""
    code = chance.randrange(chance.choice((0x80, 0x3000, 0x10000, 0x110000)))
    return "?" if code in LEFT_OUT else chr(code)


def put_in(text: str, piece: str, chance: random.Random) -> str:
    """Put a piece in somewhere."""
    at = place(text, chance)
    return text[:at] + piece + text[at:]


def flip(text: str, other: str, chance: random.Random) -> str:
    """Change one character into another one of the text, into a mark or into any."""
    at = place(text, chance)
    new = chance.choice((chance.choice(text or "a"), chance.choice(PIECES), any_character(chance)))
    return text[:at] + new + text[at + 1 :]


def delete(text: str, other: str, chance: random.Random) -> str:
    """Take a stretch out."""
    begin, end = stretch(text, chance)
    return text[:begin] + text[end:]


def duplicate(text: str, other: str, chance: random.Random) -> str:
    """Say a stretch again somewhere."""
    begin, end = stretch(text, chance, chance.choice((20, 300)))
    return put_in(text, text[begin:end], chance)


def splice(text: str, other: str, chance: random.Random) -> str:
    """Go on with another report in the middle, or put a part of it in."""
    begin, end = stretch(other, chance, chance.choice((40, 1500)))
    if chance.random() < 0.3:
        return text[: place(text, chance)] + other[begin:]
    return put_in(text, other[begin:end], chance)


def swap_lines(text: str, other: str, chance: random.Random) -> str:
    """Let two lines change places."""
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def join_lines(text: str, other: str, chance: random.Random) -> str:
    """Take line ends out, or turn them into blanks; all of them or some."""
    new = chance.choice(("", " ", "\u3000", "  "))
    share = chance.choice((0.05, 0.4, 1.0))
    return "".join(new if char == "\n" and chance.random() < share else char for char in text)


def break_lines(text: str, other: str, chance: random.Random) -> str:
    """Wrap lines at a width, or break them anywhere, with blanks and blank lines."""
    if chance.random() < 0.4:
        width, indent = chance.randint(8, 45), chance.choice(("", "  ", "\u3000\u3000"))
        return "\n".join(indent + line[n : n + width] for line in text.split("\n") for n in range(0, len(line), width))
    for _ in range(chance.choice((1, 5, 40))):
        text = put_in(text, chance.choice(("\n", "\n\n", " ", "  ", "\u3000", "\t", "\n\u3000\u3000")), chance)
    return text


def space_out(text: str, other: str, chance: random.Random) -> str:
    """Space a line letter by letter."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "\u3000", "  ")).join(lines[at][: chance.choice((12, 40, 200))])
    return "\n".join(lines)


def half_width(text: str, other: str, chance: random.Random) -> str:
    """Turn full-width marks and digits into half-width ones."""
    table = str.maketrans("，：；？！（）“”１２", ',:;?!()""12')
    begin, end = stretch(text, chance, chance.choice((50, 10_000)))
    return text[:begin] + text[begin:end].translate(table) + text[end:]


def full_width(text: str, other: str, chance: random.Random) -> str:
    """Turn ASCII into its full-width form."""
    begin, end = stretch(text, chance, chance.choice((50, 10_000)))
    wide = (chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text[begin:end])
    return text[:begin] + "".join(wide) + text[end:]


def traditional(text: str, other: str, chance: random.Random) -> str:
    """Write the text, or a stretch of it, in traditional characters."""
    begin, end = stretch(text, chance, chance.choice((30, 10_000)))
    converted: str = _converter().convert(text[begin:end])
    return text[:begin] + converted + text[end:]


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t.json")


def insert(text: str, other: str, chance: random.Random) -> str:
    """Put in a mark or a word that means something to a reader of reports."""
    return put_in(text, chance.choice(PIECES), chance)


def insert_noise(text: str, other: str, chance: random.Random) -> str:
    """Put in what web pages put in, as a line of its own or in mid-sentence; sometimes often."""
    for _ in range(chance.choice((1, 1, 3, 14))):
        piece = chance.choice(NOISE)
        text = put_in(text, f"\n{piece}\n" if chance.random() < 0.5 else piece, chance)
    return text


def count_up(text: str, other: str, chance: random.Random) -> str:
    """Put in numbers that count up: page numbers, previewers' numbers, sections."""
    form = chance.choice(("\n{}\n", "{}、", "{}/22", "\n- {} -\n", "\n{}.", "第{}页", "（{}）"))
    places = sorted(place(text, chance) for _ in range(chance.randint(2, 9)))
    for number, at in reversed(list(enumerate(places, 1))):
        text = text[:at] + form.format(number) + text[at:]
    return text


def mask(text: str, other: str, chance: random.Random) -> str:
    """Blot something out."""
    begin, end = stretch(text, chance, 4)
    return text[:begin] + chance.choice("Xx×*＊_○") * chance.randint(1, 6) + text[end:]


def repeat_mark(text: str, other: str, chance: random.Random) -> str:
    """Repeat a mark many times."""
    return put_in(text, chance.choice(REPEATED) * chance.choice((3, 30, 400)), chance)


def long_number(text: str, other: str, chance: random.Random) -> str:
    """Put in a number of absurd length."""
    digits = chance.choice(
        ("0123456789", "０１２３４５６７８９", "一二三四五六七八九十百千万亿零〇两", "1,", "9.", "0", "٣१௧")
    )
    length = chance.choice((5, 33, 400, LONGEST_NUMBER))
    unit = chance.choice(
        ("", "件", "万元", "%", "年", "月", "个百分点", "届", "、", "次会议", "日", "/3", "号", "-5件")
    )
    return put_in(text, "".join(chance.choice(digits) for _ in range(length)) + unit, chance)


def long_line(text: str, other: str, chance: random.Random) -> str:
    """Say a paragraph so often that it becomes a very long line."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = (lines[at] * 200)[: chance.choice((700, 4_000, 12_000))]
    return "\n".join(lines)


def strange(text: str, other: str, chance: random.Random) -> str:
    """Put in control, invisible and private-use characters, emoji, anything of Unicode."""
    for _ in range(chance.choice((1, 4, 30))):
        kinds = (CONTROL, INVISIBLE, PRIVATE, EMOJI)
        piece = any_character(chance) if chance.random() < 0.4 else chance.choice(chance.choice(kinds))
        text = put_in(text, piece, chance)
    return text


CHANGES: tuple[Change, ...] = (
    flip,
    delete,
    duplicate,
    splice,
    swap_lines,
    join_lines,
    break_lines,
    space_out,
    half_width,
    full_width,
    traditional,
    insert,
    insert_noise,
    count_up,
    mask,
    repeat_mark,
    long_number,
    long_line,
    strange,
)
WHOLE_SHARE, PART = 0.03, 2_500
"""So many of the texts are damaged as a whole; of the others, a part of about so many characters."""


def damaged(texts: list[str], chance: random.Random) -> str:
    """Choose a text, or a part of one, and damage it, a little or a lot."""
    text, other = chance.choice(texts), chance.choice(texts)
    if chance.random() > WHOLE_SHARE:
        at = 0 if chance.random() < 0.5 else chance.randrange(len(text))
        begin = text.rfind("\n", 0, at) + 1
        text = text[begin : begin + chance.randint(1, PART)]
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8, 24))):
        text = chance.choice(CHANGES)(text, other, chance)
    return text.replace("\r\n", "\n").replace("\r", "\n")
