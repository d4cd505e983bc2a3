"""What sheets are printed from: the content, the languages of their columns, the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.catalogue.model import Article, ArticleText, Catalogue, Language, Texts
from bot.i18n import Translator

BOX = '<span class="box"></span>'
"""A box to tick."""

SPOKEN = 2
"""In so many languages, the first ones, a label stands: more would take the room of what it names."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One printing. ``translators`` are in the order of the columns, one for each language."""

    catalogue: Catalogue
    translators: Mapping[str, Translator]
    today: date

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the columns, from the left."""
        return tuple(self.catalogue.languages[code] for code in self.translators)

    def said(self, say: Callable[[Translator], str], between: str = " · ") -> str:
        """Return what ``say`` says in the first languages, as HTML; the same words only once."""
        words: dict[str, str] = {}
        for tr in list(self.translators.values())[:SPOKEN]:
            words.setdefault(say(tr), tr.language)
        return between.join(spoken(text, code) for text, code in words.items())

    def each(self, texts: Texts, between: str = "<br>") -> str:
        """Return a short text in all languages that have it, as HTML; the same words only once."""
        words: dict[str, str] = {}
        for code in self.translators:
            if text := texts.get(code):
                words.setdefault(text, code)
        return between.join(spoken(text, code) for text, code in words.items())

    def titles(self, article: Article, between: str = " · ") -> str:
        """Return the title of ``article`` in all languages, as HTML."""
        return self.each({code: text.title for code, text in article.texts.items()}, between)

    def state(self, text: ArticleText | None, language: str) -> str:
        """Say in ``language`` whether a text is drafted, reviewed, or changed since, as HTML."""
        tr = self.translators[language]
        if text is None:
            return spoken(tr("not written yet"), language)
        if text.review is None:
            return spoken(tr("not read yet"), language)
        name, day = text.review.by, tr.date(text.review.on)
        if text.reviewed:
            return spoken(tr("read by {name}, {day}", name=name, day=day), language)
        return spoken(tr("changed since {name} read it, {day}", name=name, day=day), language)


def spoken(text: str, language: str) -> str:
    """Return ``text`` as HTML that names its language, for fonts, line breaks and screen readers."""
    return f'<span lang="{escape(language)}">{escape(text)}</span>'


def joined(pieces: Iterable[str], between: str = "<br>") -> str:
    """Join pieces of HTML, leaving out the empty ones."""
    return between.join(piece for piece in pieces if piece)
