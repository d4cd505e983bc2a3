"""A database that is away for a while: whoever can do without it does not wait for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnection

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
"""After a failure the database is spared for so long; then one tries again while others do not wait."""

_OURS = (IntegrityError, DataError, ProgrammingError)
"""What a working database refuses."""


class StoreAwayError(SQLAlchemyError):
    """The database cannot be used now: locked, full, stopped or gone."""


class Breaker:
    """Open after a failure: then what is optional fails at once instead of after seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._next_try: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last try failed."""
        return self._next_try is not None

    def check(self) -> None:
        """Raise StoreAwayError unless it is time to try; then let one try."""
        if self._next_try is None:
            return
        if self._clock() < self._next_try:
            raise StoreAwayError("the database failed a moment ago")
        self._next_try = self._clock() + PAUSE_SECONDS

    def trip(self) -> None:
        """Note a failure."""
        self._next_try = self._clock() + PAUSE_SECONDS

    def reset(self) -> None:
        """Note a success."""
        self._next_try = None


class Guard:
    """Stands around all work with a database; tells ``listener`` why it fails, None when it works.

    Reads and writes fail each for themselves: a full disk can still be read. The reasons hold no words
    of people. ``clock`` gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.listener: Callable[[str | None], None] = lambda _: None
        self.reads = Breaker(clock)
        self.writes = Breaker(clock)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Surround a read; raises StoreAwayError, at once if the last one failed a moment ago."""
        self.reads.check()
        with self._watching(self.reads):
            yield

    @contextmanager
    def writing(self, *, optional: bool) -> Iterator[None]:
        """Surround a write; raises StoreAwayError, an ``optional`` one at once as in :meth:`reading`."""
        if optional:
            self.writes.check()
        with self._watching(self.writes):
            yield

    @contextmanager
    def _watching(self, breaker: Breaker) -> Iterator[None]:
        try:
            yield
        except StoreAwayError:
            raise
        except Exception as error:
            if not is_away(error):
                raise
            reason = _reason(error)
            if not breaker.is_open:
                _log.error("the database cannot be used: %s", reason)
            breaker.trip()
            self.listener(reason)
            raise StoreAwayError(reason) from error
        if breaker.is_open:
            _log.info("the database can be used again")
        breaker.reset()
        if not (self.reads.is_open or self.writes.is_open):
            self.listener(None)


def is_away(error: Exception) -> bool:
    """Tell whether the database failed, not what it was asked."""
    if isinstance(error, DBAPIError):
        return not isinstance(error, _OURS)
    # Where no connection comes about, the errors of sockets and of the driver come as they are.
    by_driver = type(error).__module__.startswith("asyncpg.")
    return by_driver or isinstance(error, OSError | NoConnection)


def _reason(error: Exception) -> str:
    """Return what happened, without the statement and its values: SQLite's name, or the kind."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(getattr(cause, "sqlite_errorname", "") or type(cause).__name__)
