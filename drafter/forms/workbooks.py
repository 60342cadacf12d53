"""Workbooks that come back: opened with care, whoever saved them, and their rows found by the header."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.data import diagnose, read_data
from drafter.forms.cells import FormCell, clean_text
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity

MOST_BYTES = 20_000_000
MOST_UNPACKED = 50_000_000
"""A form has some 30 kB and 300 kB unpacked; what is far larger is no form, or made to fill the memory."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 100

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .xls begins, and a file with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_NEEDED = ("value", "path")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A row of a form as it stands in the file; `path` is what its 编号 says, "" where that is empty."""

    path: str
    label: str
    value: FormCell
    note: FormCell | None = None


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A workbook read: its rows, what its hidden record says (`pack`, `template`, `year`, `department`), findings."""

    file: str
    lines: tuple[FormLine, ...]
    record: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def department(self) -> str:
        """Whose form it is: as recorded, else the file's name."""
        return self.record.get("department") or Path(self.file).stem


def find_workbooks(paths: Iterable[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """Return the files named and those in the folders named, with a finding for each that is no .xlsx.

    Lock files (~$…) and hidden ones are passed over. Raises DrafterError where a folder holds no workbook at all.
    """
    known = read_data("forms")
    found: list[Path] = []
    diagnostics: list[Diagnostic] = []
    for path in paths:
        if not path.is_dir():
            found += [] if _is_lock(path) else [path]
            continue
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path))
        tables = [p for p in inside if p.suffix.lower() in (*known["suffixes"], *known["other_suffixes"])]
        if not tables:
            raise DrafterError(diagnose("collect.empty_folder", Place(str(path))))
        found += tables
        others = [p.name for p in inside if p not in tables]
        if others:
            names = read_data("facts_format")["list_mark"].join(others[:5])
            diagnostics.append(
                diagnose("collect.not_tables", Place(str(path)), severity=Severity.NOTE, count=len(others), names=names)
            )
    return list(dict.fromkeys(found)), diagnostics


def read_form(path: Path) -> FilledForm | Diagnostic:
    """Read a workbook; a diagnostic says why it cannot be read, or that no sheet of it is a form."""
    file = str(path)
    data = _data(path)
    if isinstance(data, Diagnostic):
        return data
    try:
        return _read(file, data)
    except DrafterError as error:
        return error.diagnostics[0]
    except Exception as error:  # openpyxl raises anything on a damaged file
        return diagnose("collect.damaged", Place(file), reason=type(error).__name__)


def _is_lock(path: Path) -> bool:
    return path.name.startswith(("~$", ".~"))


def _is_hidden(path: Path, folder: Path) -> bool:
    return _is_lock(path) or any(part.startswith(".") for part in path.relative_to(folder).parts)


def _data(path: Path) -> bytes | Diagnostic:
    """Return a file's bytes when it is a workbook of bearable size."""
    place = Place(str(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            return diagnose("collect.too_big", place, limit=MOST_BYTES // 1_000_000)
        data = path.read_bytes()
    except FileNotFoundError:
        return diagnose("collect.file_missing", place)
    except (OSError, ValueError) as error:
        return diagnose("collect.file_unreadable", place, reason=getattr(error, "strerror", None) or error)
    if data.startswith(_OLE):
        return diagnose("collect.encrypted" if _ENCRYPTED in data else "collect.old_format", place)
    if path.suffix.lower() in read_data("forms")["other_suffixes"]:
        return diagnose("collect.other_format", place, suffix=path.suffix)
    if not data.startswith(_ZIP):
        return diagnose("collect.not_a_workbook", place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpackable(archive, place) or data
    except Exception as error:
        return diagnose("collect.damaged", place, reason=type(error).__name__)


def _unpackable(archive: zipfile.ZipFile, place: Place) -> Diagnostic | None:
    """Say why a zip file is no workbook, or one made to do harm: zip never unpacks more than it says here."""
    if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
        return diagnose("collect.unpacked_too_big", place, limit=MOST_UNPACKED // 1_000_000)
    names = archive.namelist()
    if "xl/workbook.bin" in names or "mimetype" in names:
        return diagnose("collect.other_format", place, suffix=Path(place.file).suffix)
    if "xl/workbook.xml" not in names:
        return diagnose("collect.not_a_workbook", place)
    for name in names:
        # No spreadsheet writes a document type; entities in it could grow without bound.
        if not name.endswith((".xml", ".rels")):
            continue
        with archive.open(name) as part:
            if b"<!DOCTYPE" in part.read(4096):
                return diagnose("collect.damaged", place, reason="DOCTYPE")
    return None


def _read(file: str, data: bytes) -> FilledForm | Diagnostic:
    lines: list[FormLine] = []
    diagnostics: list[Diagnostic] = []
    record: Mapping[str, str] = {}
    headers = 0
    results: dict[tuple[str, int, int], FormCell] | None = None
    for sheet, rows in _sheets(file, data, results_only=False):
        if sheet == read_data("forms")["record"]:
            record = _record(rows)
            continue
        columns: dict[str, int] = {}
        for number, row in enumerate(rows):
            if number == MOST_ROWS:
                cell = row[0] if row else FormCell(file, sheet, number + 1, 1, None)
                diagnostics.append(
                    diagnose(
                        "collect.too_many_rows", cell.place, severity=Severity.WARNING, sheet=sheet, limit=MOST_ROWS
                    )
                )
                break
            if header := _header(row):
                columns, headers = header, headers + 1
                diagnostics += _doubled(row, header)
                continue
            line = _line(row, columns) if columns else None
            if line is None:
                continue
            if line.value.kind == "f":
                results = _results(file, data) if results is None else results
                line = FormLine(line.path, line.label, results.get(_key(line.value), line.value), line.note)
            lines.append(line)
    if not headers:
        return diagnose("collect.no_header", Place(file), severity=Severity.WARNING)
    return FilledForm(file, tuple(lines), record, tuple(diagnostics))


def _sheets(file: str, data: bytes, *, results_only: bool) -> Iterator[tuple[str, Iterator[list[FormCell]]]]:
    """Yield each sheet's name with its rows of cells that hold something."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that openpyxl would not write back: nothing is written back
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=results_only)
        if len(book.worksheets) > MOST_SHEETS:
            raise DrafterError(diagnose("collect.too_many_sheets", Place(file), limit=MOST_SHEETS))
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its size may be wrong
            yield (
                sheet.title,
                (
                    [_cell(file, sheet.title, cell) for cell in row if cell.value is not None]
                    for row in sheet.iter_rows(max_col=MOST_COLUMNS)
                ),
            )


def _cell(file: str, sheet: str, cell: Any) -> FormCell:
    return FormCell(
        file, sheet, cell.row, cell.column, cell.value, str(cell.data_type), str(cell.number_format or "General")
    )


def _results(file: str, data: bytes) -> dict[tuple[str, int, int], FormCell]:
    """Return the cells of a workbook with what its formulas came to when it was last saved."""
    return {
        _key(cell): FormCell(
            file, sheet, cell.row, cell.column, cell.value, cell.kind, cell.number_format, formula=True
        )
        for sheet, rows in _sheets(file, data, results_only=True)
        for number, row in enumerate(rows)
        if number < MOST_ROWS
        for cell in row
    }


def _key(cell: FormCell) -> tuple[str, int, int]:
    return cell.sheet, cell.row, cell.column


def _titles() -> dict[str, str]:
    return {_bare(column["title"]): name for name, column in read_data("forms")["columns"].items()}


def _bare(text: str) -> str:
    """Return a header's text without blanks and asides."""
    return re.sub(read_data("forms")["header_asides"], "", text)


def _header(row: list[FormCell]) -> dict[str, int]:
    """Return the number of each column when a row is a form's header; {} when it is none."""
    titles = _titles()
    columns: dict[str, int] = {}
    for cell in row:
        name = titles.get(_bare(cell.value)) if isinstance(cell.value, str) else None
        if name:
            columns.setdefault(name, cell.column)
    return columns if all(name in columns for name in _NEEDED) else {}


def _doubled(row: list[FormCell], columns: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Tell of a second column of values: only the first is read."""
    title = read_data("forms")["columns"]["value"]["title"]
    for cell in row:
        if isinstance(cell.value, str) and _bare(cell.value) == title and cell.column != columns["value"]:
            yield diagnose("collect.doubled", cell.place, sheet=cell.sheet, address=cell.address, title=title)


def _line(row: list[FormCell], columns: Mapping[str, int]) -> FormLine | None:
    """Return what a row under a header says; None for one with neither a value nor a 编号."""
    by_column = {cell.column: cell for cell in row}
    path_cell, value = by_column.get(columns["path"]), by_column.get(columns["value"])
    path = clean_text(str(path_cell.value)) if path_cell else ""
    if not path and (value is None or value.blank):
        return None
    if value is None and path_cell is not None:
        value = FormCell(path_cell.file, path_cell.sheet, path_cell.row, columns["value"], None)
    assert value is not None
    label = by_column.get(columns.get("label", 0))
    return FormLine(path, clean_text(str(label.value)) if label else "", value, by_column.get(columns.get("note", 0)))


def _record(rows: Iterator[list[FormCell]]) -> dict[str, str]:
    names = {key: name for name, key in read_data("forms")["record_keys"].items()}
    found: dict[str, str] = {}
    for _, row in zip(range(50), rows, strict=False):
        if len(row) > 1 and str(row[0].value) in names:
            found[names[str(row[0].value)]] = clean_text(str(row[1].value))
    return found
