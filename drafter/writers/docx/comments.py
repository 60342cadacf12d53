"""The comments part: what is missing at a gap and where it would be filled in; of what a figure was computed."""

from __future__ import annotations

from drafter.model.draft import Run
from drafter.writers.characters import escape_markup
from drafter.writers.docx.package import fill_part
from drafter.writers.gaps import GapNotes
from drafter.writers.style import Style

_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
_ANNOTATION = f"{_REFERENCE}<w:annotationRef/></w:r>"


class Comments:
    """Collects comments while the body is written; author and date are the style's, so that files can be compared."""

    def __init__(self, notes: GapNotes, look: Style) -> None:
        self._notes = notes
        self._mark = look.gap
        self._wanted = look.trace.comments
        self._written: list[str] = []

    def wrap(self, run: Run, xml: str) -> str:
        """Return the XML of a run with a comment around it, where something is to be said of the run."""
        if not self._wanted:
            return xml
        said = self._notes.first_derived(run)
        lines = self._notes.take(run) if run.gap else (said,) if said else ()
        if not lines:
            return xml
        number = len(self._written)
        self._written.append(self._comment(number, lines))
        return (
            f'<w:commentRangeStart w:id="{number}"/>{xml}<w:commentRangeEnd w:id="{number}"/>'
            f'{_REFERENCE}<w:commentReference w:id="{number}"/></w:r>'
        )

    def render(self) -> str:
        """Return word/comments.xml."""
        return fill_part("comments", comments="".join(self._written))

    def _comment(self, number: int, lines: tuple[str, ...]) -> str:
        mark = self._mark
        date = f' w:date="{escape_markup(mark.date)}"' if mark.date else ""
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{_ANNOTATION if first else ""}'
            f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape_markup(line)}</w:t></w:r></w:p>'
            for first, line in zip([True] + [False] * len(lines), lines, strict=False)
        )
        return (
            f'<w:comment w:id="{number}" w:author="{escape_markup(mark.author)}"{date}'
            f' w:initials="{escape_markup(mark.initials)}">{paragraphs}</w:comment>'
        )
