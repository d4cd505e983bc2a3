"""Logging without secrets and without people's words."""

from __future__ import annotations

import logging
from collections.abc import Iterable

_REDACTED = "[secret]"
_OURS = ("bot", "handlers")
_QUIET = ("httpx", "httpcore", "watchfiles")
"""Libraries whose INFO lines hold addresses with the token (gotcha 1), or nothing that helps."""

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Writes each record with every secret replaced, also in exceptions and their causes."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line or lines without secrets."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, _REDACTED)
        return text


def set_up(level: str, secrets: Iterable[str | None]) -> None:
    """Send the log to standard error at ``level`` (debug, info, warning, error).

    Call it once, before anything is logged. Only our own modules ever go down to debug: libraries
    write whole updates there, database rows and addresses that hold the token (gotchas 1, 2).
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secret for secret in secrets if secret))
    chosen = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.INFO, chosen))
    for name in _OURS:
        logging.getLogger(name).setLevel(chosen)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, chosen))
