"""A report as one page, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from bot.catalogue.model import FALLBACK_LANGUAGE, Catalogue
from bot.evaluate.asked import Asked
from bot.evaluate.confusion import NO_ARTICLE, lost, most, owner, pairs, taken, went_to
from bot.evaluate.curve import at, sweep
from bot.evaluate.figures import MEASURES, Share, calibration, figures
from bot.evaluate.plot import calibration_plot, cutoff_plot
from bot.evaluate.report import Report
from bot.evaluate.style import STYLE
from bot.evaluate.text import KINDS, error
from bot.htmlfile import document
from bot.matching.answer import PROBABLE_SCORE, SURE_SCORE
from bot.terminal import visible

_MARKS = (("sure", SURE_SCORE), ("choice", PROBABLE_SCORE))
_TITLE = "How questions find their articles"


def page(reports: Iterable[Report], catalogue: Catalogue) -> str:
    """Return the page: figures, plots, confusions and, article by article, the questions lost."""
    body = "".join(part for report in reports for part in _report(report, catalogue))
    head = (
        f"<h1>{_TITLE}</h1>\n<p>Content {escape(catalogue.version)}; "
        f"cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}.</p>\n"
    )
    return document(_TITLE, STYLE, head + body)


def _report(report: Report, catalogue: Catalogue) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(report.title)}</h2>\n<p>{escape(report.note)}</p>\n"
    yield from _figures(report)
    points = sweep(report.asked)
    sure, choice = at(points, SURE_SCORE), at(points, PROBABLE_SCORE)
    yield (
        '<div class="plots">\n'
        f"<figure>{cutoff_plot(points, _MARKS)}<figcaption>If one article alone were shown from "
        f"another cut-off on. With the one in use ({SURE_SCORE}) {sure.sure:.0%} of the questions get "
        f"one article and {sure.wrong:.1%} a wrong one; if choices (from {PROBABLE_SCORE} on) showed "
        f"their first article alone, {choice.sure:.0%} and {choice.wrong:.1%}.</figcaption></figure>\n"
        f"<figure>{calibration_plot(calibration(report.asked))}<figcaption>How often the first "
        "article is right, with 95% intervals. On the dashed line what the bot says of itself is "
        "true; a larger dot stands for more questions.</figcaption></figure>\n</div>\n"
    )
    yield from _pairs(report)
    yield from _articles(report, catalogue)
    yield "</section>\n"


def _figures(report: Report) -> Iterator[str]:
    rows = figures(report.asked, report.strangers)
    yield "<h3>Figures per script</h3>\n"
    head = "".join(f"<th>{escape(row.script)}</th>" for row in rows)
    yield f'<div class="wide"><table class="figures">\n<tr><th></th>{head}</tr>\n'
    yield _row("questions", (str(row.questions) for row in rows))
    for number, measure in enumerate(MEASURES):
        yield _row(measure.name, (_cell(row.shares[number]) for row in rows))
    yield _row("calib. error", (error(row.calibration_error) for row in rows))
    meanings = [(one.name, one.meaning) for one in MEASURES]
    meanings.append(
        ("calib. error", "how far stated probabilities are off on average, in per cent")
    )
    terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in meanings)
    yield (
        "</table></div>\n<details><summary>What the figures mean</summary>\n<p>Per cent, with the "
        f"95% confidence interval (Wilson) and the counts.</p><dl>{terms}</dl></details>\n"
    )


def _row(name: str, cells: Iterable[str]) -> str:
    return f"<tr><th>{escape(name)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _cell(share: Share) -> str:
    if not share.of:
        return "–"
    low, high = (f"{end * 100:.0f}" for end in share.interval)
    return (
        f"<b>{share.value * 100:.0f}</b> <small>{low}–{high}</small><br>"
        f"<small>{share.count}/{share.of}</small>"
    )


def _pairs(report: Report) -> Iterator[str]:
    found = pairs(report.asked)
    yield "<h3>Questions of one article that went to another</h3>\n"
    if not found:
        yield "<p>None.</p>\n"
        return
    yield (
        f"<details{' open' if len(found) <= 20 else ''}><summary>{len(found)} pairs, the most "
        'frequent first</summary>\n<div class="wide"><table>\n'
        "<tr><th>count</th><th>question of</th><th>went to</th></tr>\n"
    )
    for pair in found:
        yield (
            f"<tr><td>{pair.count}</td><td>{_link(report, pair.asked_for)}</td>"
            f"<td>{_link(report, pair.went_to)}</td></tr>\n"
        )
    yield "</table></div></details>\n"


def _articles(report: Report, catalogue: Catalogue) -> Iterator[str]:
    yield "<h3>Questions lost, by article</h3>\n"
    astray = {name: lost(report.asked, name) for name in catalogue.articles}
    gained = {name: taken(report.asked, name) for name in catalogue.articles}
    concerned = [name for name in catalogue.articles if astray[name] or gained[name]]
    if not concerned:
        yield "<p>None.</p>\n"
    for name in sorted(concerned, key=lambda one: (-len(astray[one]), -len(gained[one]), one)):
        own = sum(name in (one.question.labels or ()) for one in report.asked)
        title = catalogue.articles[name].text(FALLBACK_LANGUAGE).title
        yield (
            f'<details id="{_anchor(report, name)}"><summary><b>{escape(name)}</b> '
            f"<small>{escape(title)}</small><br>loses {len(astray[name])} of {own}, "
            f"takes {len(gained[name])} from others</summary>\n"
        )
        yield from _questions("Lost", "went to", [(one, went_to(one)) for one in astray[name]])
        owners = [(one, owner(one)) for one in gained[name]]
        yield from _questions("Taken from others", "question of", owners)
        yield "</details>\n"


def _questions(title: str, way: str, listed: Sequence[tuple[Asked, str]]) -> Iterator[str]:
    if not listed:
        return
    yield f"<h4>{title}</h4>\n<p>{escape(most(other for _, other in listed))}</p>\n<ul>\n"
    for one, other in listed:
        shown = f"{one.score:.2f}, {KINDS[one.kind]}" if one.ranked else "nothing was found"
        yield (
            f'<li><span dir="auto">{escape(visible(one.question.text))}</span><br>'
            f"<small>{way} <b>{escape(other)}</b>, {shown}; {escape(one.question.script)}</small></li>\n"
        )
    yield "</ul>\n"


def _link(report: Report, name: str) -> str:
    if name == NO_ARTICLE:
        return escape(name)
    return f'<a href="#{_anchor(report, name)}">{escape(name)}</a>'


def _anchor(report: Report, name: str) -> str:
    """Return an id that is the article's own in this report."""
    return escape(f"{report.title}-{name}".replace(" ", "-"))
