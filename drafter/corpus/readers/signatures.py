"""The first bytes by which kinds of files are told apart, whatever their names say."""

from __future__ import annotations

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
