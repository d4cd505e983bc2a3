"""What stands below the text on a sheet: facts, contacts, example questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from bot import directory
from bot.catalogue.model import Article, Charge, Confidence, Contact, Fact, Source
from bot.i18n import Translator
from bot.review.edition import Edition, joined

_CONTACT = re.compile(r"\]\(contact:([^()\s]+)\)")


def facts_table(edition: Edition, article: Article) -> str:
    """Return the facts that the article may state, with caution and source; English alone."""
    catalogue = edition.catalogue
    facts = [catalogue.facts[name] for name in article.facts]
    if not facts:
        return ""
    heads = (
        edition.said(lambda tr: tr("Facts")),
        edition.said(lambda tr: tr("as of"), "<br>"),
        edition.said(lambda tr: tr("sure?"), "<br>"),
        edition.said(lambda tr: tr("Source")),
    )
    return _table("facts", heads, (_fact(edition, fact) for fact in facts))


def _fact(edition: Edition, fact: Fact) -> str:
    told = joined(
        (
            f"{escape(fact.fact)} <small>{escape(fact.id)}</small>",
            f"<i>⚠ {escape(fact.caution)}</i>" if fact.caution else "",
        )
    )
    source = edition.catalogue.sources[fact.source] if fact.source else None
    worked = "worked out from: " + ", ".join(fact.worked_from) if fact.worked_from else ""
    origin = joined((_source(source) if source else "", escape(worked)))
    return _cells(told, escape(fact.as_of), _sure(fact.confidence), origin or "<b>?</b>")


def contacts_table(edition: Edition, article: Article) -> str:
    """Return the contacts of the article, and those that only its texts name."""
    linked = (
        name
        for text in article.texts.values()
        for part in text.parts
        for name in _CONTACT.findall(part.markdown)
    )
    names = dict.fromkeys((*article.contacts, *linked))
    found = [
        edition.catalogue.contacts[name] for name in names if name in edition.catalogue.contacts
    ]
    if not found:
        return ""
    heads = (
        edition.said(lambda tr: tr("Who can help")),
        edition.said(lambda tr: tr("Number"), "<br>"),
        edition.said(lambda tr: tr("Where, when, languages, cost")),
        edition.said(lambda tr: tr("as of"), "<br>"),
        edition.said(lambda tr: tr("sure?"), "<br>"),
        edition.said(lambda tr: tr("Source")),
    )
    return _table("contacts", heads, (_contact(edition, contact) for contact in found))


def _contact(edition: Edition, contact: Contact) -> str:
    name = joined(
        (
            f"<b>{edition.each(contact.name, '</b> · <b>')}</b> <small>{escape(contact.id)}</small>",
            edition.each(contact.note, " · "),
            f"<i>⚠ {escape(contact.caution)}</i>" if contact.caution else "",
        )
    )
    place = (
        edition.said(lambda tr: tr.country(contact.country)),
        edition.each(contact.province, " · "),
        edition.each(contact.address, " · "),
    )
    languages = edition.said(lambda tr: tr.list(map(tr.language_name, contact.languages)))
    addresses = (contact.website, contact.facebook, contact.email)
    service = (
        edition.each(contact.hours, " · "),
        languages if contact.languages else "",
        edition.said(lambda tr: _cost(tr, contact.charge)),
        *(_address(one) for one in addresses if one),
        f"<small>{escape(', '.join(contact.topics))}</small>",
    )
    sources = [edition.catalogue.sources[name] for name in contact.sources[:1]]
    return _cells(
        name,
        _numbers(edition, contact),
        joined((joined(place, " · "), joined(service, "; "))),
        escape(contact.as_of),
        _sure(contact.confidence),
        joined(map(_source, sources)) or "<b>?</b>",
    )


def _numbers(edition: Edition, contact: Contact) -> str:
    """Return the numbers as the bot writes them; those it does not offer as printed, and marked."""
    if offered := directory.numbers(contact):
        return joined(f"<b>{escape(number)}</b>" for number in offered)
    doubt = edition.said(lambda tr: tr("not confirmed, may be wrong"), "<br>")
    printed = joined(map(escape, contact.phones))
    return f"{printed}<br>{doubt}" if printed else "–"


def _cost(tr: Translator, charge: Charge) -> str:
    return {
        Charge.FREE: tr("free"),
        Charge.PAID: tr("not free"),
        Charge.UNKNOWN: tr("cost not known"),
    }[charge]


def questions_columns(edition: Edition, article: Article) -> str:
    """Return the example questions of all languages, a list for each script."""
    lists = ""
    for language in edition.languages:
        text = article.texts.get(language.code)
        scripts = {"": text.questions, **text.other_scripts} if text else {}
        for script, questions in scripts.items():
            name = joined((escape(language.name), _script(edition, script)), " · ")
            items = "\n".join(f"<li>\u00a0{escape(one)}</li>" for one in questions)
            lists += f"<h4>{name} ({len(questions)})</h4>\n<ul>{items}</ul>\n"
    title = edition.said(lambda tr: tr("How people ask this"))
    return f'<h3>{title}</h3>\n<div class="questions">\n{lists}</div>\n'


def _script(edition: Edition, script: str) -> str:
    match script:
        case "latin":
            return edition.said(lambda tr: tr("in Latin letters"))
        case "thai":
            return edition.said(lambda tr: tr("in Thai letters"))
        case "lao":
            return edition.said(lambda tr: tr("in Lao letters"))
    return escape(script)


def _source(source: Source) -> str:
    year = f"{source.year}{'?' if source.year_approximate else ''}" if source.year else ""
    told = ". ".join(filter(None, (source.title, source.publisher, year)))
    return joined((escape(told), _address(source.url) if source.url else escape(source.note or "")))


def _address(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return escape(address)
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _sure(confidence: Confidence) -> str:
    return '<b class="low">LOW</b>' if confidence is Confidence.LOW else str(confidence)


def _table(style: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    told = "".join(f"<th>{head}</th>" for head in heads)
    body = "".join(rows)
    return f'<table class="{style}">\n<thead><tr>{told}</tr></thead>\n<tbody>\n{body}</tbody></table>\n'


def _cells(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
