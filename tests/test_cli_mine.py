"""Mining at the command line: any order, any number of processes, reports that join a pack, hand edits that stay."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from drafter.cli.app import app
from drafter.markup.wordings import wordings_of
from drafter.mining.keeping import read_kept
from drafter.packs.editing import find_edits
from drafter.packs.load import load_pack

ROOT = Path(__file__).resolve().parent.parent
ANNOTATED = sorted((ROOT / "tests" / "annotated").glob("*.txt"))
FIRST, SECOND = ANNOTATED[:6], ANNOTATED[9:13]
YEARS = sorted((ROOT / "examples" / "云溪区").glob("*报告.txt"))

Command = Callable[..., Result]


def run(*words: str | Path, code: int = 0) -> Result:
    """Run a command; it must end with the code expected."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def mine(paths: Sequence[Path], folder: Path, *words: str) -> dict[str, bytes]:
    """Mine files into a folder; returns what stands in it."""
    run("mine", *paths, "-o", folder, *words)
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder with what is in them."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of the files that differ."""
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of several bodies, and one of several years; to be copied, not to be changed."""
    folder = tmp_path_factory.mktemp("挖掘")
    mine(FIRST, folder / "第一批" / "包")
    mine([*FIRST, *SECOND], folder / "全部" / "包")
    mine(YEARS, folder / "两年" / "包")
    return folder


@pytest.fixture
def pack(mined: Path, tmp_path: Path) -> Path:
    """A copy of the first pack."""
    return Path(shutil.copytree(mined / "第一批" / "包", tmp_path / "包"))


def test_the_order_of_files_makes_no_difference(mined: Path, tmp_path: Path) -> None:
    turned = mine([*SECOND[::-1], *FIRST[::-1]], tmp_path / "包")
    assert different(turned, files(mined / "全部" / "包")) == []


def test_two_processes_give_the_same_bytes_as_one(mined: Path, tmp_path: Path) -> None:
    turned = mine([*FIRST, *SECOND], tmp_path / "包", "--jobs", "2")
    assert different(turned, files(mined / "全部" / "包")) == []


def test_the_hash_seed_makes_no_difference(mined: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "drafter", "mine", *map(str, (*FIRST, *SECOND)), "-o", str(tmp_path / "包")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert different(files(tmp_path / "包"), files(mined / "全部" / "包")) == []


def test_reports_that_join_a_pack_give_the_pack_of_all(mined: Path, pack: Path) -> None:
    run("mine", *SECOND, "--into", pack)
    assert different(files(pack), files(mined / "全部" / "包")) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_year_that_joins_the_pack_of_another_gives_the_pack_of_both(
    mined: Path, tmp_path: Path, turned: bool
) -> None:
    first, second = YEARS[::-1] if turned else YEARS
    mine([first], tmp_path / "包")
    run("mine", second, "--into", tmp_path / "包")
    assert different(files(tmp_path / "包"), files(mined / "两年" / "包")) == []


def test_another_body_that_joins_a_pack_of_one_gives_the_pack_of_both(tmp_path: Path) -> None:
    both = mine([YEARS[1], FIRST[1]], tmp_path / "一起" / "包")
    mine([YEARS[1]], tmp_path / "包")
    run("mine", FIRST[1], "--into", tmp_path / "包")
    assert different(files(tmp_path / "包"), both) == []


def test_one_report_at_a_time_gives_the_same_pack(mined: Path, tmp_path: Path) -> None:
    mine(FIRST[:1], tmp_path / "包")
    for path in FIRST[1:]:
        run("mine", path, "--into", tmp_path / "包")
    assert different(files(tmp_path / "包"), files(mined / "第一批" / "包")) == []


def test_a_report_that_is_in_the_pack_is_not_added_again(pack: Path) -> None:
    before = files(pack)
    said = run("mine", *FIRST, "--into", pack).output
    assert "没有新的报告" in said
    assert "有 6 份报告模板包里已经有了" in said
    assert different(files(pack), before) == []


def test_a_plan_does_not_join_annual_reports(pack: Path) -> None:
    before = files(pack)
    said = run("mine", ROOT / "tests" / "annotated" / "14_county_plan.txt", "--into", pack).output
    assert "这是工作要点" in said
    assert different(files(pack), before) == []


def test_a_copy_of_a_report_of_the_pack_does_not_join_it(tmp_path: Path) -> None:
    text = YEARS[1].read_text(encoding="utf-8")
    (tmp_path / "副本.txt").write_text(text.replace("云溪区", "临江市"), encoding="utf-8")
    mine([YEARS[1], FIRST[1]], tmp_path / "包")
    assert "没有用它" in run("mine", tmp_path / "副本.txt", "--into", tmp_path / "包").output


def test_a_pack_says_nothing_of_the_folders_it_was_mined_in(mined: Path) -> None:
    for folder in ("全部", "两年"):
        for name, data in files(mined / folder / "包").items():
            text = gzip.decompress(data) if name.endswith(".gz") else data
            assert str(ROOT).encode() not in text
            assert str(mined).encode() not in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "不是压缩文件".encode(),
        gzip.compress("不是 JSON\n".encode(), mtime=0),
        gzip.compress(b"[1]\n", mtime=0),
        gzip.compress(b'{"format": 1}\n', mtime=0),
        gzip.compress(b'{"format": 99, "minimum": null, "written": {}}\n', mtime=0),
        gzip.compress(b'{"format": 1, "minimum": null, "written": {}}\n{"trace": {"file": "a"}}\n', mtime=0),
        gzip.compress(b"\xff\xfe\n", mtime=0),
    ],
)
def test_damaged_traces_are_told_and_nothing_is_changed(pack: Path, data: bytes) -> None:
    (pack / "traces.jsonl.gz").write_bytes(data)
    before = files(pack)
    said = run("mine", SECOND[0], "--into", pack, code=2).output
    assert "traces.jsonl.gz 读不出来" in said
    assert "请用原来的报告重新挖掘" in said
    assert different(files(pack), before) == []


@pytest.mark.parametrize("at", [15, 200, 1000, 20_000, -9, -3])
@pytest.mark.parametrize("cut", [False, True])
def test_traces_with_a_wrong_byte_or_a_missing_end_are_told(pack: Path, at: int, cut: bool) -> None:
    good = (pack / "traces.jsonl.gz").read_bytes()
    assert len(good) > 20_000
    wrong = good[:at] + (b"" if cut else bytes([good[at] ^ 0x5A]) + good[at:][1:])
    (pack / "traces.jsonl.gz").write_bytes(wrong)
    assert "traces.jsonl.gz 读不出来" in run("mine", SECOND[0], "--into", pack, code=2).output


def test_a_pack_without_traces_takes_no_reports(pack: Path) -> None:
    (pack / "traces.jsonl.gz").unlink()
    before = files(pack)
    assert "没有 traces.jsonl.gz" in run("mine", SECOND[0], "--into", pack, code=2).output
    assert different(files(pack), before) == []


@pytest.mark.parametrize("name", ["空", "没有", "有别的"])
def test_a_folder_that_is_no_pack_takes_no_reports(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    if name != "没有":
        folder.mkdir()
    if name == "有别的":
        (folder / "照片.jpg").write_bytes(b"x")
    assert "这里没有模板包" in run("mine", SECOND[0], "--into", folder, code=2).output
    assert not folder.exists() or list(files(folder)) == (["照片.jpg"] if name == "有别的" else [])


def test_one_of_output_and_into_must_be_given(pack: Path, tmp_path: Path) -> None:
    cases: list[list[str | Path]] = [[], ["-o", tmp_path / "新", "--into", pack]]
    for words in cases:
        assert "--into" in run("mine", SECOND[0], *words, code=2).output
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("minimum", ["2", "99"])
def test_a_pack_of_nothing_is_not_written(tmp_path: Path, minimum: str) -> None:
    said = run("mine", YEARS[1], "-o", tmp_path / "包", "--min-support", minimum, code=2).output
    assert f"没有 {minimum} 个单位都有的内容" in said
    assert list(tmp_path.iterdir()) == []


def test_an_edited_template_stays_and_the_mined_one_stands_beside(mined: Path, pack: Path) -> None:
    template = pack / "监督.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n我们自己的一句话。\n", encoding="utf-8")
    before = template.read_bytes()

    said = run("mine", *SECOND, "--into", pack).output

    assert "“监督”这一节改过，照原样保留" in said
    assert template.read_bytes() == before
    assert (pack / "监督.mined.md.j2").read_bytes() == (mined / "全部" / "包" / "监督.md.j2").read_bytes()
    beside = yaml.safe_load((pack / "pack.mined.yaml").read_text(encoding="utf-8"))
    assert list(beside["sections"]) == ["监督"]
    assert "我们自己的一句话。" in "".join(one.template for one in load_pack(str(pack)).sections)


def test_edits_stay_through_several_additions(pack: Path) -> None:
    template = pack / "监督.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n我们自己的一句话。\n", encoding="utf-8")
    before = template.read_bytes()
    for path in SECOND:
        run("mine", path, "--into", pack)
        assert template.read_bytes() == before


def test_an_edited_entry_of_a_section_stays_comments_and_all(pack: Path) -> None:
    manifest = pack / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    at = text.index("  代表工作:\n") + len("  代表工作:\n")
    manifest.write_text(
        text[:at] + "    # 代表工委改\n" + text[at:].replace("heading: [", "heading: [我们的标题, ", 1), "utf-8"
    )

    said = run("mine", *SECOND, "--into", pack).output

    assert "“代表工作”这一节改过" in said
    assert "    # 代表工委改\n" in manifest.read_text(encoding="utf-8")
    assert (
        "我们的标题"
        in next(p for s in load_pack(str(pack)).sections if s.name == "代表工作" for p in s.points).headings
    )
    assert "代表工委改" not in (pack / "pack.mined.yaml").read_text(encoding="utf-8")
    assert (pack / "代表工作.mined.md.j2").exists()


def test_an_edited_key_at_the_head_stays_and_the_counts_are_new(pack: Path) -> None:
    manifest = pack / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        text.replace("version: '1'", "version: '7'  # 我们的").replace("level: 区", "level: 县"), "utf-8"
    )

    said = run("mine", *SECOND, "--into", pack).output

    assert "pack.yaml 的“version”改过" in said
    loaded = load_pack(str(pack))
    assert (loaded.version, loaded.level) == ("7", "县")
    assert loaded.reports > 6
    assert "version: '7'  # 我们的\n" in manifest.read_text(encoding="utf-8")
    beside = yaml.safe_load((pack / "pack.mined.yaml").read_text(encoding="utf-8"))
    assert beside["version"] == "1"


def test_a_section_that_was_taken_out_stays_out(pack: Path) -> None:
    manifest = pack / "pack.yaml"
    data = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    del data["sections"]["自身建设"]
    manifest.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (pack / "自身建设.md.j2").unlink()

    for path in SECOND:
        said = run("mine", path, "--into", pack).output

    assert "“自身建设”这一节删掉过" in said
    assert "自身建设" not in [one.name for one in load_pack(str(pack)).sections]
    assert not (pack / "自身建设.md.j2").exists()


OWN = """  我们的节:
    category: 监督
    points:
      我们的点: {heading: [我们的点], slots: {监督.我们的数: {type: int, unit: 件, label: 我们的数}}}
"""


def test_a_section_of_one_s_own_keeps_its_place_and_its_facts(pack: Path) -> None:
    manifest = pack / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    names = list(yaml.safe_load(text)["sections"])
    manifest.write_text(text.replace(f"\n  {names[2]}:\n", f"\n{OWN}  {names[2]}:\n"), encoding="utf-8")
    (pack / "我们的节.md.j2").write_text('# {{ 标题("我们的点") }}\n\n开展{{ 监督.我们的数 }}。\n', encoding="utf-8")

    said = run("mine", *SECOND, "--into", pack).output

    assert "“我们的节”这一节是后加的" in said
    sections = [one.name for one in load_pack(str(pack)).sections]
    assert sections[sections.index("我们的节") - 1] == names[1]
    assert OWN in manifest.read_text(encoding="utf-8")
    assert "我们的数" in (pack / "facts.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", ["flow", "no newline", "crlf"])
def test_a_manifest_that_an_editor_wrote_anew_is_read_as_it_is_meant(mined: Path, pack: Path, style: str) -> None:
    manifest = pack / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    if style == "flow":
        text = yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False, default_flow_style=True)
    manifest.write_text(text.rstrip("\n"), encoding="utf-8", newline="\r\n" if style == "crlf" else None)

    run("mine", *SECOND, "--into", pack)

    assert different(files(pack), files(mined / "全部" / "包")) == []


def test_the_last_entry_may_lack_its_line_end_when_it_was_edited(pack: Path) -> None:
    manifest = pack / "pack.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    last = list(yaml.safe_load(manifest.read_text(encoding="utf-8"))["sections"])[-1]
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n" + OWN.rstrip("\n"), encoding="utf-8")
    (pack / "我们的节.md.j2").write_text('# {{ 标题("我们的点") }}\n\n开展{{ 监督.我们的数 }}。\n', encoding="utf-8")

    run("mine", *SECOND, "--into", pack)

    sections = [one.name for one in load_pack(str(pack)).sections]
    assert sections.index("我们的节") == sections.index(last) + 1


def test_the_points_and_wordings_of_edited_sections_are_known(pack: Path) -> None:
    edited = next(one for one in load_pack(str(pack)).sections if wordings_of(one.template))
    template = pack / f"{edited.name}.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n我们自己的一句话。\n", encoding="utf-8")
    edits = find_edits(pack, read_kept((pack / "traces.jsonl.gz").read_bytes()).written)
    assert list(edits.sections) == [edited.name]
    assert edits.names == {edited.name: {point.name for point in edited.points} | wordings_of(edited.template).keys()}


def test_a_faulty_template_is_told_before_anything_is_written(pack: Path) -> None:
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text(encoding="utf-8") + "  坏: [\n", encoding="utf-8")
    before = files(pack)
    assert "pack.yaml" in run("mine", *SECOND, "--into", pack, code=2).output
    assert different(files(pack), before) == []


def test_what_was_left_out_is_told_with_examples(tmp_path: Path) -> None:
    said = run("mine", *FIRST, "-o", tmp_path / "包").output
    assert "支持数不够" in said
    assert "太短，或者只是半句" in said
    assert "有 XX、** 等遮盖的字" in said


def test_a_pack_in_the_way_is_put_aside(pack: Path, tmp_path: Path) -> None:
    before = files(pack)
    assert "改名为" in run("mine", *SECOND, "-o", pack).output
    assert different(files(tmp_path / "包.bak1"), before) == []
