"""The sheet of one article: languages beside each other, what they rest on, room for a pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest

from bot.catalogue.model import Article, Part
from bot.review.edition import BOX, Edition
from bot.review.markup import lines
from bot.review.tables import contacts_table, facts_table, questions_columns

_FREE_LINES = 3
"""For what does not fit beside the text."""


def sheet(edition: Edition, article: Article, number: int, of: int) -> str:
    """Return the sheet of ``article``, the ``number``th (from 1) ``of`` those printed."""
    return (
        f'<section class="sheet" id="{escape(article.id)}" style="page: {page_name(number)}">\n'
        + _head(edition, article, f"{number}/{of}")
        + _text(edition, article)
        + facts_table(edition, article)
        + contacts_table(edition, article)
        + questions_columns(edition, article)
        + _form(edition, article)
        + "</section>\n"
    )


def page_name(number: int) -> str:
    """Return what the style sheet calls the paper of a sheet."""
    return f"sheet-{number}"


def _head(edition: Edition, article: Article, place: str) -> str:
    topic = edition.catalogue.topics[article.topic]
    checked = edition.said(lambda tr: tr("Checked on {date}", date=tr.date(article.checked)))
    states = "".join(
        f" · {escape(one.name)}: {edition.state(article.texts.get(one.code), one.code)}"
        for one in edition.languages
    )
    must = edition.said(lambda tr: tr("Must answer"))
    points = f'<p class="state">{must}: {escape("; ".join(article.covers))}</p>\n'
    return (
        f'<p class="place">{escape(topic.icon)} {edition.each(topic.titles, " · ")} · {place}</p>\n'
        f"<h2>{escape(article.icon)} {edition.titles(article)}</h2>\n"
        f'<p class="state"><b>{escape(article.id)}</b> · {checked}{states}</p>\n'
        f"{points if article.covers else ''}"
    )


def _text(edition: Edition, article: Article) -> str:
    heads = "".join(f"<th>{escape(one.name)}</th>" for one in edition.languages)
    notes = edition.said(lambda tr: tr("Write here"))
    rows = "".join(_rows(edition, article))
    return (
        f'<table class="text">\n<thead><tr>{heads}<th class="notes">{notes}</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _rows(edition: Edition, article: Article) -> Iterator[str]:
    codes = list(edition.translators)
    texts = [article.texts.get(code) for code in codes]
    titles = [f"<p><b>{escape(text.title)}</b></p>" if text else "" for text in texts]
    yield _row(codes, titles, edition.said(lambda tr: tr("title")))
    summaries = [f'<p class="summary">{escape(text.summary)}</p>' if text else "" for text in texts]
    yield _row(codes, summaries, edition.said(lambda tr: tr("first screen")))
    for number, parts in enumerate(zip_longest(*(text.parts if text else () for text in texts)), 1):
        if any(part and part.heading for part in parts):
            headings = [f"<h3>{escape(part.heading or '')}</h3>" if part else "" for part in parts]
            yield _row(codes, headings, str(number), "heading")
        for place, cells in enumerate(_beside(edition, codes, parts), 1):
            yield _row(codes, cells, f"{number}.{place}")


def _beside(
    edition: Edition, codes: Sequence[str], parts: Sequence[Part | None]
) -> Iterator[Sequence[str]]:
    """Yield the lines of a part beside each other; the whole part if they do not match in number."""
    shown = [
        lines(part.markdown, edition.catalogue, code) if part else []
        for code, part in zip(codes, parts, strict=True)
    ]
    if len({len(one) for one in shown if one}) > 1:
        yield ["".join(one) for one in shown]
    else:
        yield from zip_longest(*shown, fillvalue="")


def _row(codes: Sequence[str], cells: Sequence[str], place: str, style: str = "") -> str:
    told = "".join(
        f'<td lang="{escape(code)}">{cell}</td>' for code, cell in zip(codes, cells, strict=True)
    )
    kind = f' class="{style}"' if style else ""
    return f'<tr{kind}>{told}<td class="notes"><small>{place}</small></td></tr>\n'


def _form(edition: Edition, article: Article) -> str:
    right = f"{BOX} {edition.said(lambda tr: tr('right'))}"
    change = f"{BOX} {edition.said(lambda tr: tr('change'))}"
    fields = (
        edition.said(lambda tr: tr("Name")),
        edition.said(lambda tr: tr("Date")),
        edition.said(lambda tr: tr("Signature")),
    )
    rows = ""
    for language in edition.languages:
        if text := article.texts.get(language.code):
            rows += (
                f"<tr><th>{escape(language.name)}</th><td>{right}</td><td>{change}</td>"
                + "".join(f'<td class="fill"><small>{field}</small></td>' for field in fields)
                + f"<td><code>language={escape(language.code)} {escape(article.id)}@{text.digest}"
                "</code></td></tr>\n"
            )
    free = '<p class="line"></p>' * _FREE_LINES
    told = edition.said(lambda tr: tr("Anything else (write the number of the line)"))
    return (
        f'<div class="form">\n<table>\n{rows}</table>\n<p class="free">{told}</p>{free}\n</div>\n'
    )
