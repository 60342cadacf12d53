"""One draft of facts files: loaded, checked, rendered; what stands in the way of it is told, not printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.cli.gaps_output import with_departments
from drafter.cli.packing import Loader, load_with_pack
from drafter.data import diagnose
from drafter.drafting.render import render_draft
from drafter.facts.check import check_relations, in_order
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import Diagnostic, DrafterError, Severity, has_errors
from drafter.model.draft import Draft
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.packs.load import load_pack


@dataclass(frozen=True, slots=True)
class OneDraft:
    """A draft with the facts it was made of. `refusal` says why it must not be written (`strict`), if so."""

    draft: Draft
    facts: Facts
    pack: TemplatePack
    findings: Sequence[Diagnostic]
    """What is to be told although it is no obstacle."""
    refusal: Diagnostic | None = None


def make_draft(
    files: Sequence[Path],
    name: str,
    last: Path | None,
    strict: bool,
    mapping: Path | None = None,
    load: Loader = load_pack,
    mark: str = "",
    vary: int = 0,
) -> OneDraft:
    """Make the draft of facts files; facts that are wrong are no draft, facts that are missing are gaps.

    Raises DrafterError with everything that is wrong. `mapping` says which department supplies what; `load` gives a
    pack by name and folder; `mark` (征求意见稿) stands under the title, `vary` asks for
    other options.
    """
    facts, pack, faults = load_with_pack(files, name, last, load)
    findings = [*faults, *(found for found in validate_facts(facts, pack) if found.code != "facts.missing")]
    if has_errors(findings):
        count = sum(found.severity is Severity.ERROR for found in findings)
        raise DrafterError([*in_order(findings), diagnose("cli.not_rendered", count=count)], exit_code=1)
    draft = with_departments(render_draft(facts, pack, mark, vary), facts, pack, mapping)
    relations = check_relations(facts, pack)
    told = [*(found for found in findings if found.severity is Severity.WARNING), *relations, *draft.diagnostics]
    refusal = None
    if strict and has_errors(relations):
        refusal = diagnose("cli.relations")
    elif strict and draft.gaps:
        refusal = diagnose("cli.strict", count=len(draft.gaps))
    return OneDraft(draft, facts, pack, told, refusal)
