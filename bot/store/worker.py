"""One connection to SQLite in a thread of its own, for what every message needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.guard import is_away

T = TypeVar("T")
Work = Callable[[Connection], Any]


class Worker:
    """Does what is asked for in the order in which it came, on a connection that it keeps.

    An awaited statement costs a journey to a thread and back, several with SQLAlchemy's own driver for
    asyncio, and a commit costs more than the statement. Here what came while the thread was busy makes
    one journey and one commit together. Writers that wait for each other in SQLite itself do so by
    sleeping, without order, until some give up: here they stand in line.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "store")
        self._connection: Connection | None = None
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._driving: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` gives; what it wrote is committed by then unless it raises.

        When another work of the same commit fails, ``work`` is called once more. Raises SQLAlchemyError
        when the database cannot be used; the next call opens it anew. After :meth:`close` RuntimeError.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._driving is None:
            self._driving = asyncio.create_task(self._drive())
        return await done

    async def let_go(self) -> None:
        """Finish what was begun and close the connection; the next call opens it anew."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._let_go)

    async def close(self) -> None:
        """Finish what was asked for and end."""
        if self._driving:
            await self._driving
        await self.let_go()
        self._thread.shutdown(wait=False)
        self._engine.dispose()

    async def _drive(self) -> None:
        """Have done what waits, until nothing does."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            works = [work for work, _ in batch]
            try:
                outcomes = await loop.run_in_executor(self._thread, self._do, works)
            except RuntimeError as error:  # asked for after the end
                outcomes = [_Failure(error)] * len(works)
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                if done.cancelled():
                    continue
                if isinstance(outcome, _Failure):
                    done.set_exception(outcome.error)
                else:
                    done.set_result(outcome)
        self._driving = None

    def _do(self, works: Sequence[Work]) -> Sequence[Any]:
        """Return what each work gives, or its failure."""
        try:
            return self._commit(works)
        except Exception as error:
            failure = _Failure(error)
        if len(works) == 1 or is_away(failure.error):
            return [failure] * len(works)  # each would wait for a locked database again
        return [outcome for work in works for outcome in self._do([work])]

    def _commit(self, works: Sequence[Work]) -> Sequence[Any]:
        if self._connection is None:
            self._connection = self._engine.connect()
        try:
            with self._connection.begin():
                return [work(self._connection) for work in works]
        except DBAPIError:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _Failure:
    """What a work raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error
