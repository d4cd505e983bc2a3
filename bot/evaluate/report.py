"""What was asked, and with what result: the value that is printed or made into a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.model import Catalogue
from bot.evaluate.asked import Asked, ask
from bot.evaluate.crossvalidate import Progress, cross_validate
from bot.evaluate.questions import answerable, read_questions
from bot.matching.answer import Answerer


@dataclass(frozen=True, slots=True)
class Report:
    """Questions that were asked; ``note`` says what a reader must know of where they are from.

    ``strangers`` are questions of articles that were withheld: they count as out of scope in the shares,
    but are neither listed nor taken for the calibration, as they are not what people ask besides.
    """

    title: str
    note: str
    asked: tuple[Asked, ...]
    strangers: tuple[Asked, ...] = ()


def of_files(answerer: Answerer, files: Sequence[Path], articles: Collection[str]) -> Report:
    """Ask the questions of ``files``; raises ThangdeeError if one cannot be read or is faulty."""
    questions = read_questions(files)
    counted = answerable(questions, articles)
    note = (
        f"{len(questions) - len(counted)} questions not counted: no article of their labels exists."
    )
    title = ", ".join(file.name for file in files)
    return Report(title, note, tuple(ask(answerer, counted)))


def of_content(catalogue: Catalogue, progress: Progress) -> Report:
    """Cross-validate the questions in the content itself; takes minutes."""
    note = (
        "Each question was asked of a bot that had not learned from it. Out of scope: questions of "
        "articles that were withheld whole, so that their neighbours look alike."
    )
    asked, strangers = cross_validate(catalogue, progress)
    return Report("cross-validation", note, tuple(asked), tuple(strangers))
