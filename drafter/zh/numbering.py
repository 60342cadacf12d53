"""The numbers of headings: 一、（一）1.（1）."""

from __future__ import annotations

from drafter.zh.numerals import to_hanzi

NUMBERING = ("一、", "（一）", "1.", "（1）")
"""The usual marks of the four heading levels (GB/T 9704—2012, 7.3.3)."""


def write_mark(form: str, count: int) -> str:
    """Write a count in the form of a level's first mark: 一、 and 3 give 三、; （1） and 3 give （3）."""
    return form.replace("一", to_hanzi(count)) if "一" in form else form.replace("1", str(count))
