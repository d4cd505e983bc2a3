"""Reads changed content and learns from it in a process of its own, so that no answer waits for it.

Python runs one thread at a time. With the whole content that was learned anew in a thread for two
minutes, at 50 questions a second the median answer took 29 s and some failed (docs/performance.md).
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import pickle
import sys
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.config import SECRET_VARIABLES
from bot.errors import ThangdeeError
from bot.knowledge import fit

if TYPE_CHECKING:
    from bot.catalogue.loaded import Loaded

NICENESS = 10
"""How far the process stands back behind the one that answers."""

_HOME = Path(__file__).parents[1]


async def load_ahead(
    folder: Path, today: date, *, max_age_days: int, learned: Path | None
) -> Loaded:
    """Return what :func:`bot.catalogue.compiled.load` gives; afterwards fitting to it takes a moment.

    What the matcher learns from content without errors stands in the folder ``learned`` by then; without
    one (or on a full disk) it is learned again by whoever fits. Raises ThangdeeError when the process
    ended without an answer, as when it was killed because memory was short.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.ahead"),
        *(str(folder), today.isoformat(), str(max_age_days), str(learned or "")),
        # One thread for its sums: the other cores are for answers.
        env={**environment_without_secrets(), "OPENBLAS_NUM_THREADS": "1"},
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # a Ctrl-C is for the bot, which ends this one
    )
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ThangdeeError(
            f"the process that reads changed content ended with {process.returncode}; the log may say "
            "why, and -9 mostly means that the machine is short of memory"
        )
    loaded: Loaded = pickle.loads(said)  # noqa: S301 - our own process wrote it
    return loaded


def environment_without_secrets() -> dict[str, str]:
    """Return the environment for a process of our own that needs no secret, and finds our code."""
    secrets = set(SECRET_VARIABLES.values())
    variables = {name: value for name, value in os.environ.items() if name not in secrets}
    path = os.pathsep.join([str(_HOME), *filter(None, [variables.get("PYTHONPATH")])])
    return {**variables, "PYTHONPATH": path}


class _Pickler(pickle.Pickler):
    """Knows the read-only mappings of a catalogue."""

    def reducer_override(self, value: object) -> Any:
        """Return how to make ``value`` again."""
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _main(folder: str, today: str, max_age_days: str, learned: str) -> bytes:
    from bot.catalogue.compiled import load  # many imports, which whoever waits for us needs not

    with contextlib.suppress(OSError):  # a service manager may forbid it
        os.nice(NICENESS)
    kept_in = Path(learned) if learned else None
    day = date.fromisoformat(today)
    loaded = load(Path(folder), day, max_age_days=int(max_age_days), kept_in=kept_in)
    if loaded.catalogue is not None and not loaded.errors and kept_in:
        fit(loaded.catalogue, kept_in)
    told = io.BytesIO()
    _Pickler(told, pickle.HIGHEST_PROTOCOL).dump(loaded)
    return told.getvalue()


if __name__ == "__main__":
    # By its own name: what __main__ defines nobody else could unpickle.
    from bot import ahead

    sys.stdout.buffer.write(ahead._main(*sys.argv[1:]))
