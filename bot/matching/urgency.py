"""Is this a message that must be met with a hotline before any other answer?

Phrases of danger, and a small model learned from examples over them.
A calm phrase ("was arrested last year") cancels the danger phrases that it overlaps, no others. Names of
places say nothing about danger, so a message is judged without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.language.concepts import standard
from bot.language.thai import to_lao
from bot.matching.places import Places
from bot.matching.saved import fingerprint
from bot.matching.urgency_features import LONGEST, Features, features, sounded
from bot.matching.urgency_model import DangerModel, Lesson, load_model, save_model
from bot.matching.urgency_phrases import Found, PhraseIndex, Phrases, Span
from bot.matching.urgency_views import Seen, View, has_thai, in_sound, see

# Measured on 2026-11-22 with `python -m benchmarks.urgency content tests/questions/*.yaml`. Examples: of
# the content (3,580 of danger, 2,301 calm in four scripts), each judged by a model that saw neither
# them nor those of the same number nor what sounds like them; they are harder than most of what people
# write. Ordinary: 2,731 questions of 22 articles, judged likewise. Dev: 349 questions whose mistakes
# were looked at while the first examples were written. Unseen: 546 questions that nobody who worked on
# this has read, only their counts were (several times, so expect a little less of others).
#                examples met  calm alarms  ordinary alarms  dev: met, alarms  unseen: met, alarms
# phrases alone           53%          18%                -    27/40,  23/309        62/84,  57/462
# from -1.0               95%          28%             14.5%   40/40,  70/309        79/84,  62/462
# from -0.5               90%          18%              6.6%   40/40,  36/309        79/84,  31/462
# from -0.4               89%          16%              5.7%   40/40,  31/309        78/84,  29/462
# from  0.0               82%          10%              2.5%   40/40,  15/309        74/84,  21/462
# from  0.5               69%           6%              0.9%   38/40,  10/309        73/84,  12/462
# If a miss is five times as bad as an alarm, all from -0.5 to 0 cost the same within chance. The right
# card came for 74 of the 78 unseen and for 84% of the examples met.
DANGER_SCORE = -0.4
"""Log-odds from which a message is met with the urgent card."""

ORDINARY_WEIGHT = 2000
"""Ordinary questions count together as so many examples: there are more with every article, while the
examples of danger stay as they are."""
MOST_ORDINARY = 4000
"""Ordinary questions that are learned from, evenly picked; more would only make learning slower."""

_CALM = "calm"
_BY_EAR_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the model learns from.

    ``danger``: article id with examples; ``calm``: messages that name danger without being in it;
    ``ordinary``: questions about anything else by topic; ``signs``: words that weigh, by sign.
    """

    danger: Sequence[tuple[str, Phrases]] = ()
    calm: Phrases = field(default_factory=dict)
    ordinary: Phrases = field(default_factory=dict)
    signs: Sequence[tuple[str, Phrases]] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of danger in a message.

    ``score`` is the learned log-odds of danger whatever places are named, None without lessons, and
    ``needed`` the score from which the card of ``article`` comes first. ``phrases`` are pairs of
    article and words, ``calm`` the words of calm phrases, ``signs`` names of signs.
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
        folder: Path | None = None,
        places: Places | None = None,
    ) -> None:
        """Take pairs of article id and its phrases, the most pressing article first.

        Without ``lessons`` phrases alone decide. Learning takes about 1 ms an example; what is learned
        is kept in ``folder``, as :meth:`bot.matching.matcher.Matcher.fit` does. ``places`` are those
        whose names must neither raise nor silence an alarm by their letters.

        Let them be no countries: ລາວ is "he" and "she" as well, and who is stuck abroad names the
        country. Cross-validated on the content's examples (2026-11-22), where names could only silence,
        provinces cost 1 of 3,013 messages in danger and save 5 of 1,573 alarms, countries 17 and 20.
        """
        danger = list(danger)
        self._articles = [article for article, _ in danger]
        self._phrases = PhraseIndex([*danger, (_CALM, calm)])
        self._places = places or Places()
        self._signs = PhraseIndex(lessons.signs if lessons else (), lao_by_ear=True)
        self._model: DangerModel | None = None
        if lessons:
            self._model = self._learned(lessons, fingerprint(_parts(danger, calm, lessons)), folder)

    def check(self, text: str) -> str | None:
        """Return the id of the article whose card must come first, None without danger."""
        score, article = self._judged(text)
        return article if score >= DANGER_SCORE else None

    def score(self, text: str) -> float:
        """Return the log-odds of danger; without lessons 0 at a phrase, else minus infinity."""
        return self._judged(text)[0]

    def has_phrase(self, text: str) -> bool:
        """Tell whether a phrase of danger stands in ``text``: about 0.1 ms, much less than a check."""
        return bool(self._said(self._phrases.find(see(text))))

    def explain(self, text: str) -> Evidence:
        """Return what :meth:`check` goes by."""
        seen = see(self._placeless(text))
        found = self._phrases.find(seen)
        words = {owner: _words(seen, places) for owner, places in found.items()}
        said = self._said(found)
        return Evidence(
            article=self.check(text),
            score=self.score(text) if self._model else None,
            needed=DANGER_SCORE,
            phrases=tuple((owner, one) for owner in said for one in words[owner]),
            calm=tuple(words.get(_CALM, ())),
            signs=tuple(sorted(self._signs.find(seen))),
        )

    def _judged(self, text: str) -> tuple[float, str | None]:
        """Return the log-odds of danger and the likeliest article."""
        text = self._placeless(text)
        seen = see(text)
        found = self._phrases.find(seen)
        if self._model is not None:
            return self._model.score(self._features(text, seen, found))
        said = self._said(found)
        return (0.0, said[0]) if said else (float("-inf"), None)

    def _placeless(self, text: str) -> str:
        rest = self._places.without(text)
        return text if rest is None else rest

    def _said(self, found: Mapping[str, Found]) -> list[str]:
        """Return the articles of which a phrase stands there that no calm phrase touches."""
        calm = found.get(_CALM, {})
        return [one for one in self._articles if one in found and _stands(found[one], calm)]

    def _features(self, text: str, seen: Seen, found: Mapping[str, Found]) -> Features:
        return features(seen, self._meant(text, seen, found))

    def _meant(self, text: str, seen: Seen, found: Mapping[str, Found]) -> list[str]:
        """Return what was understood in ``text``, whatever the language."""
        said = self._said(found)
        meant = [f"concept {name}" for name in set(standard().find(text[:LONGEST]))]
        meant += [f"sign {name}" for name in self._signs.find(seen)]
        meant += [f"phrase {article}" for article in said]
        meant += ["a phrase", "a phrase again"] if said else []
        meant += ["a calm phrase", "a calm phrase again"] if _CALM in found else []
        return meant

    def _learned(self, lessons: Lessons, name: str, folder: Path | None) -> DangerModel | None:
        model = load_model(folder, name) if folder else None
        if model is None:
            taught = list(self._taught(lessons))
            both = len({one.article is None for one in taught}) == 2
            model = DangerModel.learn(taught) if both else None
            if model and folder:
                save_model(folder, name, model)
        return model

    def _taught(self, lessons: Lessons) -> Iterator[Lesson]:
        for article, examples in lessons.danger:
            for texts in examples.values():
                for text in texts:
                    yield from self._both_ways(text, article, "")
        for code, texts in lessons.calm.items():
            for text in texts:
                yield from self._both_ways(text, None, f"calm {code}")
        total = sum(map(len, lessons.ordinary.values()))
        weight = min(1.0, ORDINARY_WEIGHT / max(1, min(total, MOST_ORDINARY)))
        for topic, texts in lessons.ordinary.items():
            for text in evenly(texts, len(texts) * MOST_ORDINARY // max(total, MOST_ORDINARY)):
                seen = see(text)
                found = self._phrases.find(seen)
                if not self._said(found):  # with a danger phrase it may be urgent as well
                    noticed = self._features(text, seen, found)
                    yield Lesson(noticed, None, f"ordinary {topic}", weight)

    def _both_ways(self, text: str, article: str | None, calm: str) -> Iterator[Lesson]:
        """Yield a lesson as typed and, for Lao and Thai letters, as typed in Latin letters by ear."""
        seen = see(text)
        meant = self._meant(text, seen, self._phrases.find(seen))
        yield Lesson(features(seen, meant), article, calm)
        if seen[View.SHARED]:
            sound = in_sound(to_lao(text) if has_thai(text) else text)
            yield Lesson(sounded(sound, meant), article, calm, _BY_EAR_WEIGHT)


def evenly(texts: Sequence[str], most: int) -> list[str]:
    """Return at most ``most`` of ``texts``, evenly picked."""
    count = min(len(texts), most)
    return [texts[number * len(texts) // count] for number in range(count)]


def _parts(danger: Iterable[tuple[str, Phrases]], calm: Phrases, lessons: Lessons) -> Iterator[str]:
    """Yield all that a model is learned from."""
    rest = [("", calm), ("", lessons.calm), ("", lessons.ordinary)]
    for owner, texts in (*danger, *lessons.danger, *lessons.signs, *rest):
        for code, listed in texts.items():
            yield from ("", owner, code, *listed)


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
