"""A numbered, bounded log that can be waited on: the journal of events and the list of requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

Entry = dict[str, Any]

KEPT = 20_000
"""Entries kept at least; older ones are dropped so that a long benchmark does not eat the memory."""


class Log:
    """Entries with a rising `seq` from 1; readers ask for those after a number, or wait for one."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._dropped = 0
        self._waiters: dict[asyncio.Future[Entry], Callable[[Entry], bool]] = {}

    @property
    def last(self) -> int:
        """The number of the newest entry, 0 when there is none."""
        return self._dropped + len(self._entries)

    def append(self, entry: Entry) -> Entry:
        """Number the entry (in place), keep it and wake whoever waits for such a one."""
        entry["seq"] = self.last + 1
        self._entries.append(entry)
        if len(self._entries) >= 2 * KEPT:
            del self._entries[:KEPT]
            self._dropped += KEPT
        if self._waiters:
            for future, wanted in list(self._waiters.items()):
                if not future.done() and wanted(entry):
                    future.set_result(entry)
        return entry

    def after(self, seq: int) -> list[Entry]:
        """The entries numbered above `seq`, oldest first."""
        return self._entries[max(0, seq - self._dropped) :]

    def get(self, seq: int) -> Entry | None:
        """The entry with that number, or None when it does not exist or was dropped."""
        index = seq - self._dropped - 1
        return self._entries[index] if 0 <= index < len(self._entries) else None

    async def wait_for(
        self, wanted: Callable[[Entry], bool], *, after: int, seconds: float
    ) -> Entry:
        """The first entry above `after` that is wanted, waiting for it at most `seconds`.

        Raises TimeoutError when none comes.
        """
        for entry in self.after(after):
            if wanted(entry):
                return entry
        future: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
        self._waiters[future] = wanted
        try:
            async with asyncio.timeout(seconds):
                return await future
        finally:
            self._waiters.pop(future, None)

    def release(self) -> None:
        """Let everybody who waits go with TimeoutError (the server stops)."""
        for future in self._waiters:
            if not future.done():
                future.set_exception(TimeoutError("the simulator was stopped"))
        self._waiters = {}
