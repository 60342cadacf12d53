"""Runs shared with other texts: characters alone count, what several sources have is nobody's."""

from __future__ import annotations

import time

from drafter.model.diagnostics import Place
from drafter.packs.originality import LEAST, Line, Source, shared_runs

RUN = "推动代表建议办理由答复满意向结果满意转变让代表看见变化"
OTHER = "坚持把群众关心的事情一件一件办好办实办出成效"


def lines(*texts: str) -> list[Line]:
    return [Line(text, Place("甲.md.j2", number)) for number, text in enumerate(texts, start=1)]


def found(texts: list[Line], *sources: str) -> list[tuple[str, str, str]]:
    named = [Source(f"{number}.txt", text) for number, text in enumerate(sources, start=1)]
    return [(run.text, str(run.place), str(run.source)) for run in shared_runs([texts], named)]


def test_a_run_is_found_whatever_stands_between_its_characters() -> None:
    assert len(RUN) >= LEAST
    source = f"标题\n\n{RUN[:9]}，{RUN[9:15]} 、\n{RUN[15:]}。"
    assert found(lines("前面。", f"{RUN[:4]}{{{{ 节.键 }}}}{RUN[4:20]}；", f"{RUN[20:]}{{# 注 #}}"), source) == [
        (RUN, "甲.md.j2:2:1", "1.txt:3")
    ]


def test_a_run_begins_and_ends_where_the_texts_part() -> None:
    assert found(lines(f"甲乙{RUN}丙"), f"丁{RUN}{OTHER}") == [(RUN, "甲.md.j2:1:3", "1.txt:1")]


def test_a_shorter_run_is_none_and_so_is_one_of_several_sources() -> None:
    assert found(lines(RUN[: LEAST - 1]), RUN) == []
    assert found(lines(RUN), RUN, f"前面{RUN}") == []
    assert found(lines(RUN)) == []


def test_what_goes_on_in_one_source_behind_a_set_phrase_is_told_whole() -> None:
    text = RUN + OTHER
    assert found(lines(text), text, RUN) == [(text[len(RUN) - LEAST + 1 :], "甲.md.j2:1:4", "1.txt:1")]


def test_figures_count_in_any_width() -> None:
    text = f"2024年{RUN[:10]}共12件{RUN[10:20]}"
    assert found(lines(text), text.replace("2024", "２０２４")) == [(text, "甲.md.j2:1:1", "1.txt:1")]


def test_texts_that_repeat_themselves_take_no_longer() -> None:
    started = time.perf_counter()
    assert len(found(lines("好" * 20_000), "好" * 200_000)) == 1
    assert time.perf_counter() - started < 2
