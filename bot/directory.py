"""Who to call: the contacts of an article in the order that fits where the person is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from bot.catalogue.model import Article, Catalogue, Contact, Help

EMERGENCY_ARTICLE = "emergency-numbers"
"""Its contacts are the numbers that /sos shows."""

OFFICES_ARTICLE = "find-help-office"
"""The article on all offices; its contacts are offered where no article helps."""

HOME = "LA"
"""The country whose offices help Lao people wherever they are."""

_DOMESTIC = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN})
"""Kinds of numbers that exchanges of other countries do not put through (0120-…, 1577-…)."""

_URGENT_TOPICS = frozenset(
    {Help.EMERGENCY, Help.VIOLENCE, Help.TRAFFICKING, Help.DOCUMENTS, Help.GENERAL}
)
"""What somebody in danger abroad may be helped by, where the emergency article names nobody."""

_ADVICE = frozenset({Help.UNPAID_WAGES, Help.COMPLAINTS, Help.RETURN})
"""What helps somebody with a question, where the article on offices names nobody."""


def ordered(
    contacts: Iterable[Contact], country: str | None, before_choice: Sequence[str]
) -> list[Contact]:
    """Sort contacts: those of the country of stay first, then home, then others.

    As long as the country is not known, ``before_choice`` tells which come first. Entries that are
    not confirmed come last, and within a country those that cannot be rung from ``country``;
    otherwise the editor's order stays.
    """
    preferred = [country, HOME] if country else list(before_choice)

    def rank(contact: Contact) -> tuple[bool, int, bool]:
        place = preferred.index(contact.country) if contact.country in preferred else len(preferred)
        return not contact.confirmed, place, not works_from(contact, country)

    return sorted(contacts, key=rank)


def of_article(
    catalogue: Catalogue, article: Article, country: str | None, before_choice: Sequence[str]
) -> list[Contact]:
    """Return the contacts of ``article``, best first for somebody in ``country``."""
    contacts = (catalogue.contacts[name] for name in article.contacts)
    return ordered(contacts, country, before_choice)


def in_emergency(
    catalogue: Catalogue, country: str | None, before_choice: Sequence[str]
) -> list[Contact]:
    """Return who to ring in danger: confirmed numbers there and at home that work from ``country``.

    In a country for which the emergency article has nobody, whoever the directory has there (usually
    the embassy) comes first, then who can be rung at home. If no number at all works from there,
    those at home are shown all the same.
    """
    return _within_reach(catalogue, EMERGENCY_ARTICLE, _URGENT_TOPICS, country, before_choice)


def to_ask(
    catalogue: Catalogue, country: str | None, before_choice: Sequence[str]
) -> list[Contact]:
    """Return who to ring with a question that no article answers; as :func:`in_emergency` does."""
    return _within_reach(catalogue, OFFICES_ARTICLE, _ADVICE, country, before_choice)


def _within_reach(
    catalogue: Catalogue,
    article_id: str,
    topics: frozenset[Help],
    country: str | None,
    before_choice: Sequence[str],
) -> list[Contact]:
    article = catalogue.articles.get(article_id)
    directory = catalogue.contacts
    named = article.contacts if article else ()
    if country and not any(directory[name].country == country for name in named):
        there_or_home = (
            contact.id
            for contact in directory.values()
            if contact.country in (country, HOME) and topics & set(contact.topics)
        )
        named = tuple(dict.fromkeys((*there_or_home, *named)))
    wanted = (
        (country, HOME) if country else tuple(contact.country for contact in directory.values())
    )
    with_number = [
        contact
        for contact in (directory[name] for name in named)
        if contact.country in wanted and numbers(contact)
    ]
    within_reach = [contact for contact in with_number if works_from(contact, country)]
    return ordered(within_reach or with_number, country, before_choice)


def numbers(contact: Contact) -> tuple[str, ...]:
    """Return the numbers that may be offered for a call, ready to dial; none if not confirmed."""
    if not contact.confirmed:
        return ()
    return tuple(dialled(phone, contact) for phone in contact.phones)


def works_from(contact: Contact, country: str | None) -> bool:
    """Tell whether a number of ``contact`` can be rung in ``country``; True while that is not known."""
    if country in (None, contact.country):
        return True
    return any(number.startswith("+") for number in numbers(contact))


def dialled(phone: str, contact: Contact) -> str:
    """Write a number so that it works from abroad too: "+856 21 251 128".

    Short codes, free numbers and others that only work inside their country are written as there.
    """
    return phone if contact.short_code else _dialled(phone, contact.country)


@lru_cache(maxsize=4096)
def _dialled(phone: str, country: str) -> str:
    try:
        parsed = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return phone
    if not phonenumbers.is_valid_number(parsed):
        return phone
    domestic = phonenumbers.number_type(parsed) in _DOMESTIC
    form = PhoneNumberFormat.NATIONAL if domestic else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
