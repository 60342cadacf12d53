"""Text that remembers where each of its characters stood in the file it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and, for each of its characters, the code point offset it came from."""

    text: str
    origin: Sequence[int]

    @classmethod
    def of(cls, text: str) -> MappedText:
        """Map a text onto itself."""
        return cls(text, range(len(text)))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.origin[part])

    def replace(self, spans: Iterable[tuple[int, int, str]]) -> MappedText:
        """Replace spans (start, end, new text), given in order and not overlapping.

        Where the new text is as long as the old one each character keeps its own place, else all take the first one's.
        """
        pieces: list[str] = []
        origin: list[int] = []
        done = 0
        for start, end, new in spans:
            pieces += self.text[done:start], new
            origin += self.origin[done:start]
            if len(new) == end - start:
                origin += self.origin[start:end]
            elif new:
                origin += [self.origin[min(start, len(self.origin) - 1)]] * len(new)
            done = end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        origin += self.origin[done:]
        return MappedText("".join(pieces), origin)

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> MappedText:
        """Replace every match of a pattern by a text or by what a function makes of the match."""
        make = new if callable(new) else lambda _: new
        return self.replace((match.start(), match.end(), make(match)) for match in pattern.finditer(self.text))

    def lines(self) -> list[MappedText]:
        """Split at newlines; the newlines themselves are gone."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(self[start : start + len(line)])
            start += len(line) + 1
        return found

    def strip(self) -> MappedText:
        """Cut white space, the full-width one too, from both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]


def join(parts: Sequence[MappedText], separator: str = "") -> MappedText:
    """Join parts; a separator takes the place behind the part before it."""
    pieces: list[str] = []
    origin: list[int] = []
    for index, part in enumerate(parts):
        if index and separator:
            pieces.append(separator)
            origin += [origin[-1] + 1 if origin else 0] * len(separator)
        pieces.append(part.text)
        origin += part.origin
    return MappedText("".join(pieces), origin)
