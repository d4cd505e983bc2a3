"""Short questions that lean on what was shown before: "and how much?", "ແລ້ວລາຄາເດ?", "which papers".

Such a message asks for an aspect (price, time, place …) and names no subject of its own: nothing is
left of it but words for the aspect (:mod:`bot.language.concepts`) and small words (``asides.yaml``). The
aspect is then looked for in the headings of what was shown, and in the titles of what lies near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.language.concepts import standard
from bot.matching.asides import asides
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Match, Matcher

ASPECTS: dict[str, tuple[str, ...]] = {
    "price": ("cost", "free_of_charge", "who_pays", "transfer_fee"),
    "time": ("waiting", "when", "deadline"),
    "place": ("where",),
    "papers": ("document",),
    "phone": ("hotline", "opening_hours"),
    "who": ("who", "who_may"),
    "steps": ("steps", "how"),
    "korea": ("korea",),
    "japan": ("japan",),
    "malaysia": ("malaysia",),
    "thailand": ("thailand",),
    "laos": ("laos",),
}
"""What may be asked for, with the concepts that speak of it."""

_SPOKEN = {**ASPECTS, "steps": ("steps",), "time": ("waiting", "deadline")}
"""The same for what is written, where "how" and "when" mean less ("how far back", "when you arrive")."""
_COUNTRIES = frozenset(("korea", "japan", "malaysia", "thailand", "laos"))
_OPENER, _ASIDE = "opener", "aside"
MOST_CHOICES = 3
_IN_BODIES = frozenset(("price", "papers"))
"""Aspects whose words in a text mean that it tells of them; those of the others stand everywhere."""
IN_BODY = 4
"""Words on an aspect, in all languages together, from which a page without a heading on it is opened.

Our pages say everything in two languages, so that is two mentions; fewer are often by the way.
"""


@dataclass(frozen=True, slots=True)
class Outline:
    """One answer from outside, in all languages at once.

    ``headings`` and ``bodies`` are those of its pages after the first; ``near`` are the labels to look
    at next; ``contacts`` who helps with it.
    """

    titles: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]
    bodies: tuple[tuple[str, ...], ...]
    near: tuple[str, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The aspects a message asks for, in its order; ``opened``: it begins like "and …"."""

    aspects: tuple[str, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a message leads: to a page of the first match if it is ``sure``, else to a choice.

    ``contacts`` are given where it asks whom to call.
    """

    sure: bool
    matches: tuple[Match, ...]
    page: int = 0
    contacts: tuple[str, ...] = ()


def asked(text: str) -> Asked | None:
    """Return what ``text`` asks for without a subject of its own; None if it is no such message."""
    pieces = _lexicon().read(text)
    if pieces is None:
        return None
    labels = [label for piece in pieces for label in sorted(piece)]
    aspects = tuple(dict.fromkeys(label for label in labels if label in ASPECTS))
    opened = _OPENER in labels
    if not aspects or (_COUNTRIES.issuperset(aspects) and not opened):
        return None
    return Asked(aspects, opened)


class FollowUps:
    """Leads short questions on from a label; ``outlines`` are those of all labels of ``matcher``."""

    def __init__(self, outlines: Mapping[str, Outline], matcher: Matcher) -> None:
        self._outlines = outlines
        self._matcher = matcher

    def lead(self, text: str, question: Asked, shown: str) -> Lead | None:
        """Return where ``text``, which asks ``question``, leads after ``shown``; None if nowhere."""
        outline = self._outlines.get(shown)
        if outline is None:
            return None
        wanted = frozenset(question.aspects)
        ranked = self._ranked(text, shown, outline)
        here = tuple(match for match in ranked if match.label == shown)
        helpers = Lead(True, here, contacts=outline.contacts) if outline.contacts else None
        if helpers and "phone" in wanted:
            return helpers
        if page := _page(outline, wanted):
            return Lead(True, here, page)
        titled = tuple(m for m in ranked if wanted & _spoken_of(self._outlines[m.label].titles))
        if titled and (wanted <= _COUNTRIES or len(titled) == 1):
            return Lead(True, titled[:1])
        if titled:
            return Lead(False, titled[:MOST_CHOICES])
        if wanted <= _COUNTRIES:
            return None
        if helpers and wanted & {"place", "who"}:
            return helpers
        bodies = [_counted(body) for body in outline.bodies]
        if page := _fullest(bodies, wanted & _IN_BODIES, IN_BODY):
            return Lead(True, here, page)
        return Lead(False, ranked[:MOST_CHOICES])

    def _ranked(self, text: str, shown: str, outline: Outline) -> tuple[Match, ...]:
        """Return ``shown`` and what lies near, the likeliest for its title with ``text`` first."""
        found = self._matcher.match(f"{outline.titles[0]} {text}", limit=len(self._outlines))
        scores = {match.label: match.score for match in found}
        near = [Match(label, scores.get(label, 0.0)) for label in (shown, *outline.near)]
        return tuple(sorted(near, key=lambda match: -match.score))


def _page(outline: Outline, wanted: frozenset[str]) -> int:
    """Return the page whose heading speaks of most that is wanted, 0 if none does."""
    page = _fullest([_counted(heading) for heading in outline.headings], wanted)
    own = wanted & ({"steps"} | _spoken_of(outline.titles))  # what to do comes first
    return page or (1 if own and outline.headings else 0)


def _fullest(pages: Sequence[Counter[str]], wanted: frozenset[str], fewest: int = 1) -> int:
    """Return the number of the page, from 1, that speaks of most that is wanted, then in most words.

    0 if none has the ``fewest`` words on it.
    """
    hits = [([page[one] > 0 for one in wanted].count(True), page) for page in pages]
    words = [(aspects, sum(page[one] for one in wanted)) for aspects, page in hits]
    best = max(words, default=(0, 0))
    return words.index(best) + 1 if best[1] >= fewest else 0


def _spoken_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the aspects that titles or headings speak of."""
    return frozenset(_counted(texts))


@lru_cache(maxsize=2_000)
def _counted(texts: tuple[str, ...]) -> Counter[str]:
    """Return how many words of each aspect stand in ``texts``."""
    concepts = Counter(concept for text in texts for concept in standard().find(text))
    counted = {name: sum(concepts[one] for one in several) for name, several in _SPOKEN.items()}
    return Counter({name: count for name, count in counted.items() if count})


@cache
def _lexicon() -> Lexicon:
    known = standard().by_name
    spoken = [(name, known[concept]) for name, several in ASPECTS.items() for concept in several]
    groups = {"anywhere": _ASIDE, "around questions": _ASIDE, "openers": _OPENER}
    groups |= {name: name for name in ASPECTS if name in asides()}
    return Lexicon([*spoken, *((label, asides()[group]) for group, label in groups.items())])
