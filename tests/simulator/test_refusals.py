"""What Telegram refuses by what is asked of it, in Telegram's words."""

from __future__ import annotations

from typing import Any

import pytest
import telegram
from telegram import Bot as PtbBot

from bot.simulator.model import Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, ptb_bot

LONG = "a" * 5000


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "b", **button}]]}


MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": LONG}, "message is too long"),
    ({"text": ""}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": "<b>x", "parse_mode": "HTML"},
     'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ({"text": "1.", "parse_mode": "MarkdownV2"},
     "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"),
    ({"text": "x", "parse_mode": "RST"}, "unsupported parse_mode"),
    ({"text": "x", "reply_markup": inline(callback_data="ກ" * 22)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": inline()},
     "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ({"text": "x", "reply_markup": inline(url="tel:+8561191")},
     "inline keyboard button URL 'tel:+8561191' is invalid: Wrong port number specified in the URL"),
    ({"text": "x", "reply_markup": inline(url="https://nowhere")},
     "inline keyboard button URL 'https://nowhere' is invalid: Wrong HTTP URL"),
    ({"text": "x", "reply_markup": inline(url="a", callback_data="b")},
     "can't parse inline keyboard button: exactly one of the optional fields must be used, "
     "not url and callback_data"),
    ({"text": "x", "reply_markup": inline(copy_text={"text": "a" * 257})},
     "BUTTON_COPY_TEXT_INVALID"),
    ({"text": "x", "reply_markup": inline(web_app={"url": "http://x.la"})},
     "inline keyboard button Web App URL 'http://x.la' is invalid: Only HTTPS links are allowed"),
    ({"text": "x", "reply_markup": inline(callback_data="a", style="pink")},
     "can't parse inline keyboard button: invalid button style specified"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}},
     "inline keyboard button text must be non-empty"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [inline(callback_data="a")
     ["inline_keyboard"][0]] * 101}}, "reply markup is too long"),
    ({"text": "x", "reply_markup": {"keyboard": [["a"] * 13]}},
     "can't parse reply_markup: keyboard[0][0]: must be an Object (KeyboardButton), not String"),
    ({"text": "x", "reply_markup": {"keyboard": [[{"text": "a"}] * 13]}},
     "reply markup is too long: a row holds at most 12 buttons"),
    ({"text": "x", "reply_markup": {"keyboard": [[{"text": ""}]]}},
     "keyboard button text must be non-empty"),
    ({"text": "x", "reply_markup": inline(callback_dta="a")},
     'can\'t parse reply_markup: inline_keyboard[0][0]: unknown field "callback_dta" in '
     "InlineKeyboardButton"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "a"}]]}},
     "can't parse reply_markup: inline_keyboard[0][0]: can't find field \"text\""),
    ({"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": "a" * 65}},
     "INPUT_FIELD_PLACEHOLDER_INVALID"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "reply_parameters": {"message_id": 1, "quote": "no"}}, "QUOTE_TEXT_INVALID"),
    ({"text": "x", "colour": "red"}, 'unknown parameter "colour" of sendMessage (Bot API 10.3)'),
    ({"text": "x", "reply_markup": inline(login_url={"url": "https://x.la:0"})},
     "inline keyboard button login URL 'https://x.la:0' is invalid: "
     "Wrong port number specified in the URL"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "pay": True}] * 9]}},
     "reply markup is too long: a row holds at most 8 buttons"),
    ({"text": "x", "reply_markup": {"keyboard": [[{"text": "a"}]] * 301}},
     "reply markup is too long"),
    ({"text": 5}, "can't parse text: must be of type String, not Number"),
    ({"text": "x", "message_thread_id": 5}, "message thread not found"),
    ({"text": "x", "business_connection_id": "b"}, "business connection not found"),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "words"), MESSAGES)
async def test_send_message_refuses(
    api: Api, kham: Person, control: Control, parameters: dict[str, Any], words: str
) -> None:
    await control.say(kham.id, "hi")
    given = await api.refusal("sendMessage", chat_id=kham.id, **parameters)
    assert given == f"Bad Request: {words}"


OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("sendChatAction", {}, 'parameter "action" is required'),
    ("sendPhoto", {"photo": "AgACnonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "https://x.la/a.png"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"photo": "attach://p"}, 'file "attach://p" is not in the request'),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendDocument", {"document": "x", "caption": "a" * 1025}, "message caption is too long"),
    ("sendMediaGroup", {"media": [{"type": "live_photo", "media": "x", "photo": "y"}] * 2},
     'can\'t parse InputMedia: type "live_photo" can\'t be used in sendMediaGroup'),
    ("editMessageText", {"message_id": 2}, "message text is empty"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ("copyMessages", {"from_chat_id": 1001, "message_ids": list(range(1, 102))},
     "too many message identifiers specified"),
    ("sendMediaGroup", {"media": []}, "too few messages to send as an album, expected 2-10"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}] * 11},
     "too many messages to send as an album"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}, {"type": "audio", "media": "x"}]},
     "audio can't be mixed with other media types"),
    ("sendLocation", {"latitude": 95, "longitude": 0}, "wrong location specified"),
    ("sendVenue", {"latitude": 5, "longitude": 0, "title": "t"}, 'parameter "address" is required'),
    ("forwardMessage", {"from_chat_id": 1001, "message_id": 99}, "message to forward not found"),
    ("copyMessage", {"from_chat_id": 1001, "message_id": 99}, "message to copy not found"),
    ("copyMessages", {"from_chat_id": 1001, "message_ids": [2, 1]},
     "message identifiers must be in a strictly increasing order"),
    ("forwardMessages", {"from_chat_id": 1001, "message_ids": []},
     "message identifiers are not specified"),
    ("copyMessages", {"from_chat_id": 1001, "message_ids": [98, 99]},
     "there are no messages to copy"),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("deleteMessage", {"message_id": 0}, "message identifier is not specified"),
    ("deleteMessage", {"message_id": -1}, "message identifier is not specified"),
    ("editMessageText", {"message_id": 0, "text": "x"}, "message to edit not found"),
    ("copyMessage", {"from_chat_id": 1001, "message_id": 0}, "message to copy not found"),
    ("deleteMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
    ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    ("pinChatMessage", {"message_id": 99}, "message to pin not found"),
    ("unpinChatMessage", {}, "message to unpin not found"),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🧭"}]},
     "REACTION_INVALID"),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
     "REACTIONS_TOO_MANY"),
    ("getChatMember", {"user_id": 5}, "user not found"),
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ("leaveChat", {}, "chat member status can't be changed in private chats"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "parameters", "words"), OTHERS)
async def test_other_methods_refuse(
    api: Api, kham: Person, control: Control, method: str, parameters: dict[str, Any], words: str
) -> None:
    await control.say(kham.id, "hi")
    await api.result("sendMessage", chat_id=kham.id, text="hello")
    given = await api.refusal(method, chat_id=kham.id, **parameters)
    assert given == f"Bad Request: {words}"


PROFILE: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": [{"command": "Über", "description": "x"}]},
     "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]},
     "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": " "}]},
     "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101},
     "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyCommands", {"commands": [], "scope": {"type": "everywhere"}},
     'can\'t parse scope: type "everywhere" is unsupported, expected one of default, '
     "all_private_chats, all_group_chats, all_chat_administrators, chat, chat_administrators, "
     "chat_member"),
    ("setMyCommands", {"commands": [], "language_code": "lao"}, "invalid language code specified"),
    ("setMyName", {"name": "a" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "a" * 513}, "USER_DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", {"short_description": "a" * 121}, "USER_ABOUT_TOO_LONG"),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("answerCallbackQuery", {"callback_query_id": "1"},
     "query is too old and response timeout expired or query ID is invalid"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "MESSAGE_TOO_LONG"),
    ("answerCallbackQuery", {"callback_query_id": "1", "url": "x"}, "URL_INVALID"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": []},
     "query is too old and response timeout expired or query ID is invalid"),
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("getUpdates", {"offset": "x"}, "can't parse offset: must be of type Integer, not String"),
    ("setWebhook", {"url": "ftp://127.0.0.1"},
     "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "a b"},
     "secret token contains unallowed characters"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "a" * 257},
     "secret token is too long"),
    ("setWebhook", {"url": "https://127.0.0.1/"},
     "bad webhook: the simulator delivers over plain http; use http://127.0.0.1 for a receiver "
     "on this machine"),
    ("setWebhook", {"url": "http://example.com/"},
     "bad webhook: the simulator delivers to this machine only, not to example.com; "
     "use 127.0.0.1, or start it with allow_remote=True"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "parameters", "words"), PROFILE)
async def test_methods_without_a_chat_refuse(
    api: Api, method: str, parameters: dict[str, Any], words: str
) -> None:
    assert await api.refusal(method, **parameters) == f"Bad Request: {words}"


async def test_inline_answers_are_measured(api: Api) -> None:
    def article(number: object, **more: object) -> dict[str, object]:
        content = {"message_text": "x"}
        return {"type": "article", "id": str(number), "title": "t"} | {
            "input_message_content": content,
            **more,
        }

    async def refusal(results: list[Any], **more: Any) -> str:
        return await api.refusal("answerInlineQuery", inline_query_id="1", results=results, **more)

    many = [article(number) for number in range(51)]
    assert await refusal(many) == "Bad Request: RESULTS_TOO_MUCH"
    assert await refusal([article("a" * 65)]) == "Bad Request: RESULT_ID_INVALID"
    assert await refusal([article(1), article(1)]) == "Bad Request: RESULT_ID_DUPLICATE"
    bad = inline(callback_data="a" * 65)
    assert await refusal([article(1, reply_markup=bad)]) == "Bad Request: BUTTON_DATA_INVALID"
    both = {"text": "x", "start_parameter": "a", "web_app": {"url": "https://x.la"}}
    words = "Bad Request: inlineQueryResultsButton must have exactly one optional field"
    assert await refusal([], button=both) == words
    words = "Bad Request: can't parse results: [0]: can't find field \"title\""
    assert await refusal([{"type": "article", "id": "1"}]) == words


async def test_wrong_tokens_methods_and_features_are_told_apart(
    sim: Simulator, api: Api, ptb: PtbBot
) -> None:
    body = {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert await api.answer("sendNothing") == body
    assert (await api.answer("GETME"))["ok"]
    assert await api.refusal("sendDice", chat_id=1) == (
        "Not Implemented: the simulator does not have method sendDice; see docs/simulator.md"
    )
    with pytest.raises(telegram.error.InvalidToken):
        async with ptb_bot(sim, "1:WRONG"):
            pass


async def test_features_that_are_not_here_are_named(
    api: Api, kham: Person, control: Control
) -> None:
    await control.say(kham.id, "hi")
    sent = await api.result("sendMessage", chat_id=kham.id, text="x")
    where = {"chat_id": kham.id, "message_id": sent["message_id"]}
    media = {"type": "live_photo", "media": "x", "photo": "y"}
    assert await api.refusal("editMessageMedia", **where, media=media) == (
        "Not Implemented: the simulator does not have media of type live_photo; "
        "see docs/simulator.md"
    )
    assert await api.refusal("editMessageText", **where, rich_message={"html": "x"}) == (
        "Not Implemented: the simulator does not have parameter rich_message; see docs/simulator.md"
    )
