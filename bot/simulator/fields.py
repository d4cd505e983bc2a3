"""Typed reading of the control interface's parameters, with errors that say what was expected."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, TypeVar

from bot.simulator.errors import ControlError

T = TypeVar("T")
TRUE = frozenset({"true", "1"})


class Fields:
    """The fields of one control request, from its JSON body, its path or its query string."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def known(self, *names: str) -> None:
        """Refuse a field that is none of these: it would have been misspelt."""
        for name in self._given:
            if name not in names:
                raise ControlError(f"unknown field {name!r}, expected {', '.join(names)}")

    def get(self, name: str, kind: type[T]) -> T | None:
        """A field of that type; None when it is absent or null."""
        value = self._given.get(name)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ControlError(f"{name} is {value!r}, expected {kind.__name__}")
        return value

    def need(self, name: str, kind: type[T]) -> T:
        """A field of that type that must be there."""
        value = self.get(name, kind)
        if value is None:
            raise ControlError(f"{name} is missing, expected {kind.__name__}")
        return value

    def number(self, name: str) -> int | None:
        """A whole number, also when written as text (in a path or query string)."""
        value = self._given.get(name)
        if isinstance(value, str):
            try:
                return int(value) if value else None
            except ValueError:
                raise ControlError(f"{name} is {value!r}, expected a whole number") from None
        return self.get(name, int)

    def real(self, name: str) -> float | None:
        """A number that need not be whole, also when written as text."""
        value = self._given.get(name)
        if value is None or isinstance(value, bool):
            return None
        try:
            return float(value)
        except (TypeError, ValueError):
            raise ControlError(f"{name} is {value!r}, expected a number") from None

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers."""
        values = self.get(name, list) or []
        if not all(isinstance(value, int) for value in values):
            raise ControlError(f"{name} is {values!r}, expected a list of ids")
        return values

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        return bool(self.get(name, bool))

    def object(self, name: str) -> dict[str, Any] | None:
        """A JSON object."""
        return self.get(name, dict)

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a base64 field."""
        text = self.get(name, str)
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error as error:
            raise ControlError(f"{name} is not base64 ({error})") from None
