"""Figures and tables as text."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import MOST_MEMORY, MOST_SECONDS

FAILED = {
    "time": f"over {MOST_SECONDS // 60} min",
    "memory": f"over {MOST_MEMORY >> 30} GB",
    "crash": "crashed",
}
"""What is said where an engine gave no figures."""
NOTHING = "–"


def percent(share: float | None) -> str:
    """Return ``share`` in per cent with one decimal."""
    return NOTHING if share is None else f"{share * 100:.1f}"


def number(value: float | None) -> str:
    """Return ``value`` with about two digits, or all that stand before the point."""
    if value is None:
        return NOTHING
    decimals = 0 if value >= 10 else 1 if value >= 1 else 2
    return f"{value:,.{decimals}f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, also readable as it is; all columns but the first to the right."""
    widths = [max(2, *map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [_line(row, widths) for row in (head, *rows)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([lines[0], _line(rule, widths), *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = row
    cells = [first.ljust(widths[0]), *map(str.rjust, others, widths[1:])]
    return f"| {' | '.join(cells)} |"
