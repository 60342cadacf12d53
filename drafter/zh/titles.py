"""The lines between a report's title and its first paragraph: date and session, speaker, salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.zh.lazy import lazy_pattern
from drafter.zh.punctuation import is_closed

_SUBTITLE = lazy_pattern(
    r"——|[（(]?\d{4}年(?:\d{1,2}|元)月\d{1,2}日|[（(]?(?:讨论稿|征求意见稿|送审稿|草案|审议稿)[）)]?"
    r"|[^。，；]{0,30}第[一二三四五六七八九十\d]+次(?:全体)?会议上?[）)]?$"
)
_OFFICE = "主任|主席|主席团|委员会|常委会|院长|检察长|市长|区长|县长|省长|镇长|乡长"
_NAME = r"[\u4e00-\u9fff某×X*]?[ \u3000]?[\u4e00-\u9fff某×X*]{0,3}"
_BYLINE = lazy_pattern(rf"(?:报告人[：:].*|.{{0,24}}(?:{_OFFICE}))[ \u3000]*{_NAME}")
_SPACED_NAME = lazy_pattern(r"[（(]?[\u4e00-\u9fff某×X*][ \u3000]+[\u4e00-\u9fff某×X*][）)]?")
_SALUTATION = lazy_pattern(r"(?:[\u4e00-\u9fff]{0,6}各位|主任|尊敬的|同志们|代表们)[^。；]{0,30}[：:]")
_SUBTITLE_LIMIT, _BYLINE_LIMIT = 60, 30
BUNDLE_MARK = lazy_pattern(
    r"^(?:[【\[（(]\s*(?:第?[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十\d]{1,3}|范文[一二三四五六七八九十\d]{0,3})\s*[】\]）)]"
    r"|(?:第[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十\d]{1,3}|范文[一二三四五六七八九十\d]{1,3})(?=[：:、\s]|$))[：:、\s]*",
    re.M,
)
"""What a site sets before each report of a bundle: 【篇1】, 第2篇："""
_TITLE_BEGINS = lazy_pattern(r"[^，。；：]{2,28}(?:人大|人民代表大会|常务委员会|常委会|主席团|人民政府|政府)")
_SESSION_BEGINS = lazy_pattern(r"(?:——|[（(])?\d{4}年(?:\d{1,2}|元)月\d{1,2}日在[^。，；：]{2,40}(?<!上)(?<!上）)")
_SESSION_ENDS = lazy_pattern(r"[^。，；：\d]{0,30}(?:会议|大会)上[）)]?")
_TITLE_GOES_ON = lazy_pattern(
    r"(?:\d{4}年(?:度)?|五年|本届)?(?:主要)?工作(?:情况|总结|回顾)?的?(?:报告|汇报|总结|要点|计划|回顾|情况汇报)"
)


def title_role(line: str) -> str:
    """Say what a line between title and first paragraph is: subtitle, byline, salutation or, as "", none of these."""
    if _SALUTATION.fullmatch(line):
        return "salutation"
    if is_closed(line):
        return ""
    if len(line) <= _SUBTITLE_LIMIT and _SUBTITLE.match(line):
        return "subtitle"
    is_byline = _BYLINE.fullmatch(line) if len(line) <= _BYLINE_LIMIT else None
    return "byline" if is_byline or _SPACED_NAME.fullmatch(line) else ""


def title_lines(lines: Sequence[str]) -> int:
    """Count the lines at the head of a text that belong to the title: date and session, speaker, salutation."""
    return next((count for count, line in enumerate(lines) if not title_role(line)), len(lines))


def is_broken_title(first: str, second: str) -> bool:
    """Tell whether two lines are one: 云溪区人民代表大会常务委员会 over 工作报告, or a session line cut in two."""
    if _TITLE_BEGINS.fullmatch(first):
        return bool(_TITLE_GOES_ON.fullmatch(second))
    return bool(_SESSION_BEGINS.fullmatch(first) and _SESSION_ENDS.fullmatch(second))
