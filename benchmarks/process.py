"""What an operator waits for and pays: from starting the bot to its first answer, and its memory.

    python -m benchmarks.process FOLDER

Starts ``python -m bot run`` twice with its data in FOLDER, beside a local Telegram with one question
waiting. The first start may learn and compile; the second finds that done. After the first answer it is
asked on, to see whether memory grows. Prints one line of JSON. Needs Linux (/proc).
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

import yaml

from benchmarks.project import CONTENT, SETS
from benchmarks.running import Running, running
from bot.evaluate.questions import read_questions
from bot.simulator import people
from bot.simulator.log import Entry
from bot.simulator.server import Simulator

TOKEN = "42:BENCHMARK"  # noqa: S105 - opens nothing but the local Telegram
FIRST_SECONDS = 600.0
"""How long the first answer may take: a first start learns."""
NEXT_SECONDS = 60.0
ASKED_ON = 2_000
"""Questions after the first, to see whether memory grows."""
PEOPLE = 50
"""Who ask them in turn: Telegram takes one message a second in a chat, and so does the bot."""


@dataclass(frozen=True, slots=True)
class Process:
    """One start of the real process.

    ``start_s`` is from the start of Python to the first answer in the chat, ``processor_s`` the time of
    the processor in it; ``rss_mb`` the resident memory then, ``peak_mb`` the most until then;
    ``later_mb`` the resident memory after ``asked`` more questions, each of which was answered.
    """

    start_s: float
    processor_s: float
    rss_mb: float
    peak_mb: float
    asked: int
    later_mb: float


async def start(data: Path, asked: int = 0) -> Process:
    """Start the bot with its data in ``data``, let it answer one question and then ``asked`` more.

    Raises TimeoutError if an answer does not come, with the end of the bot's log.
    """
    questions = [question.text for question in read_questions(SETS["dev"])]
    async with Simulator() as simulator:
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        askers = [
            simulator.world.add_person(f"Noy {n}", language_code="lo").id for n in range(PEOPLE)
        ]

        async def answered(asker: int, question: str, seconds: float) -> None:
            after = simulator.world.events.last
            people.send(simulator.world, bot.id, asker, people.Sending(text=question))

            def is_answer(event: Entry) -> bool:
                return bool(
                    event["type"] == "message"
                    and event["chat_id"] == asker
                    and event["message"]["from"]["id"] == bot.id
                )

            await simulator.world.wait_for(is_answer, after=after, timeout=seconds)

        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            log = Path(folder, "log")
            bot_runs = _run(Path(folder), log, simulator.url, data)
            async with bot_runs as process:
                try:
                    await answered(askers[0], questions[0], FIRST_SECONDS)
                    start_s = time.perf_counter() - began
                    processor_s = process.processor()
                    rss, peak = process.megabytes(), process.megabytes("VmHWM")
                    asking = zip(cycle(askers), cycle(questions), strict=False)
                    for asker, question in islice(asking, asked):
                        await answered(asker, question, NEXT_SECONDS)
                    later = process.megabytes()
                except (TimeoutError, LookupError) as error:
                    said = await asyncio.to_thread(log.read_text, "utf-8")
                    raise TimeoutError(f"{error}; the bot said: {said[-2000:]}") from error
    return Process(start_s, processor_s, rss, peak, asked, later)


def _run(folder: Path, log: Path, api_url: str, data: Path) -> AbstractAsyncContextManager[Running]:
    """Run the program with its settings in ``folder``."""
    settings = {
        "bot": {"api_url": api_url},
        "paths": {"content": str(CONTENT), "data": str(data.resolve())},
    }
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    arguments = ("bot", "--config", str(file), "run")
    return running("the bot", *arguments, log=log, variables={"TELEGRAM_BOT_TOKEN": TOKEN})


async def main(data: Path) -> None:
    """Start twice and print what the second start took."""
    await start(data)
    print(json.dumps(asdict(await start(data, ASKED_ON))))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
