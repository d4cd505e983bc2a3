"""How requests reach Telegram: those without files, which is nearly all, the short way."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import getproxies

import httpx
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from handlers.connections import Connections, Timeouts

_HEADERS = f"Content-Type: application/json\r\nUser-Agent: {BaseRequest.USER_AGENT}\r\n"
_DEFAULT = BaseRequest.DEFAULT_NONE


class LeanRequest(HTTPXRequest):
    """PTB's request, which posts what holds no file itself, as JSON.

    Files, downloads, and everything where the environment names a proxy go through httpx as ever.
    """

    def __init__(self, *, connection_pool_size: int, **options: Any) -> None:
        super().__init__(connection_pool_size=connection_pool_size, **options)
        self._connections = Connections(connection_pool_size, httpx.create_ssl_context)
        self._by_httpx = "proxy" in options or bool({"http", "https", "all"} & set(getproxies()))

    async def shutdown(self) -> None:
        """Close all connections."""
        await self._connections.close()
        await super().shutdown()

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

        Raises TimedOut and NetworkError, in whose words neither address nor content is.
        """
        if self._by_httpx or method != "POST" or (request_data and request_data.contains_files):
            return await super().do_request(
                url,
                method,
                request_data,
                read_timeout,
                write_timeout,
                connect_timeout,
                pool_timeout,
            )
        usual = self._client.timeout
        timeouts = Timeouts(
            pool=_or(pool_timeout, usual.pool),
            connect=_or(connect_timeout, usual.connect),
            write=_or(write_timeout, usual.write),
            read=_or(read_timeout, usual.read),
        )
        parameters = request_data.parameters if request_data else {}
        body = json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace")
        try:
            return await self._connections.post(url, body, _HEADERS, timeouts)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error


def _or(given: Any, usual: float | None) -> float | None:
    """Return the seconds that were ``given`` for this request, else the ``usual`` ones."""
    seconds: float | None = usual if isinstance(given, DefaultValue) else given
    return seconds
