"""What the log shows, and what it never shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import httpx
import pytest

from bot import logs

TOKEN = "123456789:AAF-the_token_of_these_tests"
KEY = "a key that hides people"
LEVELS = ("debug", "info", "warning", "error")


@pytest.fixture(autouse=True)
def loggers_as_before() -> Iterator[None]:
    names = ("", "bot", "handlers", "httpx", "httpcore")
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
            raise RuntimeError(f"could not ask with {TOKEN}") from error
    except RuntimeError:
        logging.getLogger("bot").exception("start with %s failed", TOKEN)
    shown = capsys.readouterr().err
    assert TOKEN not in shown
    assert "httpx.ConnectError: no route to /bot[secret]/getMe" in shown
    assert "RuntimeError: could not ask with [secret]" in shown
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


def test_setting_up_again_does_not_write_lines_twice(capsys: Written) -> None:
    logs.set_up("info", [])
    logs.set_up("info", [])
    logging.getLogger("bot").info("once")
    assert capsys.readouterr().err.count("once") == 1
