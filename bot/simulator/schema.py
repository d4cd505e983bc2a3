"""The Bot API's methods and types as checks: every parameter of a request is held against them.

The data is `bot_api.json` (Bot API 10.3: names, types, required). Telegram itself forgives a
misspelt field and silently drops it; here it is an error, because it never is what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from os.path import commonprefix
from typing import Any

from bot.simulator.errors import ApiError, bad_request

Check = Callable[[Any], None]

SCALARS: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
    "True": (bool,),
}
TRUE_WORDS = frozenset({"true", "yes", "1"})
FALSE_WORDS = frozenset({"false", "no", "0", ""})
INTEGER = re.compile(r"[+-]?\d+\Z", re.ASCII)
EMPTY_ALLOWED = {("setWebhook", "url")}
# Telegram's own words for what is missing, where it has them.
MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty"}


class SchemaError(Exception):
    """A value that is not of the declared type; the path to it grows while the error rises."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.path: list[str] = []
        self.depth = 0

    def inside(self, step: str) -> SchemaError:
        """The same fault, seen from one level further out."""
        self.path.insert(0, step)
        return self

    def __str__(self) -> str:
        path = "".join(self.path).removeprefix(".")
        return f"{path}: {self.text}" if path else self.text


def _scalar(name: str) -> Check:
    accepted = SCALARS[name]
    refuses_bool = bool not in accepted

    def check(value: Any) -> None:
        if not isinstance(value, accepted) or (refuses_bool and isinstance(value, bool)):
            raise SchemaError(f"must be of type {name}, not {_kind(value)}")

    return check


def _kind(value: Any) -> str:
    names = {dict: "Object", list: "Array", str: "String", bool: "Boolean", type(None): "Null"}
    return names.get(type(value), "Number")


def _array(of: Check) -> Check:
    def check(value: Any) -> None:
        if not isinstance(value, list):
            raise SchemaError(f"must be an Array, not {_kind(value)}")
        for index, item in enumerate(value):
            try:
                of(item)
            except SchemaError as fault:
                raise fault.inside(f"[{index}]") from None

    return check


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class Schema:
    """Checks compiled from the data, one per type, made when first needed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version: str = data["bot_api"]
        self._methods: Mapping[str, Mapping[str, Any]] = data["methods"]
        self._types: Mapping[str, Mapping[str, Any]] = data["types"]
        self._unions: Mapping[str, list[str]] = data["unions"]
        self._names = {name.lower(): name for name in self._methods}
        self._checks: dict[str, Check] = {}

    def method(self, name: str) -> str | None:
        """The method's name as documented (Telegram ignores case), None when there is none."""
        return name if name in self._methods else self._names.get(name.lower())

    def arguments(
        self, method: str, raw: Mapping[str, Any], uploads: Mapping[str, object], *, as_text: bool
    ) -> dict[str, Any]:
        """The request's parameters as typed values.

        `raw` is what came in; `as_text` says that it came as a form, where numbers, booleans and
        objects are written as text. Empty values count as absent, as with Telegram.
        Raises ApiError 400 for unknown, missing and mistyped parameters.
        """
        fields = self._methods[method]
        values: dict[str, Any] = {}
        for name, given in raw.items():
            field = fields.get(name)
            if field is None:
                raise bad_request(
                    f'unknown parameter "{name}" of {method} (Bot API {self.version})'
                )
            if given == "" or given is None:
                continue
            try:
                value = _from_text(given, field["type"]) if as_text else given
                self.check(field["type"])(value)
            except SchemaError as fault:
                raise bad_request(f"can't parse {name}: {fault}") from None
            values[name] = value
        for name, field in fields.items():
            given = name in values or name in uploads or (method, name) in EMPTY_ALLOWED
            if field["required"] and not given:
                raise _missing(name, field["type"])
        return values

    def check(self, declared: str) -> Check:
        """The check of a declared type such as `Array of MessageEntity` or `Integer or String`."""
        found = self._checks.get(declared)
        if found is None:
            found = self._checks[declared] = self._compile(declared)
        return found

    def _compile(self, declared: str) -> Check:
        if declared in SCALARS:
            return _scalar(declared)
        if declared == "InputFile":
            return _scalar("String")  # uploads are taken out before; what is left names one
        if declared.startswith("Array of "):
            return _array(self.check(declared.removeprefix("Array of ")))
        if declared in self._unions:
            return self._union(self._unions[declared], declared)
        if declared in self._types:
            return self._object(declared)
        members = re.split(r", | or | and ", declared)
        if len(members) < 2:
            raise KeyError(f"bot_api.json declares no type {declared}")
        return self._union(members, "")

    def _object(self, name: str) -> Check:
        fields = {
            key: (field["type"], field["required"]) for key, field in self._types[name].items()
        }
        required = [key for key, (_, needed) in fields.items() if needed]

        def check(value: Any) -> None:
            if not isinstance(value, dict):
                raise SchemaError(f"must be an Object ({name}), not {_kind(value)}")
            for key, item in value.items():
                field = fields.get(key)
                if field is None:
                    raise SchemaError(f'unknown field "{key}" in {name}')
                try:
                    self.check(field[0])(item)
                except SchemaError as fault:
                    fault.depth += 1
                    raise fault.inside(f".{key}") from None
            for key in required:
                if key not in value:
                    raise SchemaError(f'can\'t find field "{key}"')

        return check

    def _union(self, members: list[str], name: str) -> Check:
        checks = {member: self.check(member) for member in members}
        # Members of an abstract type tell themselves apart by `type`: InputMediaPhoto is "photo".
        prefix = name or commonprefix(members)  # noqa: RUF071 (names, not paths)
        by_type: dict[str, list[Check]] = {}
        for member in members:
            key = _snake(member.removeprefix(prefix).removeprefix("Cached"))
            by_type.setdefault(key, []).append(checks[member])
        typed = all("type" in self._types.get(member, ()) for member in members)

        def check(value: Any) -> None:
            candidates = list(checks.values())
            if typed and isinstance(value, dict) and isinstance(value.get("type"), str):
                candidates = by_type.get(value["type"], [])
                if not candidates:
                    raise SchemaError(
                        f'type "{value["type"]}" is unsupported, expected one of {", ".join(by_type)}'
                    )
            nearest: SchemaError | None = None
            for candidate in candidates:
                try:
                    candidate(value)
                except SchemaError as fault:
                    if nearest is None or fault.depth > nearest.depth:
                        nearest = fault
                else:
                    return
            raise nearest or SchemaError("has no accepted form")

        return check


def _from_text(given: Any, declared: str) -> Any:
    """A form value as the value it stands for."""
    if not isinstance(given, str) or declared in ("String", "InputFile", "InputFile or String"):
        return given
    if declared == "Integer or String":
        return int(given) if INTEGER.match(given) else given
    if declared == "Integer":
        if not INTEGER.match(given):
            raise SchemaError(f"must be of type Integer, not {given[:40]!r}")
        return int(given)
    if declared == "Float":
        try:
            return float(given)
        except ValueError:
            raise SchemaError(f"must be of type Float, not {given[:40]!r}") from None
    if declared in ("Boolean", "True"):
        word = given.lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise SchemaError(f"must be true or false, not {given[:40]!r}")
        return word in TRUE_WORDS
    try:
        return json.loads(given)
    except ValueError as error:
        raise SchemaError(f"is not JSON ({error})") from None


def _missing(name: str, declared: str) -> ApiError:
    if "InputFile" in declared:
        return bad_request(f"there is no {name} in the request")
    return bad_request(MISSING.get(name, f'parameter "{name}" is required'))


@cache
def bot_api() -> Schema:
    """The schema in the package data."""
    text = files("bot.simulator").joinpath("bot_api.json").read_text(encoding="utf-8")
    return Schema(json.loads(text))
