"""Deep links: addresses that open the bot at a page, with the partner on whose poster they stand.

The payload behind ``?start=`` has at most 64 of A-Z, a-z, 0-9, ``_`` and ``-``; clients open the chat
without it if it holds any other sign (gotcha 23). Ours is a letter, the id, and the partner's code:

    a-unpaid-wages          an article
    b-before-leaving        a checklist
    t-complaints_mrc        a topic, from the partner ``mrc``
    m_mrc                   the menu, from the partner ``mrc``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import ThangdeeError

LONGEST_PAYLOAD = 64
"""Characters, as the Bot API's page on deep linking says."""

LONGEST_PARTNER = 20
"""Characters of a partner's code: with the longest id of an article (40) it still fits a payload."""

LONGEST_ID = 40
"""Characters of an id of the content: buttons that lead to a longer one would hold too much."""

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PAYLOAD = re.compile(rf"(?:([tab])-({_ID})|m)(?:_(?P<partner>{_ID}))?")


class LinkTo(StrEnum):
    """What a link can open; the value is the letter that it begins with."""

    MENU = "m"
    TOPIC = "t"
    ARTICLE = "a"
    CHECKLIST = "b"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a deep link leads: ``name`` is the id of a topic, article or checklist, empty for the menu.

    ``partner`` is the code of the partner who gives it out, if one does.
    """

    to: LinkTo
    name: str = ""
    partner: str | None = None


def payload(link: Link) -> str:
    """Return what stands behind ``?start=``.

    Raises ThangdeeError over 64 characters: clients would open the chat without it.
    """
    text = f"{link.to}-{link.name}" if link.name else str(link.to)
    if link.partner:
        text += f"_{link.partner}"
    if len(text) > LONGEST_PAYLOAD:
        raise ThangdeeError(
            f"the link payload '{text}' has {len(text)} characters, Telegram allows "
            f"{LONGEST_PAYLOAD}: shorten the id"
        )
    return text


def read_payload(text: str) -> Link | None:
    """Return the link that a payload is of, or None for one that no version of us wrote."""
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        return None
    partner = match["partner"] or ""
    if len(match[2] or "") > LONGEST_ID or len(partner) > LONGEST_PARTNER:
        return None
    return Link(LinkTo(match[1] or LinkTo.MENU), match[2] or "", partner or None)


def address(username: str, link: Link | None = None) -> str:
    """Return the web address that opens the bot ``username`` (without ``@``), at ``link`` if given.

    The menu without a partner needs no payload.
    """
    if link is None or link == Link(LinkTo.MENU):
        return f"https://t.me/{username}"
    return f"https://t.me/{username}?start={payload(link)}"
