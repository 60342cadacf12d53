"""drafter inspect: for people on a terminal or in a pipe, for programs, as a page."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from drafter.cli.app import app

BUNDLE = """某某范文网
云溪区人大常委会工作报告
各位代表:
我受区人大常委会委托，向大会报告工作，请予审议。
一、抓监督，促发展
全年召开常委会会议9次，审议议题42项。以XX区为例，办理很有成效。
（一）开展3次执法检查。检查《消防法》实施情况，督促整改问题15个。
各位代表，让我们团结奋斗，作出新的贡献！
领取福利
临江镇人大工作总结
一年来，镇人大开展视察3次，镇人大**团召开会议5次，在XX区学习。
"""
Command = Callable[..., Result]
SHIPPED = "县级人大常委会年度报告"


@pytest.fixture
def inspect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run inspect on the bundle in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "合集.txt").write_text(BUNDLE, encoding="utf-8")

    def run(*words: str, code: int = 0, file: str = "合集.txt") -> Result:
        result = CliRunner().invoke(app, ["inspect", file, *words])
        assert result.exit_code == code, result.output
        return result

    return run


def test_a_pipe_shows_facts_in_brackets_inside_their_sentence(inspect: Command) -> None:
    lines = inspect().stdout.splitlines()

    assert "\x1b" not in "".join(lines)
    (line,) = [line for line in lines if "42项" in line]
    assert line.endswith(
        "全年召开常委会会议〔9次｜数量｜总览.常委会会议次数〕，审议议题〔42项｜数量｜总览.审议议题数〕。"
    )
    assert any("一、抓监督，促发展 [监督]  5 项" in line for line in lines)


def test_a_sentence_without_facts_is_not_printed_and_a_fact_stands_once(inspect: Command) -> None:
    shown = inspect().stdout

    assert "很有成效" not in shown
    assert shown.count("〔15个") == 1
    assert shown.count("〔3次") == 2, "one in each report, that of the heading not again in a sentence"


def test_a_terminal_shows_colours_instead_of_brackets(inspect: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "300")
    shown = inspect().stdout

    assert "\x1b[" in shown
    assert "〔" not in shown
    assert "‹总览.审议议题数›" in shown
    assert re.search(r"\x1b\[[0-9;]*\b9m某某范文网", shown), "struck out"


def test_no_color_keeps_brackets_even_on_a_terminal(inspect: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "300")
    assert "〔42项｜数量｜总览.审议议题数〕" in inspect().stdout


def test_a_narrow_terminal_wraps_and_keeps_every_character(inspect: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "30")
    shown = re.sub(r"\x1b\[[0-9;]*m|[│├└─\s]", "", inspect().stdout)
    assert "督促整改问题15个" in shown


def test_the_head_names_body_genre_period_and_what_is_cut_off(inspect: Command) -> None:
    shown = inspect().stdout

    assert "云溪区人大常委会（区）  人大常委会工作报告" in shown
    assert re.search(r"临江镇人大（镇）.*结尾不全", shown)
    assert "杂行 位置 0：~~某某范文网~~" in shown
    assert f"杂行 位置 {BUNDLE.index('领取福利')}：~~领取福利~~" in shown


def test_the_outline_alone(inspect: Command) -> None:
    shown = inspect("--outline").stdout

    assert "一、抓监督，促发展 [监督]" in shown
    assert "42项" not in shown
    assert "可疑" not in shown


def test_long_sentences_are_shortened_around_their_facts(inspect: Command, tmp_path: Path) -> None:
    filler = "坚持围绕中心、服务大局，" * 10
    text = f"云溪区人大常委会工作报告\n一、抓监督\n{filler}召开会议9次，{filler}办结5件，{filler}成效明显。\n"
    (tmp_path / "长.txt").write_text(text, encoding="utf-8")

    (line,) = [line for line in inspect("--short", file="长.txt").stdout.splitlines() if "〔9次" in line]
    assert len(line) < 160
    assert line.count("…") == 3
    (line,) = [line for line in inspect(file="长.txt").stdout.splitlines() if "〔9次" in line]
    assert line.count("服务大局") == 30


def test_doubtful_words_are_listed_with_their_place(inspect: Command) -> None:
    shown = inspect().stdout

    assert "可疑之处" in shown
    assert re.search(r"合集\.txt:6:22 提醒 位置 \d+：“XX区”像是遮去的地名", shown)
    assert re.search(r"合集\.txt:11:.*应为“主席团”", shown)


def test_json_has_sentences_and_warnings_for_every_document(inspect: Command) -> None:
    found = json.loads(inspect("--json").stdout)

    assert len(found["documents"]) == 2
    for document in found["documents"]:
        for fact in document["facts"]:
            assert fact["surface"] in fact["sentence"]
            assert "\n" not in fact["sentence"]
        for warning in document["warnings"]:
            assert warning.keys() >= {"code", "message", "offset", "line", "column", "surface"}
            assert BUNDLE[warning["offset"] :].startswith(warning["surface"])
    first, second = (
        {entry["code"] for entry in document["warnings"] if not entry["code"].startswith("warnings.cut")}
        for document in found["documents"]
    )
    assert first == {"warnings.masked_place", "warnings.half_width"}
    assert second == {"warnings.masked_place", "warnings.censored_word"}
    sentences = {fact["surface"]: fact["sentence"] for fact in found["documents"][0]["facts"]}
    assert sentences["42项"] == "全年召开常委会会议9次，审议议题42项。"


def test_a_text_without_full_stops_does_not_make_endless_json(inspect: Command, tmp_path: Path) -> None:
    text = "云溪区人大常委会工作报告\n" + "召开会议9次，" * 4000 + "办结5件。\n"
    (tmp_path / "平.txt").write_text(text, encoding="utf-8")
    said = inspect("--json", file="平.txt").stdout

    assert len(said) < 1000 * 4000
    assert all(fact["surface"] in fact["sentence"] for fact in json.loads(said)["documents"][0]["facts"])


def test_a_page_is_written_and_named(inspect: Command, tmp_path: Path) -> None:
    assert inspect("--html", "页.html").stdout.splitlines() == ["已写 页.html"]
    assert "云溪区人大常委会工作报告" in (tmp_path / "页.html").read_text(encoding="utf-8")


def test_json_stays_json_beside_a_page(inspect: Command, tmp_path: Path) -> None:
    assert json.loads(inspect("--json", "--html", "页.html").stdout)["documents"]
    assert (tmp_path / "页.html").exists()


def test_a_page_never_replaces_the_report(inspect: Command, tmp_path: Path) -> None:
    report = tmp_path / "报告.html"
    report.write_text(BUNDLE, encoding="utf-8")
    assert "换一个文件名" in inspect("--html", "./报告.html", code=2, file="报告.html").stderr
    os.link(report, tmp_path / "同一个.html")
    inspect("--html", "同一个.html", code=2, file="报告.html")
    assert report.read_text(encoding="utf-8") == BUNDLE


@pytest.mark.parametrize(
    ("target", "message"),
    [("合集.txt", "后缀"), ("页.docx", "后缀"), ("夹", "是一个文件夹"), ("没有/页.html", "不存在")],
)
def test_a_page_that_cannot_be_written_is_refused(inspect: Command, tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "夹").mkdir()
    assert message in inspect("--html", target, code=2).stderr
    assert (tmp_path / "合集.txt").read_text(encoding="utf-8") == BUNDLE
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["合集.txt", "夹"])


def test_beside_a_pack_every_report_is_told_what_it_lacks(inspect: Command) -> None:
    shown = inspect("--pack", SHIPPED).stdout

    first, second = shown.split("临江镇人大工作总结")
    assert re.search(
        r"与模板包“.*”比较（7 个单位，至少 4 个写了的才算多数）：多数单位写的要点 \d+ 个，写了 \d 个", first
    )
    assert "整节没有：代表工作  6/7 个单位" in first
    assert "可以接在第 7 行后面：（一）开展3次执法检查" in first
    assert "缺的事实" in first
    assert "总览.主任会议次数" in first
    assert "总览.常委会会议次数" not in first
    assert "镇级" in first, "the warning stands before the second report"
    assert "缺的要点" in second
    assert "〔" not in shown, "the tree of what was understood is not printed too"


def test_beside_a_pack_the_outline_alone_leaves_facts_out(inspect: Command) -> None:
    shown = inspect("--pack", SHIPPED, "--outline").stdout
    assert "缺的要点" in shown
    assert "缺的事实" not in shown
    assert "自有的数字" not in shown


def test_json_beside_a_pack_has_all_of_it_and_more(inspect: Command) -> None:
    plain = json.loads(inspect("--json").stdout)
    found = json.loads(inspect("--json", "--pack", SHIPPED, "--share", "0.6").stdout)

    for before, after in zip(plain["documents"], found["documents"], strict=True):
        compared = after.pop("compared")
        assert before == after
        assert (compared["pack"], compared["bodies"], compared["least"]) == (SHIPPED, 7, 5)
        assert compared["points"]["of"] - compared["points"]["has"] >= len(compared["lacking_points"])
        for own in compared["own_facts"]:
            assert BUNDLE[own["offset"] :].startswith(own["surface"])
            assert own["surface"] in BUNDLE.splitlines()[own["line"] - 1]
        for place in [one["after"] for one in compared["lacking_points"] if one["after"]]:
            assert BUNDLE[place["offset"] :].startswith(place["mark"] + place["heading"])
    assert "compared" not in plain["documents"][0]


def test_a_pack_of_one_report_says_that_it_cannot_tell(inspect: Command, tmp_path: Path) -> None:
    (tmp_path / "一份.txt").write_text(BUNDLE.split("领取福利")[0], encoding="utf-8")
    mined = CliRunner().invoke(app, ["mine", "一份.txt", "-o", "一份模板"])
    assert mined.exit_code == 0, mined.output
    assert "genre: 人大常委会工作报告\n" in (tmp_path / "一份模板" / "pack.yaml").read_text(encoding="utf-8")
    shown = inspect("--pack", "一份模板").stdout
    assert shown.count("只由一个单位的报告挖掘") == 2
    assert "缺的" not in shown


def test_a_share_without_a_pack_and_an_unknown_pack_are_refused(inspect: Command) -> None:
    assert "--pack" in inspect("--share", "0.6", code=2).stderr
    assert "没有" in inspect("--pack", "不存在的模板", code=2).stderr
