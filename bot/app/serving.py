"""What `thangdee run` runs: Telegram's own bot, or one on the built-in local Telegram."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app.building import build
from bot.app.listening import check_secret
from bot.app.running import run
from bot.app.services import open_services, person_key, where_of
from bot.catalogue.model import text_in
from bot.config import Secrets, Settings
from bot.errors import ThangdeeError
from bot.simulator.server import Simulator

LOCAL_TOKEN = "1:LOCAL"  # noqa: S105 - opens nothing but the local Telegram
LOCAL_USERNAME = "thangdee_bot"


async def serve(settings: Settings, secrets: Secrets, stop: asyncio.Event) -> None:
    """Serve Telegram, with the token of ``secrets``, until ``stop`` is set.

    Raises ThangdeeError for settings and secrets that do not go together.
    """
    check_secret(settings, secrets)
    token = secrets.bot_token or ""
    async with open_services(
        settings, person_key(secrets), where_of(settings, secrets)
    ) as services:
        application, polling = build(
            settings, token, services, base_url=settings.bot.api_url or None
        )
        await run(application, polling, secrets, stop)


async def serve_local(
    settings: Settings, stop: asyncio.Event, announce: Callable[[str], None]
) -> None:
    """Serve the built-in local Telegram until ``stop`` is set; ``announce`` gets the page's address.

    The local Telegram forgets everybody when it stops, so what is kept of people goes with it.
    Raises ThangdeeError when it cannot listen.
    """
    local = settings.local
    async with contextlib.AsyncExitStack() as stack:
        try:
            simulator = await stack.enter_async_context(Simulator(local.host, local.port))
        except ValueError as error:
            raise ThangdeeError(f"local.host in config.yaml: {error}") from error
        except OSError as error:
            raise ThangdeeError(
                f"cannot listen on {local.host}:{local.port} ({error.strerror}); stop the program "
                "that uses it, or set another local.port in config.yaml (0 takes any free one)"
            ) from error
        simulator.world.add_bot(
            token=LOCAL_TOKEN, username=LOCAL_USERNAME, first_name=text_in(settings.bot.name, "en")
        )
        folder = stack.enter_context(TemporaryDirectory(prefix="thangdee-"))
        settings = settings.model_copy(update={"mode": "polling"})
        secrets = Secrets(bot_token=LOCAL_TOKEN)
        services = await stack.enter_async_context(
            open_services(settings, person_key(secrets), Path(folder))
        )
        application, polling = build(settings, LOCAL_TOKEN, services, base_url=simulator.url)
        await run(application, polling, secrets, stop, ready=lambda: announce(simulator.url))
