"""A workbook as bytes that are always the same for the same workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

DATE = datetime(1980, 1, 1)
"""The clock would make every file different; 1980 is the earliest date a zip file can hold."""
_AUTOMATIC = re.compile(rb'(<row [^>]*?) customHeight="1"')


def workbook_bytes(book: Workbook) -> bytes:
    """Save a workbook, its parts dated alike; `save` itself would write the time of day into two places."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(book, archive).write_data()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts(buffer):
            entry = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            # A height that is not the user's own lets a row grow with what is put into it.
            archive.writestr(entry, _AUTOMATIC.sub(rb"\1", data))
    return out.getvalue()


def _parts(buffer: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a package, the list of their types first: some readers tell the file's type by it."""
    with zipfile.ZipFile(buffer) as archive:
        names = sorted(archive.namelist(), key=lambda name: not name.startswith("["))
        for name in names:
            yield name, archive.read(name)
