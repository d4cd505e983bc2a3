"""Changed content is taken up while the bot runs: noticed at once, read apart, swapped in as a whole."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import UTC, date, datetime
from pathlib import Path

from watchfiles import awatch

from bot.ahead import load_ahead
from bot.errors import ThangdeeError
from bot.health import Health, Part
from bot.knowledge import Library

_log = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
"""How often the folder is looked at besides: shared folders and some containers tell of no change."""

MISSING_SECONDS = 2.0
"""How often a folder that is gone is looked for."""

QUIET_MS, LONGEST_MS = 400, 10_000
"""A change is taken up when nothing has followed it for so long, or after so long in any case: saving a
file takes an editor several steps, and `git pull` writes many files."""


async def watch_content(library: Library, health: Health) -> None:
    """Keep ``library`` as the files of its folder are, for ever.

    Whatever happens to the folder, the bot goes on with the content that it has.
    """
    while True:
        wait = MISSING_SECONDS
        try:
            await _watch(library, health)
        except ThangdeeError as error:
            _log.warning("changed content waits, the old one stays in use: %s", error)
            health.fails(Part.CONTENT, "changed content could not be read; see the log")
            wait = LOOK_SECONDS
        except Exception as error:
            _log.exception("the content folder could not be watched; the old content stays in use")
            health.fails(Part.CONTENT, f"the folder cannot be watched ({type(error).__name__})")
            wait = LOOK_SECONDS
        await asyncio.sleep(wait)


async def _watch(library: Library, health: Health) -> None:
    """Take up changes until the folder is not the one it was, or gone."""
    await take_up(library, health)
    known = await asyncio.to_thread(_identity, library.folder)
    if known is None:
        return
    changes = awatch(
        library.folder,
        watch_filter=None,  # a folder that is moved away has no suffix; looking costs milliseconds
        step=QUIET_MS,
        debounce=LONGEST_MS,
        rust_timeout=round(LOOK_SECONDS * 1_000),
        yield_on_timeout=True,
    )
    async with aclosing(changes):
        async for _ in changes:
            await take_up(library, health)
            if await asyncio.to_thread(_identity, library.folder) != known:
                return


async def take_up(library: Library, health: Health) -> None:
    """Put the content of the folder in use if it changed and has no errors; else say what is wrong."""
    seen = await asyncio.to_thread(library.changed)
    if seen is None:
        if library.refused is None:
            health.works(Part.CONTENT)
        return
    loaded = await load_ahead(
        library.folder, today(), max_age_days=library.max_age_days, learned=library.learned
    )
    errors = await asyncio.to_thread(library.take_up, seen, loaded)
    for problem in errors:
        _log.error("the old content stays in use: %s", problem)
    if errors:
        health.fails(Part.CONTENT, f"changed content is not in use, errors: {len(errors)}")
    else:
        health.works(Part.CONTENT)


def today() -> date:
    """Return the day it is in UTC."""
    return datetime.now(UTC).date()


def _identity(folder: Path) -> tuple[int, int, int] | None:
    """Return what tells a folder from another one put in its place; None if there is none.

    The number of a deleted folder may be given to the next one, so the time of its last change is part
    of it: watching begins anew a little too often rather than too seldom.
    """
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_ctime_ns
