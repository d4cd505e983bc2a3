"""The Bot API over HTTP: token, request, checks, faults, method, answer."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

import bot.simulator.methods  # noqa: F401  (registers the methods)
from bot.simulator.call import METHODS, Call, refuse_foreign
from bot.simulator.errors import ApiError, not_simulated
from bot.simulator.faults import Fault
from bot.simulator.files import Upload
from bot.simulator.model import Bot
from bot.simulator.schema import bot_api
from bot.simulator.wire import receive
from bot.simulator.world import World

log = logging.getLogger(__name__)

UNAUTHORIZED = ApiError(401, "Unauthorized")
NO_METHOD = ApiError(404, "Not Found: method not found")
NO_FILE = ApiError(404, "Not Found")
BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"


class Dropped(Response):
    """An answer that breaks off: the server closes the connection before the promised byte."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head only; the HTTP server then closes what was left unfinished."""
        head = [(b"content-length", b"1"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": head})


def json_response(body: object, status: int = 200) -> Response:
    """A compact JSON answer."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "surrogatepass"), status, media_type="application/json")


async def call_method(request: Request) -> Response:
    """`/bot<token>/<method>`."""
    world: World = request.app.state.world
    bot = world.by_token.get(request.path_params["token"])
    if bot is None:
        return _refused(UNAUTHORIZED)
    name = bot_api().method(request.path_params["method"])
    if name is None:
        return _refused(NO_METHOD)
    entry = world.requests.append({"bot_id": bot.id, "method": name, "parameters": {}, "ok": None})
    try:
        fault = world.faults.take(bot.id, name)
        if fault is not None:
            return await _suffer(fault, request, entry)
        result = await _execute(world, bot, name, request, entry)
    except ApiError as error:
        entry |= {"ok": False, "status": error.status, "description": error.description}
        return _refused(error)
    except ClientDisconnect:
        entry |= {"ok": False, "status": 0, "description": "the bot hung up before it had said all"}
        return Response()
    except Exception:
        log.exception("%s failed in the simulator", name)
        entry |= {"ok": False, "status": 500, "description": "Internal Server Error"}
        return _refused(ApiError(500, "Internal Server Error"))
    entry |= {"ok": True, "status": 200, "result": result}
    return json_response({"ok": True, "result": result})


async def _execute(
    world: World, bot: Bot, name: str, request: Request, entry: dict[str, Any]
) -> object:
    received = await receive(request)
    entry["parameters"] = received.raw | {
        key: _described(upload) for key, upload in received.uploads.items()
    }
    arguments = bot_api().arguments(name, received.raw, received.uploads, as_text=received.as_text)
    entry["parameters"] = arguments | {
        key: _described(upload) for key, upload in received.uploads.items()
    }
    function = METHODS.get(name)
    if function is None:
        raise not_simulated(f"method {name}")
    refuse_foreign(arguments)
    result = function(Call(world, bot, arguments, received.uploads, entry["seq"]))
    return await result if inspect.isawaitable(result) else result


def _described(upload: Upload) -> dict[str, object]:
    return {"file_name": upload.name, "file_size": len(upload.data)}


async def _suffer(fault: Fault, request: Request, entry: dict[str, Any]) -> Response:
    """Let the call fail as asked for. Nothing of it happens."""
    received = await receive(request)
    entry["parameters"] = received.raw
    entry |= {"ok": False, "status": 0, "description": f"fault on demand: {fault.kind}"}
    if fault.kind == "timeout":
        await _hold(request, fault.seconds)
        return Dropped()
    if fault.kind == "drop":
        return Dropped()
    error = fault.error()
    entry |= {"status": error.status, "description": error.description}
    if fault.kind == "502":
        return Response(BAD_GATEWAY, 502, media_type="text/html")
    return _refused(error)


async def _hold(request: Request, seconds: float | None) -> None:
    """Keep the caller waiting for so long, or until it gives up."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return


def _refused(error: ApiError) -> Response:
    return json_response(error.payload(), error.status)


async def download(request: Request) -> Response:
    """`/file/bot<token>/<path>`: the bytes of a file that getFile named."""
    world: World = request.app.state.world
    if request.path_params["token"] not in world.by_token:
        return _refused(UNAUTHORIZED)
    file = world.files.by_path(request.path_params["path"])
    if file is None:
        return _refused(NO_FILE)
    return Response(file.data, media_type=file.mime_type)
