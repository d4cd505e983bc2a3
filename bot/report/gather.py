"""From counts to a report: what was asked, how it was answered, what nobody answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from bot.catalogue.model import Catalogue
from bot.report.model import NO_MORE, Day, Judged, Period, Reach, Read, Report, Rules, Spoken
from bot.report.privacy import Shown, guarded_parts, guarded_total, guarded_tree
from bot.report.unanswered import groups_of
from bot.store import Count, Event, Unanswered

OUTCOMES = (Event.ANSWERED, Event.OFFERED, Event.CONTACTS, Event.URGENT, Event.UNKNOWN)
"""How a question can end; each counts once."""
_FOUND = (Event.ANSWERED, Event.CHOSEN)
_REASONS = (Event.WRONG, Event.UNCLEAR, Event.NOT_MINE)
"""Why an article did not help; many give none."""

_Key = TypeVar("_Key", bound=Hashable)


def gather(
    counts: Sequence[Count],
    unanswered: Iterable[Unanswered],
    catalogue: Catalogue,
    period: Period,
    rules: Rules,
    closest: Callable[[str], str | None] = lambda _: None,
) -> Report:
    """Return the report of ``period`` on the counts and texts of its days.

    ``closest`` names the article that a text is nearest to, None if none is near.
    """
    gathering = _Gathering(counts, catalogue, period, rules.smallest)
    return gathering.report(rules, unanswered, closest)


class _Gathering:
    """Every table divides a number that is shown elsewhere too; so its parts are guarded together."""

    def __init__(
        self, counts: Sequence[Count], catalogue: Catalogue, period: Period, smallest: int
    ) -> None:
        self._counts = counts
        self._catalogue = catalogue
        self._period = period
        self._smallest = smallest

    def report(
        self, rules: Rules, unanswered: Iterable[Unanswered], closest: Callable[[str], str | None]
    ) -> Report:
        outcomes = self._by(OUTCOMES, lambda one: one.event, OUTCOMES)
        spoken = self._by(OUTCOMES, lambda one: (one.language, one.script))
        topics, articles = self._read()
        totals = (self._total(outcomes.values()), self._total(spoken.values()))
        return Report(
            period=self._period,
            rules=rules,
            visits=self._used_of(Event.PERSON),
            questions=None if None in totals else totals[0],
            outcomes=self._parts(outcomes),
            used=self._used(),
            days=self._days(),
            spoken=tuple(
                Spoken(*key, number) for key, number in _largest_first(self._parts(spoken))
            ),
            topics=topics,
            articles=articles,
            never_opened=tuple(
                one.id for one in articles if one.questions == 0 and one.opened == 0
            ),
            judged=self._judged(),
            partners=self._partners(),
            unanswered=groups_of(unanswered, rules, closest),
        )

    def _by(
        self,
        events: Collection[Event],
        key: Callable[[Count], _Key],
        keys: Iterable[_Key] = (),
    ) -> dict[_Key, int]:
        """Return how often the events were counted by ``key``; ``keys`` are there in any case."""
        found = dict.fromkeys(keys, 0)
        for one in self._counts:
            if one.event in events:
                found[key(one)] = found.get(key(one), 0) + one.number
        return found

    def _parts(self, parts: dict[_Key, int]) -> dict[_Key, Shown]:
        return guarded_parts(parts, self._smallest)

    def _total(self, parts: Iterable[int]) -> Shown:
        return guarded_total(parts, self._smallest)

    def _used(self) -> dict[Event, Shown]:
        others = [event for event in Event if event not in OUTCOMES]
        numbers = self._by(others, lambda one: one.event, others)
        reasons = {event: numbers[event] for event in _REASONS}
        none_given = max(0, numbers[Event.UNHELPFUL] - sum(reasons.values()))
        verdicts = self._parts({**reasons, Event.UNHELPFUL: none_given})
        return {event: self._used_of(event) for event in others} | verdicts

    def _used_of(self, event: Event) -> Shown:
        """Return how often an event was counted, unless that tells the parts of one of its tables."""
        tables: tuple[dict[str, int], ...] = (
            self._by([event], lambda one: str(one.day), map(str, self._period.days)),
            self._by([event], lambda one: one.partner),
            self._by([event], self._article),
        )
        totals = [self._total(table.values()) for table in tables]
        return None if None in totals else totals[0]

    def _days(self) -> tuple[Day, ...]:
        days = self._period.days
        people = self._by([Event.PERSON], lambda one: one.day, days)
        new = self._by([Event.NEW], lambda one: one.day, days)
        shown, shown_new = self._parts(people), self._parts(new)
        return tuple(Day(day, shown[day], shown_new[day]) for day in days)

    def _read(self) -> tuple[tuple[Read, ...], tuple[Read, ...]]:
        """Return topics and articles, each with the most opened first."""
        articles = self._catalogue.articles
        topics = {name: article.topic for name, article in articles.items()} | {NO_MORE: NO_MORE}
        questions = self._by(_FOUND, self._article, articles)
        opened = self._by([Event.OPENED], self._article, articles)
        topics_asked, asked = guarded_tree(questions, topics, self._smallest)
        topics_opened, shown = guarded_tree(opened, topics, self._smallest)
        order = list(articles)
        return (
            _most_opened_first(topics_asked, topics_opened, list(self._catalogue.topics)),
            _most_opened_first(asked, shown, order),
        )

    def _article(self, one: Count) -> str:
        """Return the article that a count is of: its successor for one that is no more."""
        name = self._catalogue.retired.get(one.article, one.article)
        return name if name in self._catalogue.articles else NO_MORE

    def _judged(self) -> tuple[Judged, ...]:
        helpful = self._by([Event.HELPFUL], self._article)
        others = self._by([Event.UNHELPFUL], self._article)
        names = {**helpful, **others}
        yes = self._parts({name: helpful.get(name, 0) for name in names})
        no = self._parts({name: others.get(name, 0) for name in names})
        rows = [Judged(name, yes[name], no[name]) for name in names]
        rows.sort(key=lambda row: (-(row.not_helpful or 0), -(row.helpful or 0), row.article))
        return tuple(rows)

    def _partners(self) -> tuple[Reach, ...]:
        columns = [
            self._by([event], lambda one: one.partner)
            for event in (Event.LINK, Event.NEW, Event.PERSON)
        ]
        names = dict.fromkeys(name for column in columns for name in column)
        shown = [self._parts({name: column.get(name, 0) for name in names}) for column in columns]
        rows = [Reach(name, *(column[name] for column in shown)) for name in names]
        rows.sort(key=lambda row: (-(row.opened or 0), -(row.people or 0), row.partner))
        return tuple(rows)


def _largest_first(parts: dict[_Key, Shown]) -> list[tuple[_Key, Shown]]:
    return sorted(parts.items(), key=lambda item: (-(item[1] or 0), str(item[0])))


def _most_opened_first(
    questions: dict[str, Shown], opened: dict[str, Shown], order: list[str]
) -> tuple[Read, ...]:
    """Return rows in ``order`` where the numbers are the same; what is no more only if it was used."""
    names = {**questions, **opened}
    rows = [Read(name, questions.get(name, 0), opened.get(name, 0)) for name in names]
    rows = [row for row in rows if row.id != NO_MORE or (row.questions, row.opened) != (0, 0)]
    place = {name: number for number, name in enumerate(order)}
    last = len(place)
    rows.sort(key=lambda row: (-(row.opened or 0), -(row.questions or 0), place.get(row.id, last)))
    return tuple(rows)
