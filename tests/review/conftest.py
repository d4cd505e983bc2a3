"""A small catalogue with facts, in three languages, and sheets of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.tree import write
from tests.review.support import CHANGES


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the content."""
    write(tmp_path, CHANGES)
    monkeypatch.chdir(tmp_path)
    return tmp_path
