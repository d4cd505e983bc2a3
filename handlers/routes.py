"""Callback data <-> typed values.

A route says which screen a button leads to, or what it does. It is written as ASCII words with colons in
callback data (at most 64 bytes, gotcha 11). Nothing of it is kept in memory (gotcha 27). What deep
links lead to is in :mod:`handlers.deeplinks`.

    menu   sos   language   country   about   privacy   help   offices   nearby   location
    t:complaints             a topic
    a:unpaid-wages:2         an article, page 2 (0 is the summary)
    q:unpaid-wages           an article, chosen from those offered as an answer
    c:unpaid-wages:0         the contacts of an article, first page
    r:unpaid-wages           what is related to it
    s:unpaid-wages           its sources
    x:unpaid-wages           ways to share it
    xt:unpaid-wages:0        send its first pages as a text to forward; 1: all of it
    b:before-leaving:1f:0    a checklist with what is ticked (bits, in hexadecimal), first page
    bk:before-leaving:1f     send it as a text to keep
    k:mrc.champasak:0        who is behind names that people type, first page
    o:TH                     what help there is in Thailand
    p:TH                     the provinces of Thailand that have an office
    h:TH:unpaid-wages:0      who helps with unpaid wages in Thailand, first page
    w:TH:165:1047:0          the offices near 16.5 N 104.7 E, somewhere in a cell 11 km wide; first page
    z:TH:165:1047:0:th-hrdf  the card of an office on that page
    y:TH                     the provinces of Thailand, to say in which one somebody is
    v:la-iom-vientiane       the place of a contact on the map
    l:lo:a:unpaid-wages:2    choose Lao, then go there
    n:TH:sos                 choose Thailand as country of stay, then go there
    d:visa:2027:0            pick the month of the day on which a visa ends; 0 is not picked yet
    dd:visa:2027-12-31       is that day right?
    dk:visa:2027-12-31       keep it and remind me
    dx:visa:2027-12-31       remove that reminder
    dn:visa:2027-12-31       it is done: remove it and take the next date
    reminders                what I am reminded of
    g:tcomplaints_mrc        give staff the link to a topic, for the partner mrc
    alerts                   which alerts I asked for
    e:on:scams               send me alerts of a topic (off: no more)
    e:stop:scams             the same, tapped under an alert: that one stays to be read
    m:send:3                 staff: send alert 3
    f:unpaid-wages:helpful   say what an article was worth
    hide                     delete the messages of this chat
    forget                   ask whether to delete what is kept of me
    details                  what is kept, in detail
    fo                       delete it
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, cast

from telegram.constants import InlineKeyboardButtonLimit

from bot import links
from bot.catalogue.model import Help
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from handlers.alert_routes import StaffAlert, Subscribe
from handlers.codec import ROUTES, Country, Flag, Form, Id, Names, Page, Tenths, Ticks
from handlers.reminder_routes import ChangeReminder, ToDate
from handlers.verdict import Verdict


class Place(StrEnum):
    """The screens that need no further word."""

    MENU = "menu"
    SOS = "sos"
    LANGUAGE = "language"
    COUNTRY = "country"
    ABOUT = "about"
    PRIVACY = "privacy"
    DETAILS = "details"
    HELP = "help"
    OFFICES = "offices"
    CHECKLISTS = "checklists"
    NEARBY = "nearby"
    LOCATION = "location"
    ALERTS = "alerts"
    FORGET = "forget"
    REMINDERS = "reminders"
    HIDE = "hide"


@ROUTES.route("t")
@dataclass(frozen=True, slots=True)
class ToTopic:
    """The list of a topic's articles."""

    topic: Id


@ROUTES.route("a")
@dataclass(frozen=True, slots=True)
class ToArticle:
    """A page of an article: 0 is the summary, then its parts."""

    article: Id
    page: Page = 0


@ROUTES.route("q")
@dataclass(frozen=True, slots=True)
class Chosen:
    """An article that somebody chose from those that were offered as an answer."""

    article: Id


@ROUTES.route("c")
@dataclass(frozen=True, slots=True)
class ToContacts:
    """A page of the contacts of an article."""

    article: Id
    page: Page = 0


@ROUTES.route("r")
@dataclass(frozen=True, slots=True)
class ToRelated:
    """The articles related to an article."""

    article: Id


@ROUTES.route("s")
@dataclass(frozen=True, slots=True)
class ToSources:
    """The sources of an article."""

    article: Id


@ROUTES.route("k")
@dataclass(frozen=True, slots=True)
class ToNamed:
    """A page of the contacts behind names: ids of contacts, agencies and places, numbers as digits."""

    names: Names
    page: Page = 0


@ROUTES.route("o")
@dataclass(frozen=True, slots=True)
class ToOffices:
    """What help there is in a country (ISO 3166 code)."""

    country: Country


@ROUTES.route("p")
@dataclass(frozen=True, slots=True)
class ToProvinces:
    """The provinces of a country (ISO 3166 code) that have an office."""

    country: Country


Kind = Annotated[Help, Form("|".join(Help), Help)]
"""A kind of help."""


@ROUTES.route("h")
@dataclass(frozen=True, slots=True)
class ToHelp:
    """A page of those who help with ``kind`` in a country (ISO 3166 code)."""

    country: Country
    kind: Kind
    page: Page = 0


@ROUTES.route("f")
@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an article."""

    article: Id
    verdict: Annotated[Verdict, Form("|".join(Verdict), Verdict)]


@ROUTES.route("b")
@dataclass(frozen=True, slots=True)
class ToChecklist:
    """A page of a checklist as it is ticked."""

    checklist: Id
    ticked: Ticks = 0
    page: Page = 0


@ROUTES.route("bk")
@dataclass(frozen=True, slots=True)
class KeepChecklist:
    """Send a checklist, as it is ticked, as a text to keep."""

    checklist: Id
    ticked: Ticks = 0


@ROUTES.route("x")
@dataclass(frozen=True, slots=True)
class ToShare:
    """The ways to share an article."""

    article: Id


@ROUTES.route("xt")
@dataclass(frozen=True, slots=True)
class SendAsText:
    """Send an article as a text that can be forwarded: its first pages, or ``everything``."""

    article: Id
    everything: Flag = False


Copy = KeepChecklist | SendAsText
"""What sends a message to keep or forward, beside the screen whose button was tapped."""


@ROUTES.route("w")
@dataclass(frozen=True, slots=True)
class ToNear:
    """A page of the offices near a cell of :class:`bot.nearby.Cell` in a country (ISO 3166 code)."""

    country: Country
    latitude: Tenths
    longitude: Tenths
    page: Page = 0


@ROUTES.route("z")
@dataclass(frozen=True, slots=True)
class ToNearOffice:
    """The card of a contact on a page of :class:`ToNear`, which leads back there."""

    country: Country
    latitude: Tenths
    longitude: Tenths
    page: Page
    contact: Id


@ROUTES.route("y")
@dataclass(frozen=True, slots=True)
class ToNearProvinces:
    """The provinces of a country (ISO 3166 code), to say in which one somebody is."""

    country: Country


@ROUTES.route("v")
@dataclass(frozen=True, slots=True)
class ToVenue:
    """The place of a contact on the map."""

    contact: Id


Target = (
    Place
    | ToTopic
    | ToArticle
    | Chosen
    | ToContacts
    | ToRelated
    | ToSources
    | ToNamed
    | ToOffices
    | ToProvinces
    | ToHelp
    | Feedback
    | ToChecklist
    | ToShare
    | Copy
    | ToNear
    | ToNearOffice
    | ToNearProvinces
    | ToVenue
    | ToDate
)


SOS_TOPIC = "help-now"
"""The topic whose key and link show the emergency numbers first, and only then its articles."""


def topic_target(topic_id: str) -> Target:
    """Return where the key of a topic and a link to it lead."""
    return Place.SOS if topic_id == SOS_TOPIC else ToTopic(topic_id)


def _target(data: str) -> Target | None:
    """Return the target written in callback data; what changes something is none."""
    if data in _PLACES:
        return _PLACES[data]
    found = ROUTES.decode(data)
    return found if isinstance(found, Target) else None


def _written(route: Route) -> str:
    return route.value if isinstance(route, Place) else ROUTES.encode(route)


_Then = Annotated[Target, Form(".+", _target, _written)]
_Code = Annotated[str, Form("[A-Za-z]{2,5}")]
_PLACES = {place.value: place for place in Place}


@ROUTES.route("l")
@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Keep ``language`` as the person's choice, then show ``then``."""

    language: _Code
    then: _Then = Place.MENU


@ROUTES.route("n")
@dataclass(frozen=True, slots=True)
class ChooseCountry:
    """Keep ``country`` as the person's country of stay, then show ``then``."""

    country: _Code
    then: _Then = Place.MENU


@ROUTES.route("fo")
@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete what is kept of me."""


def _read_link(text: str) -> Link | None:
    return links.read_payload(text if text[0] == LinkTo.MENU else f"{text[0]}-{text[1:]}")


def _write_link(link: Link) -> str:
    # Without the payload's hyphen the longest ids of article and partner just fit a button.
    text = links.payload(link)
    return text if link.to is LinkTo.MENU else text[0] + text[2:]


@ROUTES.route("g")
@dataclass(frozen=True, slots=True)
class GiveLink:
    """Give a member of the staff a deep link to hand on, and its picture."""

    link: Annotated[Link, Form("[amt][a-z0-9_-]*", _read_link, _write_link)]


Deed = GiveLink | Subscribe | StaffAlert | ChangeReminder | ForgetMe
"""What changes something or sends a message of its own; it never stands inside a choice."""

Route = Target | ChooseLanguage | ChooseCountry | Deed


def encode(route: Route) -> str:
    """Return the callback data of ``route``.

    Raises ThangdeeError if it would not fit 64 bytes; the content check keeps ids short enough.
    """
    data = _written(route)
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ThangdeeError(
            f"the button data '{data}' has {len(data.encode())} bytes, Telegram allows "
            f"{InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:d}: shorten the id"
        )
    return data


def decode(data: str) -> Route | None:
    """Return the route written in callback data, or None for data that no version of us wrote."""
    if data in _PLACES:
        return _PLACES[data]
    return cast(Route | None, ROUTES.decode(data))
