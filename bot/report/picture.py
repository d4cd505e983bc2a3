"""The tables of a report drawn; the most telling ones as one picture for a phone."""

from __future__ import annotations

from datetime import date

from bot.report.charts import Chart, png
from bot.report.model import Report
from bot.report.tables import DAYS, OUTCOMES, TOPICS, Cell, Table, few, tables, title
from bot.report.words import Words

BETWEEN = " · "
"""Stands between the languages where they share a line."""
_TELLING = (DAYS, OUTCOMES, TOPICS)


def chart(table: Table, words: Words) -> Chart:
    """Return the picture of a table: its first column names what its second counts."""
    return Chart(
        BETWEEN.join(table.title),
        [_name(row[0]) for row in table.rows],
        [row[1] if isinstance(row[1], int) else None for row in table.rows],
        BETWEEN.join(few(words)),
        over_time=table.name == DAYS,
    )


def picture(report: Report, words: Words) -> bytes:
    """Return people each day, how questions were answered, and topics, as a PNG."""
    name, _ = title(report, words)
    found = {table.name: table for table in tables(report, words)}
    first, last = report.period.first, report.period.last
    days = f"{_name(first)}/{first.year} – {_name(last)}/{last.year}"
    return png(BETWEEN.join(name), days, [chart(found[name], words) for name in _TELLING])


def _name(cell: Cell) -> str:
    match cell:
        case date():
            return f"{cell.day}/{cell.month}"
        case tuple():
            return BETWEEN.join(cell)
        case _:
            return ""
