"""Commands for those who write the content: check it, begin an article, have it read."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.catalogue.loader import load
from bot.catalogue.report import format_problems
from bot.catalogue.scaffold import scaffold
from bot.cli.common import MEND, Add, settings_of, today, write
from bot.errors import ProblemsError, ThangdeeError
from bot.i18n import translators
from bot.review.edition import Edition
from bot.review.page import page as sheets
from bot.review.record import record
from bot.review.selection import chosen


def add(command: Add) -> None:
    """Add ``check``, ``new`` and ``review``."""
    check = command("check", _check, "find every fault in the content", "check --format github")
    check.add_argument(
        "--format", choices=["text", "github"], default="text", help="how to print the faults"
    )
    new = command("new", _new, "make the files of a new article", "new complaints/dismissed")
    new.add_argument(
        "article", metavar="TOPIC/ID", help="topic and id, as in content/catalogue.yaml"
    )
    review = command(
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


def _check(options: argparse.Namespace) -> int:
    """Read all of content/ and print every fault, sorted, with file, line and remedy."""
    settings = settings_of(options)
    loaded = load(settings.content, today(), max_age_days=settings.limits.checked_days)
    print(format_problems(loaded, options.format))
    return MEND if loaded.errors else 0


def _new(options: argparse.Namespace) -> int:
    """Make the files of a new article in every language, and its entry in catalogue.yaml."""
    settings = settings_of(options)
    topic, slash, article = options.article.partition("/")
    if not slash:
        raise ThangdeeError(
            f"'{options.article}' is not of the form TOPIC/ID; write for example complaints/dismissed"
        )
    for path in scaffold(settings.content, topic, article, today()):
        print(path)
    return 0


def _review(options: argparse.Namespace) -> int:
    """Write a page on which native speakers and lawyers check articles; or record who read them."""
    if options.record and options.output:
        options.refuse("--record writes no page; leave out --output")
    settings = settings_of(options)
    loaded = load(settings.content, today(), max_age_days=settings.limits.checked_days)
    catalogue = loaded.catalogue
    if catalogue is None:
        raise ProblemsError(loaded.errors)
    if options.record:
        default = settings.languages.default
        done = record(catalogue, settings.content, options.words, default, today())
        print("\n".join(done))
        return 0
    articles = chosen(catalogue, options.words)
    codes = settings.languages.sorted(catalogue.languages)
    edition = Edition(catalogue, translators(codes), today())
    file = options.output or Path("review.html")
    write(file, sheets(edition, articles))
    count = f"{len(articles)} article{'s' if len(articles) != 1 else ''}"
    print(f"{file}: {count}; open it in a browser and print it, A4 across")
    return 0
