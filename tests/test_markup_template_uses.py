"""What a template uses, by kind, name and line."""

from __future__ import annotations

import pytest

from drafter.markup.environment import make_environment
from drafter.markup.template_uses import always_printed, template_uses


def uses(source: str) -> list[tuple[str, str, int, bool]]:
    return [tuple(use) for use in template_uses(make_environment(mark_lines=False).parse(source))]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("没有", []),
        ("{{ 机关 }}", [("name", "机关", 1, True)]),
        ("\n{{ 节.键 }}", [("name", "节.键", 2, True)]),
        ('{{ 节["键"] }}', [("name", "节.键", 1, True)]),
        ("{{ 上年.节.键 }}", [("name", "上年.节.键", 1, True)]),
        ("{{ 年度 + 1 }}", [("name", "年度", 1, True)]),
        ("{{ 节.清单[0] }}", [("name", "节.清单", 1, True)]),
        ("{{ 节.清单 | 列举 }}", [("filter", "列举", 1, True), ("name", "节.清单", 1, True)]),
        ("{% if 节.甲 %}{{ 节.乙 }}{% endif %}", [("name", "节.甲", 1, False), ("name", "节.乙", 1, True)]),
        ("{{ 节.乙 if 节.甲 }}", [("name", "节.甲", 1, False), ("name", "节.乙", 1, True)]),
        ("{% for 项 in 节.清单 %}{{ 项 }}{{ loop.index }}{% endfor %}", [("name", "节.清单", 1, True)]),
        ("{% for 项 in 节.清单 %}{% endfor %}{{ 项 }}", [("name", "节.清单", 1, True), ("name", "项", 1, True)]),
        ('# {{ 标题("甲") }}', [("heading", "甲", 1, True)]),
        (
            "甲{{ 节.甲 }}。\n~ 乙{{ 节.甲 }}。",
            [
                ("wording", "开头", 1, True),
                ("name", "节.甲", 1, True),
                ("wording", "开头", 2, True),
                ("name", "节.甲", 2, True),
            ],
        ),
        ("{{ 节.甲.upper() }}", [("call", "upper", 1, True)]),
        ("{% if 节.甲 is defined %}{% endif %}", [("test", "defined", 1, True), ("name", "节.甲", 1, False)]),
    ],
)
def test_every_use_is_found(source: str, found: list[tuple[str, str, int, bool]]) -> None:
    assert sorted(uses(source)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "always"),
    [
        ("{{ 节.甲 }}{{ 节.乙 | 列举 }}", {"节.甲", "节.乙"}),
        ("{% if 节.乙 %}{{ 节.甲 }}{% endif %}", set()),
        ("{% if 节.乙 %}{{ 节.甲 }}{% else %}{{ 节.甲 }}{{ 节.丙 }}{% endif %}", {"节.甲"}),
        ("{% if 节.乙 %}{{ 节.甲 }}{% elif 节.丙 %}{{ 节.甲 }}{% endif %}", set()),
        ("{% if 节.必填 %}{{ 节.甲 }}{% endif %}", {"节.甲"}),
        ("{% if not 节.必填 %}{{ 节.甲 }}{% endif %}", set()),
        ("{% for 项 in 节.清单 %}{{ 节.甲 }}{% endfor %}", {"节.清单"}),
    ],
)
def test_what_is_printed_whatever_the_facts_are(source: str, always: set[str]) -> None:
    assert always_printed(make_environment(mark_lines=False).parse(source), {"节.必填"}) == always
