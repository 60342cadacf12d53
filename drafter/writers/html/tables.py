"""A table as HTML: caption above, the head again on every printed page, a row never cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.model.draft import Block, Row
from drafter.writers.columns import column_shares, short_columns
from drafter.writers.html.runs import Runs
from drafter.writers.style import Style


def table_html(block: Block, runs: Runs, look: Style) -> str:
    """Write a TABLE; the last cell of a row with fewer cells, such as a gap where rows were wanted, goes across."""
    caption = f'<caption class="table_caption">{runs.html(block.runs)}</caption>\n' if block.runs else ""
    if not block.rows:
        return f"<table>\n{caption}</table>\n"
    shares = column_shares(block.rows, look)
    columns = "".join(f'<col style="width:{100 * share / sum(shares):.1f}%">' for share in shares)
    short = short_columns(block.rows)
    head, *body = block.rows
    parts = [f"<colgroup>{columns}</colgroup>\n<thead>\n{_row(head, 'th', short, runs)}</thead>\n"]
    if body:
        parts.append("<tbody>\n" + "".join(_row(row, "td", short, runs) for row in body) + "</tbody>\n")
    return f"<table>\n{caption}{''.join(parts)}</table>\n"


def _row(row: Row, tag: str, short: Sequence[bool], runs: Runs) -> str:
    kind = "table_head" if tag == "th" else "table_cell"
    cells = []
    for at, cell in enumerate(row):
        span = len(short) - at if at == len(row) - 1 else 1
        across = f' colspan="{span}"' if span > 1 else ""
        centred = " short" if short[at] and not across else ""
        cells.append(f'<{tag} class="{kind}{centred}"{across}>{runs.html(cell)}</{tag}>')
    return f"<tr>{''.join(cells)}</tr>\n"
