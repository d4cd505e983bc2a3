"""The contacts behind a name that somebody typed: an agency, a province, a number to call."""

from __future__ import annotations

from collections.abc import Sequence

from bot import directory, offices
from bot.catalogue.model import Contact, text_in, usual_name
from handlers.cards import card, copy_buttons
from handlers.pages import article_rows, gone
from handlers.richtext import RichText, bold, joined
from handlers.routes import ToNamed
from handlers.screen import Button, Screen
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
    size = view.settings.limits.contacts_per_screen
    pages = -(-len(everybody) // size)
    page = min(page, pages - 1)
    shown = everybody[page * size : (page + 1) * size]
    title = bold(f"☎️ {_title(view, names)}") if len(everybody) > 1 else RichText()
    content = joined(
        [title, *(card(view, one) for one in shown), _only_inside(view, shown)], "\n\n"
    )
    here = _fitting(names)
    rows = [copy_buttons(shown)] if any(map(directory.numbers, shown)) else []
    if page + 1 < pages:
        label = f"➡️ {view.tr('More')} ({page + 2}/{pages})"
        rows.append((Button(label, ToNamed(here, page + 1)),))
    if all_offices := view.article(directory.OFFICES_ARTICLE):
        rows.extend(article_rows(view, [all_offices]))
    back = ToNamed(here, page - 1) if page else None
    return Screen(content, (*rows, *view.foot(ToNamed(here, page), back)))


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


def _only_inside(view: View, shown: Sequence[Contact]) -> RichText:
    """Warn where short numbers of several countries stand together: the same one can be another's."""
    countries = {contact.country for contact in shown if contact.short_code}
    if len(countries) < 2:
        return RichText()
    return RichText(view.tr("Short numbers work only inside their own country."))


def _fitting(names: Sequence[str]) -> tuple[str, ...]:
    """Return as many of ``names`` as a button has room for."""
    return tuple(
        name
        for number, name in enumerate(names, start=1)
        if len(".".join(names[:number])) <= LONGEST_NAMES
    )
