"""The program as an operator runs it: started, broken into, stopped; content broken meanwhile."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.catalogue.tree import VALUES, WAGE_FACTS, WAGES_EN, WITH_VALUES, write
from tests.e2e.chat import Chat, new_person
from tests.e2e.conftest import ROOT, House, free_port, settings_in
from tests.waiting import PATIENCE

STOPPED_BY_US = 0
STOPPING_SECONDS = 20
"""The ten that a stop may take, and as many for a machine that does other things beside."""


@asynccontextmanager
async def program(
    folder: Path, *arguments: str, **variables: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run ``thangdee`` in ``folder``, without a bot token unless ``variables`` bring one."""
    environment = {key: value for key, value in os.environ.items() if "TELEGRAM" not in key}
    environment |= variables
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def announced(process: asyncio.subprocess.Process) -> str:
    """Return the address that ``thangdee run`` prints."""
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if b"http://" in line:
                return line.split(b"Open ")[1].split()[0].decode()
    raise AssertionError(f"it ended: {await process.stderr.read()!r}")  # type: ignore[union-attr]


async def local_chat(http: httpx.AsyncClient) -> Chat:
    """Return a new person's chat with the only bot there."""
    state = (await http.get("/control/state")).json()
    return await new_person(http, state["bots"][0]["id"])


async def test_a_database_that_is_lost_while_running_costs_choices_not_answers(
    own_house: House,
) -> None:
    chat = await own_house.reader("en")
    async with own_house.services.store._database.write() as connection:
        await connection.exec_driver_sql("DROP TABLE person")
    reply = await chat.say("my boss kept my passport")
    article = own_house.services.library.current.catalogue.articles["passport-taken"]
    assert article.text("en").summary in reply.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_gotcha_21_run_without_a_token_serves_a_local_telegram_until_it_is_stopped(
    tmp_path: Path, number: signal.Signals
) -> None:
    settings_in(tmp_path)
    async with program(tmp_path, "run", "--port", "0") as process:
        address = await announced(process)
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as http:
            page = await http.get("/")
            assert "<html" in page.text
            chat = await local_chat(http)
            assert "passport" in (await chat.say("my boss kept my passport")).text
            process.send_signal(number)
            _, errors = await asyncio.wait_for(process.communicate(), STOPPING_SECONDS)
    assert process.returncode == STOPPED_BY_US
    assert b"Traceback" not in errors
    assert b"ERROR" not in errors
    assert b"the content is as it was when it was checked" in errors  # nothing is read twice


@pytest.mark.parametrize("moment", [0.1, 0.2, 0.5, 0.8, 1.1, 1.5])
async def test_ctrl_c_at_any_moment_of_the_start_ends_it_without_a_traceback(
    tmp_path: Path, moment: float
) -> None:
    settings_in(tmp_path)
    async with program(tmp_path, "run", "--port", "0") as process:
        await asyncio.sleep(moment)  # the moment itself is what is tested: there is no event for it
        process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(process.communicate(), STOPPING_SECONDS)
    if errors.startswith((b"Fatal Python error: init_", b"Could not import runpy module")):
        return  # Python itself was still starting, no line of ours had run
    assert process.returncode in (0, 130, -signal.SIGINT)
    if process.returncode != -signal.SIGINT:  # before Python's own handler was in place
        assert b"Traceback" not in errors


async def test_a_content_file_that_breaks_while_running_keeps_the_old_content(
    tmp_path: Path,
) -> None:
    write(tmp_path, {})  # two articles, learned anew in no time
    async with program(tmp_path, "run", "--port", "0") as process:
        address = await announced(process)
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as http:
            chat = await local_chat(http)
            assert "right to your pay" in (await chat.say("unpaid wages")).text
            article = tmp_path / WAGES_EN
            good = article.read_text(encoding="utf-8")
            article.write_text("---\ntitle: [\n", encoding="utf-8")
            assert process.stderr
            async with asyncio.timeout(PATIENCE):
                async for line in process.stderr:
                    if b"the old content stays in use" in line:
                        break
            assert b"wages.md:" in line
            assert "right to your pay" in (await chat.say("unpaid wages")).text
            renamed = re.sub(r"(?m)^title: .*$", "title: Newly named", good, count=1)
            article.write_text(renamed, encoding="utf-8")
            async with asyncio.timeout(PATIENCE):
                async for line in process.stderr:
                    if b"is now in use" in line:
                        break
            menu = await chat.say("/menu")
            page = await chat.tap_data(menu, "a:wages:0", stale=True)
            assert "Newly named" in page.text


async def test_an_amount_that_changes_in_one_place_changes_the_pages_of_both_languages(
    tmp_path: Path,
) -> None:
    write(tmp_path, WITH_VALUES)
    async with program(tmp_path, "run", "--port", "0") as process:
        address = await announced(process)
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as http:
            english, lao = await local_chat(http), await local_chat(http)
            assert "400 baht a day" in (await english.say("pay 1")).text
            assert "ມື້ລະ 400 ບາດ" in (await lao.say("ຄ່າແຮງ 1")).text
            fact = WITH_VALUES[WAGE_FACTS].replace("400", "410")
            (tmp_path / WAGE_FACTS).write_text(fact, encoding="utf-8")
            amount = WITH_VALUES[VALUES].replace("'400'", "'410'")
            (tmp_path / VALUES).write_text(amount, encoding="utf-8")
            assert process.stderr
            async with asyncio.timeout(PATIENCE):
                async for line in process.stderr:
                    if b"is now in use" in line:
                        break
            assert "410 baht a day" in (await english.say("pay 1")).text
            assert "ມື້ລະ 410 ບາດ" in (await lao.say("ຄ່າແຮງ 1")).text


async def test_run_with_a_token_goes_to_telegram_and_never_shows_the_token(tmp_path: Path) -> None:
    settings_in(tmp_path)
    token = "123456789:AAE-a-token-of-the-tests-only_000000000"
    # A proxy that nobody serves: the request for Telegram never leaves this machine.
    proxy = f"http://127.0.0.1:{free_port()}"
    variables = {"TELEGRAM_BOT_TOKEN": token, "HTTPS_PROXY": proxy, "ALL_PROXY": proxy}
    async with program(tmp_path, "run", **variables) as process:
        seen = b""
        assert process.stderr
        async with asyncio.timeout(PATIENCE):
            async for line in process.stderr:
                seen += line
                if b"Telegram cannot be reached" in line:
                    break
        process.send_signal(signal.SIGTERM)
        output, errors = await asyncio.wait_for(process.communicate(), STOPPING_SECONDS)
    assert b"Telegram cannot be reached" in seen
    assert process.returncode == STOPPED_BY_US
    assert token.encode() not in output + seen + errors


async def test_a_port_that_is_taken_is_said_so_and_exits_with_1(tmp_path: Path) -> None:
    settings_in(tmp_path)
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", port := free_port())
    async with server, program(tmp_path, "run", "--port", str(port)) as process:
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in errors.decode()


async def test_faulty_settings_are_listed_with_line_and_column_and_exit_with_1(
    tmp_path: Path,
) -> None:
    settings_in(tmp_path)
    (tmp_path / "config.yaml").write_text("mode: polling\nlimits: {nonsense: 1}\n", "utf-8")
    async with program(tmp_path, "run") as process:
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode().startswith("config.yaml:2:10: [error] 'limits.nonsense'")
