"""Checking a content folder that differs from a valid one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.catalogue.tree import Change, loaded

Faults = Callable[[Mapping[str, Change]], list[str]]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working folder too, so that messages name files from there."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def faults(workplace: Path) -> Faults:
    """A function from changes of the valid content to the problems as they are printed."""

    def found(changes: Mapping[str, Change]) -> list[str]:
        return [str(problem) for problem in loaded(workplace, changes).problems]

    return found
