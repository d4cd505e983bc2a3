"""The content in use: swapped when the files change, kept when they are faulty."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot import knowledge
from bot.catalogue.compiled import load
from bot.catalogue.loaded import Loaded
from bot.errors import ProblemsError
from bot.knowledge import Library
from bot.matching.answer import Kind
from tests.catalogue.tree import (
    CATALOGUE,
    POLICE_EN,
    TODAY,
    VALUES,
    WAGE_FACTS,
    WAGES_EN,
    WITH_VALUES,
    write,
)

OVERDUE_SOON = TODAY + timedelta(days=400)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid content folder, under the working folder, so that messages name files from there."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {})
    return Path("content")


@pytest.fixture
def library(folder: Path) -> Library:
    return Library.open(folder, TODAY)


def change(file: str, old: str, new: str) -> None:
    """Replace ``old`` in a file; its time moves on even where the clock is coarse."""
    path = Path(file)
    before = path.stat().st_mtime_ns
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before + 1, before + 1))


def title(library: Library) -> str:
    return library.current.catalogue.articles["wages"].text("en").title


def test_a_changed_file_is_taken_up_with_a_matcher_that_knows_it(library: Library) -> None:
    change(WAGES_EN, "pay 1", "money stays away")
    assert library.current.answerer.answer("money stays away").kind is Kind.UNKNOWN
    assert library.refresh(TODAY) == ()
    found = library.current.answerer.answer("money stays away")
    assert (found.kind, found.matches[0].label) == (Kind.SURE, "wages")


def test_catalogue_and_matcher_are_swapped_together_and_old_ones_stay_whole(
    library: Library,
) -> None:
    in_hand = library.current
    change(WAGES_EN, "Unpaid wages", "No pay")
    library.refresh(TODAY)
    assert library.current is not in_hand
    assert title(library) == "No pay"
    assert in_hand.catalogue.articles["wages"].text("en").title == "Unpaid wages"
    assert in_hand.answerer.answer("unpaid wages").matches[0].score == 1.0


def test_without_a_change_nothing_is_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_use = library.current
    monkeypatch.delattr(knowledge, "load")  # reading would raise
    assert library.refresh(TODAY) == ()
    assert library.current is in_use


def test_files_that_are_no_content_change_nothing(library: Library) -> None:
    in_use = library.current
    Path("content/en/notes.txt").write_text("a note")
    Path("content/en/.wages.md.swp").write_text("an editor's own file")
    library.refresh(TODAY)
    assert library.current is in_use


def test_a_file_that_cannot_be_read_keeps_the_old_content_and_is_named_once(
    library: Library,
) -> None:
    change(WAGES_EN, "title: Unpaid wages", "title: [")
    problems = library.refresh(TODAY)
    assert [(problem.file, problem.rule) for problem in problems] == [(WAGES_EN, "yaml-syntax")]
    assert title(library) == "Unpaid wages"
    assert library.refresh(TODAY) == ()


def test_any_error_keeps_the_old_content_until_it_is_mended(library: Library) -> None:
    change(WAGES_EN, "Unpaid wages", "U" * 41)
    assert [problem.rule for problem in library.refresh(TODAY)] == ["title-too-long"]
    assert title(library) == "Unpaid wages"
    change(WAGES_EN, "U" * 41, "Mended")
    assert library.refresh(TODAY) == ()
    assert title(library) == "Mended"


def test_warnings_do_not_keep_new_content_away(library: Library) -> None:
    change(CATALOGUE, "checked: 2026-11-01", "checked: 2025-11-01")
    change(WAGES_EN, "Unpaid wages", "No pay")
    assert library.refresh(TODAY) == ()
    assert title(library) == "No pay"


def test_a_changed_value_is_taken_up_when_its_fact_says_it_too(folder: Path) -> None:
    write(folder.parent, WITH_VALUES)
    library = Library.open(folder, TODAY)
    change(VALUES, "400", "410")
    assert [problem.rule for problem in library.refresh(TODAY)] == ["value-not-in-fact"]
    change(WAGE_FACTS, "400", "410")
    assert library.refresh(TODAY) == ()
    texts = library.current.catalogue.articles["wages"].texts
    assert {code: text.summary for code, text in texts.items()} == {
        "en": "You have a right to your pay, 410 baht a day.",
        "lo": "ເຈົ້າມີສິດໄດ້ມື້ລະ 410 ບາດ",
    }


def test_an_error_that_leaves_the_content_usable_does_not_stop_a_start_and_is_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change(WAGES_EN, "Unpaid wages", "U" * 41)
    caplog.set_level(logging.ERROR, "bot.knowledge")
    library = Library.open(folder, TODAY)
    assert title(library) == "U" * 41
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        (
            "ERROR",
            f"faulty content is in use: {WAGES_EN}:2:8: [error] the title has 41 characters, at "
            "most 40 fit; shorten it (title-too-long)",
        )
    ]


def test_an_error_that_leaves_nothing_usable_stops_a_start_with_all_faults(folder: Path) -> None:
    change(WAGES_EN, "title: Unpaid wages", "title: [")
    change(POLICE_EN, "Call the police", "C" * 41)
    with pytest.raises(ProblemsError) as stopped:
        Library.open(folder, TODAY)
    assert [problem.file for problem in stopped.value.problems] == [WAGES_EN, POLICE_EN]


def test_start_and_swap_log_version_and_counts_with_overdue_articles(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.knowledge")
    library = Library.open(folder, OVERDUE_SOON, max_age_days=500)
    counts = (
        "2 articles in 2 languages (en: 2 drafted, 0 reviewed; lo: 2 drafted, 0 reviewed), "
        "3 contacts: 0 errors"
    )
    first = library.current.catalogue.version
    assert caplog.messages == [f"content {first} is in use: {counts}, 0 warnings"]
    change(WAGES_EN, "Unpaid wages", "No pay")
    library.refresh(OVERDUE_SOON + timedelta(days=200))
    second = library.current.catalogue.version
    assert first != second
    assert caplog.messages[1:] == [f"content {second} is now in use: {counts}, 2 warnings"]


def test_a_folder_that_is_deleted_keeps_the_old_content_until_it_is_back(
    library: Library, folder: Path
) -> None:
    shutil.move(folder, "elsewhere")
    rules = {problem.rule for problem in library.refresh(TODAY)}
    assert rules == {"missing-file"}
    assert title(library) == "Unpaid wages"
    shutil.move("elsewhere", folder)
    change(WAGES_EN, "Unpaid wages", "Back again")
    assert library.refresh(TODAY) == ()
    assert title(library) == "Back again"


def test_a_change_made_while_the_files_are_read_is_seen_at_the_next_look(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_and_be_late(*args: object, **options: object) -> Loaded:
        loaded = load(*args, **options)  # type: ignore[arg-type]  # passed on as they came
        change(WAGES_EN, "Early", "Late")
        return loaded

    change(WAGES_EN, "Unpaid wages", "Early")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(knowledge, "load", load_and_be_late)
        library.refresh(TODAY)
    assert title(library) == "Early"
    library.refresh(TODAY)
    assert title(library) == "Late"


def test_looks_while_files_come_and_go_never_raise_nor_mix_catalogue_and_matcher(
    library: Library,
) -> None:
    names = [Path(f"content/en/complaints/extra-{number}.md") for number in range(20)]
    done = threading.Event()

    def come_and_go() -> None:
        try:
            for _ in range(20):
                for name in names:
                    name.parent.mkdir(exist_ok=True)
                    name.write_text("not finished", encoding="utf-8")
                shutil.move("content/en/complaints", "moved")
                shutil.move("moved", "content/en/complaints")
                for name in names:
                    name.unlink()
        finally:
            done.set()

    writer = threading.Thread(target=come_and_go)
    writer.start()
    while not done.is_set():
        library.refresh(TODAY)
        current = library.current
        found = current.answerer.answer("unpaid wages")
        assert found.matches[0].label in current.catalogue.articles
    writer.join()
    change(WAGES_EN, "Unpaid wages", "At rest")
    assert library.refresh(TODAY) == ()
    assert title(library) == "At rest"
