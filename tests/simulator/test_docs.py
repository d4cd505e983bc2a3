"""docs/simulator.md names everything that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.simulator.call import METHODS
from bot.simulator.control import ROUTES
from bot.simulator.faults import KINDS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "simulator.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"\w+", TEXT))


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_is_named(name: str) -> None:
    assert name in WORDS


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_control_request_is_named(route: object) -> None:
    method = next(iter({"POST", "DELETE", "GET"} & set(route.methods)))  # type: ignore[attr-defined]
    assert f"| {method} `{route.path}` |" in TEXT  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_is_named(kind: str) -> None:
    assert f"`{kind}`" in TEXT


def test_every_module_is_named() -> None:
    folder = ROOT / "bot" / "simulator"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {name for name in modules if f"`{name}`" not in TEXT} == set()


def test_every_type_of_event_is_named() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "bot/simulator").rglob("*.py"))
    types = set(re.findall(r"publish\(\s*\"(\w+)\"", source))
    assert types == set(re.findall(r"^\| `(\w+)` \|", TEXT, re.M)) & types
    assert len(types) == 10
