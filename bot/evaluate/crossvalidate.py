"""How well the articles' own questions find their article when the bot has not learned from them.

Five rounds withhold a fifth of the questions of each article each, and a fifth of the messages about
danger; five more withhold every fifth article altogether, so that its questions are out of scope. Each
question is asked of a bot that never saw it. Questions at one place of their lists are withheld together
in all languages, because they often say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.catalogue.model import Article, Catalogue
from bot.evaluate.asked import Asked, ask
from bot.evaluate.questions import Question
from bot.knowledge import fit

FOLDS = 5
_TOGETHER = 6
"""Neighbours in a list of messages about danger often tell one situation twice: withheld together."""

Progress = Callable[[str], None]
_Texts = Mapping[str, tuple[str, ...]]


def cross_validate(catalogue: Catalogue, progress: Progress) -> tuple[list[Asked], list[Asked]]:
    """Ask every question of the articles of a bot fitted without it; ten fits, so it takes minutes.

    Returns the questions as asked of a bot that knows their article, then those of articles withheld
    altogether. ``progress`` is told what goes on, a line at a time.
    """
    asked: list[Asked] = []
    strangers: list[Asked] = []
    for fold in range(FOLDS):
        progress(f"round {fold + 1} of {2 * FOLDS}: a fifth of all questions is withheld")
        asked += ask(fit(_without_questions(catalogue, fold)).answerer, _questions(catalogue, fold))
    for fold in range(FOLDS):
        progress(f"round {FOLDS + fold + 1} of {2 * FOLDS}: a fifth of the articles is withheld")
        names = list(catalogue.articles)[fold::FOLDS]
        if not names or len(names) == len(catalogue.articles):
            continue
        rest = {name: one for name, one in catalogue.articles.items() if name not in names}
        # Danger is looked for apart from the articles, and has had its turn.
        answerer = fit(replace(catalogue, articles=rest, danger=())).answerer
        strangers += ask(
            answerer,
            [
                Question(text, script, (), None)
                for name in names
                for script, texts in _texts(catalogue, catalogue.articles[name])
                for text in texts
            ],
        )
    return asked, strangers


def _questions(catalogue: Catalogue, fold: int) -> list[Question]:
    """Return the withheld questions, then the withheld messages about danger."""
    dangerous = {catalogue.articles[one.article].topic for one in catalogue.danger}
    found = [
        # Beside an article on danger a question may be urgent or not.
        Question(text, script, (article.id,), None if article.topic in dangerous else ())
        for article in catalogue.articles.values()
        for script, texts in _texts(catalogue, article)
        for text in _part(texts, fold, withheld=True)
    ]
    for one in catalogue.danger:
        found += _messages(catalogue, one.examples, (one.article,), fold)
    return [*found, *_messages(catalogue, catalogue.calm_examples, (), fold)]


def _without_questions(catalogue: Catalogue, fold: int) -> Catalogue:
    """Return the catalogue without what :func:`_questions` gives."""
    return replace(
        catalogue,
        articles={name: _shortened(one, fold) for name, one in catalogue.articles.items()},
        danger=tuple(
            replace(one, examples=_rest(one.examples, fold, _TOGETHER)) for one in catalogue.danger
        ),
        calm_examples=_rest(catalogue.calm_examples, fold, _TOGETHER),
    )


def _shortened(article: Article, fold: int) -> Article:
    texts = {
        code: replace(
            text,
            questions=_part(text.questions, fold, withheld=False),
            other_scripts=_rest(text.other_scripts, fold, 1),
        )
        for code, text in article.texts.items()
    }
    return replace(article, texts=texts)


def _rest(texts: _Texts, fold: int, together: int) -> dict[str, tuple[str, ...]]:
    return {code: _part(listed, fold, together, withheld=False) for code, listed in texts.items()}


def _part(texts: Sequence[str], fold: int, together: int = 1, *, withheld: bool) -> tuple[str, ...]:
    """Return what the round withholds of a list, or what it keeps."""
    return tuple(
        text
        for number, text in enumerate(texts)
        if (number // together % FOLDS == fold) is withheld
    )


def _texts(catalogue: Catalogue, article: Article) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the article's questions by script."""
    for code, text in article.texts.items():
        yield _script(catalogue, code), text.questions
        for script, questions in text.other_scripts.items():
            yield _named(script, code), questions


def _messages(
    catalogue: Catalogue, texts: _Texts, danger: tuple[str, ...], fold: int
) -> Iterator[Question]:
    for code, listed in texts.items():
        for text in _part(listed, fold, _TOGETHER, withheld=True):
            yield Question(text, _script(catalogue, code), None, danger)


def _script(catalogue: Catalogue, code: str) -> str:
    """Return the script of a language, or of Lao in Latin or Thai letters, as question sets name it."""
    language = catalogue.languages.get(code)
    return _named(language.script, code) if language else _named(code, "lo")


def _named(script: str, code: str) -> str:
    return f"latin-{code}" if script == "latin" else script
