"""The control interface: what testers and the chat page ask of the local Telegram, as JSON."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator import groups, inline, people
from bot.simulator.api import json_response
from bot.simulator.errors import ControlError
from bot.simulator.faults import Fault
from bot.simulator.fields import Fields
from bot.simulator.log import Entry
from bot.simulator.model import Chat, Json
from bot.simulator.people import DEFAULT_NAMES, Sending
from bot.simulator.world import World

LONGEST_WAIT = 30.0

CONTACT = ("last_name", "vcard", "user_id")

Handler = Callable[[World, Fields], Any]


def endpoint(handler: Handler, *names: str) -> Callable[[Request], Awaitable[Response]]:
    """A handler as an endpoint: fields from query string, body and path; JSON out.

    `names` are the fields it knows. A ControlError becomes `{"error": …}` with its status.
    """

    async def answer(request: Request) -> Response:
        world: World = request.app.state.world
        try:
            fields = Fields(dict(request.query_params) | await _body(request) | request.path_params)
            fields.known(*names)
            found = handler(world, fields)
            if isinstance(found, Awaitable):
                found = await found
        except ControlError as error:
            return json_response({"error": str(error)}, error.status)
        return found if isinstance(found, Response) else json_response(found)

    return answer


async def _body(request: Request) -> dict[str, Any]:
    body = await request.body()
    if not body:
        return {}
    try:
        given = json.loads(body)
    except ValueError as error:
        raise ControlError(f"the body is not JSON ({error}), expected an object") from None
    if not isinstance(given, dict):
        raise ControlError("the body is not a JSON object, expected {…}")
    return given


def _chat(chat: Chat) -> Json:
    found: Json = {"id": chat.id, "type": chat.type}
    if chat.title is not None:
        found["title"] = chat.title
    return found | {"member_ids": chat.member_ids, "bot_ids": chat.bot_ids}


def state(world: World, fields: Fields) -> Json:
    """Everybody and every chat. A private chat is listed once: its id is the user's."""
    bot_ids = list(world.bots)
    private = [
        {"id": number, "type": "private", "member_ids": [number], "bot_ids": bot_ids}
        for number in world.people
    ]
    return {
        "bots": [bot.user() for bot in world.bots.values()],
        "users": [person.user() for person in world.people.values()],
        "chats": [*private, *map(_chat, world.groups.values())],
    }


def add_user(world: World, fields: Fields) -> Json:
    """A new person."""
    return world.add_person(
        fields.need("first_name", str),
        last_name=fields.get("last_name", str),
        username=fields.get("username", str),
        language_code=fields.get("language_code", str),
    ).user()


def add_bot(world: World, fields: Fields) -> Json:
    """A new bot."""
    names = ("token", "username", "first_name")
    return world.add_bot(*(fields.need(name, str) for name in names)).user()


def add_group(world: World, fields: Fields) -> Json:
    """A new group."""
    type = fields.get("type", str) or "group"
    title = fields.need("title", str)
    chat = groups.begin(world, title, fields.numbers("user_ids"), fields.numbers("bot_ids"), type)
    return _chat(chat)


def upgrade_group(world: World, fields: Fields) -> Json:
    """A group becomes a supergroup."""
    return {"migrate_to_chat_id": groups.upgrade(world, fields.number("chat") or 0).id}


def send(world: World, fields: Fields) -> Json:
    """A person sends something; gives the message."""
    media = {}
    for kind in DEFAULT_NAMES:
        given = fields.object(kind)
        if given is not None:
            inner = Fields(given)
            inner.known("file_name", "base64")
            name, data = inner.get("file_name", str), inner.bytes_of("base64")
            media[kind] = people.upload(kind, name, data)
    caption, text = fields.get("caption", str), fields.get("text", str)
    if media and caption is None:
        caption, text = text, None
    what = Sending(
        text=text,
        caption=caption,
        media=media,
        location=_object(fields, "location", {"latitude": float, "longitude": float}),
        contact=_object(fields, "contact", {"phone_number": str, "first_name": str}, CONTACT),
        reply_to_message_id=fields.number("reply_to_message_id"),
        forward_from_name=fields.get("forward_from_name", str),
        via_deep_link=fields.get("via_deep_link", str),
        message_thread_id=fields.number("message_thread_id"),
    )
    return people.send(
        world, fields.need("bot_id", int), fields.need("from", int), what, fields.number("chat_id")
    )


def _object(
    fields: Fields, name: str, needed: dict[str, type], optional: tuple[str, ...] = ()
) -> Json | None:
    """An object field with these fields in it, None when it is absent."""
    given = fields.object(name)
    if given is None:
        return None
    inner = Fields(given)
    inner.known(*needed, *optional)
    for key, kind in needed.items():
        if (inner.real(key) if kind is float else inner.get(key, kind)) is None:
            raise ControlError(f"{name}.{key} is missing, expected {kind.__name__}")
    return given


def edit(world: World, fields: Fields) -> Json:
    """A person edits an own message; gives it."""
    return people.edit(
        world,
        fields.need("bot_id", int),
        fields.need("from", int),
        fields.need("message_id", int),
        fields.need("text", str),
        fields.number("chat_id"),
    )


def press(world: World, fields: Fields) -> Json:
    """A person presses a button."""
    number = people.press(
        world,
        fields.need("bot_id", int),
        fields.need("from", int),
        fields.need("message_id", int),
        fields.need("data", str),
        fields.number("chat_id"),
        stale=fields.flag("stale"),
    )
    return {"callback_query_id": number}


def ask_inline(world: World, fields: Fields) -> Json:
    """A person types an inline query."""
    number = inline.ask(
        world,
        fields.need("bot_id", int),
        fields.need("from", int),
        fields.need("query", str),
        fields.get("offset", str) or "",
    )
    return {"inline_query_id": number}


def choose(world: World, fields: Fields) -> Json:
    """A person picks an inline result; gives the message."""
    user_id = fields.need("from", int)
    return inline.choose(
        world,
        fields.need("bot_id", int),
        user_id,
        fields.need("inline_query_id", str),
        fields.need("result_id", str),
        fields.number("chat_id") or user_id,
    )


def raw_update(world: World, fields: Fields) -> Json:
    """An update as given, however malformed; only its number is ours."""
    bot = world.bot(fields.need("bot_id", int))
    return {"update_id": bot.updates.put(fields.need("update", dict), None, always=True)}


def block(world: World, fields: Fields) -> Json:
    """A person blocks a bot or unblocks it."""
    blocked = fields.flag("blocked")
    people.block(world, fields.need("bot_id", int), fields.need("user_id", int), blocked=blocked)
    return {"blocked": blocked}


def add_fault(world: World, fields: Fields) -> Json:
    """Let the next calls of a method fail."""
    world.faults.add(
        Fault(
            kind=fields.need("kind", str),
            method=fields.get("method", str) or "*",
            bot_id=fields.number("bot_id"),
            times=fields.get("times", int) or 1,
            retry_after=fields.get("retry_after", int) or 1,
            seconds=fields.real("seconds"),
            description=fields.get("description", str),
        )
    )
    return {}


def clear_faults(world: World, fields: Fields) -> Json:
    """No faults any more."""
    world.faults.clear()
    return {}


async def events(world: World, fields: Fields) -> Json:
    """Events after a number; waits for one when there is none."""
    after = fields.number("after") or 0
    bot_id, chat_id = fields.number("bot_id"), fields.number("chat_id")

    def wanted(event: Entry) -> bool:
        return world.concerns(event, bot_id, chat_id)

    wait = min(fields.real("wait") or 0.0, LONGEST_WAIT)
    found = [event for event in world.events.after(after) if wanted(event)]
    if not found and wait > 0:
        try:
            found = [await world.events.wait_for(wanted, after=after, seconds=wait)]
        except TimeoutError:
            found = []
    return {"events": found, "next": found[-1]["seq"] if found else world.events.last}


def history(world: World, fields: Fields) -> Json:
    """A chat as a client would show it now."""
    bot, chat_id = world.bot(fields.number("bot_id") or 0), fields.number("chat_id") or 0
    chat = world.find_chat(bot.id, chat_id)
    if chat is None:
        if chat_id not in world.people:
            world.chat(bot.id, chat_id)
        return {"messages": [], "reply_keyboard": None, "next": world.events.last}
    return {
        "messages": [chat.shown(message) for message in chat.messages.values()],
        "reply_keyboard": chat.reply_keyboard,
        "next": world.events.last,
    }


def requests(world: World, fields: Fields) -> Json:
    """What bots asked of the Bot API, after a number."""
    return {"requests": world.requests.after(fields.number("after") or 0)}


def one_request(world: World, fields: Fields) -> Json:
    """One request with its answer."""
    seq = fields.number("seq") or 0
    found = world.requests.get(seq)
    if found is None:
        raise ControlError(f"request {seq} does not exist; the last is {world.requests.last}", 404)
    return found


def bot_profile(world: World, fields: Fields) -> Json:
    """What a client would show of a bot."""
    bot = world.bot(fields.number("bot_id") or 0)
    return {
        "user": bot.user(),
        "commands": bot.profile.default_commands(),
        "names": bot.profile.names,
        "descriptions": bot.profile.descriptions,
        "short_descriptions": bot.profile.short_descriptions,
        "menu_button": bot.profile.menu_button,
        "webhook": bot.webhook.info(bot.updates),
        "pending_update_count": len(bot.updates),
    }


def file(world: World, fields: Fields) -> Response:
    """The bytes of a file."""
    found = world.files.by_id(fields.need("file_id", str))
    if found is None:
        raise ControlError("no file has this file_id; take it from a message", 404)
    return Response(found.data, media_type=found.mime_type)


_WHO = ("bot_id", "from", "chat_id")
_SEND = ("text", "caption", *DEFAULT_NAMES, "location", "contact")
_HOW = ("reply_to_message_id", "forward_from_name", "via_deep_link", "message_thread_id")
_FAULT = ("bot_id", "method", "kind", "times", "retry_after", "seconds", "description")

ROUTES = [
    Route("/control/state", endpoint(state)),
    Route(
        "/control/users",
        endpoint(add_user, "first_name", "last_name", "username", "language_code"),
        methods=["POST"],
    ),
    Route("/control/bots", endpoint(add_bot, "token", "username", "first_name"), methods=["POST"]),
    Route(
        "/control/groups",
        endpoint(add_group, "title", "type", "user_ids", "bot_ids"),
        methods=["POST"],
    ),
    Route("/control/groups/{chat}/upgrade", endpoint(upgrade_group, "chat"), methods=["POST"]),
    Route(
        "/control/send",
        endpoint(send, *_WHO, *_SEND, *_HOW),
        methods=["POST"],
    ),
    Route("/control/edit", endpoint(edit, *_WHO, "message_id", "text"), methods=["POST"]),
    Route(
        "/control/press", endpoint(press, *_WHO, "message_id", "data", "stale"), methods=["POST"]
    ),
    Route("/control/inline", endpoint(ask_inline, *_WHO, "query", "offset"), methods=["POST"]),
    Route(
        "/control/choose",
        endpoint(choose, *_WHO, "inline_query_id", "result_id"),
        methods=["POST"],
    ),
    Route("/control/update", endpoint(raw_update, "bot_id", "update"), methods=["POST"]),
    Route("/control/block", endpoint(block, "bot_id", "user_id", "blocked"), methods=["POST"]),
    Route("/control/faults", endpoint(add_fault, *_FAULT), methods=["POST"]),
    Route("/control/faults", endpoint(clear_faults), methods=["DELETE"]),
    Route("/control/events", endpoint(events, "after", "wait", "bot_id", "chat_id")),
    Route("/control/history", endpoint(history, "bot_id", "chat_id")),
    Route("/control/requests", endpoint(requests, "after")),
    Route("/control/requests/{seq}", endpoint(one_request, "seq")),
    Route("/control/bots/{bot_id}", endpoint(bot_profile, "bot_id")),
    Route("/control/files/{file_id}", endpoint(file, "file_id")),
]
