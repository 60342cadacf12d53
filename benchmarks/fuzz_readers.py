"""Fuzzing of the readers: a damaged file of any kind gives a text or a message, soon, and nothing else.

    python benchmarks/fuzz_readers.py [SECONDS] [SEED] [FOLDER_OF_FILES]
    python benchmarks/fuzz_readers.py --atheris [OPTIONS_OF_LIBFUZZER]

Makes a file of every kind that it can, takes those of a folder too, damages them and reads them. Prints what came out,
by kind, and every failure with the file that led to it, kept beside; exits with 1 if there was one. With --atheris
(pip install atheris) the damage is led by coverage.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from fuzzing import EXAMPLES, FIXTURES, TooSlow, at_most, report_texts

from drafter.corpus.reading import find_files, read_source
from drafter.model.diagnostics import DrafterError

MOST_SECONDS = 10
MOST_MEMORY = 3_000_000_000
SPLICED = 2_000
TOKENS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"PK\x03\x04", b"endobj", b"<table>", b"&#0;", b"]]>")


def made_files() -> dict[str, bytes]:
    """Return one file of each kind, by its name."""
    import docx

    text = report_texts([EXAMPLES])[0]
    lines = [line for line in text.split("\n") if line.strip()][:30]
    files = {f"{encoding}.txt": text.encode(encoding) for encoding in ("utf-8", "utf-16", "gb18030")}
    rows = "".join(f"<tr><td>{line[:4]}</td><td>{line[4:8]}</td></tr>" for line in lines[:5])
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    files["a.html"] = f"<html><title>{lines[0]}</title><body>{body}<table>{rows}</table></body></html>".encode()
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line, style="List Number" if len(line) < 30 else None)
    document.add_table(2, 2).cell(0, 0).text = lines[0]
    buffer = io.BytesIO()
    document.save(buffer)
    files["a.docx"] = repacked(buffer.getvalue())
    files["a.pdf"] = portable(lines)
    inner = packed({"甲.txt": files["utf-8.txt"]})
    files["a.zip"] = packed({"甲.txt": files["utf-8.txt"], "乙/丙.html": files["a.html"], "丁.zip": inner})
    for path in FIXTURES.glob("*.doc"):
        files[path.name] = path.read_bytes()
    return files


def portable(lines: list[str]) -> bytes:
    """A PDF whose streams are not compressed, so that damage reaches what is in them."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    for start in range(0, len(lines), 20):
        canvas.setFont("STSong-Light", 16)
        for row, line in enumerate(lines[start : start + 20]):
            canvas.drawString(80, 760 - 29 * row, line[:28])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """What stands in a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes) -> bytes:
    """A zip file without compression: damage to its bytes is damage to its parts."""
    return packed(members(data), zipfile.ZIP_STORED)


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Change bytes, cut, put stretches in, say stretches twice."""
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        at = chance.randrange(len(content) + 1)
        kind = chance.random()
        if kind < 0.45 and at < len(content):
            content[at] = chance.choice((0, 0xFF, content[at] ^ (1 << chance.randrange(8)), chance.randrange(256)))
        elif kind < 0.6:
            token = chance.choice(TOKENS)
            content[at : at + len(token) * chance.randrange(2)] = token
        elif kind < 0.75:
            del content[at : at + chance.randint(1, SPLICED)]
        elif kind < 0.9:
            other = chance.choice(others)
            begin = chance.randrange(len(other) + 1)
            content[at:at] = other[begin : begin + chance.randint(1, SPLICED)]
        elif kind < 0.95:
            content[at:at] = content[at : at + chance.randint(1, 300)] * chance.choice((2, 50))
        else:
            del content[at:]
    return bytes(content)


def changed(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Damage a file; of a zip file sometimes one of its members, so that the archive itself stays whole."""
    if data.startswith(b"PK") and chance.random() < 0.6:
        files = members(data)
        name = chance.choice(list(files))
        files[name] = damaged(files[name], others, chance)
        return packed(files)
    return damaged(data, others, chance)


def outcome_of(path: Path) -> Iterator[str]:
    """Read a file as a command would; yield what came of it."""
    for found in find_files([path]):
        try:
            source = read_source(found)
            yield f"read as {source.encoding}"
        except DrafterError as error:
            (diagnostic,) = error.diagnostics
            yield diagnostic.code + (" MemoryError" if "MemoryError" in diagnostic.message else "")


def limit_memory() -> None:
    """Limit memory where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def run(seconds: float, seed: int, folder: Path | None) -> int:
    """Damage and read for so many seconds; returns how many failures there were."""
    files = made_files()
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file():
            files[f"{len(files)}{path.suffix}"] = path.read_bytes()
    chance = random.Random(seed)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    kept = Path(tempfile.mkdtemp(prefix="fuzz_readers_"))
    failures = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = chance.choice(list(files))
        suffix = Path(name).suffix
        path = kept / f"input{suffix}"
        path.write_bytes(changed(files[name], list(files.values()), chance))
        begin = time.monotonic()
        try:
            with at_most(MOST_SECONDS):
                found = list(outcome_of(path))
        except (Exception, TooSlow) as error:
            found = [f"FAILED {type(error).__name__}"]
            traceback.print_exc()
        slowest[suffix] = max(slowest[suffix], time.monotonic() - begin)
        outcomes[suffix].update(found)
        if any("FAILED" in one or "MemoryError" in one for one in found):
            failures += 1
            print(f"--- {found} {path.rename(kept / f'{failures}{suffix}')}", flush=True)
    for suffix, counts in sorted(outcomes.items()):
        print(f"{suffix}  {counts.total()} results, slowest {slowest[suffix]:.1f} s")
        for what, count in counts.most_common():
            print(f"    {count:6} {what}")
    print(f"{failures} failures" + (f", kept in {kept}" if failures else ""))
    return failures


def run_atheris() -> None:
    """Let atheris choose the damage; the first byte says what kind the rest is."""
    import atheris

    suffixes = (".txt", ".html", ".docx", ".doc", ".pdf", ".zip")
    folder = Path(tempfile.mkdtemp(prefix="fuzz_readers_"))

    def test_one(data: bytes) -> None:
        path = folder / f"input{suffixes[data[0] % len(suffixes) if data else 0]}"
        path.write_bytes(data[1:])
        list(outcome_of(path))

    corpus = folder / "corpus"
    corpus.mkdir()
    for number, (name, content) in enumerate(made_files().items()):
        (corpus / str(number)).write_bytes(bytes([suffixes.index(Path(name).suffix)]) + content)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(corpus)], test_one)
    atheris.Fuzz()


def main() -> int:
    """Run for so many seconds, or with atheris until stopped."""
    if sys.argv[1:2] == ["--atheris"]:
        run_atheris()
        return 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    limit_memory()
    return int(run(seconds, seed, Path(sys.argv[3]) if len(sys.argv) > 3 else None) > 0)


if __name__ == "__main__":
    sys.exit(main())
