"""The command ``thangdee``.

Exit codes: 0 done, 1 something to mend (settings, content, token), 2 a wrong command line, 3 our own
fault, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot import __version__, app, logs
from bot.catalogue.loader import load
from bot.catalogue.report import format_problems
from bot.catalogue.scaffold import scaffold
from bot.config import CONFIG_FILE, Settings, load_secrets, load_settings
from bot.errors import ThangdeeError
from bot.knowledge import Library
from bot.matching.evaluate import evaluate
from bot.problems import Level

MEND, OUR_FAULT, STOPPED = 1, 3, 130

_EXAMPLES = """\
examples:
  thangdee run                            serve: on Telegram with TELEGRAM_BOT_TOKEN, else locally
  thangdee ask "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"         show what the bot would answer, and why
  thangdee check                          find every fault in content/
  thangdee check --format github          the same as annotations for CI
  thangdee new complaints/dismissed       make the files of a new article
  thangdee evaluate tests/questions/*.yaml   how many labelled questions find their article

Settings stand in config.yaml, secrets in environment variables: docs/settings.md."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.command(options))
    except ThangdeeError as error:
        print(error, file=sys.stderr)
        return MEND
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing is wrong. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        logging.getLogger(__name__).exception(
            "this is a fault of thangdee itself, please report it"
        )
        return OUR_FAULT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thangdee",
        description="Thangdee (ທາງດີ): a Telegram bot that answers Lao migrant workers.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"thangdee {__version__}")
    parser.add_argument(
        "--config",
        type=Path,
        default=Path(CONFIG_FILE),
        metavar="FILE",
        help="the settings file (default: config.yaml in this folder)",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, command: Callable[..., int], summary: str, example: str) -> _Parser:
        sub = commands.add_parser(
            name,
            help=summary,
            description=command.__doc__,
            epilog=f"example:\n  thangdee {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(command=command)
        return sub

    run = add("run", _run, "serve the bot", "run --local")
    run.add_argument(
        "--local", action="store_true", help="use the local Telegram even if a bot token is set"
    )
    run.add_argument("--port", type=int, help="port of the local chat page (0: any free one)")
    ask = add("ask", _ask, "show what the bot would answer", 'ask "my boss kept my passport"')
    ask.add_argument("text", help="a message as somebody would type it")
    check = add("check", _check, "find every fault in the content", "check --format github")
    check.add_argument(
        "--format", choices=["text", "github"], default="text", help="how to print the faults"
    )
    new = add("new", _new, "make the files of a new article", "new complaints/dismissed")
    new.add_argument(
        "article", metavar="TOPIC/ID", help="topic and id, as in content/catalogue.yaml"
    )
    measure = add(
        "evaluate", _evaluate, "measure the matcher", "evaluate tests/questions/dev_lo.yaml"
    )
    measure.add_argument("files", nargs="+", type=Path, metavar="FILE", help="labelled questions")
    return parser


_Parser = argparse.ArgumentParser


def _run(options: argparse.Namespace) -> int:
    """Serve Telegram if TELEGRAM_BOT_TOKEN is set, else the built-in local Telegram."""
    settings = load_settings(options.config)
    secrets = load_secrets()
    logs.set_up(settings.log.level, [secrets.bot_token, secrets.person_key, secrets.webhook_secret])
    if options.port is not None:
        local = settings.local.model_copy(update={"port": options.port})
        settings = settings.model_copy(update={"local": local})
    if secrets.bot_token and not options.local:
        asyncio.run(_until_stopped(lambda stop: app.serve(settings, secrets, stop)))
    else:
        asyncio.run(_until_stopped(lambda stop: app.serve_local(settings, stop, _announce)))
    return 0


async def _until_stopped(serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run ``serve`` until Ctrl-C or SIGTERM; a second Ctrl-C ends it at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    serving = asyncio.create_task(serve(stop))

    def interrupt() -> None:
        if stop.is_set():
            serving.cancel()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupt)
    await serving


def _announce(address: str) -> None:
    print(
        f"\nThangdee is running on the built-in local Telegram.\nOpen {address} and say hello. "
        "Ctrl-C stops it.\n",
        flush=True,
    )


def _check(options: argparse.Namespace) -> int:
    """Read all of content/ and print every fault, sorted, with file, line and remedy."""
    settings = load_settings(options.config)
    loaded = load(settings.content, _today())
    print(format_problems(loaded, options.format))
    return MEND if any(found.level is Level.ERROR for found in loaded.problems) else 0


def _new(options: argparse.Namespace) -> int:
    """Make the files of a new article in every language, and its entry in catalogue.yaml."""
    settings = load_settings(options.config)
    topic, slash, article = options.article.partition("/")
    if not slash:
        raise ThangdeeError(
            f"'{options.article}' is not of the form TOPIC/ID; write for example complaints/dismissed"
        )
    for path in scaffold(settings.content, topic, article, _today()):
        print(path)
    return 0


def _ask(options: argparse.Namespace) -> int:
    """Print what the bot would answer to a message: script, danger, best matches, the screen."""
    library = _library(load_settings(options.config))
    found = library.current.answerer.answer(options.text)
    print(found)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    """Print how many labelled questions find their article, per script."""
    library = _library(load_settings(options.config))
    print(
        evaluate(library.current.answerer, options.files, set(library.current.catalogue.articles))
    )
    return 0


def _library(settings: Settings) -> Library:
    return Library.open(settings.content, _today())


def _today() -> date:
    return datetime.now(UTC).date()
