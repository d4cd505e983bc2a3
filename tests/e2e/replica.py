"""A process of the bot in webhook mode for tests: ``python -m tests.e2e.replica PORT DOOR DATABASE``.

It serves the working folder, over SQLite if ``DATABASE`` is empty. ``DOOR`` is where the local Telegram
knocks; a settings file takes https there and nothing else.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot import app, logs
from bot.cli.serve import until_stopped
from bot.config import CONFIG_FILE, Secrets, load_settings
from tests.e2e.conftest import TOKEN, WEBHOOK_SECRET


def main(port: str, door: str, database: str) -> None:
    """Serve until SIGTERM."""
    settings = load_settings(Path(CONFIG_FILE).absolute())
    webhook = settings.webhook.model_copy(update={"url": door, "port": int(port)})
    settings = settings.model_copy(
        update={"mode": "webhook", "webhook": webhook, "database": database}
    )
    secrets = Secrets(bot_token=TOKEN, webhook_secret=WEBHOOK_SECRET)
    logs.set_up("info", [TOKEN, WEBHOOK_SECRET])
    asyncio.run(until_stopped(lambda stop: app.serve(settings, secrets, stop)))


if __name__ == "__main__":
    main(*sys.argv[1:])
