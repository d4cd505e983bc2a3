"""Requests to Telegram, against servers that answer, hang or hang up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.simulator import people
from bot.simulator.server import Simulator
from handlers.request import NOT_SENT, LeanRequest, did_not_arrive
from tests.chaos.line import Line, State

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
SECRET = "42:SECRET"


@asynccontextmanager
async def server(
    *answers: bytes, ends: bool = False, asked: asyncio.Event | None = None
) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Answer one request after another with ``answers``, then hang up if ``ends``; tell what came.

    ``asked`` is set when the first request is there.
    """
    came: list[bytes] = []
    left = list(answers)
    talking: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(writer)
        came.append(b"connected")
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            came.append(await reader.readexactly(length))
            if asked:
                asked.set()
            if left:
                writer.write(left.pop(0))
            elif ends:
                break
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield (
            f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot{SECRET}/sendMessage",
            came,
        )
    finally:
        listening.close()
        for writer in talking:
            writer.close()


@asynccontextmanager
async def requests(connections: int = 1, **times: float) -> AsyncIterator[LeanRequest]:
    patient = dict.fromkeys(
        ("read_timeout", "write_timeout", "connect_timeout", "pool_timeout"), 30.0
    )
    opened = LeanRequest(connections, **{**patient, **times})
    await opened.initialize()
    try:
        yield opened
    finally:
        await opened.shutdown()


def data(**parameters: object) -> RequestData:
    return RequestData([RequestParameter.from_input(*one) for one in parameters.items()])


def told(error: BaseException) -> str:
    """Return all that an error and its causes say."""
    return f"{error!r} {told(error.__cause__)}" if error.__cause__ else repr(error)


async def test_parameters_go_as_json_over_one_connection() -> None:
    async with server(ANSWER, ANSWER) as (url, came), requests() as them:
        for _ in range(2):
            sent = data(chat_id=1, text="ສະບາຍດີ \ud83d", reply_markup={"a": [1]}, nothing=None)
            assert await them.do_request(url, "POST", sent) == (200, b"{}")
    assert came.count(b"connected") == 1
    found = json.loads(came[1])
    assert found == {"chat_id": 1, "text": "ສະບາຍດີ ?", "reply_markup": {"a": [1]}}


async def test_files_arrive_with_their_names() -> None:
    async with Simulator() as simulator:
        bot = simulator.world.add_bot(SECRET, "thangdee_bot", "Thangdee")
        noy = simulator.world.add_person("Noy")
        people.send(simulator.world, bot.id, noy.id, people.Sending(text="/start"))
        async with (
            requests() as them,
            Bot(SECRET, base_url=f"{simulator.url}/bot", request=them) as ours,
        ):
            file = InputFile(b"%PDF-" + bytes(2_000_000), filename="ແບບ.pdf")
            sent = await ours.send_document(noy.id, file, caption="ແບບ")
    assert sent.document is not None
    assert sent.document.file_name == "ແບບ.pdf"
    assert sent.document.file_size == 2_000_005
    assert sent.caption == "ແບບ"


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with server() as (url, _):
        pass
    async with requests() as them:
        with pytest.raises(NetworkError) as caught:
            await them.do_request(url, "POST", data(text="hidden"))
    assert isinstance(caught.value.__cause__, NOT_SENT)
    assert SECRET not in told(caught.value)


async def test_where_nobody_ever_connects_nothing_was_sent() -> None:
    line = Line(0)
    await line.become(State.DEAD)
    try:
        async with requests(connect_timeout=0.1) as them:
            with pytest.raises(TimedOut) as caught:
                await them.do_request(f"http://127.0.0.1:{line.port}/x", "POST", data())
    finally:
        await line.become(State.REFUSED)
    assert did_not_arrive(caught.value)


async def test_where_no_address_is_found_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", hang)
    async with requests(connect_timeout=0.1, write_timeout=0.1, read_timeout=0.1) as them:
        with pytest.raises(TimedOut) as caught:
            await them.do_request(f"http://telegram.invalid/bot{SECRET}/x", "POST", data())
    assert isinstance(caught.value.__cause__, NOT_SENT)


@pytest.mark.parametrize("before", [0, 1])
async def test_whoever_hangs_up_may_have_read_it_and_is_asked_only_once(before: int) -> None:
    async with server(*[ANSWER] * before, ends=True) as (url, came), requests() as them:
        for _ in range(before):
            await them.do_request(url, "POST", data(text="first"))
        with pytest.raises(NetworkError) as caught:
            await them.do_request(url, "POST", data(text="hidden"))
    assert not isinstance(caught.value.__cause__, NOT_SENT)
    assert not isinstance(caught.value, TimedOut)
    assert came.count(b'{"text": "hidden"}') == 1
    assert SECRET not in told(caught.value)
    assert "hidden" not in told(caught.value)


async def test_nobody_waits_longer_than_allowed() -> None:
    asked = asyncio.Event()
    async with server(asked=asked) as (url, _), requests(pool_timeout=0.05) as them:
        first = asyncio.create_task(them.do_request(url, "POST", data(), read_timeout=2))
        await asked.wait()
        with pytest.raises(TimedOut) as busy:
            await them.do_request(url, "POST", data())
        with pytest.raises(TimedOut) as slow:
            await first
    assert isinstance(busy.value.__cause__, NOT_SENT)
    assert not isinstance(slow.value.__cause__, NOT_SENT)


async def test_a_proxy_of_the_environment_is_used_unless_it_is_to_be_passed_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with server(ANSWER) as (url, came):
        monkeypatch.setenv("all_proxy", url.partition("/bot")[0])
        monkeypatch.setenv("no_proxy", "localhost")
        away = f"http://telegram.invalid/bot{SECRET}/getMe"
        async with requests() as them:
            assert await them.do_request(away, "POST", data()) == (200, b"{}")
            assert came == [b"connected", b"{}"]
            monkeypatch.setenv("no_proxy", "*")
            with pytest.raises(NetworkError):
                await them.do_request(away, "POST", data())
