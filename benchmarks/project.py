"""The project's own questions: the articles' examples to learn from, labelled sets to ask."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.sets import Asked, Labelled, Questions, Task
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.evaluate.questions import answerable, read_questions
from bot.knowledge import DESCRIBES

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
_QUESTIONS = ROOT / "tests" / "questions"
SETS = {
    "dev": (_QUESTIONS / "dev_lo.yaml", _QUESTIONS / "dev_other.yaml"),
    "unseen": (_QUESTIONS / "unseen.yaml",),
}


def own_questions() -> Task:
    """Return the task of answering from ``content/``, its questions by set and script.

    Questions of which no article exists yet are left out; those with no label are the strangers.
    """
    catalogue = load(CONTENT, datetime.now(UTC).date()).catalogue
    assert catalogue is not None, "thangdee check says what is wrong with the content"
    groups = {}
    for name, files in SETS.items():
        asked: dict[str, list[Asked]] = defaultdict(list)
        strangers: dict[str, list[str]] = defaultdict(list)
        for question in answerable(read_questions(files), catalogue.articles):
            if question.labels:
                asked[question.script].append(Asked(question.text, question.labels))
            else:
                strangers[question.script].append(question.text)
        for script, found in asked.items():
            groups[f"{name}/{script}"] = Questions(tuple(found), tuple(strangers[script]))
    return Task("project", 0, tuple(_examples(catalogue)), groups)


def _examples(catalogue: Catalogue) -> list[Labelled]:
    """Return what :func:`bot.knowledge.fit` teaches the matcher."""
    examples = [Labelled(text, label) for text, label in catalogue.examples()]
    return examples + [Labelled(text, label, DESCRIBES) for text, label in catalogue.descriptions()]
