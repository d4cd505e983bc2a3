"""A report as tables with words: what page, spreadsheet and CSV file have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.report.model import Report
from bot.report.privacy import Shown
from bot.report.words import NOTHING, Text, Words
from bot.store import Event

DAYS, OUTCOMES, TOPICS = "days", "outcomes", "topics"
"""Names of tables."""
WAYS = (Event.LINK, Event.INLINE, Event.SHARED)
"""How people come to hear of the bot."""
_USES = (
    Event.OPENED, Event.CHOSEN, Event.SOS, Event.NEARBY, Event.CHECKLIST, Event.REMINDED,
    Event.SUBSCRIBED, Event.HIDDEN, Event.SMALL_TALK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0 to 1; None where one of its numbers is not shown."""

    value: float | None


Cell = Text | date | Share | Shown
"""None is a number that is not shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """``name`` is for files, ``keys`` name the rows for programs as the first column does for people.

    ``charted`` tells whether the second column is worth a picture.
    """

    name: str
    title: Text
    heads: tuple[Text, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text = NOTHING
    charted: bool = False


def tables(report: Report, words: Words) -> tuple[Table, ...]:
    """Return all tables, in the order in which a person reads them."""
    return tuple(_tables(report, words))


def title(report: Report, words: Words) -> tuple[Text, Text]:
    """Return what the report is called, and of which days it is."""
    first, last = report.period.first, report.period.last
    days = words.said(lambda tr: f"{tr.date(first)} – {tr.date(last)}")
    return words.said(lambda tr: tr("What people asked")), days


def few(words: Words) -> Text:
    """Return what stands for a number that is not shown."""
    return words.said(lambda tr: tr("few"))


def rules(report: Report, words: Words) -> Text:
    """Return the sentences that say what a report hides."""
    smallest = report.rules.smallest
    return words.said(
        lambda tr: tr(
            "“few” stands for a number under {smallest}, or for one from which such a number could be "
            "worked out. Nobody is known again: who comes on three days counts three times.",
            smallest=smallest,
        )
    )


def _tables(report: Report, words: Words) -> Iterator[Table]:
    yield glance(report, words)
    yield _days(report, words)
    yield _outcomes(report, words)
    yield _unanswered(report, words)
    yield _topics(report, words)
    yield _spoken(report, words)
    yield _articles(report, words)
    yield _never(report, words)
    yield _judged(report, words)
    yield _ways(report, words)
    yield _partners(report, words)
    yield _uses(report, words)


def glance(report: Report, words: Words) -> Table:
    """Return the few numbers that say most."""
    rows: list[tuple[str, Text, Shown]] = [
        ("visits", words.event(Event.PERSON), report.visits),
        ("new", words.event(Event.NEW), report.used[Event.NEW]),
        ("questions", _questions(words), report.questions),
        ("unknown", words.event(Event.UNKNOWN), report.outcomes[Event.UNKNOWN]),
        ("urgent", words.event(Event.URGENT), report.outcomes[Event.URGENT]),
    ]
    return Table(
        "glance",
        words.said(lambda tr: tr("At a glance")),
        (NOTHING, _number(words)),
        tuple(key for key, _, _ in rows),
        tuple((name, number) for _, name, number in rows),
    )


def _days(report: Report, words: Words) -> Table:
    return Table(
        DAYS,
        words.said(lambda tr: tr("People each day")),
        (
            words.said(lambda tr: tr("Day")),
            words.said(lambda tr: tr("People")),
            words.event(Event.NEW),
        ),
        tuple(one.day.isoformat() for one in report.days),
        tuple((one.day, one.people, one.new) for one in report.days),
        charted=True,
    )


def _outcomes(report: Report, words: Words) -> Table:
    return Table(
        OUTCOMES,
        words.said(lambda tr: tr("How questions were answered")),
        (NOTHING, _questions(words), words.said(lambda tr: tr("Of all questions"))),
        tuple(report.outcomes),
        tuple(
            (words.event(event), number, _share(number, report.questions))
            for event, number in report.outcomes.items()
        ),
        charted=True,
    )


def _unanswered(report: Report, words: Words) -> Table:
    withheld = words.said(lambda tr: tr("(wordings seen only once are not shown)"))
    return Table(
        "unanswered",
        words.said(lambda tr: tr("Questions without an answer")),
        (
            words.said(lambda tr: tr("What people wrote")),
            words.said(lambda tr: tr("How often")),
            words.said(lambda tr: tr("Language")),
            words.said(lambda tr: tr("Letters")),
            words.said(lambda tr: tr("Perhaps belongs to")),
        ),
        tuple(str(number) for number, _ in enumerate(report.unanswered, 1)),
        tuple(
            (
                (" / ".join(one.texts),) if one.texts else withheld,
                one.asked,
                _several([words.language(code) for code in one.languages]),
                _several([words.letters(code) for code in one.scripts]),
                words.article(one.closest) if one.closest else NOTHING,
            )
            for one in report.unanswered
        ),
        words.said(
            lambda tr: tr(
                "Questions that ask nearly the same stand together. Names, numbers and links were "
                "taken out before they were kept."
            )
        ),
    )


def _topics(report: Report, words: Words) -> Table:
    return Table(
        TOPICS,
        words.said(lambda tr: tr("Topics")),
        _read_heads(words, words.said(lambda tr: tr("Topic"))),
        tuple(one.id for one in report.topics),
        tuple((words.topic(one.id), one.opened, one.questions) for one in report.topics),
        charted=True,
    )


def _articles(report: Report, words: Words) -> Table:
    used = [one for one in report.articles if one.id not in report.never_opened]
    return Table(
        "articles",
        words.said(lambda tr: tr("Articles")),
        _read_heads(words, words.said(lambda tr: tr("Article"))),
        tuple(one.id for one in used),
        tuple((words.article(one.id), one.opened, one.questions) for one in used),
    )


def _never(report: Report, words: Words) -> Table:
    return Table(
        "never-opened",
        words.said(lambda tr: tr("Articles never opened")),
        (words.said(lambda tr: tr("Article")),),
        report.never_opened,
        tuple((words.article(name),) for name in report.never_opened),
    )


def _spoken(report: Report, words: Words) -> Table:
    return Table(
        "languages",
        words.said(lambda tr: tr("Languages and letters")),
        (words.said(lambda tr: tr("How people typed")), _questions(words)),
        tuple(f"{one.language or '?'}-{one.script or '?'}" for one in report.spoken),
        tuple((words.typed(one.language, one.script), one.questions) for one in report.spoken),
        charted=True,
    )


def _judged(report: Report, words: Words) -> Table:
    return Table(
        "helpful",
        words.said(lambda tr: tr("Was it helpful?")),
        (
            words.said(lambda tr: tr("Article")),
            words.event(Event.HELPFUL),
            words.said(lambda tr: tr("Not helpful")),
            words.said(lambda tr: tr("Helpful, of all who said")),
        ),
        tuple(one.article for one in report.judged),
        tuple(
            (words.article(one.article), one.helpful, one.not_helpful, Share(one.rate))
            for one in report.judged
        ),
        words.said(lambda tr: tr("Articles that most people found not helpful stand first.")),
    )


def _ways(report: Report, words: Words) -> Table:
    return _events(report, words, "ways", words.said(lambda tr: tr("How people came")), WAYS)


def _partners(report: Report, words: Words) -> Table:
    return Table(
        "partners",
        words.said(lambda tr: tr("Reach of partners")),
        (
            words.said(lambda tr: tr("Partner")),
            words.event(Event.LINK),
            words.event(Event.NEW),
            words.event(Event.PERSON),
        ),
        tuple(one.partner for one in report.partners),
        tuple(
            (words.partner(one.partner), one.opened, one.new, one.people) for one in report.partners
        ),
    )


def _uses(report: Report, words: Words) -> Table:
    verdicts = (Event.HELPFUL, Event.WRONG, Event.UNCLEAR, Event.NOT_MINE, Event.UNHELPFUL)
    return _events(
        report, words, "uses", words.said(lambda tr: tr("What else was used")), (*_USES, *verdicts)
    )


def _events(
    report: Report, words: Words, name: str, said: Text, events: tuple[Event, ...]
) -> Table:
    return Table(
        name,
        said,
        (NOTHING, _number(words)),
        tuple(events),
        tuple((words.event(event), report.used[event]) for event in events),
    )


def _read_heads(words: Words, first: Text) -> tuple[Text, ...]:
    opened = words.said(lambda tr: tr("Opened"))
    return first, opened, words.said(lambda tr: tr("Answer to a question"))


def _questions(words: Words) -> Text:
    return words.said(lambda tr: tr("Questions"))


def _number(words: Words) -> Text:
    return words.said(lambda tr: tr("How many"))


def _share(part: Shown, whole: Shown) -> Share:
    return Share(None if part is None or not whole else part / whole)


def _several(texts: list[Text]) -> Text:
    """Join texts, language by language."""
    if not texts:
        return NOTHING
    most = max(map(len, texts))
    return tuple(", ".join(text[min(n, len(text) - 1)] for text in texts) for n in range(most))
