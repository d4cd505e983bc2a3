"""Programs measured from outside: started, looked at through /proc, stopped whatever happens.

Needs Linux, which tells what a process takes (/proc).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import megabytes
from benchmarks.project import ROOT

STOP_SECONDS = 10
"""How long a program may take to stop before it is killed."""

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Running:
    """A program that runs."""

    pid: int
    name: str
    ended: asyncio.Task[int]
    """Done as soon as it has ended."""

    def processor(self) -> float:
        """Return the seconds of the processor that it took until now, to a hundredth."""
        user, system = _fields(self.pid)[11:13]
        return (int(user) + int(system)) / _TICK

    def megabytes(self, kind: str = "VmRSS") -> float:
        """Return its resident memory; with ``VmHWM`` the most that it was."""
        return megabytes(kind, self.pid)


def family_processor(pid: int) -> float:
    """Return the seconds of the processor that a process and its children took, those ended as well."""
    ticks = sum(map(int, _fields(pid)[11:15]))
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            fields = _fields(int(stat.parent.name))
            if int(fields[1]) == pid:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICK


def _fields(pid: int) -> list[str]:
    """Return what /proc tells of a process, from its state on."""
    # The name of the program stands before it in brackets and may hold anything.
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()


@asynccontextmanager
async def running(
    name: str, *arguments: str, log: Path, variables: Mapping[str, str] | None = None
) -> AsyncIterator[Running]:
    """Run a Python module with ``arguments``; what it says goes to the file ``log``.

    It is stopped at the end, and killed if it does not stop. Raises RuntimeError with the end of the
    log when it has ended by itself.
    """
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            cwd=ROOT,
            env={**os.environ, **(variables or {})},
            stdout=said,
            stderr=said,
            start_new_session=True,  # a Ctrl-C is for us; we stop it
        )
    try:
        ended = asyncio.create_task(process.wait())
        yield Running(process.pid, name, ended)
        if process.returncode is not None:
            said_last = await asyncio.to_thread(log.read_text, "utf-8")
            raise RuntimeError(f"{name} has ended: {said_last[-2000:]}")
    finally:
        await asyncio.shield(_stopped(process))


async def _stopped(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
