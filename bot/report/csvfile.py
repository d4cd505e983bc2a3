"""A report as one CSV file that spreadsheet programs open as it is."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from bot.report.model import Report
from bot.report.tables import Cell, Share, few, tables
from bot.report.words import Words

HEADS = ("table", "key", "name", "figure", "value")
BETWEEN = " / "
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet program read a text as a formula: anybody can write to the bot."""


def csv_file(report: Report, words: Words) -> str:
    """Return the file's text: a line for each number, with the table and row that it stands in.

    It begins with a byte order mark, by which Excel knows UTF-8. What people wrote is never a formula.
    """
    written = StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(HEADS)
    for table in tables(report, words):
        for key, (first, *others) in zip(table.keys, table.rows, strict=True):
            named = zip(table.heads[1:], others, strict=True)
            for head, cell in named if others else [(("",), ("",))]:
                values = (table.name, key, _value(first, words), BETWEEN.join(head))
                lines.writerow([*map(harmless, values), _value(cell, words)])
    return "\ufeff" + written.getvalue()


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _value(cell: Cell, words: Words) -> str:
    match cell:
        case None:
            return BETWEEN.join(few(words))
        case int():
            return str(cell)
        case Share(value):
            return "" if value is None else f"{value:.3f}"
        case date():
            return cell.isoformat()
        case _:
            return harmless(BETWEEN.join(cell))
