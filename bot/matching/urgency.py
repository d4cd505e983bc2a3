"""Is this a message that must be met with a hotline before any other answer?

Phrases of danger, and a small model learned from examples over them.
A calm phrase ("was arrested last year") cancels the danger phrases that it overlaps, no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language.thai import to_lao
from bot.matching.urgency_features import Features, features, sounded
from bot.matching.urgency_model import DangerModel, Lesson
from bot.matching.urgency_phrases import Found, PhraseIndex, Phrases, Span
from bot.matching.urgency_views import Seen, View, has_thai, in_sound, see

# Measured on 2026-11-21 (benchmarks/urgency.py): 1,222 examples of danger and 922 calm ones in four
# scripts, 797 ordinary questions of 18 articles, each judged by a model that saw neither them nor
# examples of the same number in any language; 349 development questions, 40 of them in danger, whose
# mistakes were looked at while the examples were written, so expect less on questions nobody saw.
#                     examples met  calm alarms  ordinary alarms  development: met, alarms
# phrases alone                57%          14%             2.8%     28 of 40, 23 of 309
# this module                  85%           7%             2.8%     39 of 40, 24 of 309
# -0.5 for both                95%          12%             6.0%     40 of 40, 54 of 309
# 0.6 for both                 82%           4%             2.1%     39 of 40, 21 of 309
# 1.3 for both                 70%           2%             1.3%     38 of 40,  8 of 309
# The examples are harder than most of what people write: many are four words long, and a whole
# situation is withheld in all languages at once. The right card came for 39 of 39 (examples: 79%).
DANGER_SCORE = 0.6
"""Log-odds from which a message is met with the urgent card."""
PHRASE_SCORE = -0.5
"""The same if a danger phrase stands in it: what editors have named is overruled only by much."""

MOST_ORDINARY = 1000
"""Ordinary questions that are learned from, evenly picked; more would only make the start slower."""

_CALM = "calm"
_BY_EAR_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the model learns from.

    ``danger``: article id with examples; ``calm``: messages that name danger without being in it;
    ``ordinary``: questions about anything else; ``signs``: words that weigh, by name of the sign.
    """

    danger: Iterable[tuple[str, Phrases]] = ()
    calm: Phrases = field(default_factory=dict)
    ordinary: Sequence[str] = ()
    signs: Iterable[tuple[str, Phrases]] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of danger in a message.

    ``score`` is the learned log-odds of danger, None without lessons, and ``needed`` the score from
    which the card of ``article`` comes first. ``phrases`` are pairs of article and words, ``calm`` the
    words of calm phrases, ``signs`` names of signs.
    """

    article: str | None
    score: float | None
    needed: float
    phrases: tuple[tuple[str, str], ...]
    calm: tuple[str, ...]
    signs: tuple[str, ...]


class Urgency:
    """The danger phrases of each article, calm ones that show there is no danger now, and lessons."""

    def __init__(
        self,
        danger: Iterable[tuple[str, Phrases]],
        calm: Phrases,
        lessons: Lessons | None = None,
    ) -> None:
        """Take pairs of article id and its phrases, the most pressing article first.

        Without ``lessons`` phrases alone decide. Learning takes about 0.5 ms an example.
        """
        danger = list(danger)
        self._articles = [article for article, _ in danger]
        self._phrases = PhraseIndex([*danger, (_CALM, calm)])
        self._signs = PhraseIndex(lessons.signs if lessons else (), lao_by_ear=True)
        taught = list(self._taught(lessons)) if lessons else []
        self._model = DangerModel(taught) if taught else None

    def check(self, text: str) -> str | None:
        """Return the id of the article whose card must come first, None without danger."""
        seen = see(text)
        found = self._phrases.find(seen)
        said = self._said(found)
        if self._model is None:
            return said[0] if said else None
        noticed = self._features(seen, found)
        if self._model.score(noticed) < (PHRASE_SCORE if said else DANGER_SCORE):
            return None
        return self._model.kind(noticed) or (said[0] if said else None)

    def score(self, text: str) -> float:
        """Return the log-odds of danger; without lessons 0 at a phrase, else minus infinity."""
        seen = see(text)
        found = self._phrases.find(seen)
        if self._model is None:
            return 0.0 if self._said(found) else float("-inf")
        return self._model.score(self._features(seen, found))

    def explain(self, text: str) -> Evidence:
        """Return what :meth:`check` goes by."""
        seen = see(text)
        found = self._phrases.find(seen)
        words = {owner: _words(seen, places) for owner, places in found.items()}
        said = self._said(found)
        return Evidence(
            article=self.check(text),
            score=self.score(text) if self._model else None,
            needed=PHRASE_SCORE if said else DANGER_SCORE,
            phrases=tuple((owner, one) for owner in said for one in words[owner]),
            calm=tuple(words.get(_CALM, ())),
            signs=tuple(sorted(self._signs.find(seen))),
        )

    def _said(self, found: Mapping[str, Found]) -> list[str]:
        """Return the articles of which a phrase stands there that no calm phrase touches."""
        calm = found.get(_CALM, {})
        return [one for one in self._articles if one in found and _stands(found[one], calm)]

    def _features(self, seen: Seen, found: Mapping[str, Found]) -> Features:
        said = self._said(found)
        signs = [f"sign {name}" for name in self._signs.find(seen)]
        signs += [f"phrase {article}" for article in said]
        signs += ["a phrase", "a phrase again"] if said else []
        signs += ["a calm phrase", "a calm phrase again"] if _CALM in found else []
        return features(seen, signs)

    def _taught(self, lessons: Lessons) -> Iterable[Lesson]:
        kinds: list[tuple[str | None, Phrases]] = [*lessons.danger, (None, lessons.calm)]
        for article, examples in kinds:
            for texts in examples.values():
                for text in texts:
                    yield from self._both_ways(text, article)
        step = max(1, len(lessons.ordinary) / MOST_ORDINARY)
        for number in range(min(len(lessons.ordinary), MOST_ORDINARY)):
            seen = see(lessons.ordinary[int(number * step)])
            yield Lesson(self._features(seen, self._phrases.find(seen)), None)

    def _both_ways(self, text: str, article: str | None) -> Iterable[Lesson]:
        """Yield a lesson as typed and, for Lao and Thai letters, as typed in Latin letters by ear."""
        seen = see(text)
        noticed = self._features(seen, self._phrases.find(seen))
        yield Lesson(noticed, article)
        if seen[View.SHARED]:
            yield Lesson(
                sounded(in_sound(to_lao(text) if has_thai(text) else text), noticed.signs),
                article,
                _BY_EAR_WEIGHT,
            )


def _words(seen: Seen, places: Found) -> list[str]:
    """Return the words at ``places``, once each, in the first view that has any."""
    for view, spans in places.items():
        return list(dict.fromkeys(seen[view][start:end].strip() for start, end in sorted(spans)))
    return []


def _stands(places: Found, calm: Found) -> bool:
    return any(
        not _touched(span, calm.get(view, ())) for view, spans in places.items() for span in spans
    )


def _touched(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
