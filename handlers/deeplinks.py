"""Deep links <-> the screens they lead to; how they are written is up to :mod:`bot.links`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot import links
from bot.links import Link, LinkTo
from handlers.routes import (
    SOS_TOPIC,
    Chosen,
    Feedback,
    Place,
    Target,
    ToArticle,
    ToChecklist,
    ToContacts,
    ToRelated,
    ToShare,
    ToSources,
    ToTopic,
    topic_target,
)


def payload(route: Target, partner: str | None = None) -> str:
    """Return the deep-link payload that opens ``route``: a topic, article or checklist, else the menu.

    Raises ThangdeeError over 64 characters.
    """
    return links.payload(link_to(route, partner))


def link_to(route: Target, partner: str | None = None) -> Link:
    """Return the deep link to ``route``, or to the article that it belongs to; else to the menu."""
    match route:
        case Place.SOS:
            return Link(LinkTo.TOPIC, SOS_TOPIC, partner)
        case ToTopic(name):
            return Link(LinkTo.TOPIC, name, partner)
        case (
            ToArticle(name)
            | Chosen(name)
            | ToContacts(name)
            | ToRelated(name)
            | ToSources(name)
            | ToShare(name)
            | Feedback(name)
        ):
            return Link(LinkTo.ARTICLE, name, partner)
        case ToChecklist(name):
            return Link(LinkTo.CHECKLIST, name, partner)
        case _:
            return Link(LinkTo.MENU, "", partner)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a deep link opens, and the code of the partner who gave it out."""

    target: Target
    partner: str | None = None


def read_payload(text: str) -> Arrival | None:
    """Return where a deep link leads, or None for a payload that no version of us wrote."""
    link = links.read_payload(text)
    if link is None:
        return None
    targets: dict[LinkTo, Callable[[str], Target]] = {
        LinkTo.TOPIC: topic_target,
        LinkTo.ARTICLE: ToArticle,
        LinkTo.CHECKLIST: ToChecklist,
    }
    kind = targets.get(link.to)
    return Arrival(kind(link.name) if kind else Place.MENU, link.partner)
