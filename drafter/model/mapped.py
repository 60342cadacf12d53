"""Text that remembers where each of its characters stood in the file it came from.

The map is kept as runs: stretches of the text whose characters stand side by side in the file. A clean report has a
few hundred of them, so that a map costs a small part of its text and a look-up is one bisection.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""A change to a text: (start, end, what comes in the place of text[start:end])."""


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text with its map: from text position `starts[n]` on, characters stood at `origins[n]` and behind it."""

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> MappedText:
        """Cut a part out, with a step of one."""
        begin, end, _ = part.indices(len(self.text))
        first = bisect.bisect_right(self.starts, begin) - 1
        last = max(first + 1, bisect.bisect_left(self.starts, end))
        starts = (0, *(start - begin for start in self.starts[first + 1 : last]))
        origins = (self.origins[first] + begin - self.starts[first], *self.origins[first + 1 : last])
        return MappedText(self.text[begin:end], starts, origins)

    def origin(self, position: int) -> int:
        """Lead a position into the file; the end of the text leads behind its last character."""
        if position >= len(self.text):
            return self.origin(len(self.text) - 1) + 1 if self.text else self.origins[0]
        run = bisect.bisect_right(self.starts, position) - 1
        return self.origins[run] + position - self.starts[run]

    def original(self, source: str, start: int, end: int) -> str:
        """Return the characters of the file (`source`) that became text[start:end]."""
        return source[self.origin(start) : self.origin(end - 1) + 1] if end > start else ""

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, where text[start] stood) of every stretch that stands in one piece in the file."""
        ends = (*self.starts[1:], len(self.text))
        return ((start, end, origin) for start, end, origin in zip(self.starts, ends, self.origins, strict=True))

    def edited(self, edits: Iterable[Edit]) -> MappedText:
        """Make changes, given in order and not overlapping.

        Where the new text is as long as the old one each character keeps its own place, else all take the first one's.
        """
        pieces: list[str] = []
        moves: list[tuple[int, int, int]] = []
        done = 0
        for start, end, new in edits:
            pieces += self.text[done:start], new
            if len(new) != end - start:
                moves.append((start, end, len(new)))
            done = end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        starts, origins = self._moved(moves) if moves else (self.starts, self.origins)
        return MappedText("".join(pieces), starts, origins)

    def _moved(self, moves: list[tuple[int, int, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the runs after stretches (start, end) were replaced by so many characters."""
        runs: list[tuple[int, int]] = []
        shift, next_run = 0, 0
        for start, end, length in moves:
            while next_run < len(self.starts) and self.starts[next_run] < start:
                runs.append((self.starts[next_run] + shift, self.origins[next_run]))
                next_run += 1
            here = self.origin(max(0, min(start, len(self.text) - 1)))
            runs += ((start + shift + n, here) for n in range(length))
            shift += length - (end - start)
            while next_run < len(self.starts) and self.starts[next_run] <= end:
                next_run += 1
            if end < len(self.text):
                runs.append((end + shift, self.origin(end)))
        runs += (
            (start + shift, origin)
            for start, origin in zip(self.starts[next_run:], self.origins[next_run:], strict=True)
        )
        # Several changes in one place leave runs without a character: the last one that begins there counts.
        kept = dict(runs) or {0: self.origins[0]}
        return tuple(kept), tuple(kept.values())


def replaced(text: str, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    """Yield the edits that replace every match of a pattern by a text or by what a function makes of the match."""
    make = new if callable(new) else lambda _: new
    for match in pattern.finditer(text):
        yield match.start(), match.end(), make(match)


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every line without the blanks around it, the full-width one too; empty lines as well."""
    begin = 0
    for line in text.split("\n"):
        start = begin + len(line) - len(line.lstrip())
        yield start, max(start, begin + len(line.rstrip()))
        begin += len(line) + 1
