"""Callback data and deep links: what is read can be written again, and drawn in every language."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from telegram.constants import InlineKeyboardButtonLimit

from handlers import aloud, places
from handlers.deeplinks import payload, read_payload
from handlers.navigate import page
from handlers.reminder_routes import ConfirmDate, PickDate
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    Deed,
    Place,
    Target,
    decode,
    encode,
)
from handlers.screen import Screen, merged
from handlers.view import View
from tests.fuzz import house, texts
from tests.fuzz.target import bytes_of, text_of, within
from tests.handlers.support import faults

SECONDS = 0.25
"""CPU for all screens of one button together."""

_LETTERS = (
    "a", "q", "c", "r", "s", "x", "xt", "b", "bk", "k", "o", "p", "h", "w", "z", "y", "v", "l",
    "n", "d", "dd", "dk", "dx", "dn", "g", "e", "m", "f", "fo", "t",
)  # fmt: skip
_IDS = (
    "unpaid-wages", "passport", "help-now", "complaints", "mrc", "before-leaving",
    "la-iom-vientiane", "th-hrdf", "champasak", "1362", "x", "0", "no-such-id-anywhere",
    "mrc.champasak", "1362.191", "TH", "LA", "KR", "ZZ", "other", "lo", "en", "visa", "passport",
    "report-90", "on", "off", "stop", "scams", "all", "send", "show", "list", "helpful",
    "2027-12-31", "9999-12-31", "0001-01-01", "2027", "12", "13", "1f", "ffffffff", "165", "1047",
    "-9999", "9999", "999", "1", "menu", "sos", "hide", "forget", "reminders", "tcomplaints_mrc",
    "m_mrc", "emergency", "work",
)  # fmt: skip
_field = st.one_of(
    st.sampled_from(_IDS),
    st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,6}", fullmatch=True),
    st.from_regex(r"-?\d{1,5}", fullmatch=True),
    st.from_regex(r"[A-Z]{2}", fullmatch=True),
    texts.short,
)
DATA = st.one_of(
    st.builds(
        lambda before, letter, fields: ":".join([*before, letter, *fields]),
        st.sampled_from([(), (), ("l", "lo"), ("n", "TH"), ("l", "en", "n", "LA")]),
        st.sampled_from(_LETTERS),
        st.lists(_field, max_size=5),
    ),
    st.sampled_from(list(Place)).map(str),
    texts.short,
)
"""Callback data, as buttons have them or somebody made them up."""

PAYLOADS = st.one_of(
    st.builds(
        lambda letter, name, partner: f"{letter}{name}{partner}",
        st.sampled_from(["a-", "b-", "t-", "m", "x-", ""]),
        _field,
        st.one_of(st.just(""), _field.map(lambda name: f"_{name}")),
    ),
    st.from_regex(r"[atb]-[a-z0-9]{40,62}", fullmatch=True),
    texts.short,
)
"""What stands behind ``?start=`` of a link that somebody made."""


def press(data: bytes) -> None:
    """Read callback data; what is some can be written again and leads to a screen."""
    text = text_of(data)
    route = decode(text)
    if route is None or len(data) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        return
    again = encode(route)
    assert decode(again) == route, f"{text!r} is written as {again!r}"
    target = route.then if isinstance(route, ChooseLanguage | ChooseCountry) else route
    if not isinstance(target, Deed):
        payload(target)  # where the same button in a group leads
        _draw(page(target), target)
        _draw(lambda view: aloud.alone(view, target), target)


def follow(data: bytes) -> None:
    """Read what stands in a deep link; what is a link leads to a screen, and first to the languages."""
    text = text_of(data)
    arrival = read_payload(text)
    # Telegram passes on no longer one, and no other signs.
    if arrival is None or len(text) > 64 or not text.isascii():
        return
    again = payload(arrival.target, arrival.partner)
    assert read_payload(again) == arrival, f"{text!r} is written as {again!r}"
    _draw(page(arrival.target), arrival.target)
    _draw(lambda view: places.language(view, arrival.target), arrival.target)
    _draw(lambda view: aloud.alone(view, arrival.target), arrival.target)


def _draw(draw: Callable[[View], Screen], target: Target) -> None:
    views = house.views()
    screens = within(SECONDS, "drawing", lambda: [draw(view) for view in views])
    before_choice = merged([screens[0], screens[len(house.COUNTRIES)]])
    for screen in (*screens, before_choice):
        screen.markup()
        if not isinstance(target, PickDate | ConfirmDate):
            wrong = faults(screen)
            assert not wrong, wrong


button_inputs = DATA.map(bytes_of)
link_inputs = PAYLOADS.map(bytes_of)
