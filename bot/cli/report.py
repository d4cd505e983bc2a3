"""The command for those who want to know what people asked."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot import app
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.cli.common import Add, library_of, settings_of, today
from bot.config import Settings, load_secrets
from bot.errors import ProblemsError, ThangdeeError
from bot.i18n import translators
from bot.report.csvfile import csv_file
from bot.report.gather import gather
from bot.report.model import Period, Report, Rules
from bot.report.page import page
from bot.report.words import Words
from bot.report.workbook import workbook
from bot.store import Count, Store, Unanswered

NEAR = 0.2
"""Score from which an article is named beside a question that nobody answered: a hint, no answer."""
LONGEST = 1_100
"""Days of the longest report: counts are not kept for longer, unless the settings say so."""


def add(command: Add) -> None:
    """Add ``report``."""
    report = command(
        "report",
        _report,
        "tell what people asked and found",
        "report --from 2026-11-01 --to 2026-11-30 --html --output november.html",
    )
    report.set_defaults(refuse=report.error)
    report.add_argument(
        "--from", type=_day, required=True, metavar="YYYY-MM-DD", dest="first", help="first day"
    )
    report.add_argument(
        "--to", type=_day, required=True, metavar="YYYY-MM-DD", dest="last", help="last day"
    )
    form = report.add_mutually_exclusive_group(required=True)
    form.add_argument(
        "--html",
        dest="render",
        action="store_const",
        const=_html,
        help="a page with charts to print",
    )
    form.add_argument(
        "--csv", dest="render", action="store_const", const=_csv, help="one table of all numbers"
    )
    form.add_argument(
        "--xlsx", dest="render", action="store_const", const=workbook, help="a workbook with charts"
    )
    report.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="the file to write"
    )
    report.add_argument(
        "--language", default="both", metavar="CODE|both",
        help="a folder of content/, such as lo or en; both (the default) writes all beside each other",
    )  # fmt: skip


def _report(options: argparse.Namespace) -> int:
    """Write what people asked and found in some days, without small groups, for an organisation."""
    first, last = options.first, options.last
    if first > last:
        options.refuse(f"--from {first} is after --to {last}; swap them")
    if (last - first).days >= LONGEST:
        options.refuse(f"at most {LONGEST} days fit into a report; name a later --from")
    settings = settings_of(options)
    period = Period(first, last)
    counts, unanswered = asyncio.run(_kept(settings, period))
    catalogue, closest = _content(settings, unanswered)
    languages = _languages(options.language, settings, catalogue)
    words = Words(catalogue, list(translators(languages).values()))
    rules = Rules(settings.reports.smallest_group, settings.reports.withhold_single_texts)
    report = gather(counts, unanswered, catalogue, period, rules, closest)
    _write(options.output, options.render(report, words))
    days = len(period.days)
    nothing = "; nothing was counted on these days" if report.empty else ""
    print(f"{options.output}: {first} to {last}, {days} day{'s' if days > 1 else ''}{nothing}")
    return 0


def _html(report: Report, words: Words) -> bytes:
    # Questions may hold what UTF-8 has no place for.
    return page(report, words).encode("utf-8", errors="xmlcharrefreplace")


def _csv(report: Report, words: Words) -> bytes:
    return csv_file(report, words).encode("utf-8", errors="replace")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no day; write it as year, month and day: {today().isoformat()}"
        ) from None


async def _kept(settings: Settings, period: Period) -> tuple[list[Count], list[Unanswered]]:
    secrets = load_secrets()
    store = await Store.open(app.where_of(settings, secrets), app.person_key(secrets))
    try:
        return (
            await store.counts.between(period.first, period.last),
            await store.unanswered.between(period.first, period.last),
        )
    finally:
        await store.close()


def _content(
    settings: Settings, unanswered: Sequence[Unanswered]
) -> tuple[Catalogue, Callable[[str], str | None]]:
    """Return the content, and what finds the article nearest to a text, if there are texts.

    The matcher takes a minute to learn where the bot has never run, so it is only asked for with them.
    """
    if not unanswered:
        loaded = load(settings.content, today(), max_age_days=settings.limits.checked_days)
        if loaded.catalogue is None:
            raise ProblemsError(loaded.errors)
        return loaded.catalogue, lambda _: None
    current = library_of(settings).current

    def closest(text: str) -> str | None:
        ranked = current.answerer.rank(text)
        return ranked[0].label if ranked and ranked[0].score >= NEAR else None

    return current.catalogue, closest


def _languages(wanted: str, settings: Settings, catalogue: Catalogue) -> tuple[str, ...]:
    known = settings.languages.sorted(catalogue.languages)
    if wanted == "both":
        return known
    if wanted not in known:
        raise ThangdeeError(
            f"there is no language '{wanted}'; write --language both, or one of {', '.join(known)}"
        )
    return (wanted,)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise ThangdeeError(
            f"{file}: cannot be written ({error}); name a file in a folder that exists"
        ) from error
