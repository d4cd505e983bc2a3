"""What a report says, in one language or several: the same text once in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.catalogue.model import Catalogue, text_in
from bot.i18n import Translator
from bot.report.model import NO_MORE
from bot.store import Event

Text = tuple[str, ...]
"""A text in the languages of a report; one alone where all say the same."""

NOTHING: Text = ("",)


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks the languages of ``translators``, in that order, of things of the ``catalogue``."""

    catalogue: Catalogue
    translators: Sequence[Translator]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(tr.language for tr in self.translators)

    def said(self, say: Callable[[Translator], str]) -> Text:
        """Return what ``say`` says in each language."""
        return tuple(dict.fromkeys(say(tr) for tr in self.translators))

    def event(self, event: Event) -> Text:
        """Name a kind of event."""
        return self.said(lambda tr: event_name(tr, event))

    def topic(self, name: str) -> Text:
        """Name a topic."""
        if name == NO_MORE:
            return self._no_more()
        titles = self.catalogue.topics[name].titles
        return self.said(lambda tr: text_in(titles, tr.language))

    def article(self, name: str) -> Text:
        """Name an article."""
        if name == NO_MORE:
            return self._no_more()
        article = self.catalogue.articles[name]
        return self.said(lambda tr: article.text(tr.language).title)

    def partner(self, code: str) -> Text:
        """Name a partner."""
        if not code:
            return self.said(lambda tr: tr("No partner named"))
        partner = self.catalogue.partners.get(code)
        if partner is None:
            return (code,)  # no longer one, or a word of somebody's own in a link
        return self.said(lambda tr: text_in(partner.name, tr.language))

    def typed(self, language: str, script: str) -> Text:
        """Name a language in a script: "Lao, in Latin letters"."""
        return self.said(lambda tr: f"{_language(tr, language)}, {_script(tr, script)}")

    def language(self, code: str) -> Text:
        """Name a language."""
        return self.said(lambda tr: _language(tr, code))

    def letters(self, code: str) -> Text:
        """Name a script in a column of scripts."""
        return self.said(lambda tr: _letters(tr, code))

    def _no_more(self) -> Text:
        return self.said(lambda tr: tr("Articles that are no more"))


def event_name(tr: Translator, event: Event) -> str:
    """Return what a kind of event is called."""
    return {
        Event.PERSON: tr("People, counted anew each day"),
        Event.NEW: tr("Came for the first time"),
        Event.LINK: tr("Came by a link or poster"),
        Event.ANSWERED: tr("Answered with one article"),
        Event.OFFERED: tr("Several articles offered"),
        Event.CHOSEN: tr("Offered article chosen"),
        Event.UNKNOWN: tr("No answer found"),
        Event.URGENT: tr("Sounded dangerous"),
        Event.CONTACTS: tr("Contacts of an office shown"),
        Event.SMALL_TALK: tr("Greetings and thanks"),
        Event.OPENED: tr("Articles opened"),
        Event.HELPFUL: tr("“Helpful”"),
        Event.UNHELPFUL: tr("Not helpful, without a reason"),
        Event.WRONG: tr("“Something is wrong”"),
        Event.UNCLEAR: tr("“Hard to understand”"),
        Event.NOT_MINE: tr("“Not what I asked”"),
        Event.SHARED: tr("Articles sent on to others"),
        Event.INLINE: tr("Articles put into other chats"),
        Event.SUBSCRIBED: tr("Alerts asked for"),
        Event.REMINDED: tr("Reminders set"),
        Event.CHECKLIST: tr("Checklists opened"),
        Event.NEARBY: tr("Help nearby looked for"),
        Event.SOS: tr("Emergency numbers opened"),
        Event.HIDDEN: tr("Chat hidden in a hurry"),
    }[event]


def _script(tr: Translator, code: str) -> str:
    names = {
        "lao": tr("in Lao letters"),
        "thai": tr("in Thai letters"),
        "latin": tr("in Latin letters"),
    }
    return names.get(code, tr("in other signs"))


def _letters(tr: Translator, code: str) -> str:
    names = {"lao": tr.language_name("lo"), "thai": tr.language_name("th"), "latin": tr("Latin")}
    return names.get(code, tr("other"))


def _language(tr: Translator, code: str) -> str:
    return tr.language_name(code) if code else tr("Language unknown")
