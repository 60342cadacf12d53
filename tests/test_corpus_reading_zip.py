"""Zip files: what stands in them is read as if it stood in a folder, and nothing else happens."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from report_files import LINES, OldWindowsName, zipped

from drafter.cli.reports import each_file
from drafter.corpus.parsing import ParsedFile
from drafter.corpus.reading import find_files, read_source
from drafter.model.diagnostics import DrafterError

TEXT = "\n".join(LINES)


def written(tmp_path: Path, data: bytes) -> Path:
    """A zip file on disk."""
    path = tmp_path / "报告.zip"
    path.write_bytes(data)
    return path


def code_of(path: Path) -> str:
    """The code of the message with which a file is refused."""
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    return raised.value.diagnostics[0].code


def test_names_from_windows_are_read_and_odd_members_passed_over(tmp_path: Path) -> None:
    names = ("往年/2025年 报告.txt", "__MACOSX/._报告.txt", "往年/~$报告.docx", "图.jpg", "a\\b\\丙.md")
    path = written(tmp_path, zipped(dict.fromkeys(names, TEXT), named_in_gbk=True))
    assert find_files([path]) == [path / "a" / "b" / "丙.md", path / "往年" / "2025年 报告.txt"]
    assert [read_source(found).text for found in find_files([tmp_path])] == [TEXT, TEXT]


def test_a_zip_file_in_a_zip_file_is_read_one_in_that_is_not(tmp_path: Path) -> None:
    inner = zipped({"乙.txt": TEXT, "丙.zip": zipped({"丁.txt": TEXT})})
    path = written(tmp_path, zipped({"甲.zip": inner}))
    assert find_files([path]) == [path / "甲.zip" / "乙.txt"]
    assert read_source(path).text == TEXT
    assert code_of(path / "甲.zip" / "丙.zip") == "corpus.zip_nested"


def test_paths_lead_nowhere_outside(tmp_path: Path) -> None:
    path = written(tmp_path, zipped({"../../外.txt": TEXT, "/etc/外.txt": TEXT, "外.txt": TEXT}))
    found = find_files([path])
    assert found == [path / "etc" / "外.txt", path / "外-2.txt", path / "外.txt"]
    assert {read_source(one).text for one in found} == {TEXT}


def test_where_several_reports_stand_one_must_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, zipped({"甲.txt": TEXT, "乙.txt": TEXT}))
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    assert str(path / "甲.txt") in raised.value.diagnostics[0].hint
    assert read_source(path / "甲.txt").file == str(path / "甲.txt")
    assert code_of(path / "丙.txt") == "corpus.missing"


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04" + bytes(99))
    written(tmp_path, zipped({"甲.txt": TEXT, "乙.txt": b"\0\1\2", "丙.docx": b"PK\x03\x04", "丁.zip": b"PK\x03\x04"}))
    outcomes = list(each_file(find_files([tmp_path])))
    parsed = [outcome for outcome in outcomes if isinstance(outcome, ParsedFile)]
    faults = [fault for outcome in outcomes if not isinstance(outcome, ParsedFile) for fault in outcome]
    assert [Path(entry.source.file).name for entry in parsed] == ["甲.txt"]
    assert sorted(fault.code.partition(".")[2] for fault in faults) == ["bad_docx", "bad_zip", "binary", "zip_nested"]


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path, zipped({"甲.txt": bytes(5_000_000)}))
    assert code_of(path / "甲.txt") == "corpus.zip_bomb"


def test_a_size_that_is_a_lie_is_found_out(tmp_path: Path) -> None:
    data = bytearray(zipped({"甲.txt": TEXT * 1000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (500_000).to_bytes(4, "little")
    assert code_of(written(tmp_path, bytes(data)) / "甲.txt") == "corpus.bad_zip"


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(OldWindowsName("甲.txt"), TEXT)
    data = bytearray(buffer.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert code_of(written(tmp_path, bytes(data))) == "corpus.zip_encrypted"


def test_a_zip_file_without_reports_says_so(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, zipped({"图.jpg": b"x"}))) == "corpus.zip_empty"
