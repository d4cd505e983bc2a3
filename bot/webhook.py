"""The door that Telegram knocks on in webhook mode: an ASGI app that knows HTTP, not Telegram."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_BODY = 1_048_576
"""Bytes; an update is a few kilobytes."""

READ_SECONDS = 10.0
"""How long a body may take to arrive."""

MOST_IN_HAND = 100
"""Requests being read and written down at once: Telegram opens 40 connections unless told otherwise,
and at most 100."""

RETRY_SECONDS = 1
"""When to come again, for who is sent away; Telegram comes again in any case."""

Accept = Callable[[dict[str, Any]], Awaitable[bool]]
"""Takes an update as JSON; returns when it cannot be lost any more, or False to get it again later."""


def create_app(
    path: str, secret: str, accept: Accept, routes: Sequence[BaseRoute] = ()
) -> Starlette:
    """Return an app that hands the updates posted to ``path`` to ``accept``; it has ``routes`` besides.

    ``secret`` is compared in constant time; a wrong one gets 403, a body that is no JSON object 400, one
    over :data:`LARGEST_BODY` 413, one that takes longer than :data:`READ_SECONDS` 408. Over
    :data:`MOST_IN_HAND` at once get 503. 200 means that the update is in the store, or was handled.
    """
    in_hand = 0

    async def receive(request: Request) -> Response:
        nonlocal in_hand
        sent = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(sent.encode(), secret.encode()):
            return PlainTextResponse("wrong secret token", 403)
        if in_hand >= MOST_IN_HAND:
            return _later("too many updates at once")
        in_hand += 1
        try:
            return await _taken(request, accept)
        finally:
            in_hand -= 1

    return Starlette(routes=[Route(path, receive, methods=["POST"]), *routes])


async def _taken(request: Request, accept: Accept) -> Response:
    try:
        async with asyncio.timeout(READ_SECONDS):
            body = await _read(request)
        update = json.loads(body) if body is not None else None
    except TimeoutError:
        return PlainTextResponse("too slow", 408, {"Connection": "close"})
    except (ValueError, RecursionError, ClientDisconnect):
        return PlainTextResponse("not JSON", 400)
    if body is None:
        return PlainTextResponse("too large", 413)
    if not isinstance(update, dict):
        return PlainTextResponse("not a JSON object", 400)
    return Response() if await accept(update) else _later("not now")


def _later(reason: str) -> Response:
    return PlainTextResponse(reason, 503, {"Retry-After": str(RETRY_SECONDS)})


async def _read(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
