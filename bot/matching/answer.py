"""Decides what to reply to a message: a hotline first, then an article, a choice, or "I don't know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.language.guess import language_of
from bot.matching.explain import Reasons
from bot.matching.greetings import is_smalltalk, without_greetings
from bot.matching.matcher import Match, Matcher
from bot.matching.urgency import Evidence, Urgency

MOST_CHARACTERS = 500
"""Longer messages are cut: what is asked stands early, and time to answer stays bounded."""

MOST_CHOICES = 3
"""Articles offered at once: what a small screen holds."""
MOST_RANKED = 5
"""Articles ranked, for those who look behind the answer."""

# Measured on 28 articles (1,219 examples); a wrong sure answer counts as three times as bad as a
# choice. Five-fold cross-validation over the examples: sure and right 58%, sure and wrong 7%, a choice
# with the right one in it 22%, without it 3%, unknown 11% (choices from 0.3 on). Of examples whose
# article was withheld from fitting 49% are refused: neighbouring articles look alike.
SURE_SCORE = 0.7
"""Probability from which one article is shown alone; by its costs two in three would do."""
PROBABLE_SCORE = 0.2
"""Probability of the first match from which a choice is offered.

A choice costs a look, an unknown costs the answer. On the development set, out of 135 questions that
have an article 91 then show it (at 0.3: 71, at 0.15: 99); out of 45 without one 32 are refused (38, 29).
"""


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
    """

    urgent: str | None
    kind: Kind
    matches: tuple[Match, ...]
    language: str | None
    ranked: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a message is answered as it is: ``asked`` is the message without its greetings."""

    asked: str
    reasons: Reasons
    danger: Evidence


class Answerer:
    """Answers messages with the labels of ``matcher`` after ``urgency`` has looked for danger."""

    def __init__(self, matcher: Matcher, urgency: Urgency) -> None:
        self._matcher = matcher
        self._urgency = urgency

    def answer(self, text: str) -> Answer:
        """Return what to reply to ``text``; never raises, whatever was typed."""
        text = text[:MOST_CHARACTERS]
        ranked = self.rank(text)
        kind, kept = decide(ranked[:MOST_CHOICES])
        if is_smalltalk(text, answerable=kind is not Kind.UNKNOWN):
            kind, kept = Kind.SMALLTALK, ()
        return Answer(self._urgency.check(text), kind, kept, language_of(text), tuple(ranked))

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
