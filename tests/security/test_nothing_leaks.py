"""A noisy, failing bot as a real process: nothing that it writes anywhere holds a secret or a person.

Everything that it wrote is searched: both outputs, its folder, its folder for temporary files.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from bot.simulator.faults import KINDS
from bot.simulator.server import Simulator
from tests.catalogue.tree import WAGES_EN, write
from tests.e2e.chat import Chat, new_person
from tests.e2e.conftest import ROOT
from tests.e2e.test_counting import patterns
from tests.waiting import PATIENCE

TOKEN = "987654321:AAE-token_of_the_noisy_run-000000000000"
SECRETS = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "THANGDEE_PERSON_KEY": "person-key-of-the-noisy-run-0123456789",
    "THANGDEE_WEBHOOK_SECRET": "webhook-secret-of-the-noisy-run",
    "THANGDEE_DATABASE_PASSWORD": "database/pass+word-of:the noisy run",
    "PGPASSWORD": "another-password-of-the-noisy-run",
}
NAMES = ("Vannakesone", "Phommachanhvong", "vannakesone_secret", "ວັນນະເກສອນ", "02099887766")
SAID = (
    "Mr Vannakesone locks me in the cellar and beats me",
    "unpaid wages since the harvest moon",
    "ຂ້ອຍຊື່ ວັນນະເກສອນ ນາຍຈ້າງຂັງຂ້ອຍໄວ້ໃນຫ້ອງໃຕ້ດິນ",
    "Mr Vannakesone sells <b>bikes</b> *bold* %s %(token)s {0}\n"
    "2026-11-22 10:00:00,000 INFO bot: forged",
    "/start a-vannakesone-forged-link",
    "/vannakesone 02099887766",
    "/remind 31/31/2026 vannakesone",
    "@thangdee_bot vannakesone unpaid",
)
LONG_FROM = 5
"""Characters of a word of theirs that stands in nothing else."""


@asynccontextmanager
async def noisy(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run ``thangdee run`` as an operator does; whatever it writes lies in ``folder``."""
    for name in ("tmp", "home"):
        (folder / name).mkdir(exist_ok=True)
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("TELEGRAM_", "THANGDEE_", "PG", "PYTHON"))
    }
    with (folder / "stdout.log").open("ab") as output, (folder / "stderr.log").open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-X", "faulthandler", "-m", "bot", "run",
            cwd=folder,
            env=inherited | SECRETS | {
                "PYTHONPATH": str(ROOT),
                "PYTHONUNBUFFERED": "1",
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(folder / "tmp"),
                "HOME": str(folder / "home"),
            },
            stdout=output,
            stderr=errors,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def settings(folder: Path, **lines: Any) -> None:
    said = {"log": {"level": "debug"}, **lines}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in said.items())
    (folder / "config.yaml").write_text(text, "utf-8")


async def told(folder: Path, words: str) -> None:
    """Wait until the log says it."""
    async with asyncio.timeout(60):
        while words not in (folder / "stderr.log").read_text("utf-8"):  # noqa: ASYNC110 - a file
            await asyncio.sleep(0.05)


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of all that the process wrote."""
    for path in folder.rglob("*"):
        if path.is_file() and "content" not in path.relative_to(folder).parts[:1]:
            yield (
                path.relative_to(folder).as_posix(),
                path.name.encode() + b"\n" + path.read_bytes(),
            )


def spellings(secret: str) -> set[str]:
    return {secret, quote(secret), quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)}


def words_of(text: str) -> set[str]:
    """Return the longer words that only they used: what the bot's own lines may not hold."""
    ours = {"unpaid", "wages", "harvest", "token", "start", "remind", "thangdee_bot", "forged"}
    pieces = "".join(
        letter if letter.isalnum() or letter == "_" else " " for letter in text
    ).split()
    return {one for one in pieces if len(one) >= LONG_FROM and one.lower() not in ours}


async def answered(chat: Chat) -> None:
    """Wait until the bot, after all its faults, answers this person again."""
    async with asyncio.timeout(60):
        while True:
            await chat.send(text="/about")
            with suppress(AssertionError):
                while "Thangdee" not in (await chat.reply()).text:
                    pass
                return


async def people(http: httpx.AsyncClient, bot: int) -> list[Chat]:
    return [
        await new_person(
            http, bot, first_name=f"{NAMES[0]}{number}", last_name=NAMES[1],
            username=f"{NAMES[2]}{number}", language_code="lo",
        )
        for number in range(3)
    ]  # fmt: skip


async def chatter(chat: Chat, http: httpx.AsyncClient) -> None:
    """Say and send all kinds of things without waiting for answers."""
    for said in SAID:
        await chat.send(text=said)
    await chat.send(contact={"phone_number": NAMES[4], "first_name": NAMES[0]})
    await chat.send(location={"latitude": 17.975312, "longitude": 102.633123})
    await chat.send(document={"file_name": f"{NAMES[0]}.pdf"}, caption=f"Mr {NAMES[0]}")
    inline = {"bot_id": chat.bot_id, "from": chat.user_id, "query": f"unpaid {NAMES[0]}"}
    await http.post("/control/inline", json=inline)
    for update in (
        {"message": {"text": SAID[0], "from": {"id": chat.user_id}}},
        {"callback_query": {"id": "1", "data": NAMES[0], "from": {"first_name": NAMES[1]}}},
        {"message": {"message_id": 1, "date": "x", "chat": {"id": chat.user_id}, "text": SAID[2]}},
    ):
        await chat.control("update", bot_id=chat.bot_id, update=update)


ANSWERING, FETCHING = ("*", "sendMessage", "answerCallbackQuery"), ("getUpdates",)


async def fail(http: httpx.AsyncClient, methods: Sequence[str]) -> None:
    """Let ``methods`` fail in every way, and Telegram quote what it was sent."""
    for kind in KINDS:
        for method in methods:
            more: dict[str, Any] = {"seconds": 0.2} if kind == "timeout" else {}
            if kind in {"400", "403", "500"}:
                more = {"description": f"Bad Request: can't parse {SAID[0]} of {NAMES[0]}"}
            if kind == "403" and method == "getUpdates":
                continue  # a token that was revoked: it ends the bot
            fault = {"kind": kind, "method": method, **more}
            assert (await http.post("/control/faults", json=fault)).status_code == 200


@pytest.fixture(scope="module")
async def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """Let a bot go through all that; return its folder and the ids of its people."""
    folder = tmp_path_factory.mktemp("noisy")
    write(folder, {})
    async with Simulator(port=0) as simulator:
        simulator.world._people_ids = count(7_123_456_789, 1_000_003)  # as long as real ones
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee").id
        # Nobody is told to wait a minute: what they write has to go all the way.
        settings(
            folder,
            bot={"api_url": simulator.url},
            staff=[7_123_456_789],
            limits={"messages_per_minute": 600},
        )
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            chats = await people(http, bot)
            async with noisy(folder) as process:
                await told(folder, "serving as")
                for chat in chats:
                    await chatter(chat, http)
                await fail(http, ANSWERING)
                for chat in chats:
                    await chatter(chat, http)
                await told(folder, "ERROR handlers.errors: error")
                await fail(http, FETCHING)
                for chat in chats:
                    await chatter(chat, http)
                await told(folder, "could not fetch updates")
                await http.delete("/control/faults")
                await answered(chats[0])
                with closing(sqlite3.connect(folder / "data/thangdee.sqlite3")) as database:
                    for table in ("person", "unanswered", "count"):
                        with suppress(sqlite3.Error):
                            database.execute(f"ALTER TABLE {table} RENAME TO lost_{table}")
                (folder / WAGES_EN).write_text("---\ntitle: [\n", "utf-8")
                await chatter(chats[1], http)
                await told(folder, "the old content stays in use")
                await answered(chats[1])
                await fail(http, (*FETCHING, *ANSWERING))
                await chatter(chats[2], http)
                # In the middle: faulthandler writes what it sees, and has to be left to it.
                process.send_signal(signal.SIGABRT)
                await asyncio.wait_for(process.wait(), 60)
            await http.delete("/control/faults")
        ids = [chat.user_id for chat in chats]
    write(folder, {})
    async with away(folder) as address:
        settings(folder, database=address)
        async with noisy(folder) as process:
            await process.wait()
    password = SECRETS["PGPASSWORD"]
    settings(folder, bot={"username": TOKEN}, database=f"postgresql://a:{password}@b/c")
    async with noisy(folder) as process:
        await process.wait()
    return folder, ids


@asynccontextmanager
async def away(folder: Path) -> AsyncIterator[str]:
    """A PostgreSQL that takes no password, and repeats the one that it was given."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        size = int.from_bytes(await reader.readexactly(4))
        if size == 8:  # may this be encrypted?
            await reader.readexactly(4)
            writer.write(b"N")
            size = int.from_bytes(await reader.readexactly(4))
        await reader.readexactly(size - 4)
        writer.write(b"R" + (8).to_bytes(4) + (3).to_bytes(4))  # a password in clear, please
        await reader.readexactly(1)
        password = (await reader.readexactly(int.from_bytes(await reader.readexactly(4)) - 4))[:-1]
        (folder.parent / "password").write_bytes(password)
        what = b"SFATAL\0C28P01\0Mno entry for bot with " + password + b"\0\0"
        writer.write(b"E" + (len(what) + 4).to_bytes(4) + what)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"postgresql://bot@127.0.0.1:{port}/thangdee?ssl=disable"


async def test_the_run_was_as_noisy_as_it_should_be(run: tuple[Path, list[int]]) -> None:
    folder, _ = run
    log = (folder / "stderr.log").read_text("utf-8")
    for noise in (
        "the store cannot be",
        "not of Telegram's form",
        "could not fetch updates",
        "ERROR handlers.errors: error",
        "wages.md:1:1: [error]",
        "Fatal Python error: Aborted",
        "no entry for bot with [secret]",
        "'bot.username' must be the bot's name",
    ):
        assert noise in log, noise
    sent = SECRETS["THANGDEE_DATABASE_PASSWORD"]
    assert (folder.parent / "password").read_text("utf-8") == sent


async def test_no_secret_is_anywhere(run: tuple[Path, list[int]]) -> None:
    secrets = [*SECRETS.values(), TOKEN.partition(":")[2]]
    for name, content in written(run[0]):
        if name == "config.yaml":
            continue  # where we wrote some ourselves
        for secret in secrets:
            for spelling in spellings(secret):
                assert spelling.encode() not in content, f"{name}: {spelling}"


async def test_no_name_number_or_id_of_a_person_is_anywhere(run: tuple[Path, list[int]]) -> None:
    folder, ids = run
    for name, content in written(folder):
        for word in NAMES:
            assert word.lower().encode() not in content.lower(), f"{name}: {word}"
        for number in ids if name != "config.yaml" else ():
            assert str(number).encode() not in content, f"{name}: {number}"
            assert not [one for one in patterns(number) if one in content], f"{name}: {number}"


async def test_no_word_that_somebody_wrote_is_in_the_log(run: tuple[Path, list[int]]) -> None:
    for name in ("stdout.log", "stderr.log"):
        log = (run[0] / name).read_text("utf-8")
        for said in SAID:
            assert said not in log
            for word in words_of(said):
                assert word.lower() not in log.lower(), f"{name}: {word}"
