"""Fields: what Word computes, with the text that stands there until it has (ISO/IEC 29500-1, 17.16.18)."""

from __future__ import annotations

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begin_field(instruction: str) -> str:
    """Return what stands before a field's text; `instruction` is XML."""
    return f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{_SEPARATE}'


def end_field() -> str:
    """Return what stands behind a field's text."""
    return _END


def field(instruction: str, text: str) -> str:
    """Return a whole field of one run; both are XML."""
    return f"{begin_field(instruction)}<w:r><w:t>{text}</w:t></w:r>{end_field()}"
