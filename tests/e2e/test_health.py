"""/healthz, /readyz and /metrics over HTTP, as programs that watch the bot ask for them."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

import bot
from bot import app
from bot.config import Secrets, Settings
from bot.health import Part
from bot.simulator.server import Simulator
from handlers import contact
from tests.catalogue.tree import WAGES_EN, write
from tests.e2e.conftest import ROOT, TOKEN, House, free_port, running, settings_in, webhook_settings
from tests.e2e.test_process import program
from tests.waiting import PATIENCE, until, until_it

SORROW = "zwqsorrow xqvbnm"
NAME = "Somphone-Zwq"


def polling_settings(folder: Path) -> Settings:
    """Return settings for polling, with a free port for the pages."""
    settings = settings_in(folder)
    pages = settings.health.model_copy(update={"port": free_port()})
    return settings.model_copy(update={"health": pages})


@pytest.fixture(params=["polling", "webhook"])
async def watched(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """A bot with two articles that can be asked how it is."""
    write(tmp_path, {})
    make = polling_settings if request.param == "polling" else webhook_settings
    async with running(make(tmp_path)) as house:
        yield house


in_one_mode = pytest.mark.parametrize("watched", ["polling"], indirect=True)
"""For what is the same in both."""


def pages_of(port: int) -> httpx.AsyncClient:
    """A client for the pages that are served on this port."""
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)


@pytest.fixture
async def pages(watched: House) -> AsyncIterator[httpx.AsyncClient]:
    """Asks for the pages of ``watched``."""
    settings = watched.settings
    port = settings.health.port if settings.mode == "polling" else settings.webhook.port
    async with pages_of(port) as http:
        yield http


async def measured(pages: httpx.AsyncClient, name: str) -> float:
    """Return the value of a measurement, with its labels; 0 if it was never counted."""
    found = re.search(rf"(?m)^{re.escape(name)} (\S+)$", (await pages.get("/metrics")).text)
    return float(found[1]) if found else 0


async def test_the_pages_say_what_runs_and_that_it_is_ready(
    watched: House, pages: httpx.AsyncClient
) -> None:
    alive = (await pages.get("/healthz")).json()
    catalogue = watched.services.library.current.catalogue
    assert alive["program"] == bot.__version__
    assert alive["mode"] == watched.settings.mode
    assert alive["content"]["version"] == catalogue.version
    assert alive["content"]["refused"] is None
    assert (alive["stopping"], alive["troubles"]) == (False, {})
    assert alive["uptime_seconds"] >= 0
    ready = await pages.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "wanting": {}})
    assert (await pages.post("/healthz")).status_code == 405


async def test_what_people_do_is_counted_and_nothing_of_them_is_on_any_page(
    watched: House, pages: httpx.AsyncClient
) -> None:
    chat = await watched.person(first_name=NAME, username="somphone_zwq")
    await chat.say("/start")
    await chat.say("unpaid wages")
    await chat.say(SORROW)
    await chat.say("they locked the door")
    menu = await chat.say("/menu")
    await chat.tap_data(menu, "a:wages:0", stale=True)
    await until_it(lambda: nothing_waits(pages))
    kinds = {
        kind: await measured(pages, f'thangdee_updates_total{{kind="{kind}"}}')
        for kind in ("message", "callback_query", "other")
    }
    assert kinds == {"message": 5, "callback_query": 1, "other": 0}
    answers = {
        kind: await measured(pages, f'thangdee_answers_total{{kind="{kind}"}}')
        for kind in ("sure", "unknown", "urgent")
    }
    assert answers == {"sure": 1, "unknown": 1, "urgent": 1}
    assert await measured(pages, "thangdee_match_seconds_count") == 3
    assert await measured(pages, "thangdee_articles") == 2
    assert await measured(pages, 'thangdee_texts{language="lo",state="drafted"}') == 2
    assert await measured(pages, 'thangdee_working{part="telegram"}') == 1
    assert await measured(pages, "process_resident_memory_bytes") > 1_000_000
    version = watched.services.library.current.catalogue.version
    info = f'thangdee_info{{content="{version}",program="{bot.__version__}"}}'
    assert await measured(pages, info) == 1
    everything = "".join([(await pages.get(f"/{page}")).text for page in ALL]).lower()
    documented = (ROOT / "docs/monitoring.md").read_text(encoding="utf-8")
    names = set(re.findall(r"# TYPE (thangdee_\w+) ", everything))
    assert {name for name in names if f"`{name}`" not in documented} == set()
    for secret in (str(chat.user_id), NAME, "zwq", "sorrow", "42:test-token"):
        assert secret.lower() not in everything


ALL = ("healthz", "readyz", "metrics")


async def nothing_waits(pages: httpx.AsyncClient) -> bool:
    return await measured(pages, "thangdee_queue_depth") == 0


async def status(pages: httpx.AsyncClient) -> int:
    return (await pages.get("/readyz")).status_code


@in_one_mode
async def test_a_store_that_is_away_is_told_of_until_it_is_back(
    watched: House, pages: httpx.AsyncClient
) -> None:
    database = watched.services.store._database
    async with database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE person RENAME TO elsewhere")
    await until_it(lambda: is_status(pages, 503))
    wanting = (await pages.get("/readyz")).json()["wanting"]
    assert list(wanting) == ["store"]
    assert wanting["store"].startswith("the database cannot be read (")
    assert (await pages.get("/healthz")).status_code == 200
    async with database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO person")
    await until_it(lambda: is_status(pages, 200))


async def is_status(pages: httpx.AsyncClient, code: int) -> bool:
    return await status(pages) == code


@in_one_mode
async def test_a_telegram_that_is_silent_for_long_is_told_of_until_it_answers(
    watched: House, pages: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await watched.fault(method="getUpdates", kind="500", times=1_000)
    chat = await watched.person()
    await chat.send(text="/menu")  # ends the request that is open; the next ones fail
    with monkeypatch.context() as impatient:
        impatient.setattr("bot.app.condition.CONTACT_SECONDS", 0.1)
        await until_it(lambda: refuses_updates(pages))
        wanting = (await pages.get("/readyz")).json()["wanting"]
        assert list(wanting) == ["telegram"]
        assert "Telegram has not answered for " in wanting["telegram"]
        assert "refused (500); check the network" in wanting["telegram"]
    assert (await pages.get("/healthz")).json()["troubles"] == {"updates": "refused (500)"}
    assert await measured(pages, 'thangdee_api_errors_total{kind="NetworkError"}') > 0
    assert await measured(pages, 'thangdee_working{part="updates"}') == 0
    await watched.http.delete("/control/faults")
    await chat.send(text="/menu")  # or the next answer would take as long as a request may be open
    await until(lambda: watched.services.health.trouble(Part.UPDATES) is None)
    assert await status(pages) == 200


async def refuses_updates(pages: httpx.AsyncClient) -> bool:
    return "refused" in (await pages.get("/readyz")).text


async def test_while_telegram_was_never_reached_the_pages_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.running.FIRST_WAIT", 0.05)
    write(tmp_path, {})
    settings, secrets, stop = polling_settings(tmp_path), Secrets(bot_token=TOKEN), asyncio.Event()
    async with (
        Simulator(port=0) as simulator,
        app.open_services(settings, b"key", settings.data) as services,
        pages_of(settings.health.port) as pages,
        httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http,
    ):
        simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        fault = {"method": "getMe", "kind": "drop", "times": 1_000}
        assert (await http.post("/control/faults", json=fault)).status_code == 200
        application, polling = app.build(settings, TOKEN, services, base_url=simulator.url)
        serving = asyncio.create_task(app.run(application, polling, secrets, stop))
        await until(lambda: services.health.trouble(Part.TELEGRAM) is not None)
        assert (await pages.get("/healthz")).status_code == 200
        ready = await pages.get("/readyz")
        assert ready.status_code == 503
        assert "not answered since the start: NetworkError" in ready.json()["wanting"]["telegram"]
        await http.delete("/control/faults")
        await until_it(lambda: is_status(pages, 200))
        stop.set()
        await serving


async def test_in_a_quiet_night_telegram_is_asked_whether_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr("bot.app.running.CHORES", (replace(contact.CHORE, seconds=0.05),))
    write(tmp_path, {})
    settings = webhook_settings(tmp_path)
    async with (
        running(settings) as house,
        pages_of(settings.webhook.port) as pages,
    ):
        requests = house.simulator.world.requests
        for _ in range(3):
            await requests.wait_for(
                lambda found: found["method"] == "getMe", after=requests.last, seconds=PATIENCE
            )
        assert await status(pages) == 200
        await house.fault(method="getMe", kind="500", times=1_000)
        await until_it(lambda: is_in_trouble(pages))
        monkeypatch.setattr("bot.app.condition.CONTACT_SECONDS", 0.0)
        assert await status(pages) == 503


async def is_in_trouble(pages: httpx.AsyncClient) -> bool:
    return "telegram" in (await pages.get("/healthz")).json()["troubles"]


@in_one_mode
async def test_a_bot_that_stops_is_alive_but_no_longer_ready(
    watched: House, pages: httpx.AsyncClient
) -> None:
    chat = await watched.person()
    before = watched.simulator.world.requests.last
    await watched.fault(method="sendMessage", kind="timeout", times=1, seconds=4)
    await chat.send(text="/menu")
    await watched.simulator.world.requests.wait_for(
        lambda found: found["method"] == "sendMessage", after=before, seconds=PATIENCE
    )
    watched.stop.set()
    ready = await pages.get("/readyz")
    assert (ready.status_code, list(ready.json()["wanting"])) == (503, ["process"])
    assert (await pages.get("/healthz")).json()["stopping"] is True
    await watched.serving
    with pytest.raises(httpx.ConnectError):
        await pages.get("/healthz")


@in_one_mode
async def test_refused_content_is_named_by_place_and_rule(
    watched: House, pages: httpx.AsyncClient
) -> None:
    library = watched.services.library
    article = library.folder / Path(WAGES_EN).relative_to("content")
    good = article.read_text(encoding="utf-8")
    article.write_text(good.replace("Unpaid wages", "U" * 41), encoding="utf-8")
    await until(lambda: library.refused is not None)
    content = (await pages.get("/healthz")).json()["content"]
    assert content["version"] == library.current.catalogue.version
    assert content["refused"]["errors"] == 1
    assert [one["rule"] for one in content["refused"]["first"]] == ["title-too-long"]
    assert content["refused"]["first"][0]["place"].endswith("wages.md:2:8")
    assert await measured(pages, "thangdee_content_refused_errors") == 1
    assert await status(pages) == 200  # the old content answers
    article.write_text(good, encoding="utf-8")
    await until(lambda: library.refused is None)
    assert (await pages.get("/healthz")).json()["content"]["refused"] is None


async def test_the_command_health_asks_the_running_bot(tmp_path: Path) -> None:
    write(tmp_path, {})
    port = free_port()
    (tmp_path / "config.yaml").write_text(f"health: {{port: {port}}}\n", encoding="utf-8")
    async with program(tmp_path, "run", "--port", "0") as process:
        assert await said_by_health(tmp_path, "--wait", "60") == (0, "ready\n", "")
        async with program(tmp_path, "run", "--port", "0") as second:
            _, errors = await second.communicate()
        assert second.returncode == 1
        assert f"cannot listen on 127.0.0.1:{port}" in errors.decode()
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), PATIENCE)
    code, output, errors_said = await said_by_health(tmp_path)
    assert (code, output) == (1, "")
    assert errors_said.startswith(f"process: nothing answers at 127.0.0.1:{port} (Connection")


async def said_by_health(folder: Path, *options: str) -> tuple[int | None, str, str]:
    async with program(folder, "health", *options) as process:
        output, errors = await process.communicate()
        return process.returncode, output.decode(), errors.decode()
