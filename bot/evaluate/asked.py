"""A labelled question after it was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluate.questions import Question
from bot.matching.answer import Answerer, Kind
from bot.matching.matcher import Match


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what became of it.

    ``kind`` is how it would be answered if it were not urgent; ``ranked`` are the plausible articles
    whatever the cut-offs say, best first; ``urgent`` is the article whose card came first.
    """

    question: Question
    kind: Kind
    ranked: tuple[Match, ...]
    urgent: str | None

    @property
    def inside(self) -> bool:
        """Whether some article is known to answer the question."""
        return bool(self.question.labels)

    @property
    def outside(self) -> bool:
        """Whether it is known that no article does."""
        return self.question.labels == ()

    @property
    def right(self) -> bool:
        """Whether the first of the ranked articles answers it."""
        return self.place == 1

    @property
    def place(self) -> int | None:
        """The rank, from 1, of the first article that answers it; None if it is not ranked."""
        labels = self.question.labels or ()
        places = (n for n, match in enumerate(self.ranked, 1) if match.label in labels)
        return next(places, None)

    @property
    def score(self) -> float:
        """The probability of the first article, 0 if there is none."""
        return self.ranked[0].score if self.ranked else 0.0


def ask(answerer: Answerer, questions: Iterable[Question]) -> list[Asked]:
    """Ask ``questions`` as the chat would."""
    asked = []
    for question in questions:
        found = answerer.answer(question.text)
        asked.append(Asked(question, found.kind, found.ranked, found.urgent))
    return asked
