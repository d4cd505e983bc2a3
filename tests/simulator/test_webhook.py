"""Webhooks: secret token, real HTTP delivery to a small Starlette receiver, retries."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import telegram
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from telegram import Bot as PtbBot
from telegram.ext import MessageHandler, filters

from bot.simulator.model import Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, builder
from tests.simulator.test_polling import echo, from_bot
from tests.waiting import PATIENCE, until

SECRET = "s3cret_-"


class Receiver:
    """A web server that keeps what it gets; `answers` are its next statuses, then 200.

    What is said in `held` waits there for its event, `held_now` is how much does, and `most_held` did.
    """

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.held: dict[str, asyncio.Event] = {}
        self.held_now = self.most_held = 0
        self.forward: Callable[[dict[str, Any]], None] = lambda body: None
        self.url = ""

    async def take(self, request: Request) -> Response:
        if request.headers.get("x-telegram-bot-api-secret-token") != SECRET:
            return Response(status_code=403)
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            body = json.loads(await request.body())
            self.bodies.append(body)
            self.forward(body)
            if held := self.held.get(body.get("message", {}).get("text")):
                self.held_now += 1
                self.most_held = max(self.most_held, self.held_now)
                await held.wait()
                self.held_now -= 1
        if status == 299:  # taken, with a body of unknown length
            return StreamingResponse(iter([b"o", b"k"]))
        return Response(status_code=status)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    found = Receiver()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    found.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook?x=1"
    app = Starlette(routes=[Route("/hook", found.take, methods=["POST"])])
    config = uvicorn.Config(app, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    yield found
    server.should_exit = True
    await task


def consumed(event: dict[str, Any]) -> bool:
    return bool(event["type"] == "consumed")


async def test_updates_are_posted_with_the_secret_and_count_as_consumed(
    sim: Simulator, api: Api, receiver: Receiver, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "waits already")
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET, max_connections=1)
    first = await sim.world.wait_for(consumed)
    receiver.answers = [299]
    await control.say(kham.id, "streamed answer")
    second = await sim.world.wait_for(consumed, after=first["seq"])
    await control.say(kham.id, "comes later")
    await sim.world.wait_for(consumed, after=second["seq"])
    texts = [body["message"]["text"] for body in receiver.bodies]
    assert texts == ["waits already", "comes later"]
    assert receiver.bodies[0]["update_id"] == first["update_id"]
    info = await api.result("getWebhookInfo")
    assert (info["pending_update_count"], info["max_connections"]) == (0, 1)
    assert "last_error_message" not in info


async def test_a_refused_update_is_tried_again(
    sim: Simulator, api: Api, receiver: Receiver, control: Control, kham: Person
) -> None:
    receiver.answers = [500, 429]
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET)
    await control.say(kham.id, "x")
    await sim.world.wait_for(consumed)
    assert len(receiver.bodies) == 1
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 429 Too Many Requests"


async def test_other_chats_do_not_wait_for_one_but_its_own_updates_do(
    sim: Simulator, api: Api, receiver: Receiver, control: Control, kham: Person
) -> None:
    noy = sim.world.add_person("Noy")
    go_on = receiver.held["first of Kham"] = asyncio.Event()
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET)
    await control.say(kham.id, "first of Kham")
    await control.say(kham.id, "second of Kham")
    await control.say(noy.id, "Noy")
    await sim.world.wait_for(consumed)
    assert [body["message"]["text"] for body in receiver.bodies] == ["first of Kham", "Noy"]
    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 2
    go_on.set()
    await until(lambda: len(receiver.bodies) == 3)
    assert receiver.bodies[2]["message"]["text"] == "second of Kham"


async def test_no_more_connections_are_opened_than_were_asked_for(
    sim: Simulator, api: Api, receiver: Receiver, control: Control
) -> None:
    go_on = receiver.held["?"] = asyncio.Event()
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET, max_connections=3)
    for number in range(10):
        await control.say(sim.world.add_person(f"Person {number}").id, "?")
    await until(lambda: receiver.held_now == 3)
    go_on.set()
    await until(lambda: len(receiver.bodies) == 10)
    assert receiver.most_held == 3


async def test_an_update_that_is_refused_holds_up_none_of_another_chat(
    sim: Simulator, api: Api, receiver: Receiver, control: Control, kham: Person
) -> None:
    noy = sim.world.add_person("Noy")
    await control.say(kham.id, "Kham")
    await control.say(kham.id, "Kham again")
    await control.say(noy.id, "Noy")
    receiver.answers = [500]
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET, max_connections=1)
    await until(lambda: len(receiver.bodies) == 3)
    said = [body["message"]["text"] for body in receiver.bodies]
    assert said == ["Noy", "Kham", "Kham again"]


@pytest.mark.parametrize(
    "odd", [{}, {"callback_query": "?"}, {"inline_query": {"from": {"id": []}}}, {"poll": None}]
)
async def test_an_update_of_no_form_is_posted_as_well_and_the_next_one_after_it(
    api: Api,
    receiver: Receiver,
    control: Control,
    kham: Person,
    odd: dict[str, Any],
) -> None:
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET)
    await control.post("update", bot_id=42, update=odd)
    await control.say(kham.id, "x")
    await until(lambda: len(receiver.bodies) == 2)
    assert odd.items() <= receiver.bodies[0].items()


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (SECRET, "Connection refused"),
        ("wrong", "Wrong response from the webhook: 403 Forbidden"),
    ],
)
async def test_what_goes_wrong_is_told(
    sim: Simulator,
    api: Api,
    receiver: Receiver,
    control: Control,
    kham: Person,
    secret: str,
    words: str,
) -> None:
    url = receiver.url if secret == "wrong" else "http://127.0.0.1:1/"
    await api.result("setWebhook", url=url, secret_token=secret)
    await control.say(kham.id, "x")
    async with asyncio.timeout(PATIENCE):
        while "last_error_message" not in (info := await api.result("getWebhookInfo")):
            pass
    assert (info["last_error_message"], info["pending_update_count"]) == (words, 1)
    await api.result("deleteWebhook")
    assert len(await api.result("getUpdates")) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([b""], "Connection reset by peer"),
        ([b"nonsense\r\n\r\n"], "Can't parse the answer of the webhook as HTTP"),
        ([b"a" * 70_000], "Can't parse the answer of the webhook as HTTP"),
    ],
)
async def test_a_receiver_that_talks_no_http_is_told_and_tried_again(
    sim: Simulator, api: Api, control: Control, kham: Person, answers: list[bytes], words: str
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        fine = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        writer.write(answers.pop() if answers else fine)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        await api.result("setWebhook", url=f"http://localhost:{port}", ip_address="127.0.0.1")
        await control.say(kham.id, "x")
        await control.say(kham.id, "y")
        first = await sim.world.wait_for(consumed)
        await sim.world.wait_for(consumed, after=first["seq"])
        info = await api.result("getWebhookInfo")
        assert (info["last_error_message"], info["ip_address"]) == (words, "127.0.0.1")


async def test_a_connection_that_was_closed_meanwhile_is_renewed(
    sim: Simulator, api: Api, control: Control, kham: Person
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()  # without having said so

    async with await asyncio.start_server(answer, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        await api.result("setWebhook", url=f"http://127.0.0.1:{port}")
        seen = 0
        for text in "abc":
            await control.say(kham.id, text)
            seen = (await sim.world.wait_for(consumed, after=seen))["seq"]
        assert "last_error_message" not in await api.result("getWebhookInfo")


async def test_polling_is_refused_while_a_webhook_is_set(
    sim: Simulator, api: Api, ptb: PtbBot, receiver: Receiver
) -> None:
    waiting = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await sim.world.requests.wait_for(
        lambda entry: entry["method"] == "getUpdates", after=0, seconds=PATIENCE
    )
    await api.result("setWebhook", url=receiver.url, secret_token=SECRET)
    assert await waiting == "Conflict: terminated by setWebhook request"
    with pytest.raises(telegram.error.Conflict) as caught:
        await ptb.get_updates()
    assert caught.value.message == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.result("setWebhook", url="")
    assert await api.result("getUpdates") == []


async def test_pending_updates_can_be_dropped(
    api: Api, receiver: Receiver, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "x")
    await api.result("deleteWebhook", drop_pending_updates=True)
    assert await api.result("getUpdates") == []


async def test_a_conversation_over_a_webhook(
    sim: Simulator, receiver: Receiver, control: Control, kham: Person
) -> None:
    app = builder(sim).updater(None).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))

    def forward(body: dict[str, Any]) -> None:
        update = telegram.Update.de_json(body, app.bot)
        app.update_queue.put_nowait(update)

    receiver.forward = forward
    async with app:
        await app.start()
        await app.bot.set_webhook(receiver.url, secret_token=SECRET)
        await control.say(kham.id, "ສະບາຍດີ")
        answer = await sim.world.wait_for(from_bot)
        assert answer["message"]["text"] == "you said ສະບາຍດີ"
        await app.bot.delete_webhook()
        await app.stop()
