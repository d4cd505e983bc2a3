"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("numpy", "rapidfuzz", "scikit-learn", "scipy", "bm25s")


def machine(*, matcher: bool = True) -> str:
    """Return day, processor and Python in one sentence; with the packages that a ``matcher`` rests on,
    which uses one core."""
    cores = f"{os.cpu_count()} cores{', one used' if matcher else ''}"
    packages = [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    python = f"Python {platform.python_version()}, SQLite {_sqlite()}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()} ({cores}), {platform.system()}, "
        f"{', '.join([python, *(packages if matcher else ())])}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
