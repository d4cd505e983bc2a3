"""One process of the bot as an operator runs it, but with a webhook on loopback over plain HTTP.

    python -m tests.chaos.replica [--webhook URL --port PORT]

The settings file insists on https, which a local Telegram does not speak. Secrets come from the
environment, settings from config.yaml in this folder.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot import app, logs
from bot.cli.serve import until_stopped
from bot.config import Settings, load_secrets, load_settings


def settings_of(url: str | None, port: int) -> Settings:
    """Return the settings of this folder; with an address, of webhook mode there."""
    settings = load_settings(Path.cwd() / "config.yaml")
    if url is None:
        return settings
    door = settings.webhook.model_copy(update={"url": url, "port": port})
    return settings.model_copy(update={"mode": "webhook", "webhook": door})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--webhook", help="the address that Telegram calls")
    parser.add_argument("--port", type=int, default=0, help="where this process listens for it")
    options = parser.parse_args()
    settings, secrets = settings_of(options.webhook, options.port), load_secrets()
    logs.set_up("info", secrets.all())
    asyncio.run(until_stopped(lambda stop: app.serve(settings, secrets, stop)))
