"""Decides what to reply to a message: a hotline first, then an article, a choice, or "I don't know"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from bot.language.concepts import standard
from bot.language.guess import language_of
from bot.matching.explain import Reasons
from bot.matching.followup import FollowUps, Outline, asked
from bot.matching.greetings import is_smalltalk, without_greetings
from bot.matching.matcher import Match, Matcher
from bot.matching.urgency import Evidence, Urgency

MOST_CHARACTERS = 500
"""Longer messages are cut: what is asked stands early, and time to answer stays bounded."""

MOST_CHOICES = 3
"""Articles offered at once: what a small screen holds."""
MOST_RANKED = 5
"""Articles ranked, for those who look behind the answer."""

# Measured on 2026-11-22 on 89 articles (docs/matching.md, "Cut-offs"). A wrong sure answer counts as
# five times as bad as a choice, so one article alone pays where it is right four times in five.
SURE_SCORE = 0.8
"""Probability from which one article is shown alone.

Answered alone / that and wrong, in per cent of the development questions that have an article: at 0.7
59 / 6, at 0.75 53 / 4, at 0.8 46 / 3, at 0.85 37 / 1; in English at 0.75 47 / 7, at 0.8 37 / 4
(with 23,600 examples; with 28,000 at 0.8 47 / 3).
"""
PROBABLE_SCORE = 0.45
"""Probability of the first match from which a choice is offered.

A choice costs a look, an unknown costs the answer; but to offer something for everything teaches
people not to trust it. Right article shown / questions without any refused, in per cent of the
development questions: at 0.35 84 / 75, at 0.45 79 / 89, at 0.55 69 / 100.
"""


_ALL = 10_000
"""More labels than there are."""


class Kind(StrEnum):
    """How the message is to be answered, urgent or not."""

    SURE = "sure"
    """The first match alone; or contacts that the message names."""
    PROBABLE = "probable"
    """A choice of the matches."""
    UNKNOWN = "unknown"
    """No match is good enough."""
    SMALLTALK = "smalltalk"
    """A greeting or thanks; nothing was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to reply.

    ``urgent`` is the article whose card comes first, None if nothing sounds dangerous; ``matches`` are
    the article ids with scores, best first (one if sure, up to three if probable, else none);
    ``language`` is the code of the language the message was typed in, None if that is unclear;
    ``ranked`` are the plausible articles whatever the cut-offs say, best first, at most
    :data:`MOST_RANKED`.

    A message that only names an office, a place or a number is sure, with the ``contacts`` (ids, best
    first) to show; ``names`` are the ids of what it names, and ``matches`` up to three articles that
    tell of these contacts. ``page`` is the page on which the one article of a sure answer opens (0: its
    first); with ``contacts`` but no ``names`` it opens on them.
    """

    urgent: str | None
    kind: Kind
    matches: tuple[Match, ...]
    language: str | None
    ranked: tuple[Match, ...] = ()
    contacts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a message is answered as it is: ``asked`` is the message without its greetings."""

    asked: str
    reasons: Reasons
    danger: Evidence


class Directory(Protocol):
    """Knows whom to call by the name or number that people type."""

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids of the names that ``text`` is made of; none if it says anything else."""

    def contacts(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the contacts behind ``names``, best first."""

    def labels(self, names: Sequence[str], contacts: Sequence[str]) -> Sequence[str]:
        """Return the labels that tell of ``contacts``, which ``names`` led to, best first."""


class Answerer:
    """Answers messages with the labels of ``matcher`` after ``urgency`` has looked for danger.

    ``directory`` knows the names that people type instead of a question; ``outlines``, of all labels,
    are what short questions after an answer are led on by. Without them there is neither.
    """

    def __init__(
        self,
        matcher: Matcher,
        urgency: Urgency,
        directory: Directory | None = None,
        outlines: Mapping[str, Outline] | None = None,
    ) -> None:
        self._matcher = matcher
        self._urgency = urgency
        self._directory = directory
        self._follow_ups = FollowUps(outlines or {}, matcher)

    def answer(self, text: str, shown: str | None = None) -> Answer:
        """Return what to reply to ``text``; never raises, whatever was typed.

        ``shown`` is the label that this person was shown last, None if that is not known: a short
        question without a subject of its own is then taken to be about it.
        """
        text = text[:MOST_CHARACTERS]
        said, language = without_greetings(text), language_of(text)
        question = asked(said) if shown else None
        lead = self._follow_ups.lead(said, question, shown) if question and shown else None
        ranked = tuple(self.rank(text))
        goes_on = lead is not None and question is not None and question.opened
        named = None if goes_on else self._named(said, ranked)
        danger = self._danger(text, said, named=named is not None)
        if named is not None:
            return replace(named, urgent=danger, language=language)
        if lead is not None:
            kind = Kind.SURE if lead.sure else Kind.PROBABLE
            return Answer(
                danger, kind, lead.matches, language, ranked, lead.contacts, (), lead.page
            )
        kind, kept = decide(ranked[:MOST_CHOICES])
        if is_smalltalk(text, answerable=kind is not Kind.UNKNOWN):
            kind, kept = Kind.SMALLTALK, ()
        return Answer(danger, kind, kept, language, ranked)

    def names_danger(self, text: str) -> bool:
        """Tell whether a phrase of danger stands in ``text``, without judging it as a whole."""
        return self._urgency.has_phrase(text[:MOST_CHARACTERS])

    def _named(self, said: str, ranked: Sequence[Match]) -> Answer | None:
        """Return the answer to a message that only names something, None to any other.

        Its matches are labels that tell of the contacts, first those that the matcher is sure of. The
        first counts as sure.
        """
        names = self._directory.find(said) if self._directory else ()
        if self._directory is None or not names:
            return None
        contacts = self._directory.contacts(names)
        scores = {match.label: match.score for match in self._matcher.match(said, _ALL)}
        known = [Match(x, scores.get(x, 0.0)) for x in self._directory.labels(names, contacts)]
        known.sort(key=lambda match: match.score < SURE_SCORE)
        matches = known[:MOST_CHOICES]
        matches[:1] = [Match(one.label, max(one.score, SURE_SCORE)) for one in matches[:1]]
        others = [one for one in ranked if one.label not in {match.label for match in matches}]
        best = sorted([*matches, *others], key=lambda match: -match.score)[:MOST_RANKED]
        return Answer(None, Kind.SURE, tuple(matches), None, tuple(best), contacts, names)

    def _danger(self, text: str, said: str, *, named: bool) -> str | None:
        """Return the urgent article for ``text``.

        A bare name ("police", a town) is no alarm unless a danger phrase or a call for help stands in
        it: what was learned from whole messages knows nothing of such short ones.
        """
        danger = self._urgency.check(text)
        if not (danger and named) or "help" in standard().find(said):
            return danger
        return danger if self._urgency.explain(text).phrases else None

    def rank(self, text: str) -> list[Match]:
        """Return the best :data:`MOST_RANKED` matches of ``text`` whatever the cut-offs would say."""
        return self._matcher.match(without_greetings(text[:MOST_CHARACTERS]), MOST_RANKED)

    def explain(self, text: str) -> Explanation:
        """Return what decided the answer to ``text``; never raises, whatever was typed."""
        text = text[:MOST_CHARACTERS]
        asked = without_greetings(text)
        return Explanation(asked, self._matcher.explain(asked), self._urgency.explain(text))


def decide(matches: Sequence[Match]) -> tuple[Kind, tuple[Match, ...]]:
    """Return how sure to be of ``matches`` (best first) and those of them to show."""
    if not matches or matches[0].score < PROBABLE_SCORE:
        return Kind.UNKNOWN, ()
    second = matches[1].score if len(matches) > 1 else 0.0
    if matches[0].score >= SURE_SCORE and matches[0].score > second:
        return Kind.SURE, tuple(matches[:1])
    return Kind.PROBABLE, tuple(matches)
