"""The place of a failure: our own innermost line, never anybody's words."""

from __future__ import annotations

import inspect
import json

import pytest

from bot import links
from handlers import routes
from handlers.errors import place_of
from handlers.routes import ToTopic


def caught(failing: object, *arguments: object) -> BaseException:
    """Return what ``failing`` raises."""
    with pytest.raises(Exception) as raised:  # noqa: PT011 - any will do
        failing(*arguments)  # type: ignore[operator]
    return raised.value


def test_a_fault_in_our_code_is_named_by_file_and_line() -> None:
    error = caught(routes.encode, ToTopic("x" * 70))
    lines, first = inspect.getsourcelines(routes.encode)
    raising = first + next(number for number, line in enumerate(lines) if "raise" in line)
    assert place_of(error) == f"routes.py:{raising}"


def test_a_fault_in_a_library_is_named_by_our_line_that_called_it() -> None:
    error = caught(links.read_payload, None)
    lines, first = inspect.getsourcelines(links.read_payload)
    calling = first + next(number for number, line in enumerate(lines) if "fullmatch" in line)
    assert place_of(error) == f"links.py:{calling}"


def test_a_fault_that_never_was_in_our_code_is_named_by_its_innermost_line() -> None:
    assert place_of(caught(json.loads, "{")).startswith("decoder.py:")


def test_a_fault_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError("words of somebody")) == "an unknown place"


def test_no_place_holds_what_somebody_wrote() -> None:
    assert "sorrow" not in place_of(caught(int, "a secret sorrow"))
