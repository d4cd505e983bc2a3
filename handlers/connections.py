"""Kept HTTP/1.1 connections on asyncio alone, with the errors of httpx.

What goes to Telegram is small and always alike, and a general client takes several times as long over
it as everything else that the bot does for an answer (docs/performance.md, "Traffic").
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import httpx

KEPT_SECONDS = 3.0
"""How long an unused connection is kept. Servers close theirs after five seconds (uvicorn) or more, and
a request that meets a closing one is lost."""

LONGEST_HEAD = 65_536
"""Bytes of an answer's head; asyncio reads no further for it."""

LONGEST_BODY = 64 << 20
"""Bytes of an answer; the greatest file that a bot can fetch has 20 MB."""

_PORTS = {"http": 80, "https": 443}
_NOTHING_FOLLOWS = {204, 304}
_HAPPY_EYEBALLS_SECONDS = 0.25

Origin = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a free connection, for a new one, until all is sent, and for the answer.

    None waits for ever.
    """

    pool: float | None
    connect: float | None
    write: float | None
    read: float | None


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    used: float = 0.0

    def usable(self) -> bool:
        """Tell whether the other side keeps it open, as far as one can know."""
        fresh = time.monotonic() - self.used < KEPT_SECONDS
        return fresh and not self.reader.at_eof() and not self.writer.is_closing()


class Connections:
    """At most ``most`` connections at a time; ``secure`` gives the TLS settings when first needed."""

    def __init__(self, most: int, secure: Callable[[], ssl.SSLContext]) -> None:
        self._free = asyncio.Semaphore(most)
        self._secure = secure
        self._tls: ssl.SSLContext | None = None
        self._idle: dict[Origin, list[_Connection]] = {}

    async def post(
        self, url: str, body: bytes, headers: str, timeouts: Timeouts
    ) -> tuple[int, bytes]:
        """Post ``body`` with ``headers`` (lines, each with its end); return status and answer.

        A request is sent once: whether one without an answer has arrived is not known. Raises what
        httpx would: PoolTimeout, ConnectTimeout or ConnectError if nothing was sent, else ReadTimeout,
        ReadError or RemoteProtocolError.
        """
        parts = urlsplit(url)
        try:
            async with asyncio.timeout(timeouts.pool):
                await self._free.acquire()
        except TimeoutError as error:
            raise httpx.PoolTimeout("all connections are busy") from error
        try:
            origin = (parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme])
            connection = self._kept(origin) or await self._open(origin, timeouts.connect)
            stays = False
            try:
                async with asyncio.timeout(timeouts.write):
                    connection.writer.write(_head(parts, len(body), headers) + body)
                    await connection.writer.drain()
                async with asyncio.timeout(timeouts.read):
                    status, answer, stays = await _answer(connection.reader)
            except TimeoutError as error:
                raise httpx.ReadTimeout("no answer in time") from error
            except OSError as error:
                raise httpx.ReadError(type(error).__name__) from error
            except (EOFError, ValueError, asyncio.LimitOverrunError) as error:
                raise httpx.RemoteProtocolError(type(error).__name__) from error
            finally:
                if stays:
                    connection.used = time.monotonic()
                    self._idle.setdefault(origin, []).append(connection)
                else:
                    connection.writer.close()
            return status, answer
        finally:
            self._free.release()

    async def close(self) -> None:
        """Close the connections that nobody uses."""
        idle = [one for kept in self._idle.values() for one in kept]
        self._idle = {}
        for one in idle:
            one.writer.close()
        for one in idle:
            with contextlib.suppress(OSError):
                await one.writer.wait_closed()

    def _kept(self, origin: Origin) -> _Connection | None:
        kept = self._idle.get(origin, [])
        while kept:
            connection = kept.pop()  # the one used last: the others grow old and are let go
            if connection.usable():
                return connection
            connection.writer.close()
        return None

    async def _open(self, origin: Origin, seconds: float | None) -> _Connection:
        scheme, host, port = origin
        if scheme == "https" and self._tls is None:
            self._tls = self._secure()
        try:
            async with asyncio.timeout(seconds):
                reader, writer = await asyncio.open_connection(
                    host,
                    port,
                    limit=LONGEST_HEAD,
                    ssl=self._tls if scheme == "https" else None,
                    happy_eyeballs_delay=_HAPPY_EYEBALLS_SECONDS,
                )
        except TimeoutError as error:
            raise httpx.ConnectTimeout("no connection in time") from error
        except OSError as error:
            raise httpx.ConnectError(type(error).__name__) from error
        return _Connection(reader, writer)


def _head(parts: SplitResult, length: int, headers: str) -> bytes:
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    lines = f"POST {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {length}\r\n"
    return f"{lines}{headers}\r\n".encode("ascii")


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    """Return status, body, and whether the connection can be used again."""
    status, headers = await _read_head(reader)
    while status < 200:  # "go on" and the like come before the answer
        status, headers = await _read_head(reader)
    stays = "close" not in headers.get("connection", "").lower()
    if status in _NOTHING_FOLLOWS:
        return status, b"", stays
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return status, await _read_chunks(reader), stays
    if "content-length" in headers:
        return status, await reader.readexactly(_bounded(int(headers["content-length"]))), stays
    return status, await reader.read(LONGEST_BODY), False


async def _read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    version, status, *_ = lines[0].split(" ", 2)
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    pairs = (line.partition(":") for line in lines[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if version == "HTTP/1.0":
        headers.setdefault("connection", "close")
    return int(status), headers


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    found = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        _bounded(len(found) + size)
        found += await reader.readexactly(size)
        await reader.readexactly(2)
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass  # trailers
    return bytes(found)


def _bounded(length: int) -> int:
    if not 0 <= length <= LONGEST_BODY:
        raise ValueError(length)
    return length
