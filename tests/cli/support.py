"""Programs that are run as their users run them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.catalogue.tree import WAGES_EN
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
COMMANDS = [
    *("run", "prepare", "health", "ask", "evaluate", "check", "new", "review"),
    *("poster", "link", "report", "alert"),
    *("backup", "restore"),
]
Printed = pytest.CaptureFixture[str]


@contextmanager
def program(
    *command: str | bytes, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run Python with ``command`` in the working folder, without the tester's own secrets."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("TELEGRAM_", "THANGDEE_", "PYTHON"))
    }
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *command],
        env=inherited
        | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        | dict(environment or {}),
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # nothing, if it has ended


def ran(
    *command: str | bytes, given: str | None = None, environment: Mapping[str, str] | None = None
) -> tuple[int, str, str]:
    """Return exit code, output and errors of a program that ends by itself; ``given`` is its input."""
    with program(*command, environment=environment) as process:
        output, errors = process.communicate(given, timeout=PATIENCE)
    return process.returncode, output, errors


def break_title() -> None:
    """Make a title too long, which is an error but leaves the content usable."""
    article = Path(WAGES_EN)
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("Unpaid wages", "t" * 41), "utf-8")


TITLE_FAULT = "the title has 41 characters, at most 40 fit; shorten it (title-too-long)"
