"""Why the bot would answer a message as it would: for editors, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.model import FALLBACK_LANGUAGE, Catalogue
from bot.language.script import Script, main_script, runs
from bot.matching.answer import (
    PROBABLE_SCORE,
    SURE_SCORE,
    Answer,
    Answerer,
    Kind,
)

_KINDS = {
    Kind.SURE: "sure: the best match alone is shown",
    Kind.PROBABLE: "probable: the matches are offered as buttons",
    Kind.UNKNOWN: 'unknown: "I have no sure answer", with people to ask',
    Kind.SMALLTALK: "small talk: a greeting or thanks, so the bot says how it is used",
}
_SCRIPTS = {
    Script.LAO: "Lao",
    Script.THAI: "Thai",
    Script.LATIN: "Latin",
    Script.OTHER: "none that the bot knows",
}


def explain(catalogue: Catalogue, answerer: Answerer, text: str) -> str:
    """Return the lines that tell how ``text`` is read, ranked and answered.

    Never raises, whatever was typed. Up to three matches stand there with their scores (0 to 1), also
    those too weak to be shown, so that an editor sees how far an article is from being found.
    """
    found = answerer.answer(text)
    urgent = _named(catalogue, found.urgent, found.language) if found.urgent else None
    lines = [
        f"message   {' '.join(text.split()) or '(empty)'}",
        f"script    {_scripts(text)}",
        f"language  {_language(catalogue, found.language)}",
        f"urgent    {f'yes: {urgent}' if urgent else 'no'}",
        f"answer    {_answer(found)}",
        *_matches(catalogue, answerer, text, found),
    ]
    return "\n".join(lines)


def _answer(found: Answer) -> str:
    if found.urgent is None:
        return _KINDS[found.kind]
    others = any(match.label != found.urgent for match in found.matches)
    return "the urgent article" + (", with the best other matches as buttons" if others else "")


def _scripts(text: str) -> str:
    main = main_script(text)
    others = sorted({run.script for run in runs(text)} - {main, Script.OTHER})
    beside = " and ".join(_SCRIPTS[script] for script in others)
    return _SCRIPTS[main] + (f", with some {beside}" if beside else "")


def _language(catalogue: Catalogue, code: str | None) -> str:
    if code is None:
        return "cannot be told: the languages of the settings"
    known = catalogue.languages.get(code)
    return f"{code} ({known.name})" if known else f"{code} (no folder in content/)"


def _matches(catalogue: Catalogue, answerer: Answerer, text: str, found: Answer) -> Iterator[str]:
    ranked = answerer.rank(text)
    if not ranked:
        yield "matches   none: no article has a question that is anything like it"
        return
    yield "matches   (* passes the cut-offs)"
    for match in ranked:
        mark = "*" if match in found.matches else " "
        yield f"  {mark} {match.score:.3f}  {_named(catalogue, match.label, found.language)}"
    yield f"          cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}"


def _named(catalogue: Catalogue, label: str, language: str | None) -> str:
    article = catalogue.articles.get(label)
    if article is None:
        return f"{label}  (no such article)"
    return f"{article.topic}/{label}  {article.text(language or FALLBACK_LANGUAGE).title}"
