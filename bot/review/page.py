"""All sheets in one file to print, with a front sheet that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bot.catalogue.model import Article
from bot.htmlfile import document
from bot.i18n import Translator
from bot.review.edition import BOX, SPOKEN, Edition
from bot.review.sheet import page_name, sheet
from bot.review.style import style


def page(edition: Edition, articles: Sequence[Article]) -> str:
    """Return the page with a front sheet and a sheet for each article, in that order."""
    of = len(articles)
    version = f"{edition.catalogue.version}, {edition.today.isoformat()}"
    papers = [
        (page_name(number), f"{article.id}  {number}/{of}  content {version}")
        for number, article in enumerate(articles, 1)
    ]
    sheets = "".join(
        sheet(edition, article, number, of) for number, article in enumerate(articles, 1)
    )
    tr = next(iter(edition.translators.values()))
    body = _front(edition, articles, version) + sheets
    return document(tr("Articles to check with a pen"), style(papers), body, tr.language)


def _front(edition: Edition, articles: Sequence[Article], version: str) -> str:
    title = edition.said(lambda tr: tr("Articles to check with a pen"))
    spoken = list(edition.translators.values())[:SPOKEN]
    guides = "".join(map(_guide, spoken))
    return (
        f'<section class="front">\n<h1>{title}</h1>\n<p class="state">content {escape(version)}</p>\n'
        f'<div class="guides">\n{guides}</div>\n{_record()}{_list(edition, articles)}</section>\n'
    )


def _guide(tr: Translator) -> str:
    steps = (
        tr(
            "Read each line as somebody far from home reads it on a phone. Do people say it so? "
            "Write the words that they use."
        ),
        tr("Do the languages say the same? Mark every difference."),
        tr(
            "Compare every number, day, fee and law with the facts below the text. LOW: nobody is "
            "sure of it yet."
        ),
        tr("Could a line harm somebody, or lead to a wrong number or office? Write !! beside it."),
        tr("Do people ask like this? Cross out what nobody says, write what is missing."),
        tr(
            "Tick every line that you have checked. At the end of a sheet tick “right” or “change” "
            "for each language you read, with your name and the date. The name will be public; "
            "initials will do."
        ),
        tr("Give the sheets back, or send photos of all pages you wrote on."),
    )
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return f'<ol lang="{escape(tr.language)}">{items}</ol>\n'


def _record() -> str:
    """Return how corrections get back, for the editor: in English, as all of the command line."""
    return (
        '<p class="record"><b>For the editor.</b> Make the changes in content/, print the sheet '
        "again if they are many. When a reader has ticked “right”, record it; the words for the "
        "end of the command stand at the end of each sheet:<br>\n"
        '<code>thangdee review --record reviewer="Noy S." on=2026-12-01 language=lo '
        "passport@3f9a01bc</code><br>\nIf the text has changed since the sheet was printed, the "
        "command says so and records nothing.</p>\n"
    )


def _list(edition: Edition, articles: Sequence[Article]) -> str:
    names = [escape(language.name) for language in edition.languages]
    checked = edition.said(lambda tr: tr("Checked"), "<br>")
    heads = "".join(f"<th>{head}</th>" for head in ("", "", *names, "id", checked, *names))
    rows = "".join(_listed(edition, articles))
    return (
        f'<table class="list">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n'
    )


def _listed(edition: Edition, articles: Sequence[Article]) -> Iterator[str]:
    codes = list(edition.translators)
    for number, one in enumerate(articles, 1):
        texts = [one.texts.get(code) for code in codes]
        titles = [escape(text.title) if text else "–" for text in texts]
        states = [edition.state(text, code) for text, code in zip(texts, codes, strict=True)]
        name = escape(one.id)
        cells = (
            BOX, str(number), *titles, f'<a href="#{name}">{name}</a>', one.checked.isoformat(), *states
        )  # fmt: skip
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
