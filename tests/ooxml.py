"""What is wrong with a .docx by ISO/IEC 29500 (transitional), part by part; an empty list is what every test wants.

Parts are found by their content type, so a new kind of part is judged, or complained about, without a word here.
"""

from __future__ import annotations

import io
import posixpath
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

_SCHEMAS = Path(__file__).parent / "schemas"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XML = "http://www.w3.org/XML/1998/namespace"
_STANDARD = "http://schemas.openxmlformats.org/"
_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Vocabularies of the package itself: content type → RELAX NG file.
_PACKAGE = {
    _RELATIONSHIPS: "relationships",
    "application/vnd.openxmlformats-package.core-properties+xml": "core_properties",
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml": "custom_xml_properties",
}

# Content type, without the "application/vnd.openxmlformats-officedocument." all share → (namespace, root element).
_OFFICE = "application/vnd.openxmlformats-officedocument."
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/"
_ROOTS = {
    "wordprocessingml.document.main+xml": (_W, "document"),
    "wordprocessingml.styles+xml": (_W, "styles"),
    "wordprocessingml.settings+xml": (_W, "settings"),
    "wordprocessingml.webSettings+xml": (_W, "webSettings"),
    "wordprocessingml.fontTable+xml": (_W, "fonts"),
    "wordprocessingml.numbering+xml": (_W, "numbering"),
    "wordprocessingml.comments+xml": (_W, "comments"),
    "wordprocessingml.footnotes+xml": (_W, "footnotes"),
    "wordprocessingml.endnotes+xml": (_W, "endnotes"),
    "wordprocessingml.header+xml": (_W, "hdr"),
    "wordprocessingml.footer+xml": (_W, "ftr"),
    "theme+xml": (_A, "theme"),
    "drawingml.chart+xml": (_C, "chartSpace"),
    "drawingml.chartshapes+xml": (_C, "userShapes"),
    "extended-properties+xml": (f"{_PROPERTIES}extended-properties", "Properties"),
    "custom-properties+xml": (f"{_PROPERTIES}custom-properties", "Properties"),
    "spreadsheetml.sheet.main+xml": (_X, "workbook"),
    "spreadsheetml.worksheet+xml": (_X, "worksheet"),
    "spreadsheetml.styles+xml": (_X, "styleSheet"),
    "spreadsheetml.sharedStrings+xml": (_X, "sst"),
    "spreadsheetml.table+xml": (_X, "table"),
}


def schema_faults(document: bytes | Path) -> list[str]:
    """Return what is wrong, each as `part: what`; workbooks embedded in charts are judged like the document."""
    data = document if isinstance(document, bytes) else document.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        if len(parts) != len(archive.namelist()):
            return ["package: a folder, or a part that is there twice"]
    if _CONTENT_TYPES not in parts:
        return [f"package: no {_CONTENT_TYPES}"]
    faults = [f"{name}: {fault}" for name, content in parts.items() for fault in _part_faults(name, content, parts)]
    # What one part says of another can only be asked where each is sound.
    return faults or list(_package_faults(data))


def integrity_findings(document: bytes | Path) -> list[str]:
    """Return what docx-integrity finds: references that lead nowhere, comments without a place, lost blanks."""
    from docx_integrity import check

    with _File(document) as path:
        return [str(finding) for finding in check(path)]


def _part_faults(name: str, content: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    kind = _content_type(name, parts)
    if kind == _WORKBOOK:
        yield from schema_faults(content)
        return
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as problem:
        yield f"no XML: {problem}"
        return
    if kind in ("", _CONTENT_TYPES) or kind in _PACKAGE:
        if not kind:
            yield f"{_CONTENT_TYPES} gives it no type"
            return
        schema = _relax_ng(_PACKAGE.get(kind, "content_types"))
        if not schema.validate(root):
            yield from (f"line {entry.line}: {entry.message}" for entry in schema.error_log)
        return
    wanted = _ROOTS.get(kind.removeprefix(_OFFICE))
    if wanted:
        if root.tag != "{{{}}}{}".format(*wanted):
            yield f"its root is {root.tag}"
        else:
            yield from _markup_faults(root)
    elif not (kind == "application/xml" and name in _custom_xml(parts)):
        yield f"no schema known for {kind}"


def _markup_faults(root: etree._Element) -> Iterator[str]:
    """Judge a part by the tables of the Open XML SDK; Office 2010 was the first to know all of ISO/IEC 29500."""
    from openxml_audit import FileFormat
    from openxml_audit.context import ValidationContext

    context = ValidationContext(file_format=FileFormat.OFFICE_2010)
    _sdk()._validate_element(root, context)  # the public one wants a whole package
    yield from (f"{error.path}: {error.description}" for error in context.errors)
    for element in root.iter(etree.Element):
        yield from (f"{_where(element)}: {fault}" for fault in _strict_faults(element))


def _strict_faults(element: etree._Element) -> Iterator[str]:
    """Say what the SDK's port lets pass: names nothing declares, text between elements."""
    known = _attributes(str(element.tag))
    if not etree.QName(element).namespace.startswith(_STANDARD):
        yield f"an extension: {element.tag}"
        return
    if known is None:
        yield "unknown element"
        return
    for attribute in map(str, element.attrib):
        if attribute not in known and not attribute.startswith(("{" + _XML, "{" + _MC)):
            yield f"unknown attribute {attribute}"
    between = [element.text, *(child.tail for child in element)] if len(element) else []
    if any(text and text.strip() for text in between):
        yield "text between elements"


def _package_faults(data: bytes) -> Iterator[str]:
    """Judge what parts say of one another: ids, references, relationships (the SDK's semantic rules)."""
    from openxml_audit import FileFormat, OpenXmlValidator

    # Not strict: strict would want a theme, which the standard leaves optional.
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2010, schema_validation=False, strict=False)
    with _File(data) as path:
        yield from (f"{error.part_uri}: {error.description}" for error in validator.validate(path).errors)


def _content_type(name: str, parts: dict[str, bytes]) -> str:
    """Return a part's content type, "" where the package gives none."""
    if name == _CONTENT_TYPES:
        return _CONTENT_TYPES
    types = etree.fromstring(parts[_CONTENT_TYPES])
    overrides = {entry.get("PartName"): entry.get("ContentType") for entry in types}
    extension = posixpath.basename(name).rpartition(".")[2].lower()  # of `.rels` too, which splitext calls a name
    defaults = {str(entry.get("Extension")).lower(): entry.get("ContentType") for entry in types}
    return str(overrides.get(f"/{name}") or defaults.get(extension) or "")


def _custom_xml(parts: dict[str, bytes]) -> set[str]:
    """Return the parts that are data of the document's own: any well-formed XML will do."""
    found = set()
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for entry in etree.fromstring(content):
                if entry.get("Type") == _CUSTOM_XML:
                    found.add(posixpath.normpath(posixpath.join("/", folder, str(entry.get("Target")))).lstrip("/"))
    return found


def _where(element: etree._Element) -> str:
    return f"{element.getroottree().getpath(element)} (line {element.sourceline})"


class _File:
    """A document as a file, for judges that read no bytes."""

    def __init__(self, document: bytes | Path) -> None:
        self._document = document
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Path:
        if isinstance(self._document, Path):
            return self._document
        path = Path(self._folder.name) / "document.docx"
        path.write_bytes(self._document)
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


@cache
def _relax_ng(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(_SCHEMAS / f"{name}.rng"))


@cache
def _sdk() -> Any:
    from openxml_audit.schema import SchemaValidator

    return SchemaValidator()


@cache
def _attributes(tag: str) -> frozenset[str] | None:
    """Return the attributes an element may have, None where nothing declares the element."""
    from openxml_audit.codegen.constraint_bridge import convert_element_type
    from openxml_audit.codegen.schema_loader import get_registry

    _sdk()  # loads the registry
    types = get_registry().get_element_type_candidates(tag)
    if not types:
        return None
    return frozenset(attribute.qualified_name for kind in types for attribute in convert_element_type(kind).attributes)
