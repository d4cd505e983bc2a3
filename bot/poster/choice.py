"""Words of a command -> the link that is meant."""

from __future__ import annotations

from bot.catalogue.model import Catalogue
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from bot.review.selection import unknown


def chosen_link(
    catalogue: Catalogue,
    *,
    topic: str | None = None,
    article: str | None = None,
    partner: str | None = None,
) -> Link:
    """Return the link to a topic, to an article or, without both, to the bot itself.

    A retired article stands for the one that answers in its place. Raises :class:`ThangdeeError` with a
    line for each id that is unknown, with the nearest one that is known.
    """
    article = catalogue.retired.get(article, article) if article else None
    faults = []
    if topic and topic not in catalogue.topics:
        faults.append(unknown("topic", topic, catalogue.topics))
    if article and article not in catalogue.articles:
        faults.append(unknown("article", article, catalogue.articles))
    if partner and partner not in catalogue.partners:
        faults.append(unknown("partner", partner, catalogue.partners, "partners.yaml"))
    if faults:
        raise ThangdeeError("\n".join(faults))
    to = LinkTo.ARTICLE if article else LinkTo.TOPIC if topic else LinkTo.MENU
    return Link(to, article or topic or "", partner or None)
