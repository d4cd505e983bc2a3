"""The command that serves, and the one that makes ready for it."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from bot import app, logs
from bot.cli.common import Add, settings_of
from bot.config import load_secrets, secrets_in

HIGHEST_PORT = 65_535


def add(command: Add) -> None:
    """Add ``run`` and ``prepare``."""
    run = command("run", _run, "serve the bot", "run --local")
    run.add_argument(
        "--local", action="store_true", help="use the local Telegram even if a bot token is set"
    )
    command(
        "prepare",
        _prepare,
        "read the content and learn from it, for a quick start",
        "prepare",
    )
    run.add_argument("--port", type=_port, help="port of the local chat page (0: any free one)")


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no port: write a number from 0 to {HIGHEST_PORT}"
        )
    return int(text)


def _run(options: argparse.Namespace) -> int:
    """Serve Telegram if TELEGRAM_BOT_TOKEN is set, else the built-in local Telegram."""
    settings = settings_of(options)
    secrets = load_secrets()
    logs.set_up(settings.log.level, secrets_in(os.environ))
    logs.catch_all()
    if options.port is not None:
        local = settings.local.model_copy(update={"port": options.port})
        settings = settings.model_copy(update={"local": local})
    app.prepare_apart(settings, options.config)
    if secrets.bot_token and not options.local:
        asyncio.run(until_stopped(lambda stop: app.serve(settings, secrets, stop)))
    else:
        asyncio.run(until_stopped(lambda stop: app.serve_local(settings, stop, _announce)))
    return 0


def _prepare(options: argparse.Namespace) -> int:
    """Read the content and learn from it, and keep both in the data folder: about a minute if it is new.

    ``thangdee run`` does it by itself. Where an image is built or a service is updated, this takes the
    minute away from its first start.
    """
    settings = settings_of(options)
    catalogue = app.prepare(settings).current.catalogue
    print(
        f"content {catalogue.version} with {len(catalogue.articles)} articles is ready; what was made "
        f"of it is kept in {app.learned_folder(settings)}"
    )
    return 0


async def until_stopped(serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run ``serve`` until Ctrl-C or SIGTERM; a second Ctrl-C ends it at once.

    A second SIGTERM does not: a service manager sends one to ``make`` and one to its child, to which
    make passes on its own as well.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.task_failed)
    serving = asyncio.create_task(serve(stop))

    def interrupt() -> None:
        if stop.is_set():
            serving.cancel()
        stop.set()

    loop.add_signal_handler(signal.SIGINT, interrupt)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    try:
        await serving
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _announce(address: str) -> None:
    print(
        f"\nThangdee is running on the built-in local Telegram.\nOpen {address} and say hello. "
        "Ctrl-C stops it.\n",
        flush=True,
    )
