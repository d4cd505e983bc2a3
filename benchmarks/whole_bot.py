"""What the bot itself needs: time to start, memory, time to answer.

    python -m benchmarks.whole_bot FOLDER

Loads what ``thangdee run`` loads, with what is learned kept in FOLDER, asks the development questions
and prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import megabytes, quantile


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the bot: seconds and milliseconds of the processor, memory of the whole process."""

    start_s: float
    memory_mb: float
    peak_mb: float
    median_ms: float
    p99_ms: float


def main(learned: Path) -> None:
    """Start, answer and print."""
    start = time.thread_time()
    import bot.app  # noqa: F401 - Telegram, the database and the web, as in the running bot
    from benchmarks.project import CONTENT, SETS
    from bot.evaluate.questions import read_questions
    from bot.knowledge import Library

    library = Library.open(CONTENT, datetime.now(UTC).date(), learned=learned)
    start_s = time.thread_time() - start
    taken = []
    for question in read_questions(SETS["dev"]):
        before = time.thread_time()
        library.current.answerer.answer(question.text)
        taken.append((time.thread_time() - before) * 1000)
    found = Start(
        start_s, megabytes("VmRSS"), megabytes("VmHWM"), quantile(taken, 0.5), quantile(taken, 0.99)
    )
    print(json.dumps(asdict(found)))


def starts() -> tuple[Start, Start]:
    """Return a first start, which learns, and a second one; each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = (_start(folder) for _ in range(2))
    return cold, warm


def _start(folder: str) -> Start:
    done = subprocess.run(  # noqa: S603 - this module again
        [sys.executable, "-m", "benchmarks.whole_bot", folder],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    return Start(**json.loads(done.stdout))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
