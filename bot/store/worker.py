"""One connection to SQLite in a thread of its own, for what every message needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")


class Worker:
    """Does one transaction after another on a connection that it keeps.

    An awaited statement costs a journey to a thread and back, several with SQLAlchemy's own driver for
    asyncio; here a whole transaction costs one. Writers that wait for each other in SQLite itself do
    so by sleeping, without order, until some give up: here they stand in line.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "store")
        self._connection: Connection | None = None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` gives; what it wrote is committed unless it raises.

        Raises SQLAlchemyError when the database cannot be used; the next call opens it anew.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work)

    async def let_go(self) -> None:
        """Finish what was begun and close the connection; the next call opens it anew."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._let_go)

    async def close(self) -> None:
        """Finish what was begun and end."""
        await self.let_go()
        self._thread.shutdown(wait=False)
        self._engine.dispose()

    def _transact(self, work: Callable[[Connection], T]) -> T:
        if self._connection is None:
            self._connection = self._engine.connect()
        try:
            with self._connection.begin():
                return work(self._connection)
        except DBAPIError:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
