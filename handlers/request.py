"""How requests reach Telegram: through aiohttp, at a fraction of what httpx takes of the processor."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_DEFAULT = BaseRequest.DEFAULT_NONE
_JSON = {"Content-Type": "application/json"}

FILE_SECONDS = 20.0
"""What a file may take to be written, unless a request says otherwise; that of PTB."""


class PoolTimeoutError(Exception):
    """All connections were busy until the time was up."""


NOT_SENT = (PoolTimeoutError, aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Causes of errors after which nothing surely reached Telegram. That the server hung up on a connection
that was kept is none of them: it may have read the request before."""


def did_not_arrive(error: NetworkError) -> bool:
    """Tell whether a request was surely not carried out: nobody there, or Telegram said so."""
    if isinstance(error.__cause__, NOT_SENT):
        return True
    # An answer that is no JSON comes from a gateway before Telegram.
    refused = error.__cause__ is None or isinstance(error.__cause__, TelegramError)
    return refused and not isinstance(error, BadRequest | TimedOut)


class LeanRequest(BaseRequest):
    """Requests over at most ``connections`` at a time; the other times in seconds, each for one step.

    The proxy is the one that the environment names when this is made, if any. A request is made once:
    what fails may have arrived all the same.
    """

    def __init__(
        self,
        connections: int,
        *,
        read_timeout: float,
        write_timeout: float,
        connect_timeout: float,
        pool_timeout: float,
    ) -> None:
        self._connections = connections
        self._read, self._write = read_timeout, write_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._free = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None
        # Read once: that takes as long as a quarter of a request.
        self._proxies = getproxies()

    @property
    def read_timeout(self) -> float:
        """Seconds that Telegram may take to answer, unless a request says otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Open what requests go through; connections come with the requests."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # What httpx trusts, which fetches the updates.
                connector=aiohttp.TCPConnector(
                    limit=self._connections, ssl=httpx.create_ssl_context()
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _DEFAULT,
        write_timeout: Any = _DEFAULT,
        connect_timeout: Any = _DEFAULT,
        pool_timeout: Any = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Send one request; return status and body.

        Raises TimedOut and NetworkError, from one of :data:`NOT_SENT` if nothing left. Their words hold
        neither address nor content.
        """
        files = request_data is not None and request_data.contains_files
        read, connect = _or(read_timeout, self._read), _or(connect_timeout, self._connect)
        write = _or(write_timeout, FILE_SECONDS if files else self._write)
        # aiohttp has no time for writing: it shares what all steps may take.
        steps = (connect, write, read)
        total = None if None in steps else sum(one for one in steps if one)
        # The address of the server has to be found as well, which may take as long as to connect; where
        # that hangs until the whole time is up, nobody could tell that nothing was sent.
        found = connect and 2 * connect
        times = aiohttp.ClientTimeout(total, connect=found, sock_connect=connect, sock_read=read)
        await self._turn(_or(pool_timeout, self._pool))
        try:
            return await self._send(url, method, request_data, times)
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        finally:
            self._free.release()

    async def _turn(self, seconds: float | None) -> None:
        """Take one of the connections as soon as one is free."""
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise TimedOut("All connections are busy; nothing was sent.") from PoolTimeoutError()

    async def _send(
        self, url: str, method: str, data: RequestData | None, times: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("a request before initialize or after shutdown")
        async with self._session.request(
            method,
            url,
            data=_body(data),
            headers=_JSON if data and not data.contains_files else None,
            timeout=times,
            proxy=self._proxy(url),
            allow_redirects=False,
        ) as response:
            return response.status, await response.read()

    def _proxy(self, url: str) -> str | None:
        """Return the proxy that the environment names for an address.

        aiohttp's own ``trust_env`` knows no ALL_PROXY, and reads ``~/.netrc`` with every request.
        """
        if not self._proxies:
            return None
        parts = urlsplit(url)
        if proxy_bypass(parts.hostname or ""):
            return None
        return self._proxies.get(parts.scheme) or self._proxies.get("all")


def _body(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    """Return the parameters as JSON, which for Lao is a third of a form; with files as a form."""
    if data is None:
        return None
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode("utf-8", "replace")
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in data.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=kind)
    return form


def _or(given: Any, usual: float) -> float | None:
    """Return the seconds that were ``given`` for this request, else the ``usual`` ones."""
    seconds: float | None = usual if isinstance(given, DefaultValue) else given
    return seconds
