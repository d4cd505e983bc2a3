"""Whole updates through the whole application, with a Telegram that answers at once."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from telegram import Update
from telegram.error import TelegramError

from bot import app
from bot.i18n import translators
from bot.store import Store
from handlers import handling
from handlers.context import Context, Services, ThangdeeApplication
from handlers.incoming import is_readable
from tests.fuzz import house
from tests.fuzz.hurry import HurriedLoop
from tests.fuzz.telegram import REFUSALS, Telegram
from tests.fuzz.updates import STAFF, updates, written

SECONDS = handling.SECONDS - 10
"""For one update by the loop's clock: what hangs is told of before the bot itself gives it up."""

_ONE_IN = 4
"""How many updates there are for each one to which Telegram answers with a refusal."""


class Conversation:
    """The application, with a store of its own and nobody behind it."""

    def __init__(self, folder: Path) -> None:
        self._loop = HurriedLoop()
        self._folder = folder
        self.telegram = Telegram()
        self.errors: list[BaseException] = []
        self._loop.run_until_complete(self._open())

    async def _open(self) -> None:
        library = house.library()
        settings = house.settings().model_copy(update={"staff": (STAFF,)})
        self._store = await Store.open(self._folder, b"a key")
        languages = library.current.catalogue.languages
        services = Services(settings, library, self._store, translators({*languages, "en"}))
        application, _ = app.build(settings, "42:token", services)
        # PTB takes its requests once, in the builder, which is the bot's own.
        application.bot._request = (self.telegram, self.telegram)
        application.add_error_handler(self._note)
        await application.initialize()
        self.application: ThangdeeApplication = application

    async def _note(self, _: object, context: Context) -> None:
        if context.error and not isinstance(context.error, TelegramError):
            self.errors.append(context.error)

    def handle(self, raw: dict[str, Any]) -> None:
        """Handle an update; raises what went wrong in any handler."""
        mood, rest = divmod(raw.get("update_id", 0), _ONE_IN)
        self.telegram.begin(None if rest else mood % len(REFUSALS))
        self.errors.clear()
        self._loop.run_until_complete(asyncio.wait_for(self._handled(raw), SECONDS))
        for error in self.errors:
            raise error
        assert not self.telegram.faults, self.telegram.faults[0]

    async def _handled(self, raw: dict[str, Any]) -> None:
        update = Update.de_json(raw, self.application.bot)
        await self.application.process_update(update)

    def close(self) -> None:
        """Close the store."""
        self._loop.run_until_complete(self._store.close())
        self._loop.close()


@cache
def _conversation() -> Conversation:
    folder = tempfile.TemporaryDirectory(prefix="thangdee-fuzz-")
    opened = Conversation(Path(folder.name))

    def close() -> None:
        with contextlib.suppress(Exception):
            opened.close()
        folder.cleanup()

    atexit.register(close)
    return opened


def say(data: bytes) -> None:
    """Handle an update given as JSON, as far as it would get past the door."""
    try:
        update = json.loads(data)
    except (ValueError, RecursionError):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if is_readable(update):
            _conversation().handle(update)


update_inputs: st.SearchStrategy[bytes] = updates().map(written)
