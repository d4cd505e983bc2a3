"""Working folders for commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.tree import write
from tests.cli.support import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small articles, as working folder."""
    write(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project itself as working folder, only to be read."""
    monkeypatch.chdir(ROOT)
