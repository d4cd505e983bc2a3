"""How a typed value becomes callback data and comes back: a letter and its fields, joined by colons.

A route is a frozen dataclass whose fields are annotated with a :class:`Form`; :meth:`Codec.route`
takes it up under its letter. Callback data are ASCII and at most 64 bytes (gotcha 11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Form:
    """How a field stands in callback data: what matches ``pattern`` is read by ``read``.

    ``read`` may return None for what only looks right.
    """

    pattern: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"

Id = Annotated[str, Form(ID)]
"""An id of the content: small letters, digits, single hyphens."""

Page = Annotated[int, Form(r"\d{1,3}", int)]
"""The number of a page, counted from 0."""

Country = Annotated[str, Form("[A-Z]{2}")]
"""An ISO 3166 code."""

Ticks = Annotated[int, Form("[0-9a-f]{1,8}", lambda text: int(text, 16), "{:x}".format)]
"""Which boxes are ticked: one bit for each item's number (see :mod:`bot.catalogue.checklist`)."""

Flag = Annotated[bool, Form("[01]", lambda text: text == "1", lambda flag: str(int(flag)))]
"""Yes or no."""

Tenths = Annotated[int, Form(r"-?\d{1,4}", int)]
"""Tenths of a degree."""

Names = Annotated[
    tuple[str, ...], Form(rf"{ID}(?:\.{ID})*", lambda text: tuple(text.split(".")), ".".join)
]
"""Several ids."""


@dataclass(frozen=True, slots=True)
class _Layout:
    kind: type
    pattern: re.Pattern[str]
    forms: Mapping[str, Form]


class Codec:
    """The letters that are taken, and what they stand for."""

    def __init__(self) -> None:
        self._by_letter: dict[str, _Layout] = {}
        self._letters: dict[type, str] = {}

    def route(self, letter: str) -> Callable[[type[_T]], type[_T]]:
        """Return a decorator that takes up a dataclass under ``letter``.

        Raises AssertionError for a letter that is taken and a field without a Form: our own mistakes.
        """

        def take_up(kind: type[_T]) -> type[_T]:
            hints = get_type_hints(kind, include_extras=True)
            forms = {field.name: _form(hints[field.name]) for field in fields(kind)}  # type: ignore[arg-type]
            if letter in self._by_letter:
                raise AssertionError(f"the letter {letter} is taken")
            pattern = ":".join([letter, *(f"({form.pattern})" for form in forms.values())])
            self._by_letter[letter] = _Layout(kind, re.compile(pattern), forms)
            self._letters[kind] = letter
            return kind

        return take_up

    def encode(self, route: object) -> str:
        """Return the callback data of a value whose class was taken up."""
        letter = self._letters[type(route)]
        forms = self._by_letter[letter].forms
        values = (form.write(getattr(route, name)) for name, form in forms.items())
        return ":".join((letter, *values))

    def decode(self, data: str) -> Any:
        """Return the value written in callback data, or None if it is none."""
        layout = self._by_letter.get(data.partition(":")[0])
        match = layout.pattern.fullmatch(data) if layout else None
        if layout is None or match is None:
            return None
        read = [
            form.read(text)
            for form, text in zip(layout.forms.values(), match.groups(), strict=True)
        ]
        return None if None in read else layout.kind(*read)


ROUTES = Codec()
"""The letters of this bot; the modules with its routes add theirs."""


def _form(hint: Any) -> Form:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Form):
                return extra
    raise AssertionError(f"no Form says how {hint} is written")
