"""What a start needs is made ahead, in a process of its own where that is much."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.app import preparing
from bot.config import load_settings
from tests.catalogue.tree import WAGES_EN, write
from tests.cli.support import ran


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content that is quickly learned."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {})
    return tmp_path


def test_prepare_makes_what_a_start_needs_and_says_where(folder: Path) -> None:
    code, output, errors = ran("-m", "bot", "prepare")
    assert (code, errors) == (0, "")
    assert "with 2 articles is ready" in output
    purposes = {file.name.split("-")[0] for file in (folder / "data/learned").iterdir()}
    assert {"content", "matcher", "texts", "phrases", "words", "concepts", "field"} <= purposes


def test_content_that_cannot_be_used_is_said(folder: Path) -> None:
    Path(WAGES_EN).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    code, _, errors = ran("-m", "bot", "prepare")
    assert code == 1
    assert f"{WAGES_EN}:" in errors


def test_much_new_content_is_prepared_by_another_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "LITTLE_BYTES", 0)
    settings = load_settings(Path("config.yaml"))
    preparing.prepare_apart(settings, None)
    assert list((folder / "data/learned").glob("matcher-*"))
    monkeypatch.delattr(subprocess, "run")  # another process would raise
    preparing.prepare_apart(settings, None)


def test_faulty_content_is_left_to_the_process_that_serves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "LITTLE_BYTES", 0)
    Path(WAGES_EN).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    preparing.prepare_apart(load_settings(Path("config.yaml")), None)


def test_where_nothing_can_be_kept_nothing_is_made_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "LITTLE_BYTES", 0)
    monkeypatch.delattr(subprocess, "run")
    Path("data").write_text("in the way", encoding="utf-8")
    preparing.prepare_apart(load_settings(Path("config.yaml")), None)
