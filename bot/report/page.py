"""A report as a page in one file, to read on a phone and to print on A4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from bot.fonts import faces
from bot.htmlfile import document
from bot.report.charts import Chart, svg
from bot.report.model import Report
from bot.report.style import STYLE
from bot.report.tables import Cell, Share, Table, few, rules, tables, title
from bot.report.words import Text, Words

BETWEEN = " · "
"""Stands between the languages where they share a line."""


def page(report: Report, words: Words) -> str:
    """Return the page."""
    name, days = title(report, words)
    parts = [
        f"<h1>{_both(name)}</h1>\n<p class=days>{_both(days)}</p>\n"
        f"<p class=rules>{_both(rules(report, words))}</p>\n"
    ]
    if report.empty:
        nothing = words.said(lambda tr: tr("Nothing was counted on these days."))
        parts.append(f"<p class=empty>{_both(nothing)}</p>\n")
    else:
        parts += [part for table in tables(report, words) for part in _section(table, words)]
    style = f"{faces()}{STYLE}"
    return document(BETWEEN.join(name), style, "".join(parts), words.languages[0])


def chart(table: Table, words: Words) -> Chart:
    """Return the picture of a table: its first column names what its second counts."""
    over_time = isinstance(table.rows[0][0], date)
    return Chart(
        BETWEEN.join(table.title),
        [_name(row[0]) for row in table.rows],
        [row[1] if isinstance(row[1], int) else None for row in table.rows],
        BETWEEN.join(few(words)),
        over_time,
    )


def _name(cell: Cell) -> str:
    match cell:
        case date():
            return f"{cell.day}/{cell.month}"
        case tuple():
            return BETWEEN.join(cell)
        case _:
            return ""


def _section(table: Table, words: Words) -> Iterator[str]:
    yield f'<section class="{table.name}">\n<h2>{_both(table.title)}</h2>\n'
    if any(table.note):
        yield f"<p>{_both(table.note)}</p>\n"
    if not table.rows:
        yield f"<p>{_both(words.said(lambda tr: tr('None.')))}</p>\n</section>\n"
        return
    if table.charted:
        drawing = svg(chart(table, words))
        name = escape(BETWEEN.join(table.title))
        yield f'<figure role="img" aria-label="{name}">{drawing}</figure>\n'
    heads = "".join(f"<th>{_both(head)}</th>" for head in table.heads)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(_cell(cell, words) for cell in row)}</tr>\n"
    yield "</tbody></table>\n</section>\n"


def _cell(cell: Cell, words: Words) -> str:
    match cell:
        case None:
            return f"<td class=number><small>{escape(BETWEEN.join(few(words)))}</small></td>"
        case int():
            return f"<td class=number>{cell:,}</td>"
        case Share(value):
            return f"<td class=number>{'–' if value is None else f'{value:.0%}'}</td>"
        case date():
            return f"<td>{cell.day}/{cell.month}/{cell.year}</td>"
        case _:
            return f"<td>{_both(cell)}</td>"


def _both(text: Text) -> str:
    """Return the first language, and the others below it in small letters."""
    first, *others = text
    return escape(first) + "".join(f" <span class=other>{escape(one)}</span>" for one in others)
