"""The contacts behind a name that somebody typed: an agency, a province, a number to call."""

from __future__ import annotations

from collections.abc import Sequence

from bot import directory, offices
from bot.catalogue.model import Contact, text_in, usual_name
from handlers.cards import cards
from handlers.pages import article_rows, gone
from handlers.routes import ToNamed
from handlers.screen import Screen
from handlers.view import View

LONGEST_NAMES = 48
"""Bytes that names may take in a button beside a language and a page."""


def contacts(view: View, names: Sequence[str], page: int = 0) -> Screen:
    """Return a page of the cards of those behind ``names``; see :func:`bot.offices.named`."""
    everybody = _nearest_first(view, names, offices.named(view.catalogue, names))
    if not everybody:
        return gone(view)
    if len(everybody) == 1:
        names = (everybody[0].id,)
    here = _fitting(names)
    title = f"☎️ {_title(view, names)}" if len(everybody) > 1 else ""
    office = view.article(directory.OFFICES_ARTICLE)
    more = article_rows(view, [office]) if office else ()
    return cards(view, title, everybody, page, lambda number: ToNamed(here, number), None, more)


def _nearest_first(view: View, names: Sequence[str], found: list[Contact]) -> list[Contact]:
    """Put those of the country of stay first, unless another place was named."""
    if view.country is None or any(name in view.catalogue.places for name in names):
        return found
    return sorted(found, key=lambda contact: contact.country != view.country)


def _title(view: View, names: Sequence[str]) -> str:
    return " · ".join(dict.fromkeys(_called(view, name) for name in names))


def _called(view: View, name: str) -> str:
    catalogue = view.catalogue
    if name in catalogue.contacts:
        return text_in(catalogue.contacts[name].name, view.language)
    spelled = catalogue.agencies.get(name) or catalogue.places.get(name)
    return usual_name(spelled.spellings, view.language) if spelled else name


def _fitting(names: Sequence[str]) -> tuple[str, ...]:
    """Return as many of ``names`` as a button has room for."""
    return tuple(
        name
        for number, name in enumerate(names, start=1)
        if len(".".join(names[:number])) <= LONGEST_NAMES
    )
