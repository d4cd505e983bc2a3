"""What a conversation was about is kept for half an hour, under the same hash as everything else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import Recent
from bot.store.database import FILE_NAME
from bot.store.recent import KEPT_SECONDS
from tests.store.test_people import CHAT, opened, pseudonym, raw


def rows(folder: Path) -> list[tuple[str, str | None, int]]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        return database.execute("SELECT key, article, unknowns FROM recent").fetchall()


def let_pass(folder: Path, seconds: int) -> None:
    """Make everything that is remembered older."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        database.execute("UPDATE recent SET at = at - ?", (seconds,))


async def test_of_somebody_new_nothing_is_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        assert await store.recent.get(CHAT) == Recent(None, 0)
    assert rows(tmp_path) == []


async def test_the_last_thing_counts_and_belongs_to_its_chat(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.recent.put(CHAT, Recent("passport"))
        await store.recent.put(CHAT, Recent("mou-steps", 1))
        assert await store.recent.get(CHAT) == Recent("mou-steps", 1)
        assert await store.recent.get(CHAT + 1) == Recent()
    async with opened(tmp_path) as store:
        assert await store.recent.get(CHAT) == Recent("mou-steps", 1)


async def test_a_row_holds_a_keyed_hash_an_article_a_number_and_a_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.recent.put(CHAT, Recent("passport", 1))
    assert rows(tmp_path) == [(pseudonym(CHAT), "passport", 1)]


async def test_after_half_an_hour_it_is_forgotten_and_deleted_by_whoever_looks(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        await store.recent.put(CHAT, Recent("passport"))
        let_pass(tmp_path, KEPT_SECONDS - 60)
        assert await store.recent.get(CHAT) == Recent("passport")
        let_pass(tmp_path, 60)
        assert await store.recent.get(CHAT + 1) == Recent()
        assert rows(tmp_path) == []
        assert await store.recent.get(CHAT) == Recent()


async def test_writing_deletes_what_is_too_old(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.recent.put(CHAT, Recent("passport"))
        let_pass(tmp_path, KEPT_SECONDS)
        await store.recent.put(CHAT + 1, Recent("checklist"))
    assert [article for _, article, _ in rows(tmp_path)] == ["checklist"]


async def test_a_start_deletes_what_is_too_old(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.recent.put(CHAT, Recent("passport"))
    let_pass(tmp_path, KEPT_SECONDS)
    async with opened(tmp_path):
        assert rows(tmp_path) == []


async def test_forget_removes_it_from_the_files_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.recent.put(CHAT, Recent("passport"))
        await store.recent.put(CHAT + 1, Recent("checklist"))
        await store.forget(CHAT)
        assert await store.recent.get(CHAT) == Recent()
        assert await store.recent.get(CHAT + 1) == Recent("checklist")
        assert pseudonym(CHAT).encode() not in raw(tmp_path)
