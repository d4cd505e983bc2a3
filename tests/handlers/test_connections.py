"""The short way to Telegram, against servers that answer in every way HTTP/1.1 allows, or in none."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from handlers.connections import Connections, Timeouts

PATIENT = Timeouts(pool=30, connect=30, write=30, read=30)
HEAD = b"HTTP/1.1 200 OK\r\n"


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
            came.append(head + await reader.readexactly(length))
            if asked:
                asked.set()
            if left:
                writer.write(left.pop(0))
            if ends and not left:
                break
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:X/getMe", came
    finally:
        listening.close()
        for writer in talking:
            writer.close()


def _no_tls() -> ssl.SSLContext:
    raise AssertionError("plain HTTP needs no certificates")


@asynccontextmanager
async def connections(most: int = 1) -> AsyncIterator[Connections]:
    opened = Connections(most, _no_tls)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (HEAD + b"Content-Length: 4\r\n\r\nabcd", b"abcd"),
        (
            HEAD + b"transfer-encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: 1\r\n\r\n",
            b"abcd",
        ),
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"content-length:4\r\n\r\nabcd", b"abcd"),
        (HEAD + b"Content-Length: 0\r\n\r\n", b""),
    ],
)
async def test_an_answer_is_read_to_its_end_and_the_connection_used_again(
    answer: bytes, body: bytes
) -> None:
    async with server(answer, answer) as (url, came), connections() as them:
        for _ in range(2):
            assert await them.post(url, b'{"a":1}', "X-Y: z\r\n", PATIENT) == (200, body)
    request = came[1].decode()
    assert request.startswith("POST /bot1:X/getMe HTTP/1.1\r\nHost: 127.0.0.1:")
    assert request.endswith('X-Y: z\r\n\r\n{"a":1}')
    assert came.count(b"connected") == 1


async def test_without_a_length_the_answer_ends_with_the_connection() -> None:
    async with server(HEAD + b"\r\nabcd", ends=True) as (url, _), connections() as them:
        assert await them.post(url, b"", "", PATIENT) == (200, b"abcd")


async def test_a_connection_that_the_server_closes_is_not_used_again() -> None:
    answer = HEAD + b"Connection: close\r\nContent-Length: 1\r\n\r\na"
    async with server(answer, answer) as (url, came), connections() as them:
        for _ in range(2):
            await them.post(url, b"", "", PATIENT)
    assert came.count(b"connected") == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SMTP 220 hello\r\n\r\n",
        HEAD + b"Content-Length: many\r\n\r\n",
        HEAD + b"Content-Length: 99999999999\r\n\r\n",
        HEAD + b"Content-Length: 4\r\n\r\nab",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
)
async def test_what_is_no_answer_is_said_and_asked_only_once(answer: bytes) -> None:
    async with server(answer, ends=True) as (url, came), connections() as them:
        with pytest.raises(httpx.TransportError):
            await them.post(url, b"", "", PATIENT)
    assert len(came) == 2


async def test_nobody_waits_longer_than_allowed() -> None:
    hasty = Timeouts(pool=0.05, connect=30, write=30, read=5)
    asked = asyncio.Event()
    async with server(asked=asked) as (url, _), connections() as them:
        first = asyncio.create_task(them.post(url, b"", "", hasty))
        await asked.wait()
        with pytest.raises(httpx.PoolTimeout):
            await them.post(url, b"", "", hasty)
        with pytest.raises(httpx.ReadTimeout):
            await first


async def test_where_nobody_listens_there_is_no_connection() -> None:
    async with server() as (url, _):
        pass
    async with connections() as them:
        with pytest.raises(httpx.ConnectError):
            await them.post(url, b"", "", PATIENT)
