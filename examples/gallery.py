"""The gallery of the shipped packs: an invented body for each, its draft, a picture of two pages, one page about all.

python examples/gallery.py            write what is out of date
python examples/gallery.py --anew     make every picture anew, as after a change of fonts
python examples/gallery.py --check    only tell what is out of date; exit code 1 where anything is

Pictures need LibreOffice and pdfplumber (pip install '.[pdf]'); --check needs neither.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "examples")]  # a checkout shows its own packs, whichever drafter is installed

from gallery_page import gallery_page  # noqa: E402

from drafter.cli.one_draft import OneDraft, make_draft  # noqa: E402
from drafter.cli.output import print_diagnostics, speak_utf8  # noqa: E402
from drafter.facts.load import load_facts  # noqa: E402
from drafter.model.diagnostics import DrafterError  # noqa: E402
from drafter.packs.catalog import is_shipped, shipped_packs  # noqa: E402
from drafter.writers import docx, pdf, render_draft, write_atomically  # noqa: E402

EXAMPLES, PAGE, PICTURES = "examples", "docs/gallery.md", "docs/images/gallery"
FACTS, DRAFT, RECORD = "事实.yaml", "初稿.md", "digests.txt"
STYLE = "gbt9704"

SHOWN = 2
"""So many pages stand side by side."""
WIDTH, BETWEEN, EDGE = 1000, 6, 1
"""Pixels: of the whole picture, between the pages, around them."""
GREYS = 16
"""With so many a page of text needs some 80 kB, and looks as it does with 256."""
BACKGROUND = 176
RESOLUTION = 150
"""Pages are drawn with so many dots an inch and made smaller: that smooths small type."""

_DIGITS = 32
_UNSEEN = "word/comments.xml"
_HEAD = """\
# 由 examples/gallery.py 写出，不要手改。一行一张图：稿件（正文、样式）的摘要、图片的摘要、稿件的面数、文件名。
"""


@dataclass(frozen=True)
class Body:
    """An invented body: its folder in examples/, and the draft of its facts."""

    folder: Path
    made: OneDraft

    @property
    def pack(self) -> str:
        """The name of the pack that its facts are for."""
        return self.made.pack.name

    @property
    def picture(self) -> str:
        """The file name of its picture."""
        return f"{self.pack}.png"


class Record(NamedTuple):
    """What is known of a picture: digests of the document it shows and of the file, and the document's pages."""

    document: str
    picture: str
    pages: int


class Outdated(NamedTuple):
    """A file that is not as it would be written now, from the root of the checkout, and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}：{self.reason}"


def find_bodies(root: Path = ROOT) -> list[Body]:
    """Return the bodies whose facts name a shipped pack, in the order of the packs.

    Raises DrafterError where facts are wrong, GalleryError where two bodies name one pack.
    """
    found: dict[str, Body] = {}
    for facts in sorted((root / EXAMPLES).glob(f"*/{FACTS}")):
        pack = load_facts([facts])[0].pack
        if pack and not is_shipped(pack):
            continue
        body = Body(facts.parent, make_draft([facts], "", None, strict=False))
        other = found.setdefault(body.pack, body)
        if other is not body:
            names = f"{other.folder.name}、{body.folder.name}"
            raise GalleryError(f"{names} 用的是同一个模板（{body.pack}）。图集里一个模板只放一个单位，请改掉一个。")
    return [found[name] for name in shipped_packs() if name in found]


class GalleryError(Exception):
    """What stands in the way of the gallery, in words for its makers."""


def document_digest(body: Body) -> str:
    """Digest what the picture is made of: text and styles of the document, and how it is drawn.

    It is the same on every machine: no clock and no path is in these parts, and they are not packed.
    """
    digest = sha256(repr((STYLE, SHOWN, WIDTH, BETWEEN, EDGE, GREYS, BACKGROUND, RESOLUTION)).encode())
    with zipfile.ZipFile(BytesIO(docx.render(body.made.draft, STYLE, traced=False))) as document:
        for name in sorted(document.namelist()):
            if name.startswith("word/") and name.endswith((".xml", ".rels")) and name != _UNSEEN:
                digest.update(name.encode() + b"\0" + document.read(name) + b"\0")
    return digest.hexdigest()[:_DIGITS]


def draw_pages(document: bytes) -> bytes:
    """Return a PNG of the first pages of a PDF, side by side."""
    import pdfplumber
    from PIL import Image

    width = (WIDTH - 2 * EDGE - (SHOWN - 1) * BETWEEN) // SHOWN
    with pdfplumber.open(BytesIO(document)) as opened:
        pages = [page.to_image(resolution=RESOLUTION).original.convert("L") for page in opened.pages[:SHOWN]]
    pages = [page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS) for page in pages]
    height = max(page.height for page in pages)
    whole = Image.new("L", (WIDTH, height + 2 * EDGE), BACKGROUND)
    for number, page in enumerate(pages):
        whole.paste(page, (EDGE + number * (width + BETWEEN), EDGE))
    written = BytesIO()
    whole.quantize(GREYS).save(written, "PNG", optimize=True)
    return written.getvalue()


def read_record(root: Path) -> dict[str, Record]:
    """Return what is recorded of the pictures, by their names; nothing of lines that cannot be read."""
    try:
        lines = (root / PICTURES / RECORD).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = {}
    for line in lines:
        match line.split():
            case [document, picture, pages, name] if pages.isdecimal():
                found[name] = Record(document, picture, int(pages))
    return found


def record_text(record: Mapping[str, Record]) -> str:
    """Return the record as it is written, a line a picture."""
    return _HEAD + "".join(f"{one.document} {one.picture} {one.pages} {name}\n" for name, one in record.items())


def outdated_texts(bodies: Sequence[Body], record: Mapping[str, Record], root: Path) -> dict[str, bytes]:
    """Return the texts that would be written otherwise than they stand there, by their paths from the root."""
    pages = {name: one.pages for name, one in record.items()}
    entries = [(body.folder.name, body.made, pages.get(body.picture, 0)) for body in bodies]
    wanted = {f"{EXAMPLES}/{body.folder.name}/{DRAFT}": _draft(body) for body in bodies}
    wanted[f"{PICTURES}/{RECORD}"] = record_text(_in_order(record, bodies)).encode()
    wanted[PAGE] = gallery_page(entries).encode()
    return {path: text for path, text in wanted.items() if _read(root / path) != text}


def _draft(body: Body) -> bytes:
    return render_draft(body.made.draft, Path(DRAFT), STYLE)


def _in_order(record: Mapping[str, Record], bodies: Sequence[Body]) -> dict[str, Record]:
    return {body.picture: record[body.picture] for body in bodies if body.picture in record}


def _read(path: Path) -> bytes | None:
    """Return a file's bytes with the line ends that Git may have changed put back; None where there is none."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if path.suffix == ".png" else data.replace(b"\r\n", b"\n")


def picture_fault(body: Body, record: Mapping[str, Record], root: Path) -> str:
    """Say what is wrong with a body's picture, "" where nothing is."""
    known, data = record.get(body.picture), _read(root / PICTURES / body.picture)
    if data is None:
        return "没有这张图"
    if known is None or known.picture != _digest(data):
        return f"不是 {RECORD} 记下的那张图"
    return "" if known.document == document_digest(body) else "稿件变了"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGITS]


def _left_over(bodies: Sequence[Body], root: Path) -> list[Path]:
    """Return pictures that belong to no body any more."""
    names = {body.picture for body in bodies}
    return [path for path in sorted((root / PICTURES).glob("*.png")) if path.name not in names]


def outdated(root: Path = ROOT) -> list[Outdated]:
    """Return everything that is out of date; touches no file and starts no program."""
    bodies, record = find_bodies(root), read_record(root)
    shown = {body.pack for body in bodies}
    found = [Outdated(EXAMPLES, f"模板“{name}”还没有示例单位") for name in shipped_packs() if name not in shown]
    found += [Outdated(path, "与现在写出的不同") for path in outdated_texts(bodies, record, root)]
    faults = [(body.picture, picture_fault(body, record, root)) for body in bodies]
    found += [Outdated(f"{PICTURES}/{name}", fault) for name, fault in faults if fault]
    return found + [Outdated(f"{PICTURES}/{path.name}", "没有单位用得上") for path in _left_over(bodies, root)]


def renew(root: Path = ROOT, *, anew: bool = False) -> list[str]:
    """Write what is out of date, or every picture `anew`; return the paths that were written, from the root.

    The drafts come first: they are written even where pictures cannot be made. Raises DrafterError, GalleryError.
    """
    bodies, record = find_bodies(root), read_record(root)
    (root / PICTURES).mkdir(parents=True, exist_ok=True)
    written = []
    for path, text in outdated_texts(bodies, record, root).items():
        if path.endswith(DRAFT):
            write_atomically(root / path, text)
            written.append(path)
    for body in bodies:
        if anew or picture_fault(body, record, root):
            record[body.picture] = _make_picture(body, root / PICTURES / body.picture)
            written.append(f"{PICTURES}/{body.picture}")
    for path, text in outdated_texts(bodies, record, root).items():
        write_atomically(root / path, text)
        written.append(path)
    for left in _left_over(bodies, root):
        left.unlink()
    return written


def _make_picture(body: Body, path: Path) -> Record:
    document = pdf.render(body.made.draft, STYLE)
    try:
        picture = draw_pages(document)
    except ImportError as error:
        raise GalleryError(f"没有装 {error.name}，画不了图：请运行 pip install '.[pdf]' 再试。") from error
    write_atomically(path, picture)
    return Record(document_digest(body), _digest(picture), pdf.page_count(document))


def main(words: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Check or renew the gallery of a checkout, this one unless another is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="只指出过时的文件，有就以 1 退出")
    choice.add_argument("--anew", action="store_true", help="每张图都重新画")
    asked = parser.parse_args(words)
    speak_utf8()
    try:
        written = [] if asked.check else renew(root, anew=asked.anew)
        left = outdated(root)
    except DrafterError as error:
        print_diagnostics(error.diagnostics)
        return error.exit_code
    except GalleryError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(f"已写 {path}")
    for one in left:
        print(f"过时：{one}" if asked.check else f"还缺：{one}")
    if not written and not left:
        print("图集没有过时的文件。")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
