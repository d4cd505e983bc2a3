"""Callback data and deep links <-> typed values.

A route says which screen a button leads to. It is written as ASCII words with colons in callback data
(at most 64 bytes, gotcha 11) and with dashes in a deep link's payload (at most 64 of A-Z, a-z, 0-9, _
and -; clients drop any other, gotcha 23). Nothing of it is kept in memory (gotcha 27).

    menu   sos   language   country   about   privacy   help
    t:complaints             a topic
    a:unpaid-wages:2         an article, page 2 (0 is the summary)
    c:unpaid-wages:0         the contacts of an article, first page
    r:unpaid-wages           what is related to it
    s:unpaid-wages           its sources
    k:mrc.champasak:0        who is behind names that people type, first page
    o:TH                     what help there is in Thailand
    p:TH                     the provinces of Thailand that have an office
    h:TH:unpaid-wages:0      who helps with unpaid wages in Thailand, first page
    l:lo:a:unpaid-wages:2    choose Lao, then go there
    n:TH:sos                 choose Thailand as country of stay, then go there
    forget                   delete what is kept of me
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.catalogue.model import Help
from bot.errors import ThangdeeError


class Place(StrEnum):
    """The screens that need no further word."""

    MENU = "menu"
    SOS = "sos"
    LANGUAGE = "language"
    COUNTRY = "country"
    ABOUT = "about"
    PRIVACY = "privacy"
    HELP = "help"
    OFFICES = "offices"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class ToTopic:
    """The list of a topic's articles."""

    topic: str


@dataclass(frozen=True, slots=True)
class ToArticle:
    """A page of an article: 0 is the summary, then its parts."""

    article: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ToContacts:
    """A page of the contacts of an article."""

    article: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ToRelated:
    """The articles related to an article."""

    article: str


@dataclass(frozen=True, slots=True)
class ToSources:
    """The sources of an article."""

    article: str


@dataclass(frozen=True, slots=True)
class ToNamed:
    """A page of the contacts behind names: ids of contacts, agencies and places, numbers as digits."""

    names: tuple[str, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class ToOffices:
    """What help there is in a country (ISO 3166 code)."""

    country: str


@dataclass(frozen=True, slots=True)
class ToProvinces:
    """The provinces of a country (ISO 3166 code) that have an office."""

    country: str


@dataclass(frozen=True, slots=True)
class ToHelp:
    """A page of those who help with ``kind`` in a country (ISO 3166 code)."""

    country: str
    kind: Help
    page: int = 0


Target = (
    Place
    | ToTopic
    | ToArticle
    | ToContacts
    | ToRelated
    | ToSources
    | ToNamed
    | ToOffices
    | ToProvinces
    | ToHelp
)


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Keep ``language`` as the person's choice, then show ``then``."""

    language: str
    then: Target = Place.MENU


@dataclass(frozen=True, slots=True)
class ChooseCountry:
    """Keep ``country`` as the person's country of stay, then show ``then``."""

    country: str
    then: Target = Place.MENU


Route = Target | ChooseLanguage | ChooseCountry

_PLACES = {place.value: place for place in Place}
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LETTERS: dict[type, str] = {
    ToTopic: "t",
    ToArticle: "a",
    ToContacts: "c",
    ToRelated: "r",
    ToSources: "s",
}
_WITH_PAGE = re.compile(rf"([ac]):({_ID}):(\d{{1,3}})")
_WITHOUT_PAGE = re.compile(rf"([trs]):({_ID})")
_CHOICE = re.compile(r"([ln]):([A-Za-z]{2,5}):(.+)")
_NAMED = re.compile(rf"k:({_ID}(?:\.{_ID})*):(\d{{1,3}})")
_COUNTRY = re.compile(r"([op]):([A-Z]{2})")
_HELP = re.compile(rf"h:([A-Z]{{2}}):({'|'.join(Help)}):(\d{{1,3}})")
_PAYLOAD = re.compile(rf"([ta])-({_ID})")


def encode(route: Route) -> str:
    """Return the callback data of ``route``.

    Raises ThangdeeError if it would not fit 64 bytes; the content check keeps ids short enough.
    """
    data = _encode(route)
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ThangdeeError(
            f"the button data '{data}' has {len(data.encode())} bytes, Telegram allows "
            f"{InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:d}: shorten the id"
        )
    return data


def _encode(route: Route) -> str:
    match route:
        case Place():
            return route.value
        case ToArticle(name, page) | ToContacts(name, page):
            return f"{_LETTERS[type(route)]}:{name}:{page}"
        case ToNamed(names, page):
            return f"k:{'.'.join(names)}:{page}"
        case ToOffices(country):
            return f"o:{country}"
        case ToProvinces(country):
            return f"p:{country}"
        case ToHelp(country, kind, page):
            return f"h:{country}:{kind}:{page}"
        case ToTopic(name) | ToRelated(name) | ToSources(name):
            return f"{_LETTERS[type(route)]}:{name}"
        case ChooseLanguage(language, then):
            return f"l:{language}:{_encode(then)}"
        case ChooseCountry(country, then):
            return f"n:{country}:{_encode(then)}"


def decode(data: str) -> Route | None:
    """Return the route written in callback data, or None for data that no version of us wrote."""
    choice = _CHOICE.fullmatch(data)
    if choice is None:
        return _decode_target(data)
    letter, value, rest = choice.groups()
    then = _decode_target(rest)
    if then is None:
        return None
    return ChooseLanguage(value, then) if letter == "l" else ChooseCountry(value, then)


def _decode_target(data: str) -> Target | None:
    if data in _PLACES:
        return _PLACES[data]
    if match := _WITH_PAGE.fullmatch(data):
        letter, name, page = match.groups()
        return ToArticle(name, int(page)) if letter == "a" else ToContacts(name, int(page))
    if match := _NAMED.fullmatch(data):
        return ToNamed(tuple(match[1].split(".")), int(match[2]))
    if match := _COUNTRY.fullmatch(data):
        return ToOffices(match[2]) if match[1] == "o" else ToProvinces(match[2])
    if match := _HELP.fullmatch(data):
        return ToHelp(match[1], Help(match[2]), int(match[3]))
    if match := _WITHOUT_PAGE.fullmatch(data):
        letter, name = match.groups()
        if letter == "t":
            return ToTopic(name)
        return ToRelated(name) if letter == "r" else ToSources(name)
    return None


def payload(route: ToTopic | ToArticle) -> str:
    """Return the deep-link payload of a topic or article: ``t-complaints``, ``a-unpaid-wages``.

    Raises ThangdeeError over 64 characters: clients would open the chat without it.
    """
    text = f"t-{route.topic}" if isinstance(route, ToTopic) else f"a-{route.article}"
    if len(text) > MessageLimit.DEEP_LINK_LENGTH:
        raise ThangdeeError(
            f"the link payload '{text}' has {len(text)} characters, Telegram allows "
            f"{MessageLimit.DEEP_LINK_LENGTH:d}: shorten the id"
        )
    return text


def read_payload(text: str) -> ToTopic | ToArticle | None:
    """Return where a deep link leads, or None for a payload that no version of us wrote."""
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        return None
    letter, name = match.groups()
    return ToTopic(name) if letter == "t" else ToArticle(name)
