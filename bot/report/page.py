"""A report as a page in one file, to read on a phone and to print on A4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from bot.fonts import faces
from bot.htmlfile import document
from bot.report.charts import svg
from bot.report.model import Report
from bot.report.picture import BETWEEN, chart
from bot.report.style import STYLE
from bot.report.tables import DAYS, Cell, Share, Table, few, rules, tables, title
from bot.report.words import Text, Words

_IN_PICTURE = 2
"""Columns of a table that a picture of it shows: names and numbers."""


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
        found = {table.name: table for table in tables(report, words)}
        parts += [part for table in found.values() for part in _section(table, words)]
        parts.append(_day_by_day(found[DAYS], words))
    style = f"{faces()}{STYLE}"
    return document(BETWEEN.join(name), style, "".join(parts), words.languages[0])


def _section(table: Table, words: Words) -> Iterator[str]:
    yield f'<section class="{table.name}">\n<h2>{_both(table.title)}</h2>\n'
    if any(table.note):
        yield f"<p>{_both(table.note)}</p>\n"
    if not table.rows:
        yield f"<p>{_both(words.said(lambda tr: tr('None.')))}</p>\n"
    elif table.charted:
        name = escape(BETWEEN.join(table.title))
        yield f'<figure role="img" aria-label="{name}">{svg(chart(table, words))}</figure>\n'
    # A picture of all that stands in the table is enough; the days follow at the end.
    if (
        table.rows
        and table.name != DAYS
        and not (table.charted and len(table.heads) == _IN_PICTURE)
    ):
        yield _grid(table, words)
    yield "</section>\n"


def _grid(table: Table, words: Words) -> str:
    heads = "".join(f"<th>{_both(head)}</th>" for head in table.heads)
    rows = (f"<tr>{''.join(_cell(cell, words) for cell in row)}</tr>\n" for row in table.rows)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody></table>\n"


def _day_by_day(days: Table, words: Words) -> str:
    title = words.said(lambda tr: tr("Day by day"))
    return (
        f"<section>\n<h2>{_both(title)}</h2>\n<div class=day-by-day>\n{_grid(days, words)}</div>\n"
        "</section>\n"
    )


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
