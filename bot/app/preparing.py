"""Content is read and learned from ahead, by a process that need not answer and may take the memory."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.ahead import environment_without_secrets
from bot.catalogue import compiled
from bot.config import Settings
from bot.knowledge import Library

LITTLE_BYTES = 500_000
"""Content up to this size is read and learned from in no time and little memory."""

_log = logging.getLogger(__name__)


def prepare(settings: Settings) -> Library:
    """Read the content and learn from it; what comes of it is kept for the next start.

    Takes about a minute for the content that comes with the bot, a second if nothing has changed.
    Raises ProblemsError for content that cannot be used.
    """
    library = Library.open(
        settings.content,
        datetime.now(UTC).date(),
        max_age_days=settings.limits.checked_days,
        learned=learned_folder(settings),
    )
    # What all languages are read with is made when it is first needed.
    library.current.answerer.answer("ສະບາຍດີ, where is the office?")
    return library


def prepare_apart(settings: Settings, config: Path | None) -> None:
    """Let another process :func:`prepare` unless that was done, or is done in no time.

    Python gives little of the 400 MB back that reading and learning take. ``config`` is the settings
    file. Whatever the process says of the content, this one finds and says again.
    """
    folder, learned = settings.content, learned_folder(settings)
    size = sum(path.stat().st_size for path in folder.rglob("*.*") if path.is_file())
    if size <= LITTLE_BYTES or compiled.is_kept(folder, settings.limits.checked_days, learned):
        return
    if not _can_write(learned):
        return  # it would all be in vain
    _log.info("the content is new: it is read and learned from first, which takes about a minute")
    named = ["--config", str(config)] if config else []
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *named, "prepare"],
        env=environment_without_secrets(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def learned_folder(settings: Settings) -> Path:
    """Return where what was read and learned is kept; it may be deleted at any time."""
    return settings.data / "learned"


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
