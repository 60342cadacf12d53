"""Fuzzing of packs put together: random libraries, packs and facts files, some of them damaged, through every command.

    python benchmarks/fuzz_packs.py [SECONDS] [SEED] [N]

Whatever the input, no command fails or hangs, and every error has a file, a line and words. Of what is sound the laws
hold that the documents promise: a pack that its check finds sound is drafted for each of its levels; each sentence
leads to the line that says it; numbers have no gaps and counts that are announced are right; nothing left out leaves a
heading without text; what is chosen is printed; as many turns of `--vary` as there are options give the same draft; a
Word file pulled back changes nothing. Every N-th (20) is drafted by processes of other hash seeds. Prints every
failure, keeps its files under the folder for temporary files; exits with 1 if there was one.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fuzzing import ROOT, attempt
from pack_laws import Broken, choice_laws, draft_laws, expect, nothing_dangles, well_told
from random_facts import facts_text
from random_packs import Made, Maker, damaged

from drafter.cli import check as check_command
from drafter.cli import new as new_command
from drafter.cli import pack_check as pack_check_command
from drafter.cli import packs as packs_command
from drafter.cli import pull as pull_command
from drafter.cli import render as render_command
from drafter.cli.one_draft import OneDraft, make_draft
from drafter.drafting.pack_check.check import check_packs
from drafter.drafting.pack_check.levels import levels_for
from drafter.facts.check import check_all
from drafter.facts.file import read_facts
from drafter.model.diagnostics import Diagnostic, DrafterError, has_errors
from drafter.packs.load import load_pack
from drafter.writers import render_draft as write

LONGEST = 10.0


def quietly(run: Callable[[], object]) -> str:
    """Run a command without its output, which is returned; what it refuses must be told well."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            run()
        except DrafterError as error:
            well_told(error.diagnostics)
    return out.getvalue()


def commands(made: Made, facts: Path) -> None:
    """Send packs and facts through every command."""
    folder = made.pack.parent
    target = folder / "稿.txt"
    for one in (made.pack, *made.libraries):
        well_told(checked(one))
        quietly(lambda one=one: packs_command.run(str(one), True))  # type: ignore[misc]
        quietly(lambda one=one: packs_command.run(str(one), False))  # type: ignore[misc]
    quietly(lambda: pack_check_command.run([str(made.pack), *map(str, made.libraries)], [], "text"))
    quietly(lambda: check_command.run([facts], "", None, "text", ""))
    with contextlib.suppress(DrafterError):
        from drafter.cli.packing import load_with_pack

        read, pack, found = load_with_pack([facts], "")
        well_told([*found, *check_all(read, pack)])
    quietly(lambda: render_command.run([facts], target, "", False, "gbt9704", None))
    quietly(lambda: new_command.run(str(made.pack), folder / "新.yaml", None, None, None, False))
    (folder / "新.yaml").unlink(missing_ok=True)
    (folder / "新.schema.json").unlink(missing_ok=True)


def checked(pack: Path) -> list[Diagnostic]:
    """Return what the check of a pack says; what it refuses says it too."""
    try:
        return check_packs([str(pack)])
    except DrafterError as error:
        return list(error.diagnostics)


def laws(made: Made, facts: Path, chance: random.Random, *, word: bool, harmed: bool) -> str:
    """Hold a sound pack and its facts to the laws; returns what kind of case it was."""
    if has_errors(checked(made.pack)):
        return "faulty pack"
    pack = load_pack(str(made.pack))
    for level in levels_for(pack):
        plain = made.pack.parent / "平.yaml"
        plain.write_text(facts_text(chance, pack, level, made.pack.name, own=False), encoding="utf-8")
        try:
            draft_laws(make_draft([plain], "", None, False), made)
        except DrafterError as error:
            # A level that the name of a body cannot have, a fact of an organ: the check of facts.
            expect(all(one.code.startswith(("facts.", "cli.")) for one in error.diagnostics), error.diagnostics)
    try:
        one = make_draft([facts], "", None, False)
    except DrafterError as error:
        well_told(list(error.diagnostics))
        return "refused"
    draft_laws(one, made)
    if not harmed:
        choice_laws(one)
    nothing_dangles(one, pack)
    again = make_draft([facts], "", None, False)
    expect(again.draft == one.draft, "drafted twice, it is not the same")
    if word and one.draft.blocks:
        word_laws(one, facts)
    return "drafted"


def word_laws(one: OneDraft, facts: Path) -> None:
    """Write a draft as Word and pull it back: the facts file stays as it is."""
    path = facts.with_name("稿.docx")
    data = write(one.draft, path)
    expect(data == write(one.draft, path), "not the same bytes")
    path.write_bytes(data)
    before = facts.read_bytes()
    told = quietly(lambda: pull_command.run(path, [facts], "", None, False, True, False))
    expect(facts.read_bytes() == before, f"pulled without an edit, the facts change:\n{told}\n{facts.read_text()}")
    facts.write_bytes(before)


def digests(folder: Path) -> str:
    """Draft every facts file below a folder; returns a digest a file."""
    from hashlib import sha256

    found = []
    for facts in sorted(folder.glob("*/事实.yaml")):
        try:
            draft = make_draft([facts], "", None, False).draft
        except DrafterError as error:
            found.append(f"{facts} {[one.message for one in error.diagnostics]}")
            continue
        parts = [write(draft, Path(f"a{suffix}")) for suffix in (".docx", ".txt", ".html")]
        found.append(f"{facts} {sha256(b''.join(parts)).hexdigest()} {[str(one) for one in draft.diagnostics]}")
    return "\n".join(found)


def by_hash_seeds(folder: Path) -> str:
    """Draft by two processes of other hash seeds; returns where they differ."""
    made = []
    for seed in ("1", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}", "PYTHONUTF8": "1"}
        call = [sys.executable, __file__, "--digests", str(folder)]
        made.append(subprocess.run(call, env=env, capture_output=True, text=True, timeout=300).stdout)
    same = made[0] == made[1] and made[0]
    return "" if same else "other hash seeds:\n" + "\n".join(made)


def main() -> int:
    """Run for so many seconds."""
    if sys.argv[1:2] == ["--digests"]:
        print(digests(Path(sys.argv[2])))
        return 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    counts: dict[str, int] = {}
    number = failures = 0
    end = time.monotonic() + seconds
    kept = Path(tempfile.mkdtemp(prefix="drafter-fuzz-"))
    root = Path(tempfile.mkdtemp())
    while time.monotonic() < end:
        number += 1
        chance = random.Random(f"{seed}/{number}")
        folder = root / str(number)
        kinds: list[str] = []

        def work(
            chance: random.Random = chance, folder: Path = folder, number: int = number, kinds: list[str] = kinds
        ) -> str:
            made = Maker(chance, folder).family()
            pack = load_pack(str(made.pack))
            level = chance.choice(pack.level.split())
            facts = folder / "事实.yaml"
            facts.write_text(facts_text(chance, pack, level, made.pack.name), encoding="utf-8")
            read_facts(str(facts), facts.read_text(encoding="utf-8"))
            harmed = chance.random() < 0.5
            if harmed:
                for file in chance.sample(sorted(p for p in folder.rglob("*") if p.is_file()), chance.randint(1, 2)):
                    text = damaged(chance, file.read_text(encoding="utf-8"))
                    file.write_bytes(text.encode("utf-8", "replace"))
            try:
                commands(made, facts)
                kinds.append(
                    ("damaged: " if harmed else "")
                    + laws(made, facts, chance, word=chance.random() < 0.5, harmed=harmed)
                )
            except Broken as law:
                return f"law: {law}"
            return ""

        fault, refused = attempt(work, 2 * LONGEST)
        kind = "failure" if fault else kinds[0] if kinds else "not loaded" if refused else "?"
        counts[kind] = counts.get(kind, 0) + 1
        if not fault and number % every == 0:
            fault = by_hash_seeds(root)
        if fault:
            failures += 1
            if folder.exists():
                shutil.copytree(folder, kept / f"{seed}-{number}", dirs_exist_ok=True)
            print(f"=== {seed}/{number} {kept / f'{seed}-{number}'}\n{fault}\n", flush=True)
        if number % every == 0:
            shutil.rmtree(root)
            root.mkdir()
        else:
            shutil.rmtree(folder, ignore_errors=True) if number % 4 else None
    shutil.rmtree(root, ignore_errors=True)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"{number} families ({told}), {failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
