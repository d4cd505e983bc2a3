"""Commands that look into the matcher: what is answered, why, and how often rightly."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.cli.common import MEND, Add, library_of, settings_of, write
from bot.errors import ThangdeeError
from bot.evaluate import report
from bot.evaluate.page import page
from bot.evaluate.text import article_text, report_text
from bot.explain import explain
from bot.jsonlines import replies
from bot.review.selection import unknown


def add(command: Add) -> None:
    """Add ``ask`` and ``evaluate``."""
    ask = command("ask", _ask, "show what the bot would answer", 'ask "my boss kept my passport"')
    message = ask.add_mutually_exclusive_group(required=True)
    message.add_argument("text", nargs="?", help="a message as somebody would type it")
    message.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines such as {"text": "…", "language": "lo"} from the input; write one line of '
        "JSON for each",
    )
    measure = command(
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


def _ask(options: argparse.Namespace) -> int:
    """Show how a message is read, whether it is urgent, the best matches, and what decided."""
    settings = settings_of(options)
    current = library_of(settings).current
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
    current = library_of(settings_of(options)).current
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
        write(options.html, page(reports, catalogue))
    return 0


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
