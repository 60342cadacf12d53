"""Regular expressions compiled when they are first used: a command waits only for those it needs."""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for a compiled pattern. A range of Chinese characters takes a millisecond to compile."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    """A pattern whose methods become its own attributes when first asked for, and cost nothing more from then on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
