"""A block's text cut into the sentences it was put together of."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.model.draft import Block, Run, Sentence


def cut_sentences(block: Block) -> Iterator[tuple[Sentence | None, tuple[Run, ...]]]:
    """Yield each sentence of a block with its runs; None for what no line of a template printed.

    The numbers of terms stay with the sentence they stand in; a run that belongs to two is cut.
    """
    waiting = sorted(block.sentences, key=lambda sentence: sentence.start)
    current: Sentence | None = waiting.pop(0) if waiting and not waiting[0].start else None
    runs: list[Run] = []
    offset = 0
    for run in block.runs:
        rest = run
        while waiting and not run.note and waiting[0].start < offset + len(rest.text):
            cut = waiting[0].start - offset
            if cut > 0:
                runs.append(rest._replace(text=rest.text[:cut]))
                rest = rest._replace(text=rest.text[cut:])
                offset += cut
            if runs:
                yield current, tuple(runs)
            current, runs = waiting.pop(0), []
        runs.append(rest)
        offset += 0 if run.note else len(rest.text)
    if runs:
        yield current, tuple(runs)
