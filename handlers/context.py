"""What every handler works with: the services, and the reader behind an update."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat, Message, Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.catalogue.model import Catalogue
from bot.config import Settings
from bot.health import Health
from bot.i18n import Translator
from bot.knowledge import Knowledge, Library
from bot.metrics import Metrics
from bot.store import Event, Person, Recent, Seen, Store, today_utc
from handlers.screen import Screen, merged, show
from handlers.view import View

_log = logging.getLogger(__name__)

SERVICES = "services"
"""The key of :class:`Services` in PTB's ``bot_data``."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the application was built with; the same for every update."""

    settings: Settings
    library: Library
    store: Store
    translators: Mapping[str, Translator]
    metrics: Metrics = field(default_factory=Metrics)
    health: Health = field(default_factory=Health)

    def languages(self) -> tuple[str, ...]:
        """Return the codes of all languages in the order of the settings, the default one first."""
        return self.settings.languages.sorted(self.library.current.catalogue.languages)

    def view(
        self,
        language: str,
        bot_username: str,
        country: str | None = None,
        catalogue: Catalogue | None = None,
    ) -> View:
        """Return the content as somebody in ``country`` sees it in ``language``.

        ``catalogue`` is that of a reply in the making; without one it is the one in use now.
        """
        return View(
            tr=self.translators.get(language) or self.translators["en"],
            catalogue=catalogue or self.library.current.catalogue,
            settings=self.settings,
            country=country,
            bot_username=bot_username,
        )

    async def languages_of(self, chat_id: int) -> tuple[str, ...]:
        """Return the languages for a message that nobody asked for just now: the one that was chosen in
        a chat, or all."""
        known, chosen = self.languages(), (await self.store.people.get(chat_id)).language
        return (chosen,) if chosen in known else known


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: what the person chose, and which languages to speak.

    ``languages`` is the chosen one; before a choice the one that was just typed in, else all.
    """

    person: Person
    languages: tuple[str, ...]


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's callback context with typed access to our services; one for each update."""

    _recent: Recent | None = None
    """What a private conversation was about a moment ago, once it was looked up."""
    _news: Recent | None = None
    """What it is about now, until :meth:`keep` writes it."""

    @property
    def services(self) -> Services:
        """The services that the application was built with."""
        return cast(Services, self.bot_data[SERVICES])

    @cached_property
    def knowledge(self) -> Knowledge:
        """The content and the answerer for all that is done about this update.

        Changed content may come into use at any moment; a reply is wholly from one version.
        """
        return self.services.library.current

    async def reader(
        self,
        update: Update,
        typed: str | None = None,
        *,
        partner: str | None = None,
        trace: bool = True,
    ) -> Reader:
        """Return the reader in the chat of ``update``, seen today unless ``trace`` is off.

        ``typed`` is the language of the message just written, if it can be told; ``partner`` is the
        code of the partner by whose link the reader comes.
        """
        # An inline query has no chat; who asks is known as in the private one, which has the same id.
        chat = update.effective_chat or update.effective_user
        alone = _alone(update)
        person = (
            await self._visitor(alone.id)
            if alone
            else await self._person(chat.id if chat else None)
        )
        reader = self._reader(person, typed)
        return await self._see(alone.id, reader, partner) if alone and trace else reader

    async def reader_in(self, chat_id: int | None, typed: str | None = None) -> Reader:
        """Return the reader in a chat; see :meth:`reader`. It leaves no trace."""
        return self._reader(await self._person(chat_id), typed)

    def _reader(self, person: Person, typed: str | None) -> Reader:
        known = self.languages()
        if person.language in known:
            return Reader(person, (person.language,))
        return Reader(person, (typed,) if typed in known else known)

    async def _person(self, chat_id: int | None) -> Person:
        if chat_id is None:
            return Person()
        try:
            return await self.services.store.people.get(chat_id)
        except SQLAlchemyError as error:
            # Somebody in need gets an answer in all languages rather than none.
            _log.error("the store cannot be read: %s", type(error).__name__)
            return Person()

    async def _visitor(self, chat_id: int) -> Person:
        """Return the person in a private chat, and look up :attr:`_recent` by the way."""
        try:
            person, recent = await self.services.store.visits.look(chat_id)
        except SQLAlchemyError as error:
            _log.error("the store cannot be read: %s", type(error).__name__)
            person, recent = Person(), Recent()
        self._recent = self._news or recent
        return person

    async def _see(self, chat_id: int, reader: Reader, partner: str | None) -> Reader:
        """Keep that this person was here today, and who brought her or him first; count it.

        It is written once a day, not with every message.
        """
        person, today = reader.person, today_utc()
        if person.last_seen == today and (person.partner or not partner):
            return reader
        try:
            seen = await self.services.store.people.see(chat_id, partner)
        except SQLAlchemyError as error:
            _log.error("the store cannot be written: %s", type(error).__name__)
            return reader
        person = replace(person, partner=person.partner or partner, last_seen=today)
        reader = replace(reader, person=person)
        if seen is not Seen.TODAY:
            self.count(Event.PERSON, reader)
        if seen is Seen.NEVER:
            self.count(Event.NEW, reader)
        return reader

    def count(self, event: Event, reader: Reader, article: str = "", **others: str) -> None:
        """Count ``event`` by the language shown and the reader's partner, unless ``others`` differ.

        ``article`` is an id of the content. While all languages are shown the language is empty. Never
        waits and never fails.
        """
        shown = reader.languages[0] if len(reader.languages) == 1 else ""
        found = {"language": shown, "partner": reader.person.partner or "", **others}
        self.services.store.counts.add(event, article=article, **found)

    def languages(self) -> tuple[str, ...]:
        """Return the codes of all languages in the order of the settings, the default one first."""
        known = self.knowledge.catalogue.languages
        return self.services.settings.languages.sorted(known)

    def view(self, reader: Reader, language: str) -> View:
        """Return the content as ``reader`` sees it in ``language``."""
        return self.services.view(
            language, self.bot.username, reader.person.country, self.knowledge.catalogue
        )

    def known_article(self, name: str) -> str:
        """Return the id of the article that answers to ``name`` now; empty if none does.

        Only ids of the content are counted: what stands in a link may be anything.
        """
        catalogue = self.knowledge.catalogue
        name = catalogue.retired.get(name, name)
        return name if name in catalogue.articles else ""

    def screen(self, reader: Reader, page: Callable[[View], Screen]) -> Screen:
        """Draw ``page`` in the reader's language, or in all of them before a choice."""
        return merged([page(self.view(reader, language)) for language in reader.languages])

    async def show(
        self, update: Update, reader: Reader, page: Callable[[View], Screen], *, fresh: bool = False
    ) -> bool:
        """Draw ``page`` and show it in the chat of ``update``; see :meth:`deliver`."""
        return await self.deliver(update, reader, self.screen(reader, page), fresh=fresh)

    async def deliver(
        self, update: Update, reader: Reader, screen: Screen, *, fresh: bool = False
    ) -> bool:
        """Show ``screen`` as :func:`handlers.screen.show` does; remember the article it belongs to.

        An article is counted as opened when another one or none was read in the last half hour: not
        when somebody leafs in it, comes back from its contacts or takes another language.
        """
        shown = await show(update, self.bot, screen, fresh=fresh)
        if screen.article:
            before = await self.remember(update, Recent(screen.article))
            if shown and before != screen.article:
                self.count(Event.OPENED, reader, screen.article)
        return shown

    async def recent(self, update: Update) -> Recent:
        """Return what the conversation was about a moment ago; in groups nothing is remembered."""
        chat = _alone(update)
        if chat is None:
            return Recent()
        if self._recent is None:
            await self._visitor(chat.id)
        return self._recent or Recent()

    async def remember(self, update: Update, recent: Recent) -> str | None:
        """Remember for half an hour what the conversation is about; in groups nothing is.

        Return the article that was remembered until now. It is written by :meth:`keep`.
        """
        before = await self.recent(update)
        if _alone(update):
            self._recent = self._news = recent
        return before.article

    async def keep(self, update: Update, message_ids: Sequence[int]) -> None:
        """Write what is to be remembered of a private chat, with the ids of new messages in it.

        A store that fails is logged: the answer was given, only the next question cannot lean on it.
        """
        chat, news, self._news = _alone(update), self._news, None
        if chat is None or (news is None and not message_ids):
            return
        try:
            await self.services.store.visits.keep(chat.id, message_ids, news)
        except SQLAlchemyError as error:
            _log.error("the store cannot be written: %s", type(error).__name__)


def in_group(update: Update) -> bool:
    """Tell whether ``update`` came from a group, where others read along."""
    chat = update.effective_chat
    return chat is not None and chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


def is_own_card(message: Message, bot_id: int) -> bool:
    """Tell whether a message is a card of ours that somebody sent in inline mode: it asks nothing."""
    return message.via_bot is not None and message.via_bot.id == bot_id


def _alone(update: Update) -> Chat | None:
    """Return the chat if nobody else reads it."""
    chat = update.effective_chat
    return chat if chat is not None and chat.type == ChatType.PRIVATE else None


ThangdeeApplication = Application[
    ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None
]
