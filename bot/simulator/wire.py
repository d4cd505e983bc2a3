"""A Bot API request as it comes over HTTP: query string, form, JSON or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.simulator import limits
from bot.simulator.errors import bad_request
from bot.simulator.files import Upload

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"
PART_LIMIT = limits.FILE_UPLOAD + 1


@dataclass(slots=True)
class Received:
    """Parameters as they came; `as_text` when numbers and objects are written as text."""

    raw: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    as_text: bool = True


async def receive(request: Request) -> Received:
    """Read a request. The body's parameters win over those of the query string.

    Raises ApiError 400 when the body is not what its content type says.
    """
    received = Received()
    if request.url.query:
        received.raw.update(parse_qsl(request.url.query, keep_blank_values=True))
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == MULTIPART:
        await _multipart(request, received)
    elif body := await request.body():
        if kind == JSON:
            _json(body, received)
        elif kind in (FORM, ""):
            received.raw.update(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
        else:
            raise bad_request(
                f"unsupported content type {kind!r}, expected {JSON}, {FORM} or {MULTIPART}"
            )
    return received


def _json(body: bytes, received: Received) -> None:
    try:
        given = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request body JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("can't parse request body JSON object: Object expected")
    if not received.raw:
        received.as_text = False
        received.raw = given
        return
    # Mixed with a query string everything is read as text, as Telegram does.
    for name, value in given.items():
        received.raw[name] = value if isinstance(value, str) else json.dumps(value)


async def _multipart(request: Request, received: Received) -> None:
    async with request.form(max_part_size=PART_LIMIT) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                mime = (
                    value.content_type if value.content_type != "application/octet-stream" else None
                )
                received.uploads[name] = Upload(value.filename or name, data, mime)
            else:
                received.raw[name] = value
