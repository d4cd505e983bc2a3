"""Ticking boxes off, and an article as a text for the family, as a person does it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.store import Event
from tests.e2e.chat import Reply
from tests.e2e.conftest import House

LANGUAGES = pytest.mark.parametrize("language", ["lo", "en"])


async def counted(house: House, event: Event, language: str, about: str) -> int:
    today = datetime.now(UTC).date()
    counts = await house.services.store.counts.between(today, today)
    return sum(
        one.number
        for one in counts
        if (one.event, one.language, one.article) == (event, language, about)
    )


def is_to_forward(reply: Reply) -> bool:
    """Tell whether a message says the same wherever it is forwarded: no buttons, no hidden links."""
    return not reply.edited and "reply_markup" not in reply.message and not hidden_links(reply)


def hidden_links(reply: Reply) -> list[str]:
    return reply.entity_texts("text_link")


@LANGUAGES
async def test_boxes_are_ticked_in_place_page_by_page_kept_and_begun_anew(
    house: House, language: str
) -> None:
    chat = await house.reader(language)
    found = house.services.library.current.catalogue.checklists["before-leaving"]
    text = found.text(language)
    before = await counted(house, Event.CHECKLIST, language, found.id)
    lists = await chat.say("/checklist")
    opened = await chat.tap(lists, text.title)
    assert opened.edited
    assert text.intro in opened.text
    assert await counted(house, Event.CHECKLIST, language, found.id) == before + 1

    ticked = await chat.tap(opened, "☐ 📝")
    assert ticked.edited
    assert f"☑ 📝 {text.items[2]}" in ticked.text
    second = await chat.tap(ticked, text.groups["papers"])
    ticked = await chat.tap(second, "☐ 📘")
    assert ("2" in ticked.text, f"☑ 📘 {text.items[6]}" in ticked.text) == (True, True)
    first = await chat.tap(ticked, "⬅️")
    assert f"☑ 📝 {text.items[2]}" in first.text
    unticked = await chat.tap(first, "☑ 📝")
    assert f"☐ 📝 {text.items[2]}" in unticked.text

    last = await chat.tap(await chat.tap(unticked, "➡️"), text.groups["money"])
    kept = await chat.tap(last, "💾")
    assert is_to_forward(kept)
    assert f"☑ {text.items[6]}" in kept.text
    assert kept.text.count("☑") == 1
    assert all(item in kept.text for item in text.items.values())
    anew = await chat.tap(last, "🔄")
    assert anew.edited
    assert "☑" not in anew.text.partition("\n")[2]


async def test_a_list_works_before_a_choice_of_language_in_both_at_once(house: House) -> None:
    chat = await house.person()
    found = house.services.library.current.catalogue.checklists["arrival"]
    opened = await chat.tap(await chat.say("/checklist"), found.text("lo").title)
    ticked = await chat.tap(opened, "☐ 🏠")
    for language in ("lo", "en"):
        assert f"☑ 🏠 {found.text(language).items[1]}" in ticked.text
    kept = await chat.tap(await chat.tap(ticked, "➡️"), "💾")
    assert is_to_forward(kept)
    for language in ("lo", "en"):
        assert f"☑ {found.text(language).items[1]}" in kept.text


@LANGUAGES
async def test_a_link_to_a_list_opens_it_for_newcomers_and_readers(
    house: House, language: str
) -> None:
    title = house.services.library.current.catalogue.checklists["coming-home"].text(language).title
    newcomer = await house.person()
    first = await newcomer.say("/start b-coming-home")
    await newcomer.tap(first, {"lo": "ລາວ", "en": "English"}[language])
    await newcomer.reply()
    assert title in (await newcomer.reply()).text
    reader = await house.reader(language)
    assert title in (await reader.say("/start b-coming-home_mrc")).text
    assert (await reader.say("/start b-never-was")).buttons


async def test_an_old_button_with_more_ticks_than_boxes_shows_those_that_are_left(
    house: House,
) -> None:
    chat = await house.reader("en")
    lists = await chat.say("/checklist")
    shown = await chat.tap_data(lists, "b:before-leaving:ffffffff:0", stale=True)
    assert "15 of 15 done" in shown.text
    gone = await chat.tap_data(shown, "bk:never-was:1", stale=True)
    assert "This page is no longer here." in gone.text


@LANGUAGES
async def test_an_article_goes_to_the_family_as_a_text_short_or_whole(
    house: House, language: str
) -> None:
    chat = await house.reader(language)
    catalogue = house.services.library.current.catalogue
    article = catalogue.articles["passport"]
    text = article.text(language)
    page = await chat.say("/start a-passport")
    before = await counted(house, Event.SHARED, language, article.id)
    ways = await chat.tap(page, "📤")
    assert ways.edited
    short = await chat.tap(ways, "👪")
    whole = await chat.tap(ways, "📄")
    for sent in (short, whole):
        assert is_to_forward(sent)
        assert text.summary in sent.text
        assert catalogue.sources[article.sources[0]].publisher in sent.text
        assert sent.text.endswith("https://t.me/thangdee_bot?start=a-passport")
    assert (text.parts[-1].heading or "-") in whole.text
    assert len(whole.text) > len(short.text)
    assert await counted(house, Event.SHARED, language, article.id) == before + 2
    assert text.title in (await chat.tap(ways, "⬅️")).text


async def test_before_a_choice_the_family_gets_both_languages(house: House) -> None:
    chat = await house.person()
    await chat.send(text="/checklist")
    page = await chat.tap_data(await chat.reply(), "a:passport:0", stale=True)
    sent = await chat.tap(await chat.tap(page, "📤"), "👪")
    article = house.services.library.current.catalogue.articles["passport"]
    assert is_to_forward(sent)
    assert all(article.text(language).summary in sent.text for language in ("lo", "en"))
