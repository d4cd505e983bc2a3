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
    checklist: str | None = None,
    partner: str | None = None,
) -> Link:
    """Return the link to a topic, an article, a checklist or, without any, to the bot itself.

    A retired article stands for the one that answers in its place. Raises :class:`ThangdeeError` with a
    line for each id that is unknown, with the nearest one that is known.
    """
    article = catalogue.retired.get(article, article) if article else None
    faults = []
    if topic and topic not in catalogue.topics:
        faults.append(unknown("topic", topic, catalogue.topics))
    if article and article not in catalogue.articles:
        faults.append(unknown("article", article, catalogue.articles))
    if checklist and checklist not in catalogue.checklists:
        faults.append(unknown("checklist", checklist, catalogue.checklists, "checklists.yaml"))
    if partner and partner not in catalogue.partners:
        faults.append(unknown("partner", partner, catalogue.partners, "partners.yaml"))
    if faults:
        raise ThangdeeError("\n".join(faults))
    for to, name in (
        (LinkTo.ARTICLE, article),
        (LinkTo.TOPIC, topic),
        (LinkTo.CHECKLIST, checklist),
    ):
        if name:
            return Link(to, name, partner or None)
    return Link(LinkTo.MENU, "", partner or None)


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
    pages = {*_pages(catalogue), *catalogue.retired}
    for word in (one.lower() for one in words):
        if page is None and word in pages:
            page = word
        elif partner is None and word in catalogue.partners:
            partner = word
        else:
            unknown.append(word)
    return Asked(page, partner, tuple(unknown))


def corrected(catalogue: Catalogue, words: Sequence[str]) -> list[str]:
    """Return ``words`` with the nearest id in place of each; those that are like none are left out."""
    known = [*_pages(catalogue), *catalogue.partners]
    lower = [word.lower() for word in words]
    return [near for word in lower if (near := nearest(word, [*known, *catalogue.retired]))]


def _pages(catalogue: Catalogue) -> list[str]:
    return [*catalogue.topics, *catalogue.articles, *catalogue.checklists]
