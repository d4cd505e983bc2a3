"""What the commands share: their place in the parser, the settings file, files written, today."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from bot.config import CONFIG_FILE, Settings, load_settings
from bot.errors import ThangdeeError
from bot.knowledge import Library

MEND = 1
"""The exit code for what the user has to mend."""


class Add(Protocol):
    """Adds a command to the parser and returns its own parser, for its options."""

    def __call__(
        self, name: str, command: Callable[[argparse.Namespace], int], summary: str, example: str
    ) -> argparse.ArgumentParser:
        """Add the command ``name``, told of in ``summary``; its help ends with the ``example``.

        The docstring of ``command`` is its description.
        """


def settings_of(options: argparse.Namespace) -> Settings:
    """Read the settings file; one that was named must be there, config.yaml need not."""
    if options.config is None:
        return load_settings(Path(CONFIG_FILE))
    if not options.config.exists():
        raise ThangdeeError(
            f"there is no settings file {options.config}; check what stands after --config, or leave "
            f"it out to use {CONFIG_FILE} in this folder"
        )
    return load_settings(options.config)


def library_of(settings: Settings) -> Library:
    """Return the content and what was learned from it; raises ProblemsError for faulty content."""
    return Library.open(
        settings.content,
        today(),
        max_age_days=settings.limits.checked_days,
        learned=settings.data / "learned",
    )


def write(file: Path, content: str | bytes) -> None:
    """Write ``content`` to ``file``; raises ThangdeeError where that cannot be done."""
    if isinstance(content, str):
        # Questions may hold what UTF-8 has no place for.
        content = content.encode("utf-8", "xmlcharrefreplace")
    try:
        file.write_bytes(content)
    except OSError as error:
        raise ThangdeeError(
            f"{file}: cannot be written ({error}); name a file in a folder that exists"
        ) from error


def today() -> date:
    """Return the day it is in UTC."""
    return datetime.now(UTC).date()
