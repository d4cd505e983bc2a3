"""The SQLite files: what they hold, when they are locked, when they are none."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ThangdeeError
from bot.store import Person, Recent, Store
from bot.store.database import FILE_NAME
from tests.store.conftest import KEY
from tests.store.support import CHAT, opened
from tests.store.test_people import pseudonym, rows


def raw(folder: Path) -> bytes:
    """Return all bytes on the disk: the database and the log beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


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


async def test_forget_leaves_nothing_in_the_files_even_while_the_store_is_open(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="KR")
        assert pseudonym(CHAT).encode() in raw(tmp_path)
        await store.forget(CHAT)
        assert pseudonym(CHAT).encode() not in raw(tmp_path)


async def test_the_folder_is_made_when_it_is_needed(tmp_path: Path) -> None:
    async with opened(tmp_path / "made" / "when needed") as store:
        await store.people.put(CHAT, language="lo")
    assert len(await rows(tmp_path / "made" / "when needed")) == 1


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


async def test_signs_with_a_meaning_in_addresses_may_stand_in_the_folders_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ຂໍ້ມູນ? 100%20 #1"
    async with opened(folder) as store:
        await store.people.put(CHAT, language="lo")
    assert len(await rows(folder)) == 1


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


async def test_forget_removes_it_from_the_files_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        await store.recent.put(CHAT, Recent("passport"))
        await store.recent.put(CHAT + 1, Recent("checklist"))
        await store.forget(CHAT)
        assert await store.recent.get(CHAT) == Recent()
        assert await store.recent.get(CHAT + 1) == Recent("checklist")
        assert pseudonym(CHAT).encode() not in raw(tmp_path)


async def test_a_new_file_can_be_opened_by_several_in_the_same_moment(tmp_path: Path) -> None:
    for number in range(25):  # SQLite refused one of them in every twenty-fifth
        folder = tmp_path / str(number)
        for store in await asyncio.gather(*(Store.open(folder, KEY) for _ in range(4))):
            await store.close()
        with closing(sqlite3.connect(folder / FILE_NAME)) as file:
            assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
