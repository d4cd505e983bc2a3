"""The command ``thangdee``.

Exit codes: 0 done, 1 something to mend (settings, content, token), 2 a wrong command line, 3 our own
fault, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import asyncio
import io
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
from bot.errors import ProblemsError, ThangdeeError
from bot.evaluate import report
from bot.evaluate.page import page
from bot.evaluate.text import article_text, report_text
from bot.explain import explain
from bot.i18n import translators
from bot.jsonlines import replies
from bot.knowledge import Library
from bot.review.edition import Edition
from bot.review.page import page as sheets
from bot.review.record import record
from bot.review.selection import chosen, unknown

MEND, OUR_FAULT, STOPPED = 1, 3, 130
HIGHEST_PORT = 65_535

_EXAMPLES = """\
examples:
  thangdee run                            serve: on Telegram with TELEGRAM_BOT_TOKEN, else locally
  thangdee ask "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"         show what the bot would answer, and why
  thangdee ask --jsonl                    the same for programs, line by line
  thangdee check                          find every fault in content/
  thangdee check --format github          the same as annotations for CI
  thangdee new complaints/dismissed       make the files of a new article
  thangdee review help-now                a page of articles to print and mark up by hand
  thangdee review --record reviewer="Noy S." on=2026-12-01 passport
                                          set down who read an article, and when
  thangdee evaluate FILE…                 how well labelled questions find their article
  thangdee evaluate --cross-validate      the same for the articles' own questions

Settings stand in config.yaml, secrets in environment variables: docs/settings.md."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or pipe that cannot show Lao gets \u0ea5 instead of ending the command.
        sys.stdout.reconfigure(errors="backslashreplace")
    # For all commands but run, which sets up its own log.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        try:
            options = _parser().parse_args(arguments)
            return int(options.command(options))
        finally:
            sys.stdout.flush()  # here, where a reader that is gone is understood
    except ThangdeeError as error:
        print(error, file=sys.stderr)
        return MEND
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing is wrong. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # Through the log, which hides secrets; the closing line names no text of the error for that.
        logging.getLogger(__name__).exception("stopped by an unexpected error")
        print(
            f"thangdee {__version__} stopped on a fault of its own ({type(error).__name__}). Please "
            "report it as CONTRIBUTING.md tells, with the command and the lines above.",
            file=sys.stderr,
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
    run.add_argument("--port", type=_port, help="port of the local chat page (0: any free one)")
    ask = add("ask", _ask, "show what the bot would answer", 'ask "my boss kept my passport"')
    message = ask.add_mutually_exclusive_group(required=True)
    message.add_argument("text", nargs="?", help="a message as somebody would type it")
    message.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines such as {"text": "…", "language": "lo"} from the input; write one line of '
        "JSON for each",
    )
    check = add("check", _check, "find every fault in the content", "check --format github")
    check.add_argument(
        "--format", choices=["text", "github"], default="text", help="how to print the faults"
    )
    new = add("new", _new, "make the files of a new article", "new complaints/dismissed")
    new.add_argument(
        "article", metavar="TOPIC/ID", help="topic and id, as in content/catalogue.yaml"
    )
    review = add(
        "review",
        _review,
        "print articles for readers with a pen",
        'review help-now passport --output sheets.html\n  thangdee review --record reviewer="Noy '
        'S." on=2026-12-01 language=lo passport arrested-detained',
    )
    review.set_defaults(refuse=review.error)
    review.add_argument(
        "words",
        nargs="*",
        metavar="ARTICLE|TOPIC",
        help="ids as in content/catalogue.yaml; all articles without any",
    )
    review.add_argument(
        "--output", type=Path, metavar="FILE", help="the page to write (default: review.html)"
    )
    review.add_argument(
        "--record",
        action="store_true",
        help="print nothing, but write into articles who read them: reviewer=NAME on=YYYY-MM-DD "
        "ARTICLE…, and language=CODE (default: that of the settings); ARTICLE@DIGEST, as it stands "
        "on the sheet, makes sure that the text is still the same",
    )
    measure = add(
        "evaluate", _evaluate, "measure the matcher", "evaluate tests/questions/dev_lo.yaml"
    )
    measure.set_defaults(refuse=measure.error)
    measure.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled questions")
    measure.add_argument(
        "--cross-validate",
        action="store_true",
        help="ask the articles' own questions of a bot that has not learned from them (minutes)",
    )
    measure.add_argument(
        "--article",
        metavar="ID",
        help="list the questions that this article loses, and to whom, and those it takes",
    )
    measure.add_argument(
        "--html", type=Path, metavar="PAGE", help="write a page with all tables, lists and plots"
    )
    return parser


_Parser = argparse.ArgumentParser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no port: write a number from 0 to {HIGHEST_PORT}"
        )
    return int(text)


def _settings(options: argparse.Namespace) -> Settings:
    """Read the settings file; one that was named must be there, config.yaml need not."""
    if options.config is None:
        return load_settings(Path(CONFIG_FILE))
    if not options.config.exists():
        raise ThangdeeError(
            f"there is no settings file {options.config}; check what stands after --config, or leave "
            f"it out to use {CONFIG_FILE} in this folder"
        )
    return load_settings(options.config)


def _run(options: argparse.Namespace) -> int:
    """Serve Telegram if TELEGRAM_BOT_TOKEN is set, else the built-in local Telegram."""
    settings = _settings(options)
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
    """Run ``serve`` until Ctrl-C or SIGTERM; a second Ctrl-C ends it at once.

    A second SIGTERM does not: a service manager sends one to ``make`` and one to its child, to which
    make passes on its own as well.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    serving = asyncio.create_task(serve(stop))

    def interrupt() -> None:
        if stop.is_set():
            serving.cancel()
        stop.set()

    loop.add_signal_handler(signal.SIGINT, interrupt)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    try:
        await serving
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _announce(address: str) -> None:
    print(
        f"\nThangdee is running on the built-in local Telegram.\nOpen {address} and say hello. "
        "Ctrl-C stops it.\n",
        flush=True,
    )


def _check(options: argparse.Namespace) -> int:
    """Read all of content/ and print every fault, sorted, with file, line and remedy."""
    settings = _settings(options)
    loaded = load(settings.content, _today(), max_age_days=settings.limits.checked_days)
    print(format_problems(loaded, options.format))
    return MEND if loaded.errors else 0


def _new(options: argparse.Namespace) -> int:
    """Make the files of a new article in every language, and its entry in catalogue.yaml."""
    settings = _settings(options)
    topic, slash, article = options.article.partition("/")
    if not slash:
        raise ThangdeeError(
            f"'{options.article}' is not of the form TOPIC/ID; write for example complaints/dismissed"
        )
    for path in scaffold(settings.content, topic, article, _today()):
        print(path)
    return 0


def _review(options: argparse.Namespace) -> int:
    """Write a page on which native speakers and lawyers check articles; or record who read them."""
    if options.record and options.output:
        options.refuse("--record writes no page; leave out --output")
    settings = _settings(options)
    loaded = load(settings.content, _today(), max_age_days=settings.limits.checked_days)
    catalogue = loaded.catalogue
    if catalogue is None:
        raise ProblemsError(loaded.errors)
    if options.record:
        default = settings.languages.default
        done = record(catalogue, settings.content, options.words, default, _today())
        print("\n".join(done))
        return 0
    articles = chosen(catalogue, options.words)
    codes = settings.languages.sorted(catalogue.languages)
    edition = Edition(catalogue, translators(codes), _today())
    file = options.output or Path("review.html")
    _write(file, sheets(edition, articles))
    count = f"{len(articles)} article{'s' if len(articles) != 1 else ''}"
    print(f"{file}: {count}; open it in a browser and print it, A4 across")
    return 0


def _ask(options: argparse.Namespace) -> int:
    """Show how a message is read, whether it is urgent, the best matches, and what decided."""
    settings = _settings(options)
    current = _library(settings).current
    most = settings.limits.message_characters
    if not options.jsonl:
        print(explain(current.catalogue, current.answerer, options.text[:most]))
        return 0
    code = 0
    # Bytes, so that Lao comes through whatever the terminal is set to.
    for reply in replies(current.answerer, sys.stdin.buffer, current.catalogue.languages, most):
        sys.stdout.buffer.write(reply.line)
        sys.stdout.buffer.flush()
        code = code if reply.ok else MEND
    return code


def _evaluate(options: argparse.Namespace) -> int:
    """Measure how well questions find their article, per script, and which go to a wrong one."""
    if not options.files and not options.cross_validate:
        options.refuse("name a FILE of labelled questions, or --cross-validate, or both")
    current = _library(_settings(options)).current
    catalogue = current.catalogue
    if options.article and options.article not in catalogue.articles:
        raise ThangdeeError(unknown("article", options.article, catalogue.articles))
    reports = []
    if options.files:
        reports.append(report.of_files(current.answerer, options.files, catalogue.articles))
    if options.cross_validate:
        reports.append(report.of_content(catalogue, _progress))
    for one in reports:
        told = article_text(one, options.article) if options.article else report_text(one)
        print(f"{one.title}\n{told}\n" if len(reports) > 1 else told)
    if options.html:
        _write(options.html, page(reports, catalogue))
    return 0


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _write(file: Path, text: str) -> None:
    try:
        # Questions may hold what UTF-8 has no place for.
        file.write_text(text, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise ThangdeeError(
            f"{file}: cannot be written ({error}); name a file in a folder that exists"
        ) from error


def _library(settings: Settings) -> Library:
    return Library.open(
        settings.content,
        _today(),
        max_age_days=settings.limits.checked_days,
        learned=settings.data / "learned",
    )


def _today() -> date:
    return datetime.now(UTC).date()
