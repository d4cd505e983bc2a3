"""A report for the terminal, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.evaluate.asked import Asked
from bot.evaluate.confusion import lost, most, owner, pairs, taken, went_to
from bot.evaluate.figures import MEASURES, Figures, Share, figures
from bot.evaluate.report import Report
from bot.matching.answer import PROBABLE_SCORE, SURE_SCORE, Kind
from bot.terminal import visible, wrapped

MOST_PAIRS = 15
"""Confusion pairs that are printed; the page (--html) has all."""

KINDS = {
    Kind.SURE: "as the only answer",
    Kind.PROBABLE: "as the first of a choice",
    Kind.UNKNOWN: "not shown",
    Kind.SMALLTALK: "not shown",
}
"""What became of the article that was ranked first."""
_NAME, _CELL = 14, 11


def report_text(report: Report) -> str:
    """Return the figures per script with their intervals, and the most frequent confusions."""
    return "\n".join(
        [*_table(figures(report.asked, report.strangers)), *_legend(report), "", *_pairs(report)]
    )


def article_text(report: Report, article: str) -> str:
    """Return the questions that ``article`` loses, to whom, and those it takes from others."""
    return "\n".join(_article(report, article))


def _table(rows: Sequence[Figures]) -> Iterator[str]:
    yield _row("", [row.script for row in rows])
    yield _row("questions", [str(row.questions) for row in rows])
    for number, measure in enumerate(MEASURES):
        yield _row(measure.name, [cell(row.shares[number]) for row in rows])
    yield _row("calib. error", [error(row.calibration_error) for row in rows])


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def cell(share: Share) -> str:
    """Return a share and its confidence interval in per cent, such as ``87 74-94``; "-" of nothing."""
    if not share.of:
        return "-"
    low, high = share.interval
    return f"{share.value * 100:.0f} {low * 100:.0f}-{high * 100:.0f}"


def error(value: float | None) -> str:
    """Return a calibration error in per cent."""
    return "-" if value is None else f"{value * 100:.1f}"


def _legend(report: Report) -> Iterator[str]:
    yield wrapped("", "Per cent, each with its 95% confidence interval (Wilson).")
    yield wrapped("", f"Cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}. {report.note}")
    for measure in MEASURES:
        yield wrapped(f"  {measure.name:{_NAME}}", measure.meaning)
    yield wrapped(f"  {'calib. error':{_NAME}}", "how far stated probabilities are off on average")


def _pairs(report: Report) -> Iterator[str]:
    found = pairs(report.asked)
    yield "Questions of one article that went to another:" if found else "No question went astray."
    for pair in found[:MOST_PAIRS]:
        yield f"{pair.count:5}  {pair.asked_for} -> {pair.went_to}"
    if len(found) > MOST_PAIRS:
        yield f"       and {len(found) - MOST_PAIRS} more pairs; --html FILE lists all"


def _article(report: Report, article: str) -> Iterator[str]:
    own = [one for one in report.asked if article in (one.question.labels or ())]
    first = sum(one.right for one in own)
    yield f"{article}: {_counted(len(own))}, {first} find it first ({report.title})"
    yield ""
    astray = lost(report.asked, article)
    yield _heading(f"It loses {_counted(len(astray))}", [went_to(one) for one in astray])
    for one in astray:
        yield from _listed(one, f"to {went_to(one)}" if one.ranked else "to nobody", own=True)
    yield ""
    gained = taken(report.asked, article)
    yield _heading(f"It takes {_counted(len(gained))} from others", [owner(one) for one in gained])
    for one in gained:
        yield from _listed(one, f"from {owner(one)}", own=False)


def _heading(text: str, others: Sequence[str]) -> str:
    return wrapped(f"{text}: ", most(others)) if others else f"{text}."


def _listed(one: Asked, way: str, *, own: bool) -> Iterator[str]:
    yield wrapped("  ", visible(one.question.text))
    told = f"{way}, {one.score:.2f}, {KINDS[one.kind]}" if one.ranked else "nothing was found"
    place = f"; the right one was number {one.place}" if own and one.place else ""
    yield wrapped("      ", told + place)


def _counted(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"
