"""Example questions: enough of them, and none that leads to two articles."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.checks.writing import TODO
from bot.catalogue.content import Content, Fault, TextFile
from bot.catalogue.rules import rule
from bot.language.lao import canonical
from bot.yamlfile import Path

MIN_QUESTIONS = 8


@rule("too-few-questions")
def too_few_questions(content: Content) -> Iterator[Fault]:
    """An article has fewer than 8 example questions in a language, too few for the bot to learn how
    people ask. Add some: half sentences, single words, what different people would say."""
    for text in content.texts:
        if text.front is not None and (count := len(text.front.questions)) < MIN_QUESTIONS:
            what = f"example questions: {count}, at least {MIN_QUESTIONS} are needed"
            yield text.fault(f"{what}; add ways in which different people ask this", "questions")


@rule("same-question")
def same_question(content: Content) -> Iterator[Fault]:
    """The same question stands in two articles (or twice in one), so the bot cannot tell which one is
    meant. Keep it where it fits best; make the other more specific."""
    first: dict[str, tuple[TextFile, Path]] = {}
    for text in content.texts:
        for path, question in _questions(text):
            other, at = first.setdefault(canonical(question), (text, path))
            if (other, at) == (text, path) or TODO in question:
                continue
            if other.id != text.id or (other is text and at != path):
                line, _ = other.document.place(at)
                what = f"'{question}' stands also in {other.file}:{line}"
                yield text.fault(f"{what}; keep it where it fits best", *path)


def _questions(text: TextFile) -> Iterator[tuple[Path, str]]:
    if text.front is None:
        return
    for number, question in enumerate(text.front.questions):
        yield ("questions", number), question
    for script, questions in text.front.questions_other_scripts.items():
        for number, question in enumerate(questions):
            yield ("questions_other_scripts", script, number), question
