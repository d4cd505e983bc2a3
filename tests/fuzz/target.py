"""A way in, as a function of bytes that raises on a fault, and what to try on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

CORPUS = Path(__file__).parent / "corpus"
"""Inputs that found a fault once, in a folder for each target."""

LONGEST = 4_096
"""Characters of a message: Telegram lets no longer one through."""


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Target:
    """A way in. ``run`` raises on a fault; ``inputs`` is what hypothesis makes up for it.

    ``examples`` are tried in ``make test``. What steers is chosen by ``raw``: bytes led by branches are
    the inputs themselves, else hypothesis makes inputs of them (for updates, of which random bytes are
    none).
    """

    name: str
    run: Callable[[bytes], None]
    inputs: st.SearchStrategy[bytes]
    examples: int = 100
    raw: bool = True

    def kept(self) -> list[Path]:
        """Return the files with what found a fault once."""
        return sorted((CORPUS / self.name).glob("*"))

    def make_up(self, most: int, number: int, see: Callable[[bytes], None]) -> None:
        """Let hypothesis make up ``most`` inputs by the seed ``number``, and ``see`` each of them."""

        @seed(number)
        @settings(
            max_examples=most,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(self.inputs)
        def each(data: bytes) -> None:
            see(data)

        each()

    def keep(self, data: bytes) -> Path:
        """Keep an input that found a fault, under a name made of its bytes."""
        path = CORPUS / self.name / sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


def text_of(data: bytes) -> str:
    """Return any bytes as a text; with what no keyboard types in it, lone surrogates among others."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Return the bytes that :func:`text_of` reads as ``text``."""
    return text.encode("utf-8", "surrogatepass")


class _Clock:
    """How much slower than in tests code may be: what leads by branches counts each of them."""

    slowness = 1.0


def expect_slow(slowness: float) -> None:
    """Allow ``slowness`` times as much time from now on."""
    _Clock.slowness = slowness


def within(seconds: float, what: str, call: Callable[[], _T]) -> _T:
    """Return what ``call`` returns; it may take ``seconds`` of this thread's CPU.

    One that is too slow is called once more: the first call may read word lists, or the machine pause.
    """
    for _ in range(2):
        started = time.thread_time()
        found = call()
        taken = time.thread_time() - started
        if taken <= seconds * _Clock.slowness:
            return found
    raise AssertionError(f"{what} is slow: {taken:.3f} s, allowed are {seconds:g} s")
