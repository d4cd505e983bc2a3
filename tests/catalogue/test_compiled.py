"""Checked content is read back as it was, until anything of it changes."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.catalogue import loader
from bot.catalogue.compiled import is_kept, load
from tests.catalogue.tree import CATALOGUE, TODAY, WAGES_EN, WITH_VALUES, write
from tests.e2e.conftest import ROOT, learned

LATER = TODAY + timedelta(days=1)
AS_IT_WAS = f"the content is as it was when it was checked on {TODAY}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid content folder, under the working folder, so that messages name files from there."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, WITH_VALUES)
    return Path("content")


def test_our_whole_content_is_the_same_as_if_it_were_read_and_checked() -> None:
    today = datetime.now(UTC).date()
    content, max_age = ROOT / "content", loader.MAX_AGE_DAYS
    assert is_kept(content, max_age, learned())  # as every test that runs the bot needs it
    assert load(content, today, kept_in=learned()) == loader.load(content, today)


def test_a_second_load_reads_no_file_of_content(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = load(folder, TODAY, kept_in=tmp_path / "kept")
    monkeypatch.delattr(loader, "load")  # reading would raise
    caplog.set_level(logging.INFO)
    assert load(folder, LATER, kept_in=tmp_path / "kept") == first
    assert caplog.messages == [AS_IT_WAS]


def a_file_more() -> None:
    """Add a picture, which the checks ask for."""
    Path("content/logos").mkdir()
    Path("content/logos/a.png").touch()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: Path(WAGES_EN).write_text("other"), id="changed"),
        pytest.param(lambda: Path(WAGES_EN).unlink(), id="gone"),
        pytest.param(a_file_more, id="a file more"),
        pytest.param(lambda: Path(WAGES_EN).rename("content/en/complaints/pay.md"), id="renamed"),
    ],
)
def test_whatever_changes_is_read_and_checked(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, change: object
) -> None:
    load(folder, TODAY, kept_in=tmp_path / "kept")
    change()  # type: ignore[operator]  # a parameter
    caplog.set_level(logging.INFO)
    found = load(folder, TODAY, kept_in=tmp_path / "kept")
    assert found == loader.load(folder, TODAY)
    assert AS_IT_WAS not in caplog.messages


def test_a_change_that_keeps_size_and_time_is_seen_too(folder: Path, tmp_path: Path) -> None:
    load(folder, TODAY, kept_in=tmp_path / "kept")
    path = Path(WAGES_EN)
    times = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Unpaid", "UNPAID"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    found = load(folder, TODAY, kept_in=tmp_path / "kept").catalogue
    assert found
    assert found.articles["wages"].text("en").title == "UNPAID wages"


def test_another_limit_of_age_is_another_check(folder: Path, tmp_path: Path) -> None:
    kept_in = tmp_path / "kept"
    assert load(folder, TODAY, kept_in=kept_in).problems == ()
    overdue = load(folder, TODAY, max_age_days=1, kept_in=kept_in).problems
    assert {problem.file for problem in overdue} == {CATALOGUE}


def test_content_with_errors_is_never_kept(folder: Path, tmp_path: Path) -> None:
    path = Path(WAGES_EN)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Unpaid wages", "U" * 41), encoding="utf-8")
    for _ in range(2):
        found = load(folder, TODAY, kept_in=tmp_path / "kept")
        assert [problem.rule for problem in found.errors] == ["title-too-long"]
    assert not is_kept(folder, loader.MAX_AGE_DAYS, tmp_path / "kept")


def test_a_file_that_changes_while_all_are_read_is_not_kept_as_what_it_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = Path(WAGES_EN), loader.load
    text = path.read_text(encoding="utf-8")

    def read_and_be_late(*args: object, **options: object) -> loader.Loaded:
        path.write_text(text.replace("Unpaid", "Late"), encoding="utf-8")
        return read(*args, **options)  # type: ignore[arg-type]  # passed on as they came

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(loader, "load", read_and_be_late)
        load(folder, TODAY, kept_in=tmp_path / "kept")
    path.write_text(text, encoding="utf-8")
    found = load(folder, TODAY, kept_in=tmp_path / "kept").catalogue
    assert found
    assert found.articles["wages"].text("en").title == "Unpaid wages"


def test_a_damaged_file_is_no_fault(folder: Path, tmp_path: Path) -> None:
    first = load(folder, TODAY, kept_in=tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    assert load(folder, TODAY, kept_in=tmp_path / "kept") == first
    assert is_kept(folder, loader.MAX_AGE_DAYS, tmp_path / "kept")
