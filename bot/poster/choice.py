"""Words of a command -> the link that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.model import Catalogue
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from bot.review.selection import nearest, unknown


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of somebody who wants a link say: the id of a page, a partner, what is neither."""

    page: str | None = None
    partner: str | None = None
    unknown: tuple[str, ...] = ()


def read_words(catalogue: Catalogue, words: Sequence[str]) -> Asked:
    """Return what ``words`` mean: ids in any order and case, the first of each kind."""
    page = partner = None
    unknown = []
    for word in (one.lower() for one in words):
        if page is None and word in {*catalogue.topics, *catalogue.articles, *catalogue.retired}:
            page = word
        elif partner is None and word in catalogue.partners:
            partner = word
        else:
            unknown.append(word)
    return Asked(page, partner, tuple(unknown))


def corrected(catalogue: Catalogue, words: Sequence[str]) -> list[str]:
    """Return ``words`` with the nearest id in place of each; those that are like none are left out."""
    known = [*catalogue.topics, *catalogue.articles, *catalogue.partners]
    lower = [word.lower() for word in words]
    return [near for word in lower if (near := nearest(word, [*known, *catalogue.retired]))]
