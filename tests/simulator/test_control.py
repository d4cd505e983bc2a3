"""The control interface: what people do, what happened, and errors that help."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import httpx
import pytest

from bot.simulator.model import Bot, Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, png


async def test_state_shows_who_is_there(sim: Simulator, control: Control) -> None:
    user = await control.post("users", first_name="Dao", last_name="V", language_code="lo")
    other = await control.post("bots", token="7:X", username="x_bot", first_name="X")
    assert other == {"id": 7, "is_bot": True, "first_name": "X", "username": "x_bot"}
    group = await control.post("groups", title="g", user_ids=[user["id"]], bot_ids=[7])
    assert await control.get("state") == {
        "bots": [sim.world.bot(42).user(), other],
        "users": [user],
        "chats": [
            {
                "id": user["id"],
                "type": "private",
                "member_ids": [user["id"]],
                "bot_ids": [42, 7],
            },
            group,
        ],
    }


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"text": "/start a"}, {"text": "/start a", "entities": [
            {"type": "bot_command", "offset": 0, "length": 6}]}),
        ({"via_deep_link": "a-b_1"}, {"text": "/start a-b_1"}),
        ({"via_deep_link": "a.b"}, {"text": "/start"}),
        ({"via_deep_link": "a" * 65}, {"text": "/start"}),
        ({"location": {"latitude": 17.9, "longitude": 102}},
         {"location": {"latitude": 17.9, "longitude": 102}}),
        ({"contact": {"phone_number": "+856", "first_name": "K"}},
         {"contact": {"phone_number": "+856", "first_name": "K"}}),
        ({"text": "old news", "forward_from_name": "Neighbour"},
         {"text": "old news", "forward_origin": {
             "type": "hidden_user", "sender_user_name": "Neighbour", "date": 1_800_000_000}}),
    ],
)  # fmt: skip
async def test_a_person_sends(
    api: Api, control: Control, kham: Person, fields: dict[str, Any], content: dict[str, Any]
) -> None:
    message = await control.post("send", bot_id=42, **fields, **{"from": kham.id})
    assert {**message, **content} == message
    [update] = await api.result("getUpdates")
    assert update["message"] == message


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "audio", "video", "sticker"])
async def test_a_person_sends_media(
    api: Api, control: Control, client: httpx.AsyncClient, kham: Person, kind: str
) -> None:
    data = png(30, 20) if kind == "photo" else b"some bytes"
    given = {"file_name": "a.png", "base64": base64.b64encode(data).decode()}
    message = await control.post(
        "send", bot_id=42, caption="see #this", **{kind: given, "from": kham.id}
    )
    assert message["caption_entities"] == [{"type": "hashtag", "offset": 4, "length": 5}]
    medium = message[kind][-1] if kind == "photo" else message[kind]
    found = await api.result("getFile", file_id=medium["file_id"])
    assert found["file_size"] == len(data)
    for path in (f"/file/bot42:LOCAL/{found['file_path']}", f"/control/files/{medium['file_id']}"):
        response = await client.get(path)
        assert response.content == data
        assert response.headers["content-type"] == "image/png"
    empty = await control.post("send", bot_id=42, **{kind: {}, "from": kham.id})
    assert kind in empty


async def test_downloads_need_the_right_address(client: httpx.AsyncClient, bot: Bot) -> None:
    assert (await client.get("/file/bot42:LOCAL/photos/x/y")).status_code == 404
    assert (await client.get("/file/bot42:LOCAL/x")).status_code == 404
    assert (await client.get("/file/bot1:NO/photos/x/y")).status_code == 401
    assert (await client.get("/control/files/x")).status_code == 404


ERRORS: list[tuple[str, dict[str, Any], int, str]] = [
    ("send", {}, 400, "expected exactly one of text, via_deep_link, location, contact, photo, "
     "document, voice, audio, video, sticker; a text beside a medium is its caption"),
    ("send", {"text": "x", "colour": 1}, 400, "unknown field 'colour', expected bot_id, from, "
     "chat_id, text, caption, photo, document, voice, audio, video, sticker, location, contact, "
     "reply_to_message_id, forward_from_name, via_deep_link, message_thread_id"),
    ("send", {"text": " "}, 400,
     "text is empty; a client sends nothing then (try /control/update)"),
    ("send", {"text": "a" * 4097}, 400, "text has 4097 UTF-16 units, expected at most 4096; "
     "a client cuts longer ones into several messages"),
    ("send", {"text": 5}, 400, "text is 5, expected str"),
    ("send", {"text": "x", "bot_id": 9}, 404,
     "bot 9 does not exist, expected one of [42]; add it first"),
    ("send", {"text": "x", "from": 9}, 404,
     "user 9 does not exist, expected one of [1001]; add it first"),
    ("send", {"text": "x", "chat_id": 9}, 404, "chat 9 with bot 42 does not exist; "
     "send a message from that user first, or make the group"),
    ("send", {"text": "x", "reply_to_message_id": 9}, 400,
     "message 9 is not in chat 1001; see /control/history for those that are"),
    ("send", {"photo": {"base64": "?"}}, 400, "base64 is not base64 (Only base64 data is allowed)"),
    ("send", {"photo": {"base64": "eA=="}}, 400,
     "a client could not send that: Bad Request: IMAGE_PROCESS_FAILED"),
    ("send", {"location": {"latitude": 99, "longitude": 0}}, 400,
     "a client could not send that: Bad Request: wrong location specified"),
    ("send", {"location": {"latitude": 9}}, 400, "location.longitude is missing, expected float"),
    ("send", {"contact": {"first_name": "x"}}, 400,
     "contact.phone_number is missing, expected str"),
    ("edit", {"message_id": 1}, 400, "text is missing, expected str"),
    ("edit", {"message_id": 9, "text": "x"}, 400,
     "message 9 is not in chat 1001; see /control/history for those that are"),
    ("press", {"message_id": 1, "data": "x"}, 400, "message 1 has no button with data 'x', "
     "expected one of []; pass stale: true to press an old button"),
    ("choose", {"inline_query_id": "1", "result_id": "x"}, 400,
     "inline query 1 is unknown or not answered yet"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "fields", "status", "words"), ERRORS)
async def test_an_error_says_what_was_expected(
    control: Control, kham: Person, path: str, fields: dict[str, Any], status: int, words: str
) -> None:
    await control.say(kham.id, "hi")
    given = {"bot_id": 42, "from": kham.id} | fields
    assert await control.error(path, status, **given) == words


async def test_only_texts_are_edited_by_people(control: Control, kham: Person) -> None:
    who = {"bot_id": 42, "from": kham.id}
    contact = {"phone_number": "+1", "first_name": "f", "last_name": "l"}
    sent = await control.post("send", **who, contact=contact)
    words = f"message {sent['message_id']} has no text or caption to edit"
    edit = {"message_id": sent["message_id"], "text": "x"}
    assert await control.error("edit", **who, **edit) == words
    photo = await control.post("send", **who, photo={}, text="a caption")
    edit = {"message_id": photo["message_id"], "text": "b"}
    assert (await control.post("edit", **who, **edit))["caption"] == "b"


async def test_things_that_do_not_exist_are_named(
    client: httpx.AsyncClient, control: Control
) -> None:
    for path, words in (
        ("requests/5", "request 5 does not exist; the last is 0"),
        ("bots/5", "bot 5 does not exist, expected one of [42]; add it first"),
        ("history?bot_id=42&chat_id=5", "chat 5 with bot 42 does not exist; "
         "send a message from that user first, or make the group"),
    ):  # fmt: skip
        response = await client.get(f"/control/{path}")
        assert (response.status_code, response.json()) == (404, {"error": words})
    response = await client.get("/control/events?after=x")
    assert response.json() == {"error": "after is 'x', expected a whole number"}
    response = await client.get("/control/events?wait=x")
    assert response.json() == {"error": "wait is 'x', expected a number"}
    words = "bot_ids is ['x'], expected a list of ids"
    assert await control.error("groups", title="x", user_ids=[1], bot_ids=["x"]) == words
    response = await client.post("/control/users", content=b"{")
    assert response.json()["error"].startswith("the body is not JSON (")
    response = await client.post("/control/users", content=b"[]")
    assert response.json() == {"error": "the body is not a JSON object, expected {…}"}
    words = "token 'x'… has not the form <number>:<text>, e.g. 1:LOCAL"
    assert await control.error("bots", token="x", username="x", first_name="x") == words
    words = "id 42 is taken; use a token with another number"
    assert await control.error("bots", token="42:B", username="x", first_name="x") == words
    words = "group 5 does not exist, expected one of []"
    assert await control.error("groups/5/upgrade", 404) == words
    words = "user_ids is empty, expected at least the person who makes the group"
    assert await control.error("groups", title="x", user_ids=[], bot_ids=[]) == words
    words = 'type is \'channel\', expected "group" or "supergroup"'
    assert await control.error("groups", title="x", type="channel", user_ids=[1]) == words


async def test_history_shows_the_chat_as_it_is_now(
    api: Api, control: Control, kham: Person
) -> None:
    empty = await control.get("history", bot_id=42, chat_id=kham.id)
    assert empty == {"messages": [], "reply_keyboard": None, "next": 0}
    said = await control.say(kham.id, "a")
    await control.post("edit", bot_id=42, message_id=1, text="b", **{"from": kham.id})
    gone = await api.result("sendMessage", chat_id=kham.id, text="gone")
    kept = await api.result("sendMessage", chat_id=kham.id, text="kept")
    await api.result("deleteMessage", chat_id=kham.id, message_id=gone["message_id"])
    shown = await control.get("history", bot_id=42, chat_id=kham.id)
    assert shown["messages"] == [{**said, "text": "b", "edit_date": said["date"]}, kept]
    assert shown["next"] == 5


async def test_events_wait_for_the_next_one(sim: Simulator, control: Control, kham: Person) -> None:
    await control.say(kham.id, "a")
    now = await control.get("events", after=0, chat_id=kham.id)
    assert [event["message"]["text"] for event in now["events"]] == ["a"]
    waiting = asyncio.create_task(control.get("events", after=now["next"], wait=5))
    await asyncio.sleep(0)
    await control.say(kham.id, "b")
    later = await waiting
    assert [event["message"]["text"] for event in later["events"]] == ["b"]
    nothing = await control.get("events", after=later["next"], wait=0.01)
    assert nothing == {"events": [], "next": later["next"]}


async def test_all_kinds_of_events_tell_what_a_client_shows(
    sim: Simulator, api: Api, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "a")
    where = {"chat_id": kham.id, "message_id": 1}
    await api.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await api.result("pinChatMessage", **where)
    await api.result("unpinChatMessage", chat_id=kham.id)
    await api.result("sendChatAction", chat_id=kham.id, action="typing")
    await api.result("deleteMessage", **where)
    shown = [
        {key: value for key, value in event.items() if key not in ("bot_id", "chat_id", "seq")}
        for event in sim.world.events.after(1)
    ]
    assert shown == [
        {"type": "reaction", "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]},
        {"type": "pin", "message_id": 1},
        {"type": "pin", "message_id": None},
        {"type": "action", "action": "typing"},
        {"type": "delete", "message_ids": [1]},
    ]


async def test_an_old_button_can_be_pressed_on_purpose(
    api: Api, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "a")
    await control.press(kham.id, 1, "gone", stale=True)
    await api.result("deleteMessage", chat_id=kham.id, message_id=1)
    await control.press(kham.id, 1, "gone", stale=True)
    _, here, lost = await api.result("getUpdates")
    assert here["callback_query"]["message"]["text"] == "a"
    assert here["callback_query"]["chat_instance"] == lost["callback_query"]["chat_instance"]
    assert lost["callback_query"]["message"] == {
        "chat": here["callback_query"]["message"]["chat"],
        "message_id": 1,
        "date": 0,
    }


async def test_who_blocked_the_bot_must_unblock_it_to_write(control: Control, kham: Person) -> None:
    block = {"bot_id": 42, "user_id": kham.id}
    assert await control.post("block", **block, blocked=True) == {"blocked": True}
    words = f"user {kham.id} has blocked bot 42; unblock it first (/control/block)"
    assert await control.error("send", bot_id=42, text="x", **{"from": kham.id}) == words


async def test_waiting_for_an_event_says_what_came_instead(
    sim: Simulator, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "a")
    with pytest.raises(TimeoutError) as caught:
        await sim.world.wait_for(lambda event: event["type"] == "edit", timeout=0.01)
    words = "no such event within 0.01 s after 0; these came: ['message']"
    assert str(caught.value) == words


async def test_inline_results_with_files_and_places(
    api: Api, control: Control, kham: Person
) -> None:
    who = {"bot_id": 42, "from": kham.id}
    await control.say(kham.id, "hi")
    photo = await api.result("sendPhoto", chat_id=kham.id, files={"photo": ("a.png", png(9, 9))})
    number = (await control.post("inline", **who, query="x", offset="9"))["inline_query_id"]
    asked = (await api.result("getUpdates"))[-1]["inline_query"]
    assert (asked["id"], asked["query"], asked["offset"]) == (number, "x", "9")
    place = {"latitude": 1.5, "longitude": 2.5}
    results = [
        {"type": "photo", "id": "p", "photo_file_id": photo["photo"][0]["file_id"], "caption": "c"},
        {"type": "location", "id": "l", "title": "t", **place},
        {"type": "venue", "id": "v", "title": "t", "address": "a", **place},
        {"type": "contact", "id": "k", "phone_number": "+1", "first_name": "f"},
        {
            "type": "photo",
            "id": "u",
            "photo_url": "https://x.la/",
            "thumbnail_url": "https://x.la/",
        },
    ]
    await api.result("answerInlineQuery", inline_query_id=number, results=results)

    async def choose(result: str) -> dict[str, Any]:
        given = {"inline_query_id": number, "result_id": result, "chat_id": kham.id}
        found: dict[str, Any] = await control.post("choose", **who, **given)
        return found

    assert (await choose("p"))["caption"] == "c"
    assert (await choose("l"))["location"] == place
    assert (await choose("v"))["venue"] == {"location": place, "title": "t", "address": "a"}
    assert (await choose("k"))["contact"] == {"phone_number": "+1", "first_name": "f"}
    given = {"inline_query_id": number, "chat_id": kham.id, **who}
    assert "nothing is fetched" in await control.error("choose", result_id="u", **given)
    words = "no result 'z', expected one of ['k', 'l', 'p', 'u', 'v']"
    assert await control.error("choose", result_id="z", **given) == words
