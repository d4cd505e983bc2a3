"""Inline mode: cards to send into any chat, in the language that was typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.i18n import translator
from bot.store import Event, Recent
from tests.e2e.chat import Chat
from tests.e2e.conftest import House
from tests.e2e.test_groups import in_group

WORDS = {"lo": "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "en": "my boss does not pay my wages"}
DANGER = {"lo": "ນາຍຈ້າງຕີຂ້ອຍ ແລະ ຂັງໄວ້ໃນຫ້ອງ", "en": "my boss beats me and locked me in"}


class Typing:
    """Somebody who types ``@thangdee_bot …``."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.who = {"bot_id": chat.bot_id, "from": chat.user_id}
        self.query = ""

    async def asks(self, words: str) -> dict[str, Any]:
        """Type and return the parameters of the bot's answer."""
        asked = await self.chat.control("inline", **self.who, query=words)
        self.query = asked["inline_query_id"]
        await self.chat.event("inline_answer")
        answer = await self.chat.http.get("/control/requests", params={"after": 0})
        requests = answer.json()["requests"]
        [found] = [
            one["parameters"]
            for one in requests
            if one["method"] == "answerInlineQuery"
            and one["parameters"]["inline_query_id"] == self.query
        ]
        assert isinstance(found, dict)
        return found

    async def chooses(self, result: dict[str, Any], chat_id: int) -> dict[str, Any]:
        """Send a result into a chat and return the message."""
        message = await self.chat.control(
            "choose",
            **self.who,
            inline_query_id=self.query,
            result_id=result["id"],
            chat_id=chat_id,
        )
        assert isinstance(message, dict)
        return message


def titles(answer: dict[str, Any]) -> list[str]:
    return [result["title"] for result in answer["results"]]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_a_question_gets_cards_in_its_language_and_a_chosen_one_is_counted(
    house: House, language: str
) -> None:
    chat = await house.reader("en" if language == "lo" else "lo")
    typing = Typing(chat)
    answer = await typing.asks(WORDS[language])
    article = house.services.library.current.catalogue.articles["unpaid-wages"]
    text, tr = article.text(language), translator(language)
    assert titles(answer)[0] == f"{article.icon} {text.title}"
    assert answer["results"][0]["description"].rstrip(" …") in text.summary
    assert 1 <= len(answer["results"]) <= 10
    assert not answer.get("is_personal")
    assert answer["cache_time"] == 300

    counts = house.services.store.counts
    before = await inline_count(house, language, "unpaid-wages")
    talk = await in_group(chat)
    sent = await typing.chooses(answer["results"][0], talk.chat_id)
    assert sent["text"].startswith(f"{article.icon} {text.title}\n\n{text.summary}\n\n")
    assert tr("Checked on {date}", date=tr.date(article.checked)) in sent["text"]
    [[button]] = sent["reply_markup"]["inline_keyboard"]
    assert "@thangdee_bot" in button["text"]
    assert button["url"] == "https://t.me/thangdee_bot?start=a-unpaid-wages"
    await talk.say("/sos")  # the card is no question, so this is the next that is answered
    messages = (await talk.history())["messages"]
    assert [one["from"]["is_bot"] for one in messages[-3:]] == [False, False, True]
    await typing.asks("x")  # updates of one person are handled in order
    await counts.flush()
    assert await inline_count(house, language, "unpaid-wages") == before + 1


async def inline_count(house: House, language: str, article: str) -> int:
    """Return how often cards of an article were sent in a language today."""
    today = datetime.now(UTC).date()
    counted = await house.services.store.counts.between(today, today)
    return sum(
        one.number
        for one in counted
        if (one.event, one.language, one.article) == (Event.INLINE, language, article)
    )


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_words_of_danger_bring_the_numbers_first(house: House, language: str) -> None:
    typing = Typing(await house.person())
    answer = await typing.asks(DANGER[language])
    tr = translator(language)
    assert titles(answer)[0] == f"🆘 {tr('Help now')}"
    said = answer["results"][0]["input_message_content"]["message_text"]
    assert said.startswith(f"🆘 {tr('If you are in danger now, call one of these numbers.')}")
    assert "📞" in said or any(sign.isdigit() for sign in said)
    assert answer["is_personal"]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_without_words_the_topics_are_offered_in_the_language_chosen(
    house: House, language: str
) -> None:
    chat = await house.reader(language)
    answer = await Typing(chat).asks("")
    catalogue = house.services.library.current.catalogue
    assert titles(answer) == [
        f"{topic.icon} {topic.titles[language]}" for topic in catalogue.topics.values()
    ]
    assert answer["is_personal"]
    assert answer["button"]["start_parameter"] == "m"


async def test_who_has_chosen_no_language_gets_both_as_cards_of_their_own(house: House) -> None:
    answer = await Typing(await house.person()).asks("")
    languages = [result["id"].split(".")[1] for result in answer["results"]]
    assert languages == ["lo", "en"] * 5
    assert len({result["id"] for result in answer["results"]}) == 10


async def test_ids_are_short_and_change_only_with_the_text(house: House) -> None:
    typing = Typing(await house.person())
    first, again = await typing.asks(WORDS["en"]), await typing.asks(WORDS["en"])
    assert first["results"] == again["results"]
    assert all(len(result["id"].encode()) <= 64 for result in first["results"])


async def test_a_card_in_the_chat_with_the_bot_itself_is_no_question(house: House) -> None:
    chat = await house.reader("en")
    typing = Typing(chat)
    answer = await typing.asks(WORDS["en"])
    await typing.chooses(answer["results"][0], chat.user_id)
    assert "191" in (await chat.say("/sos")).text
    assert await house.services.store.recent.get(chat.user_id) == Recent()


async def test_an_answer_that_comes_too_late_harms_nothing(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.person()
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await house.fault(method="answerInlineQuery", kind="400", description=late)
    await chat.control("inline", **Typing(chat).who, query="ຄ່າແຮງ")
    await chat.say("/sos")
    assert "too old" in own_log.text
    assert "ຄ່າແຮງ" not in own_log.text
    assert "ERROR" not in own_log.text
