"""A report as a workbook: a sheet for each table, with charts of the program that opens it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.fonts import FAMILY
from bot.report.model import Report
from bot.report.tables import Cell, Share, Table, few, rules, tables, title
from bot.report.words import Words

_BETWEEN = " / "
_HEAD_ROW = 4
"""Above it stand title, days, rules and a blank line."""
_WIDE, _NARROW = 46, 20
"""Letters that the first and the other columns hold."""
_BAR_INK = "#0072B2"


def workbook(report: Report, words: Words) -> bytes:
    """Return the file. What people wrote stands as text, never as a formula, link or number."""
    written = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(written, options) as book:
        looks = _Looks(book)
        for table in tables(report, words):
            sheet = book.add_worksheet(table.name)
            _fill(sheet, table, report, words, looks)
            if table.charted and table.rows:
                _draw(book, sheet, table)
    return written.getvalue()


class _Looks:
    def __init__(self, book: Workbook) -> None:
        font = {"font_name": FAMILY, "font_size": 11, "valign": "top"}
        wrapped = {**font, "text_wrap": True}
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.plain = book.add_format(font)
        self.text = book.add_format(wrapped)
        self.head = book.add_format({**wrapped, "bold": True, "bottom": 1, "valign": "bottom"})
        self.number = book.add_format({**font, "num_format": "#,##0"})
        self.share = book.add_format({**font, "num_format": "0%"})
        self.day = book.add_format({**font, "num_format": "d/m/yyyy", "align": "left"})
        self.few = book.add_format({**font, "align": "right", "font_color": "#5a6570"})


def _fill(sheet: Worksheet, table: Table, report: Report, words: Words, looks: _Looks) -> None:
    sheet.write_string(0, 0, _BETWEEN.join(table.title), looks.title)
    sheet.write_string(1, 0, _BETWEEN.join(title(report, words)[1]), looks.plain)
    note = table.note if any(table.note) else rules(report, words)
    sheet.write_string(2, 0, _BETWEEN.join(note), looks.plain)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, max(1, len(table.heads) - 1), _NARROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    for column, head in enumerate(table.heads):
        sheet.write_string(_HEAD_ROW, column, _BETWEEN.join(head), looks.head)
    for place, row in enumerate(table.rows, _HEAD_ROW + 1):
        for column, cell in enumerate(row):
            _write(sheet, place, column, cell, words, looks)


def _write(
    sheet: Worksheet, row: int, column: int, cell: Cell, words: Words, looks: _Looks
) -> None:
    match cell:
        case None:
            sheet.write_string(row, column, _BETWEEN.join(few(words)), looks.few)
        case int():
            sheet.write_number(row, column, cell, looks.number)
        case Share(None):
            sheet.write_string(row, column, "–", looks.few)
        case Share(value):
            sheet.write_number(row, column, value, looks.share)
        case date():
            sheet.write_datetime(row, column, cell, looks.day)
        case _:
            sheet.write_string(row, column, _BETWEEN.join(cell), looks.text)


def _draw(book: Workbook, sheet: Worksheet, table: Table) -> None:
    over_time = isinstance(table.rows[0][0], date)
    drawn = book.add_chart({"type": "column" if over_time else "bar"})
    last = _HEAD_ROW + len(table.rows)
    drawn.add_series({
        "name": _BETWEEN.join(table.title),
        "categories": [table.name, _HEAD_ROW + 1, 0, last, 0],
        "values": [table.name, _HEAD_ROW + 1, 1, last, 1],
        "fill": {"color": _BAR_INK},
        "gap": 40,
        "data_labels": {} if over_time else {"value": True},
    })  # fmt: skip
    font = {"name": FAMILY, "size": 10}
    drawn.set_title({"name": _BETWEEN.join(table.title), "name_font": {**font, "size": 12}})
    drawn.set_legend({"none": True})
    drawn.set_x_axis({"num_font": font, "num_format": "d/m" if over_time else "General"})
    drawn.set_y_axis({
        "num_font": font, "reverse": not over_time, "major_gridlines": {"visible": over_time}
    })  # fmt: skip
    drawn.set_size({"width": 760, "height": 320 if over_time else 120 + 44 * len(table.rows)})
    sheet.insert_chart(_HEAD_ROW, len(table.heads) + 1, drawn)
