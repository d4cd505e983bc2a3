"""What the log shows, and what it never shows."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import AsyncMock

import httpx
import pytest
from pydantic import BaseModel
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot import logs

ROOT = Path(__file__).parents[1]

TOKEN = "123456789:AAF-the_token_of_these_tests"
KEY = "a key that hides people"
LEVELS = ("debug", "info", "warning", "error")


@pytest.fixture(autouse=True)
def loggers_as_before() -> Iterator[None]:
    names = ("", "bot", "handlers", "httpx", "httpcore", "asyncio")
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, (level, handlers) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.handlers[:] = handlers


Written = pytest.CaptureFixture[str]


def test_a_line_has_time_level_name_and_text(capsys: Written) -> None:
    logs.set_up("info", [])
    logging.getLogger("bot.app").info("serving as @%s", "thangdee_bot")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO bot\.app: serving as @thangdee_bot\n",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize("level", LEVELS)
def test_gotcha_01_the_token_never_appears_in_a_message(capsys: Written, level: str) -> None:
    logs.set_up(level, [TOKEN, None, KEY])
    url = f"https://api.telegram.org/bot{TOKEN}/getMe"
    logging.getLogger("bot").error("GET %s failed, key %r", url, KEY)
    logging.getLogger("somebody.else").error("GET %s failed", httpx.URL(url))
    shown = capsys.readouterr().err
    assert TOKEN not in shown
    assert KEY not in shown
    assert shown.count("[secret]") == 3


def test_gotcha_01_the_token_never_appears_in_an_exception_or_its_causes(
    capsys: Written,
) -> None:
    logs.set_up("info", [TOKEN])
    try:
        try:
            raise httpx.ConnectError(f"no route to /bot{TOKEN}/getMe")
        except httpx.ConnectError as error:
            raise OSError(f"could not ask with {TOKEN}") from error
    except OSError:
        logging.getLogger("bot").exception("start with %s failed", TOKEN)
    shown = capsys.readouterr().err
    assert TOKEN not in shown
    assert "httpx.ConnectError: no route to /bot[secret]/getMe" in shown
    assert "OSError: could not ask with [secret]" in shown
    assert "start with [secret] failed" in shown


def test_the_longer_of_two_secrets_goes_first_so_that_no_rest_of_it_stays(
    capsys: Written,
) -> None:
    logs.set_up("info", ["abc", "abc-and-more", ""])
    logging.getLogger("bot").info("abc-and-more, abc")
    assert capsys.readouterr().err.endswith("INFO bot: [secret], [secret]\n")


async def test_gotcha_01_httpx_says_nothing_of_its_requests(capsys: Written) -> None:
    logs.set_up("debug", [])  # no secret is known, so only silence helps
    answered = httpx.MockTransport(lambda _: httpx.Response(200))
    async with httpx.AsyncClient(transport=answered) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("level", LEVELS)
def test_gotcha_02_libraries_never_log_at_debug(level: str) -> None:
    logs.set_up(level, [])
    names = ("telegram", "telegram.Bot", "telegram.ext.Updater", "telegram.ext.Application")
    for name in (*names, "httpx", "httpcore.http11", "aiosqlite", "asyncio", "sqlalchemy.engine"):
        assert not logging.getLogger(name).isEnabledFor(logging.DEBUG), name


@pytest.mark.parametrize("level", LEVELS)
def test_our_own_modules_log_from_the_chosen_level_on(level: str) -> None:
    logs.set_up(level, [])
    chosen = logging.getLevelNamesMapping()[level.upper()]
    for name in ("bot.app", "handlers.errors"):
        logger = logging.getLogger(name)
        assert logger.isEnabledFor(chosen)
        assert not logger.isEnabledFor(chosen - 10)


def test_a_secret_of_several_short_lines_is_hidden_and_values_by_name_are_looked_at(
    capsys: Written,
) -> None:
    logs.set_up("info", ["one\ntwo\nthree"])
    logging.getLogger("bot").info("key %s", "one\ntwo\nthree")
    logging.getLogger("bot").info("%(what)s failed", {"what": ValueError("their words")})
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("INFO ")[2] for line in lines] == [
        "bot: key [secret]",
        "bot: ValueError failed",
    ]


def test_setting_up_again_does_not_write_lines_twice(capsys: Written) -> None:
    logs.set_up("info", [])
    logs.set_up("info", [])
    logging.getLogger("bot").info("once")
    assert capsys.readouterr().err.count("once") == 1


HIDDEN = ["somebody's words", "ຂ້ອຍຖືກຂັງ", "7123456789"]


class Person(BaseModel):
    """What refuses words and quotes them."""

    grown_up: bool


def fail_over(words: str) -> None:
    """Raise what libraries raise over people's words."""
    try:
        Person.model_validate({"grown_up": words})
    except ValueError as first:
        try:
            raise KeyError(words) from first
        except KeyError:
            raise ExceptionGroup(words, [ValueError(words), LookupError(words)]) from None


@pytest.mark.parametrize("words", HIDDEN)
def test_exceptions_are_told_by_type_and_place_never_by_what_people_wrote(
    capsys: Written, words: str
) -> None:
    logs.set_up("debug", [])
    log = logging.getLogger("some.library")
    try:
        fail_over(words)
    except ExceptionGroup as error:
        log.exception("an update could not be handled")
        log.warning("failed: %s", error)
        log.warning("failed: %r", error)
    shown = capsys.readouterr().err
    assert words not in shown
    assert "ExceptionGroup\n" in shown
    assert "2 of 2 together" in shown
    assert "LookupError\n" in shown
    assert f"{Path(__file__).name}" in shown  # the place
    assert "in fail_over" in shown


async def test_gotcha_02_what_telegram_sent_is_not_logged_when_it_cannot_be_read(
    capsys: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.set_up("debug", [])
    with pytest.raises(TelegramError):
        HTTPXRequest.parse_json_payload(b'{"result": [{"message": {"text": "their words')
    bot, wrong = Bot("1:x"), [{"update_id": 1, "message": "their words"}]
    monkeypatch.setattr(bot, "_post", AsyncMock(return_value=wrong))
    with pytest.raises(AttributeError):
        await bot.get_updates()
    shown = capsys.readouterr().err
    assert "Can not load invalid JSON data" not in shown  # a proxy may send such for hours
    assert "Error while parsing updates! Received data was '…'" in shown
    assert "their words" not in shown


def test_causes_are_told_first(capsys: Written) -> None:
    logs.set_up("info", [])
    words = "their " + "words"  # a traceback shows lines of code
    try:
        try:
            raise ValueError(words)
        except ValueError as first:
            raise OSError("disk full") from first
    except OSError:
        logging.getLogger("bot").exception("not written")
    shown = capsys.readouterr().err
    assert shown.index("ValueError\n") < shown.index("which led to:") < shown.index("disk full")
    assert "their words" not in shown


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[2J", "\x85", "\u2028", "\u202e", "\x00"])
def test_no_value_can_forge_a_line_or_steer_a_terminal(capsys: Written, sign: str) -> None:
    logs.set_up("info", [])
    forged = f"x{sign}2026-11-22 10:00:00,000 INFO bot: all is well"
    logging.getLogger("bot").error("no page %s", forged)
    try:
        raise OSError(forged)
    except OSError:
        logging.getLogger("bot").exception("failed")
    shown = capsys.readouterr().err
    assert sign[0] not in shown.replace("\n", "") if sign != "\n" else True
    assert not [line for line in shown.splitlines() if line.startswith("2026-11-22 10:00")]


def test_a_line_that_cannot_be_written_shows_nothing_of_it(capsys: Written) -> None:
    logs.set_up("info", [TOKEN])
    logging.getLogger("bot").error("%d answers for %s", "their words", TOKEN)
    shown = capsys.readouterr().err
    assert re.search(
        r"ERROR bot: the line of .*test_logs\.py:\d+ could not be written: TypeError", shown
    )
    assert "their words" not in shown
    assert TOKEN not in shown
    assert "Arguments" not in shown


FALLING_APART = """
import asyncio, logging, os, threading, warnings
from bot import logs

TOKEN = os.environ["TELEGRAM_BOT_TOKEN"]
logs.set_up("debug", [TOKEN])
logs.catch_all()

class Last:
    def __del__(self):
        raise ValueError("their words " + TOKEN)

def over(words):
    raise ValueError(words)

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.task_failed)
    task = asyncio.create_task(asyncio.to_thread(over, "their words"))
    await asyncio.wait([task])
    del task
    loop.call_soon(over, "their words")
    loop.call_exception_handler({"message": "something pends"})
    await asyncio.sleep(0)

warnings.warn("a warning with " + TOKEN, stacklevel=1)
thread = threading.Thread(target=over, args=["their words"])
thread.start()
thread.join()
Last()
asyncio.run(main())
over("their words")
"""


def test_what_nobody_catches_goes_through_the_log() -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", FALLING_APART],
        env={**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    shown = done.stderr
    assert done.stdout == ""
    for told in (
        ": UserWarning: a warning with [secret]",
        "ERROR bot.logs: an exception ended a thread",
        "ERROR bot.logs: an exception had nobody to go to",
        "ERROR bot.logs: a task or callback failed, and nobody awaited it",
        "ERROR bot.logs: the event loop: something pends",
        "ERROR bot.logs: an exception ended the program",
    ):
        assert told in shown
    assert "their words" not in shown
    assert TOKEN not in shown
