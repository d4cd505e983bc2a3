"""Labelled questions: what somebody typed, and which articles answer it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from bot import yamlfile
from bot.errors import ProblemsError, ThangdeeError


@dataclass(frozen=True, slots=True)
class Question:
    """A text with its answer.

    ``labels`` are the ids of articles that are a fully right first answer: none if it is out of scope;
    ``danger`` those of the article whose card must come first: none if there is no danger. Either is
    None where that is not known: the question then counts only for the other.
    """

    text: str
    script: str
    labels: tuple[str, ...] | None
    danger: tuple[str, ...] | None


class _Line(BaseModel):
    """One line of a question set; keys not named here are kept for people to read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    script: str
    labels: tuple[str, ...]
    urgent: str | None = None

    def question(self) -> Question:
        return Question(self.text, self.script, self.labels, (self.urgent,) if self.urgent else ())


class _QuestionSet(RootModel[tuple[_Line, ...]]):
    pass


def read_questions(files: Iterable[Path]) -> list[Question]:
    """Read question sets; raises ProblemsError with every fault, ThangdeeError if unreadable."""
    questions: list[Question] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ThangdeeError(
                f"{file}: cannot be read ({error}); give the path of a labelled question set"
            ) from error
        found, problems = yamlfile.validate(yamlfile.parse(text, str(file)), _QuestionSet)
        if found is None:
            raise ProblemsError(problems)
        questions += [line.question() for line in found.root]
    return questions


def answerable(questions: Iterable[Question], articles: Collection[str]) -> list[Question]:
    """Return the questions that ``articles`` can answer, or that have no answer at all.

    Labels without an article are left out; a question with no other is left out itself.
    """
    kept = []
    for question in questions:
        labels = tuple(label for label in question.labels or () if label in articles)
        if question.labels is None or labels or not question.labels:
            kept.append(replace(question, labels=labels if question.labels else question.labels))
    return kept
