"""A keep-alive HTTP/1.1 connection to a webhook, on the standard library alone."""

from __future__ import annotations

import asyncio
import contextlib
from urllib.parse import urlsplit

HTTP_PORT = 80


class Connection:
    """Posts JSON to one URL, with the secret token."""

    def __init__(self, url: str, ip_address: str | None, secret_token: str) -> None:
        self._parts = urlsplit(url)
        self._ip_address = ip_address
        self._secret_token = secret_token
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> tuple[int, str]:
        """Send one update; gives status and reason. A connection closed meanwhile is renewed.

        Raises OSError or EOFError when the receiver is not there or hangs up, ValueError or
        asyncio.LimitOverrunError when its answer is no HTTP.
        """
        if self._streams is not None:
            try:
                return await self._exchange(*self._streams, body)
            except (OSError, EOFError):
                self.close()
        return await self._exchange(*await self._open(), body)

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host = self._ip_address or self._parts.hostname
        self._streams = await asyncio.open_connection(host, self._parts.port or HTTP_PORT)
        return self._streams

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes
    ) -> tuple[int, str]:
        path = (self._parts.path or "/") + (f"?{self._parts.query}" if self._parts.query else "")
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: {self._parts.netloc}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "Connection: keep-alive",
        ]
        if self._secret_token:
            lines.append(f"X-Telegram-Bot-Api-Secret-Token: {self._secret_token}")
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        _, status, reason = (*head[0].split(" ", 2), "")[:3]
        headers = dict(line.lower().split(":", 1) for line in head[1:] if ":" in line)
        if "chunked" in headers.get("transfer-encoding", ""):
            await _skip_chunks(reader)
        else:
            await reader.readexactly(int(headers.get("content-length", "0")))
        if "close" in headers.get("connection", ""):
            self.close()
        return int(status), reason

    def close(self) -> None:
        """Let the connection go; the next post opens another."""
        if self._streams is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._streams[1].close()
            self._streams = None


async def _skip_chunks(reader: asyncio.StreamReader) -> None:
    while size := int((await reader.readline()).split(b";")[0], 16):
        await reader.readexactly(size + 2)
    while (await reader.readline()).strip():
        pass
