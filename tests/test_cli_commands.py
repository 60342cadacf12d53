"""The commands, from the first to the last, as a clerk would type them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import Command

ROOT = Path(__file__).resolve().parent.parent
OLDER = ROOT / "examples" / "云溪区" / "2024年报告.txt"
SHIPPED = "县级人大常委会年度报告"


def test_clean_writes_one_text_for_every_report_of_a_bundle(drafter: Command, tmp_path: Path) -> None:
    one = "临江镇人大工作总结\n一年来，镇人大依法履职。\n"
    two = "云溪镇人大工作总结\n一年来，镇人大开展视察3次。\n"
    (tmp_path / "合集.txt").write_text(f"某某范文网\n{one}\n{two}领取福利\n", encoding="utf-8")

    drafter("clean", "合集.txt", "-o", "干净")

    assert (tmp_path / "干净" / "合集_1.txt").read_text(encoding="utf-8") == one
    assert (tmp_path / "干净" / "合集_2.txt").read_text(encoding="utf-8") == two


def test_clean_never_writes_over_the_report_it_read(drafter: Command, tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("云溪区人大常委会工作报告\n一年来,工作有成效。\n", encoding="utf-8")

    drafter("clean", report, "-o", ".", code=2)

    assert "一年来,工作" in report.read_text(encoding="utf-8")


def test_inspect_prints_json_whose_offsets_lead_into_the_file(drafter: Command) -> None:
    found = json.loads(drafter("inspect", OLDER, "--json").stdout)
    text = OLDER.read_text(encoding="utf-8")

    facts = found["documents"][0]["facts"]
    assert len(facts) > 100
    assert all(text[fact["offset"] :].startswith(fact["surface"]) for fact in facts)


def test_inspect_shows_a_tree_for_people(drafter: Command) -> None:
    shown = drafter("inspect", OLDER).stdout

    assert "[今后任务]" in shown
    assert "总览.常委会会议次数" in shown


def test_mine_fill_and_render_give_the_report_back(drafter: Command, tmp_path: Path) -> None:
    drafter("mine", OLDER, "-o", "模板")
    drafter("fill", OLDER, "--pack", "模板", "-o", "上年.yaml")
    drafter("render", "上年.yaml", "-o", "稿.txt")

    assert (tmp_path / "稿.txt").read_text(encoding="utf-8") == OLDER.read_text(encoding="utf-8")


def test_clean_tells_which_texts_are_copies_and_writes_them_all_the_same(drafter: Command, tmp_path: Path) -> None:
    text = OLDER.read_text(encoding="utf-8")
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(text.replace("云溪区", "临江市"), encoding="utf-8")

    said = drafter("clean", "甲.txt", "乙.txt", "-o", "干净").output

    assert len(list((tmp_path / "干净").iterdir())) == 2
    assert re.search(r"[甲乙]\.txt:1 提示 与 [甲乙]\.txt:1《.+》有 \d\d% 的文字相同", said)


def test_mining_leaves_copies_out_and_says_so(drafter: Command, tmp_path: Path) -> None:
    text = OLDER.read_text(encoding="utf-8")
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(text.replace("云溪区", "临江市"), encoding="utf-8")

    said = drafter("mine", "甲.txt", "乙.txt", "-o", "模板").output

    assert "从 1 份报告（1 个单位" in said
    assert "没有用它" in said


def test_mining_takes_two_years_of_one_body_for_what_they_are(drafter: Command) -> None:
    said = drafter("mine", OLDER, OLDER.with_name("2025年报告.txt"), "-o", "模板").output

    assert "从 2 份报告（1 个单位" in said
    assert "没有用它" not in said


def test_mining_refuses_a_text_that_a_tool_rewrote(drafter: Command, tmp_path: Path) -> None:
    spun = OLDER.read_text(encoding="utf-8").replace("依法监督", "依法监视").replace("代表建议办理", "代表推荐办理")
    spun = spun.replace("经济发展", "经济生长").replace("高质量发展", "高质量生长").replace("自身建设", "自身扶植")
    (tmp_path / "报告.txt").write_text(spun, encoding="utf-8")

    said = drafter("mine", "报告.txt", "-o", "模板", code=2).output

    assert "像是软件改写过的文字" in said
    assert not (tmp_path / "模板").exists()


def test_mining_leaves_a_plan_out_of_annual_reports(drafter: Command, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number, place in enumerate(("云溪区", "北渡区")):
        text = OLDER.read_text(encoding="utf-8").replace("云溪区", place).replace("区委", "区委" + "、" * number)
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    plan = "南屏区人大常委会2026年工作要点\n一、强化监督\n拟听取专项报告12项，开展执法检查3次。\n"
    (folder / "要点.txt").write_text(plan, encoding="utf-8")

    notes = drafter("mine", folder, "-o", tmp_path / "模板").stderr

    assert "要点.txt:1 提示 这是工作要点" in notes
    assert "拟听取" not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "模板").glob("*.j2"))


def test_clean_names_the_files_it_passes_over(drafter: Command, tmp_path: Path) -> None:
    folder = tmp_path / "混"
    folder.mkdir()
    (folder / "甲.txt").write_bytes(OLDER.read_bytes())
    (folder / "图.png").write_bytes(b"x")

    assert "有 1 个文件不是能读的种类，跳过了：图.png。" in drafter("clean", folder, "-o", tmp_path / "净").stderr


def test_mining_says_what_it_found(drafter: Command) -> None:
    said = drafter("mine", OLDER, "-o", "模板").stdout

    assert re.search(r"从 1 份报告（1 个单位.*\d+ 个要点.*\d+ 个事实", said)


def test_new_shows_last_years_values_and_loads_without_a_finding(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "上年.yaml")
    drafter("new", SHIPPED, "-o", "今年.yaml", "--year", "2025", "--last", "上年.yaml")

    written = (tmp_path / "今年.yaml").read_text(encoding="utf-8")
    assert re.search(r"常委会会议次数: +# .*上年 8次", written)
    assert re.search(r"报告年度: 2025 ", written)
    schema = json.loads((tmp_path / "今年.schema.json").read_text(encoding="utf-8"))
    assert "常委会会议次数" in schema["properties"]["总览"]["properties"]
    assert "共 0 处错误" in drafter("check", "今年.yaml").stdout


def test_new_names_the_file_of_the_body_and_asks_for_what_its_level_reports(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "单位.yaml").write_text("名称: 云溪区\n级别: 区\n上级: 临江市\n", encoding="utf-8")

    drafter("new", SHIPPED, "-o", "今年.yaml", "--body", "单位.yaml")
    drafter("new", SHIPPED, "-o", "最少.yaml", "--minimal")

    written, least = ((tmp_path / name).read_text(encoding="utf-8") for name in ("今年.yaml", "最少.yaml"))
    assert "\n单位: 单位.yaml\n" in written
    assert "单位.yaml 里已有：市人大常委会" in written
    assert "选填" in written
    assert "选填" not in least
    assert "  常委会会议次数: " in least
    said = drafter("check", "今年.yaml").stdout
    assert "共 0 处错误" in said
    assert "地区名称 待填" not in said


def test_new_names_last_years_file_and_check_holds_the_facts_against_it(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "上年.yaml")
    drafter("new", SHIPPED, "-o", "今年.yaml", "--last", "上年.yaml", "--year", "2025")
    assert "\n上年: 上年.yaml\n" in (tmp_path / "今年.yaml").read_text(encoding="utf-8")
    set_fact(tmp_path / "今年.yaml", "代表建议总数", "158")

    said = drafter("check", "今年.yaml").stdout

    assert re.search("今年.yaml:\\d+:\\d+ 提醒 总览.代表建议总数 “158件”和上年一样（上年.yaml:", said)


def test_new_and_fill_leave_an_existing_file_alone(drafter: Command, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("我的\n", encoding="utf-8")

    drafter("new", SHIPPED, "-o", "facts.yaml", code=2)
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "facts.yaml", code=2)
    assert facts.read_text(encoding="utf-8") == "我的\n"

    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "facts.yaml", "--force")
    assert "云溪区" in facts.read_text(encoding="utf-8")


def test_render_lists_gaps_and_sentences_left_out(drafter: Command, tmp_path: Path) -> None:
    text = f"模板: {SHIPPED}\n基本信息:\n  地区名称: 云溪区\n  地区级别: 区\n  报告年度: 2025\n"
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")

    said = drafter("render", "facts.yaml", "-o", "稿.docx").stdout

    assert re.search(r"待填 \d+ 处", said)
    assert re.search(r"待填 总览\.常委会会议次数（.*），facts\.yaml", said)
    assert re.search(r"略去 \d+ 句", said)
    assert (tmp_path / "稿.docx").stat().st_size > 5000


def test_strict_writes_nothing_while_a_fact_is_missing(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(f"模板: {SHIPPED}\n基本信息:\n  地区级别: 区\n", encoding="utf-8")

    drafter("render", "facts.yaml", "-o", "稿.docx", "--strict", code=1)

    assert not (tmp_path / "稿.docx").exists()


def set_fact(path: Path, key: str, value: str) -> None:
    """Write another value behind a key of a facts file."""
    text, count = re.subn(rf"^  {key}:.*$", f"  {key}: {value}", path.read_text(encoding="utf-8"), flags=re.M)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def test_several_facts_files_are_merged(drafter: Command, tmp_path: Path) -> None:
    drafter("mine", OLDER, "-o", "模板")
    drafter("fill", OLDER, "--pack", "模板", "-o", "a.yaml")
    set_fact(tmp_path / "a.yaml", "常委会会议次数", "")
    (tmp_path / "b.yaml").write_text("总览:\n  常委会会议次数: 99\n", encoding="utf-8")

    drafter("render", "a.yaml", "b.yaml", "-o", "稿.txt")

    assert "99次" in (tmp_path / "稿.txt").read_text(encoding="utf-8")
    set_fact(tmp_path / "a.yaml", "常委会会议次数", "8次")
    for files in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")):
        said = drafter("render", *files, "-o", "另.txt", code=1)
        assert "b.yaml:2" in said.stderr, "two values for one fact are told"
        assert "a.yaml:" in said.stderr
    assert not (tmp_path / "另.txt").exists()


def test_the_same_facts_always_give_the_same_files(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "a.yaml")
    for name in ("一.docx", "二.docx"):
        drafter("render", "a.yaml", "-o", name)

    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


def test_packs_lists_the_shipped_pack_and_its_evidence(drafter: Command) -> None:
    assert SHIPPED in drafter("packs").stdout
    shown = drafter("packs", SHIPPED).stdout
    assert "代表建议" in shown
    assert re.search(r"出处 \S+\.txt@\d+", shown)


def test_every_command_explains_itself_with_an_example(drafter: Command) -> None:
    for command in ("clean", "inspect", "mine", "packs", "new", "fill", "forms", "collect", "check", "render"):
        assert f"例：drafter {command} " in drafter(command, "--help").stdout


def test_one_facts_file_renders_with_another_pack(drafter: Command, tmp_path: Path) -> None:
    drafter("mine", OLDER, "-o", "模板")
    drafter("fill", OLDER, "--pack", "模板", "-o", "上年.yaml")

    said = drafter("render", "上年.yaml", "--pack", SHIPPED, "-o", "稿.txt")
    assert "错误" not in said.stderr
    assert "常委会会议8次" in (tmp_path / "稿.txt").read_text(encoding="utf-8")

    assert "自有的" in drafter("check", "上年.yaml", "--pack", SHIPPED).stdout


def test_every_report_of_the_corpus_comes_back_character_for_character(drafter: Command, shared: Path) -> None:
    drafter("clean", shared / "corpus", "-o", "干净")
    cleaned = sorted(Path("干净").glob("*.txt"))
    assert len(cleaned) == 7
    for number, path in enumerate(cleaned):
        drafter("mine", path, "-o", f"模板{number}")
        drafter("fill", path, "--pack", f"模板{number}", "-o", f"{number}.yaml")
        drafter("render", f"{number}.yaml", "-o", f"{number}.txt")
        assert Path(f"{number}.txt").read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), path


def test_mining_over_a_pack_keeps_the_one_that_may_have_been_edited(drafter: Command, tmp_path: Path) -> None:
    drafter("mine", OLDER, "-o", "模板")
    edited = tmp_path / "模板" / "结语.md.j2"
    edited.write_text("我改过的结语。\n", encoding="utf-8")

    said = drafter("mine", OLDER, "-o", "模板").stdout

    assert "模板.bak1" in said
    assert (tmp_path / "模板.bak1" / "结语.md.j2").read_text(encoding="utf-8") == "我改过的结语。\n"
    assert edited.read_text(encoding="utf-8") != "我改过的结语。\n"


def test_render_tells_of_figures_that_contradict_and_strict_refuses(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "a.yaml")
    set_fact(tmp_path / "a.yaml", "免职人次", "99")

    assert "任免总人次与分项之和不符" in drafter("render", "a.yaml", "-o", "稿.txt").stderr
    drafter("render", "a.yaml", "-o", "严.txt", "--strict", code=1)
    assert not (tmp_path / "严.txt").exists()


def test_a_value_of_several_lines_becomes_paragraphs(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "a.yaml")
    set_fact(tmp_path / "a.yaml", "年度定位句", "|\n    第一段\n    第二段\n")

    drafter("render", "a.yaml", "-o", "稿.txt")

    lines = (tmp_path / "稿.txt").read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.endswith("第一段"))
    assert lines[first + 1].startswith("第二段")
    assert not any("\ue000" <= char <= "\uf8ff" for line in lines for char in line)


def test_an_html_draft_leads_every_figure_back_to_its_line(drafter: Command, tmp_path: Path) -> None:
    drafter("fill", OLDER, "--pack", SHIPPED, "-o", "a.yaml")
    drafter("render", "a.yaml", "-o", "稿.html")

    page = (tmp_path / "稿.html").read_text(encoding="utf-8")
    written = (tmp_path / "a.yaml").read_text(encoding="utf-8").splitlines()
    number = next(number for number, text in enumerate(written, 1) if "常委会会议次数: 8次" in text)
    assert f'title="a.yaml:{number} 总览.常委会会议次数">8次<' in page
