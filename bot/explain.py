"""Why the bot would answer a message as it would: for editors, in words, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.catalogue.model import FALLBACK_LANGUAGE, Catalogue
from bot.language.concepts import standard
from bot.language.lao import canonical
from bot.language.latin import sound_key
from bot.language.script import Script, main_script, runs
from bot.language.thai import shared_key
from bot.matching.answer import (
    PROBABLE_SCORE,
    SURE_SCORE,
    Answer,
    Answerer,
    Kind,
)
from bot.matching.explain import Reasons
from bot.matching.matcher import NEARLY_THE_SAME
from bot.matching.urgency import Evidence
from bot.terminal import visible, wrapped

MOST_PIECES = 6
"""Pieces of one view that are named; the rest decides little."""
SMALLEST_PIECE = 0.05
"""Log-odds below which a piece is not named."""

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

    Never raises, whatever was typed. Up to five matches stand there with their scores (0 to 1), also
    those too weak to be shown, so that an editor sees how far an article is from being found; below,
    the parts of the message that put the first before the second.
    """
    found = answerer.answer(text)
    why = answerer.explain(text)
    lines = [
        _line("message", visible(text) or "(empty)"),
        *_scripts(text),
        _line("language", _language(catalogue, found.language)),
        *_views(text, why.asked, why.reasons.text),
        *_urgent(catalogue, found, why.danger),
        _line("answer", _answer(found)),
        *_matches(catalogue, found),
        *_decided(found, why.reasons),
    ]
    return "\n".join(lines)


def _line(name: str, text: str) -> str:
    return wrapped(f"{name:10}", text)


def _part(name: str, text: str) -> str:
    return wrapped(f"  {name:14}", text)


def _scripts(text: str) -> Iterator[str]:
    main, found = main_script(text), runs(text)
    others = sorted({run.script for run in found} - {main, Script.OTHER})
    beside = " and ".join(_SCRIPTS[script] for script in others)
    yield _line("script", _SCRIPTS[main] + (f", with some {beside}" if beside else ""))
    if len(found) > 1:
        names = {**_SCRIPTS, Script.OTHER: "other"}
        parts = (f'{names[run.script]} "{visible(run.text)}"' for run in found)
        yield _line("", ", ".join(parts))


def _language(catalogue: Catalogue, code: str | None) -> str:
    if code is None:
        return "cannot be told: the languages of the settings"
    known = catalogue.languages.get(code)
    return f"{code} ({known.name})" if known else f"{code} (no folder in content/)"


def _views(text: str, asked: str, repaired: str) -> Iterator[str]:
    """Yield the forms in which the message is compared, each only where it tells something new."""
    yield _line("read as", "(what is compared with the examples)")
    plain = canonical(text)
    yield _part("canonical", visible(plain) or "(empty)")
    if asked != plain:
        yield _part("greeting off", visible(asked) or "(nothing is left)")
    if repaired != asked:
        yield _part("words mended", visible(repaired))
    if any(run.script in (Script.LAO, Script.THAI) for run in runs(repaired)):
        yield _part("Lao/Thai key", visible(shared_key(repaired)))
    if sound := sound_key(repaired):
        yield _part("sound", sound)
    concepts = ", ".join(dict.fromkeys(standard().find(repaired)))
    yield _part("concepts", concepts or "(none of the words in bot/language/concepts.yaml)")


def _urgent(catalogue: Catalogue, found: Answer, danger: Evidence) -> Iterator[str]:
    urgent = _named(catalogue, found.urgent, found.language) if found.urgent else None
    cancelled = "no: it only names an office, a place or a number, with no phrase of danger"
    yield _line("urgent", f"yes: {urgent}" if urgent else cancelled if danger.article else "no")
    if danger.score is not None:
        yield _part(
            "score", f"{danger.score:+.1f}; an alarm from {danger.needed:+.1f} on (log-odds)"
        )
    for article in dict.fromkeys(article for article, _ in danger.phrases):
        words = ", ".join(f'"{words}"' for owner, words in danger.phrases if owner == article)
        yield _part("phrases", f"{words} of {article}")
    if danger.calm:
        yield _part("calm phrases", ", ".join(f'"{words}"' for words in danger.calm))
    if danger.signs:
        yield _part("signs", ", ".join(danger.signs))


def _answer(found: Answer) -> str:
    if found.urgent is None:
        if found.names:
            return f"sure: the contacts that it names: {_listed(found.contacts)}"
        return _KINDS[found.kind]
    others = any(match.label != found.urgent for match in found.matches)
    return "the urgent article" + (", with the best other matches as buttons" if others else "")


def _matches(catalogue: Catalogue, found: Answer) -> Iterator[str]:
    if not found.ranked:
        yield _line("matches", "none: no article has a question that is anything like it")
        return
    yield _line("matches", "(* passes the cut-offs)")
    for match in found.ranked:
        mark = "*" if match in found.matches else " "
        named = _named(catalogue, match.label, found.language)
        yield wrapped(f"  {mark} {match.score:.3f}  ", named)
    yield _line("", f"cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}")


def _named(catalogue: Catalogue, label: str, language: str | None) -> str:
    article = catalogue.articles.get(label)
    if article is None:
        return f"{label}  (no such article)"
    return f"{article.topic}/{label}  {article.text(language or FALLBACK_LANGUAGE).title}"


def _decided(found: Answer, reasons: Reasons) -> Iterator[str]:
    if found.names:
        yield _line(
            "decided", f"the names that it is made of, and nothing else: {_listed(found.names)}"
        )
        return
    if reasons.best is None:
        return
    if reasons.second is None:
        yield _line("decided", f"{reasons.best} is the only article")
        return
    yield _line(
        "decided", f"what speaks for {reasons.best} (+) or {reasons.second} (-), in log-odds:"
    )
    if reasons.likeness >= NEARLY_THE_SAME:
        yield _part(
            "an example", f"{reasons.likeness:.0%} like one of {reasons.best}, which decides"
        )
    yield _part("in all", _weighed(reasons.views.items()))
    for view in reasons.views:
        pieces = [(one.text, one.weight) for one in reasons.pieces if one.view == view]
        told = [(text, weight) for text, weight in pieces if abs(weight) >= SMALLEST_PIECE]
        if told:
            yield _part(view, _weighed(told[:MOST_PIECES]))
    yield _part("known", f"{reasons.known:.0%} of the text stands in examples")


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)


def _weighed(pieces: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{text} {weight:+.2f}" for text, weight in pieces)
