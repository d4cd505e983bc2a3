"""Runs another module, such as the bot, as if it were noon, so that reminders go out at any hour.

    python -m tests.chaos.awake SECONDS MODULE [ARGUMENT ...]

``SECONDS`` is how often it looks for reminders.
"""

from __future__ import annotations

import runpy
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from handlers import notices

NOON = 12


def main(seconds: float, module: str) -> None:
    """Run ``module``; its arguments stand in :data:`sys.argv`."""
    zone = timezone(timedelta(hours=NOON - datetime.now(UTC).hour))
    notices.LOCAL = zone  # type: ignore[attr-defined]
    notices.AWAY_SECONDS = seconds  # type: ignore[attr-defined]
    notices.CHORE = replace(notices.CHORE, seconds=seconds)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    del sys.argv[0]
    main(float(sys.argv.pop(0)), sys.argv[0])
