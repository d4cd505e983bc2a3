"""Who reads, in which language, and what the person sees."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from telegram import Update

from bot.store import Person, Recent
from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.recent import RecentTable
from bot.store.visits import Visits
from handlers import pages, places
from handlers.context import Context, Reader
from tests.e2e.conftest import House
from tests.handlers.support import update_in

_CHATS = count(7_000_001)


@pytest.fixture
def context(house: House) -> Context:
    """A context of the running bot."""
    return Context(house.application)


@pytest.fixture
def update() -> Update:
    """A message of somebody the bot has never seen."""
    return update_in(next(_CHATS))


def chat_of(update: Update) -> int:
    assert update.effective_chat
    return update.effective_chat.id


async def test_before_a_choice_all_languages_are_spoken_the_default_one_first(
    context: Context, update: Update
) -> None:
    assert await context.reader(update) == Reader(Person(), ("lo", "en"))


async def test_before_a_choice_the_language_just_typed_is_spoken(
    context: Context, update: Update
) -> None:
    assert (await context.reader(update, "en")).languages == ("en",)
    assert (await context.reader(update, "fr")).languages == ("lo", "en")


async def test_a_choice_counts_more_than_what_is_typed(context: Context, update: Update) -> None:
    await context.services.store.people.put(chat_of(update), language="lo")
    await context.services.store.people.put(chat_of(update), country="TH")
    assert await context.reader(update, "en") == Reader(Person("lo", "TH"), ("lo",))


async def test_a_chosen_language_that_is_gone_counts_as_no_choice(
    context: Context, update: Update
) -> None:
    await context.services.store.people.put(chat_of(update), language="kjg")
    assert (await context.reader(update)).languages == ("lo", "en")


async def test_an_update_without_a_chat_has_a_reader_too(context: Context) -> None:
    assert await context.reader(Update(1)) == Reader(Person(), ("lo", "en"))


async def test_a_view_has_the_words_country_and_name_that_the_reader_sees(
    context: Context,
) -> None:
    view = context.view(Reader(Person("lo", "KR"), ("lo",)), "lo")
    assert (view.language, view.country, view.bot_username) == ("lo", "KR", "thangdee_bot")
    assert view.catalogue is context.services.library.current.catalogue


async def test_a_language_without_words_of_its_own_is_shown_in_english(context: Context) -> None:
    view = context.view(Reader(Person(), ("kjg",)), "kjg")
    assert view.language == "en"


async def test_a_page_is_drawn_in_every_language_of_the_reader(context: Context) -> None:
    both = context.screen(Reader(Person(), ("lo", "en")), places.about)
    one = context.screen(Reader(Person("en"), ("en",)), places.about)
    assert one.content.text in both.content.text
    assert both.content.text != one.content.text


async def test_the_article_of_a_screen_that_is_shown_is_remembered(house: House) -> None:
    chat = await house.person()
    await chat.say("/menu")
    context, update = Context(house.application), update_in(chat.user_id)
    reader = await context.reader(update)
    await context.show(update, reader, lambda view: pages.article(view, "passport", 2))
    assert await context.recent(update) == Recent("passport")
    await context.show(update, reader, places.menu)
    assert await context.recent(update) == Recent("passport")


async def test_in_a_group_nothing_is_remembered(context: Context) -> None:
    update = update_in(-next(_CHATS), kind="group")
    await context.remember(update, Recent("passport"))
    await context.keep(update, [1])
    assert await context.recent(update) == Recent()
    assert await context.services.store.recent.get(chat_of(update)) == Recent()


async def test_a_lost_database_only_forgets(
    context: Context, house: House, update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = Database(create_async_engine("sqlite+aiosqlite:////no/such/folder/file"), b"key")
    lost = Visits(nowhere, Messages(nowhere), RecentTable(nowhere))
    monkeypatch.setattr(context.services.store, "visits", lost)
    await context.remember(update, Recent("passport"))
    await context.keep(update, [1])
    assert await Context(house.application).recent(update) == Recent()
    await nowhere.close()
