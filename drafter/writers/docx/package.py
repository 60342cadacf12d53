"""An Office Open XML package: the parts, filled in and zipped so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template

# A draft is small and written often: of zlib's nine levels this one takes a third of the time for a tenth more bytes.
_LEVEL = 1
# The earliest date a zip file can hold; the clock would make every file different.
_DATE = (1980, 1, 1, 0, 0, 0)


_PARTS = Path(__file__).parent / "parts"


def fill_part(name: str, **values: object) -> str:
    """Return the XML template parts/<name>.xml with its `$names` filled in; values are XML already."""
    return _template(name).substitute(values)


def zip_parts(parts: Mapping[str, str | bytes], prepared: bytes = b"") -> bytes:
    """Zip parts, named by their path in the package, in the order given, behind those that are zipped already.

    `[Content_Types].xml` goes first: some readers tell the file's type by it.
    """
    buffer = io.BytesIO(prepared)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise it tells Windows from the rest
            archive.writestr(entry, part.encode("utf-8") if isinstance(part, str) else part, compresslevel=_LEVEL)
    return buffer.getvalue()


@cache
def _template(name: str) -> Template:
    return Template(_PARTS.joinpath(f"{name}.xml").read_text(encoding="utf-8"))
