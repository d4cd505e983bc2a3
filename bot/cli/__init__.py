"""The command ``thangdee``.

Exit codes: 0 done, 1 something to mend (settings, content, token), 2 a wrong command line, 3 our own
fault, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from bot import __version__, logs
from bot.cli.common import MEND
from bot.config import secrets_in
from bot.errors import ThangdeeError

OUR_FAULT, STOPPED = 3, 130

__all__ = ["MEND", "OUR_FAULT", "STOPPED", "main"]

_GROUPS = {
    "serve": ("run", "prepare"),
    "health": ("health",),
    "matching": ("ask", "evaluate"),
    "content": ("check", "new", "review"),
    "posters": ("poster", "link"),
    "report": ("report",),
    "alerts": ("alert",),
    "backup": ("backup", "restore"),
}
"""Module of this package -> the commands that it adds, in the order of the help."""

_EXAMPLES = """\
examples:
  thangdee run                            serve: on Telegram with TELEGRAM_BOT_TOKEN, else locally
  thangdee prepare                        read and learn ahead, so that `run` starts in two seconds
  thangdee health                         is the running bot ready? exit code 0 or 1
  thangdee ask "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"         show what the bot would answer, and why
  thangdee ask --jsonl                    the same for programs, line by line
  thangdee check                          find every fault in content/
  thangdee check --format github          the same as annotations for CI
  thangdee new complaints/dismissed       make the files of a new article
  thangdee review help-now                a page of articles to print and mark up by hand
  thangdee review --record reviewer="Noy S." on=2026-12-01 passport
                                          set down who read an article, and when
  thangdee report --from 2026-11-01 --to 2026-11-30 --html --output november.html
                                          what people asked and found
  thangdee alert new --topic scams --file alert.md
                                          write an alert; `thangdee alert send 1` sends it
  thangdee backup --output thangdee.jsonl.gz
                                          copy what the bot remembers, while it runs
  thangdee restore thangdee.jsonl.gz      bring it back, into SQLite or PostgreSQL
  thangdee evaluate FILE…                 how well labelled questions find their article
  thangdee evaluate --cross-validate      the same for the articles' own questions
  thangdee poster --all                   a poster with a QR code for every topic
  thangdee link --article unpaid-wages    a link that opens the bot at an article

Settings stand in config.yaml, secrets in environment variables: docs/settings.md."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or pipe that cannot show Lao gets \u0ea5 instead of ending the command.
        sys.stdout.reconfigure(errors="backslashreplace")
    # For all commands but run, which sets up its own log.
    hidden = logs.set_up_command(secrets_in(os.environ))
    try:
        try:
            given = sys.argv[1:] if arguments is None else arguments
            options = _parser(given).parse_args(given)
            return int(options.command(options))
        finally:
            sys.stdout.flush()  # here, where a reader that is gone is understood
    except ThangdeeError as error:
        print(hidden(str(error)), file=sys.stderr)
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


def _parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return a parser that knows the command in ``given``, or all commands if none is in it.

    The modules of the others are not even imported: what draws charts and posters is a second and
    40 MB of a start.
    """
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

    def add(
        name: str, command: Callable[[argparse.Namespace], int], summary: str, example: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=summary,
            description=command.__doc__,
            epilog=f"example:\n  thangdee {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(command=command)
        return sub

    named = [group for group, names in _GROUPS.items() if not set(names).isdisjoint(given)]
    for group in named or _GROUPS:
        import_module(f"bot.cli.{group}").add(add)
    return parser
