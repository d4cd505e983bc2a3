"""The pages that programs which watch the bot ask for: is it alive, is it ready, what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.health import ALIVE, METRICS, READY
from bot.metrics import CONTENT_TYPE


class Condition(Protocol):
    """Knows how the bot is; what it tells holds no secret and nothing of people."""

    def alive(self) -> Mapping[str, object]:
        """Return what runs, since when, and what is wrong with it, in JSON's types."""

    async def wanting(self) -> Mapping[str, str]:
        """Return what keeps the bot from answering: part -> what is wrong and what to do."""

    def measured(self) -> bytes:
        """Return all measurements in Prometheus' text format."""


def routes(condition: Condition) -> list[Route]:
    """Return the pages of ``condition``, for GET.

    /healthz is 200 as long as the process turns. /readyz is 200 while questions are answered, else 503
    with ``{"ready": false, "wanting": {part: what to do}}``.
    """

    async def alive(_: Request) -> Response:
        return JSONResponse(condition.alive())

    async def ready(_: Request) -> Response:
        wanting = await condition.wanting()
        status = HTTPStatus.SERVICE_UNAVAILABLE if wanting else HTTPStatus.OK
        return JSONResponse({"ready": not wanting, "wanting": wanting}, status)

    async def metrics(_: Request) -> Response:
        return Response(condition.measured(), media_type=CONTENT_TYPE)

    return [Route(ALIVE, alive), Route(READY, ready), Route(METRICS, metrics)]
