"""The store keeps two choices, and nothing from which one could find the person."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import ThangdeeError
from bot.store import Person, Store
from bot.store.database import FILE_NAME

KEY = b"the operator's own random key...."
CHAT = 7_123_456_789


@asynccontextmanager
async def opened(folder: Path, key: bytes = KEY) -> AsyncIterator[Store]:
    store = await Store.open(folder, key)
    try:
        yield store
    finally:
        await store.close()


def rows(folder: Path) -> list[tuple[str, str | None, str | None, str]]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        return database.execute("SELECT key, language, country, last_seen FROM person").fetchall()


def raw(folder: Path) -> bytes:
    """Return all bytes on the disk: the database and the log beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def pseudonym(chat: int, key: bytes = KEY) -> str:
    return hmac.new(key, str(chat).encode(), hashlib.sha256).hexdigest()


async def test_somebody_new_has_chosen_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        assert await store.people.get(CHAT) == Person(None, None)
    assert rows(tmp_path) == []


async def test_choices_are_kept_when_the_store_is_opened_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "made" / "when needed") as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="TH")
    async with opened(tmp_path / "made" / "when needed") as store:
        assert await store.people.get(CHAT) == Person("lo", "TH")


async def test_a_new_choice_replaces_the_old_one_and_leaves_the_other_alone(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, country="TH")
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, language="en")
        assert await store.people.get(CHAT) == Person("en", "TH")
        await store.people.put(CHAT, country="other")
        assert await store.people.get(CHAT) == Person("en", "other")


async def test_people_do_not_get_each_others_choices(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(-CHAT, language="en")  # a group has a negative id
        assert await store.people.get(CHAT) == Person("lo")
        assert await store.people.get(-CHAT) == Person("en")
        assert await store.people.get(CHAT + 1) == Person()


async def test_a_row_holds_a_keyed_hash_two_choices_and_a_day(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="KR")
    today = datetime.now(UTC).date().isoformat()
    assert rows(tmp_path) == [(pseudonym(CHAT), "lo", "KR", today)]


async def test_no_file_holds_the_chat_id_or_its_plain_hash(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="KR")
        while_open = raw(tmp_path)
    for content in (while_open, raw(tmp_path)):
        assert pseudonym(CHAT).encode() in content  # so the next lines look in the right place
        assert str(CHAT).encode() not in content
        for width in (8, 6, 5):
            assert CHAT.to_bytes(width, "big") not in content
            assert CHAT.to_bytes(width, "little") not in content
        assert hashlib.sha256(str(CHAT).encode()).hexdigest().encode() not in content
        assert KEY not in content


async def test_forget_removes_the_person_and_nobody_else(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT + 1, language="en")
        await store.forget(CHAT)
        assert await store.people.get(CHAT) == Person()
        assert await store.people.get(CHAT + 1) == Person("en")


async def test_forget_leaves_nothing_in_the_files_even_while_the_store_is_open(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="KR")
        assert pseudonym(CHAT).encode() in raw(tmp_path)
        await store.forget(CHAT)
        assert pseudonym(CHAT).encode() not in raw(tmp_path)


async def test_forgetting_somebody_unknown_is_no_fault(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.forget(CHAT)
        assert await store.people.get(CHAT) == Person()


async def test_stores_with_different_keys_do_not_see_each_other(tmp_path: Path) -> None:
    async with opened(tmp_path) as one, opened(tmp_path, b"another operator's key") as other:
        await one.people.put(CHAT, language="lo")
        assert await other.people.get(CHAT) == Person()
        await other.forget(CHAT)
        assert await one.people.get(CHAT) == Person("lo")


async def test_readers_go_on_while_one_writes(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as writer:
            assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE person SET language = 'en'")
            assert await store.people.get(CHAT) == Person("lo")
            writer.execute("COMMIT")
        assert await store.people.get(CHAT) == Person("en")


async def test_many_people_choose_at_the_same_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as one, opened(tmp_path) as other:
        async with asyncio.TaskGroup() as group:
            for number in range(60):
                group.create_task((one, other)[number % 2].people.put(number, language="lo"))
                group.create_task(one.people.put(number, country="TH"))
                group.create_task(other.people.get(number))
        assert [await one.people.get(number) for number in range(60)] == [Person("lo", "TH")] * 60
    assert len(rows(tmp_path)) == 60


async def test_processes_that_start_together_make_the_tables_once(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(Store.open(tmp_path, KEY) for _ in range(8)))
    for number, store in enumerate(stores):
        await store.people.put(number, language="lo")
        await store.close()
    assert len(rows(tmp_path)) == 8


async def test_signs_with_a_meaning_in_addresses_may_stand_in_the_folders_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ຂໍ້ມູນ? 100%20 #1"
    async with opened(folder) as store:
        await store.people.put(CHAT, language="lo")
    assert len(rows(folder)) == 1


async def test_a_file_that_is_no_database_is_refused_with_its_path(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_text("these are not the bytes of a database, but somebody's shopping list\n" * 20)
    with pytest.raises(ThangdeeError) as refused:
        await Store.open(tmp_path, KEY)
    assert str(refused.value) == (
        f"the database {file} cannot be used (file is not a database); "
        "check paths.data in config.yaml and that this user may write there"
    )


async def test_a_folder_that_cannot_be_made_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be")
    with pytest.raises(ThangdeeError) as refused:
        await Store.open(tmp_path / "data", KEY)
    assert str(refused.value) == (
        f"the database {tmp_path / 'data' / FILE_NAME} cannot be used (File exists); "
        "check paths.data in config.yaml and that this user may write there"
    )
