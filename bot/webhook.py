"""The door that Telegram knocks on in webhook mode: an ASGI app that knows HTTP, not Telegram."""

from __future__ import annotations

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

Accept = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes an update as JSON; returns when the bot has it in hand."""


def create_app(
    path: str, secret: str, accept: Accept, routes: Sequence[BaseRoute] = ()
) -> Starlette:
    """Return an app that hands the updates posted to ``path`` to ``accept``.

    ``secret`` is compared in constant time; a wrong one gets 403, a body that is no JSON object 400,
    one over :data:`LARGEST_BODY` 413. 200 means that the update is in the queue of this process: one
    that is there when the process is killed is lost (gotcha 22), a graceful stop handles it first.
    ``routes`` are other pages behind the same door.
    """

    async def receive(request: Request) -> Response:
        sent = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(sent.encode(), secret.encode()):
            return PlainTextResponse("wrong secret token", 403)
        try:
            body = await _read(request)
            update = json.loads(body) if body is not None else None
        except (ValueError, RecursionError, ClientDisconnect):
            return PlainTextResponse("not JSON", 400)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not isinstance(update, dict):
            return PlainTextResponse("not a JSON object", 400)
        await accept(update)
        return Response()

    return Starlette(routes=[Route(path, receive, methods=["POST"]), *routes])


async def _read(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return body
