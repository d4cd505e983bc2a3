"""How long people wait for answers while changed content is taken up.

    python -m benchmarks.swap [--seconds N]

Asks example questions at 50 a second, each with what an answer reads and writes in the store, in a
process like the bot's: in quiet, while changed content is learned from in a process of its own and then
put in use (what the bot does), and while all of it happens in a thread of this process.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from benchmarks.cells import number, table
from benchmarks.machine import machine
from benchmarks.project import CONTENT, ROOT
from bot.app import watching
from bot.health import Health
from bot.knowledge import Library
from bot.store import Recent, Store

PER_SECOND = 50
PEOPLE = 500
STRIDE = 7_919
"""Examples stand article by article; a prime step mixes articles, languages and scripts."""

ARTICLE = "en/complaints/unpaid-wages.md"


class Asking:
    """Asks all the time and notes how long each answer took, in seconds; ``failed`` got none."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store
        examples = [text for text, _ in library.current.catalogue.examples()]
        self._texts = [examples[n * STRIDE % len(examples)] for n in range(100)]
        self.took: list[float] = []
        self.failed = 0

    async def run(self) -> None:
        """Ask until cancelled; who asks does not wait for the answers to others."""
        for text in self._texts:  # the first answers load word lists
            self._library.current.answerer.answer(text)
        asked: set[asyncio.Task[None]] = set()
        started, count = time.perf_counter(), 0
        while True:
            count += 1
            asked.add(task := asyncio.create_task(self._ask(count)))
            task.add_done_callback(asked.discard)
            await asyncio.sleep(max(0.0, started + count / PER_SECOND - time.perf_counter()))

    async def _ask(self, count: int) -> None:
        person, text = count % PEOPLE, self._texts[count % len(self._texts)]
        started = time.perf_counter()
        try:
            await self._store.people.get(person)
            recent = await self._store.recent.get(person)
            self._library.current.answerer.answer(text, recent.article)
            await self._store.recent.put(person, Recent("passport"))
        except SQLAlchemyError:
            self.failed += 1
        else:
            self.took.append(time.perf_counter() - started)

    async def during(self, name: str, work: Awaitable[object]) -> Sequence[str]:
        """Return a row of what answers took while ``work`` was done."""
        self.took.clear()
        self.failed, started = 0, time.perf_counter()
        await work
        lasted = time.perf_counter() - started
        shares = statistics.quantiles(self.took, n=100, method="inclusive")
        figures = [1_000 * one for one in (shares[49], shares[94], shares[98], max(self.took))]
        return [name, number(lasted), *map(number, figures), str(self.failed)]


async def measure(seconds: float) -> list[Sequence[str]]:
    """Return the rows of the table."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="thangdee-swap-") as name:
        folder = Path(name)
        shutil.copytree(CONTENT, folder / "content")
        learned = folder / "learned"
        with suppress(FileNotFoundError):
            shutil.copytree(ROOT / ".pytest_cache/learned", learned)
        library = Library.open(folder / "content", watching.today(), learned=learned)
        store = await Store.open(folder / "data", b"key")
        asking = Asking(library, store)
        task = asyncio.create_task(asking.run())
        await asyncio.sleep(seconds)
        rows.append(await asking.during("in quiet", asyncio.sleep(seconds)))
        _change(folder / "content" / ARTICLE, 1)
        apart = watching.take_up(library, Health())
        rows.append(await asking.during("learning apart (the bot)", apart))
        await asyncio.sleep(seconds)  # until nobody waits any more
        _change(folder / "content" / ARTICLE, 2)
        within = asyncio.to_thread(library.refresh, watching.today())
        rows.append(await asking.during("learning in a thread", within))
        task.cancel()
        await asyncio.wait([task])
        await store.close()
    return rows


def _change(article: Path, number_: int) -> None:
    text = article.read_text(encoding="utf-8")
    new = f"questions:\n  - what if the boss pays in sweets {number_}\n"
    article.write_text(text.replace("questions:\n", new, 1), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="how long quiet is measured")
    rows = asyncio.run(measure(parser.parse_args().seconds))
    print(table(["Answers", "s", "p50 ms", "p95 ms", "p99 ms", "longest ms", "failed"], rows))
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
