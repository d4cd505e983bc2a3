"""What is counted: kinds of events, and how often each happened on a day. Nothing leads to a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Event(StrEnum):
    """Something that happened; the value is what stands in the table."""

    NEW = "new"
    """Somebody wrote for the first time."""
    PERSON = "person"
    """Somebody wrote for the first time on that day."""
    LINK = "link"
    """Somebody came by a deep link."""
    ANSWERED = "answered"
    """A question got one article as its answer."""
    OFFERED = "offered"
    """A question got several articles to choose from."""
    CHOSEN = "chosen"
    """One of the articles offered was chosen."""
    UNKNOWN = "unknown"
    """A question had no answer."""
    URGENT = "urgent"
    """A message sounded dangerous."""
    CONTACTS = "contacts"
    """A name or number was asked for, and its contacts were shown."""
    SMALL_TALK = "small-talk"
    """A greeting, thanks, a word that asks nothing."""
    OPENED = "opened"
    """The first page of an article was opened, by question, button or link."""
    HELPFUL = "helpful"
    """An article was called helpful."""
    UNHELPFUL = "unhelpful"
    """An article was called not helpful; one of the next three may follow as the reason."""
    WRONG = "wrong"
    """An article was called wrong."""
    UNCLEAR = "unclear"
    """An article was called hard to understand."""
    NOT_MINE = "not-mine"
    """An article did not answer what was asked."""
    SHARED = "shared"
    """An article was taken out of the chat, as a text for the family."""
    INLINE = "inline"
    """An article was put into another chat by inline mode."""
    SUBSCRIBED = "subscribed"
    """Somebody asked for alerts."""
    REMINDED = "reminded"
    """A reminder was set."""
    CHECKLIST = "checklist"
    """A checklist was opened."""
    NEARBY = "nearby"
    """Offices nearby were shown."""
    SOS = "sos"
    """The emergency numbers were opened."""
    HIDDEN = "hidden"
    """The chat was hidden."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often an event happened on a day; a dimension that does not apply is empty.

    ``language`` is the language shown or typed, ``script`` that of the message (lao, thai, latin …),
    ``article`` an article's id, ``partner`` a partner's code.
    """

    day: date
    event: Event
    language: str = ""
    script: str = ""
    article: str = ""
    partner: str = ""
    number: int = 1
