"""What a template may do, and how its faults are told: by file, line and sentence."""

from __future__ import annotations

import pytest

from drafter.drafting.templates import render_template
from drafter.markup.marks import take_line
from drafter.model.diagnostics import Diagnostic, DrafterError, Place

CONTEXT = {"级": "区", "监督": {"听取": "12项", "清单": ("甲", "乙")}}


def render(source: str) -> str:
    text = render_template(source, CONTEXT, lambda line: Place("一节.md.j2", line))
    return "\n".join(take_line(line)[1] for line in text.split("\n"))


def fault(source: str) -> Diagnostic:
    with pytest.raises(DrafterError) as caught:
        render(source)
    (found,) = caught.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("第一行。\n听取{{ 监督.听取 报告。\n", "render.syntax"),
        ("第一行。\n听取{% if 监督.听取 %}报告。\n", "render.syntax"),
        ("第一行。\n听取{{ 监督.没有 }}报告。\n", "render.undefined"),
        ("第一行。\n听取{{ 没有.听取 }}报告。\n", "render.undefined"),
        ("第一行。\n听取{{ 监督.听取 | 没有 }}报告。\n", "render.filter_unknown"),
        ("第一行。\n听取{{ 监督.听取 / 0 }}报告。\n", "render.failed"),
        ("第一行。\n听取{{ 监督.听取 * 3 }}报告。\n", "render.forbidden"),
    ],
)
def test_a_fault_names_its_file_line_and_sentence(source: str, code: str) -> None:
    found = fault(source)
    assert (found.code, found.place and found.place.file) == (code, "一节.md.j2")
    assert found.place is not None
    if code != "render.syntax" or "if" not in source:  # an open branch is missed where the template ends
        assert found.place.line == 2
        assert "听取" in found.message
    assert found.hint


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ 监督.__class__ }}",
        "{{ 监督.items() }}",
        "{{ 监督['听取'].upper() }}",
        "{{ 监督.听取.format(监督) }}",
        "{{ 级.join(监督.清单) }}",
        "{{ self.__init__ }}",
        "{{ lipsum() }}",
        "{{ range(10) }}",
        "{{ cycler('a') }}",
        "{{ namespace(a=1) }}",
        "{{ 级 | attr('__class__') }}",
        "{{ 监督.清单 | map('upper') | list }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ '甲' * 9999999999 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 级 | center(9999999999) }}",
        "{{ 级 | indent(9999999999) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
        "{% import 'os' as os %}{{ os.system('true') }}",
        "{% extends 'x' %}{{ super() }}",
        "{% include '甲' %}",
        "{% set 甲 = 级 %}" + "{% set 甲 = 甲 ~ 甲 %}" * 40 + "{{ 甲 }}",
        "{% set 甲 %}{{ 级 }}{% endset %}" + "{% set 甲 %}{{ 甲 }}{{ 甲 }}{% endset %}" * 40,
        "{% set 甲 = [1] %}" + "{% set 甲 = [甲, 甲] %}" * 40 + "{{ 甲 }}",
        "{{ 级 | replace('', 级) }}",
        "{{ 级 | replace('区', '区区区区区区区区区区') }}",
        "{{ 监督.清单 | slice(9999999999) | list }}",
        "{{ 监督.清单 | batch(9999999999, '甲') | list }}",
        "{{ 监督 | tojson(9999999999) }}",
        "{{ 5.5 | round(9999999999, 'ceil') }}",
        "{% for 项 in 监督.清单 recursive %}{{ loop(监督.清单) }}{% endfor %}",
        "{% for 项 in 监督.清单 + 监督.清单 %}{{ 项 }}{% endfor %}",
        "{% for 甲 in 监督.清单 %}" * 3 + "甲" + "{% endfor %}" * 3,
    ],
)
def test_a_template_runs_no_code_and_makes_no_text_of_any_size(source: str) -> None:
    codes: set[str] = set()
    try:
        text = render(source)
    except DrafterError as error:
        codes, text = {one.code for one in error.diagnostics}, ""
    assert "class" not in text
    assert codes <= {f"render.{name}" for name in ("forbidden", "undefined", "failed", "filter_unknown", "syntax")}


def test_a_forbidden_statement_is_told_by_its_line() -> None:
    found = fault("第一行。\n{% set 甲 = 1 %}第二行。\n")
    assert (found.code, found.place and found.place.line) == ("render.forbidden", 2)
    assert "第二行" in found.message


@pytest.mark.parametrize(
    "source",
    [
        "第一行。\n{% for 甲 in 长 %}{% for 乙 in 长 %}" + "文" * 1000 + "{% endfor %}{% endfor %}",
        "第一行。\n" + "{% if 级 %}" * 200 + "甲" + "{% endif %}" * 200,
        "第一行。\n{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
)
def test_a_template_that_prints_or_nests_too_much_is_stopped(source: str) -> None:
    with pytest.raises(DrafterError) as caught:
        render_template(source, {"长": ("甲",) * 1000, "级": "区"}, lambda line: Place("一节.md.j2", line))
    assert [one.code for one in caught.value.diagnostics] == ["render.too_much"]


def test_a_loop_that_prints_too_much_is_told_by_its_line() -> None:
    source = "第一行。\n{% for 甲 in 长 %}" + "文" * 100_000 + "{% endfor %}"
    with pytest.raises(DrafterError) as caught:
        render_template(source, {"长": ("甲",) * 1000}, lambda line: Place("一节.md.j2", line))
    assert str(caught.value.diagnostics[0].place) == "一节.md.j2:2"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("全{{ 级 }}听取{{ 监督.听取 }}。", "全区听取12项。"),
        (
            "{% for 项 in 监督.清单 %}{{ loop.index }}.{{ 项 }}{% if not loop.last %}；{% endif %}{% endfor %}",
            "1.甲；2.乙",
        ),
        ("{% if 监督.清单 | length > 1 %}多{% else %}少{% endif %}", "多"),
        ("{{ 监督['听取'] }}", "12项"),
        ("{{ 监督.清单 | 列举 }}", "甲、乙"),
        ("{{ 监督.清单 | join('；') }}", "甲；乙"),
        (
            "{% for 甲 in 监督.清单 %}{% for 乙 in 监督.清单 %}{{ 甲 }}{{ 乙 }}{% endfor %}{% endfor %}",
            "甲甲甲乙乙甲乙乙",
        ),
    ],
)
def test_what_templates_need_they_can_do(source: str, text: str) -> None:
    assert render(source) == text
