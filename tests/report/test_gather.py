"""Exact tables from a few counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.model import Catalogue
from bot.report.gather import OUTCOMES, gather
from bot.report.model import Day, Judged, Period, Reach, Read, Report, Rules, Spoken
from bot.store import Count, Event

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 3)
PERIOD = Period(FIRST, LAST)
RULES = Rules(5, withhold=True)


VERDICTS = (Event.WRONG, Event.UNCLEAR, Event.NOT_MINE, Event.UNHELPFUL)


def report(catalogue: Catalogue, *counts: Count, smallest: int = 5) -> Report:
    return gather(counts, (), catalogue, PERIOD, Rules(smallest, withhold=True))


def many(event: Event, number: int, article: str = "", partner: str = "") -> Count:
    return Count(FIRST, event, article=article, partner=partner, number=number)


def test_without_counts_the_report_is_empty_and_every_number_nought(catalogue: Catalogue) -> None:
    found = report(catalogue)
    assert found.empty
    assert found.visits == found.questions == 0
    assert found.days == tuple(Day(day, 0, 0) for day in PERIOD.days)
    assert found.never_opened == ("police", "wages")
    assert (found.spoken, found.judged, found.partners, found.unanswered) == ((), (), (), ())


def test_a_few_counts_are_not_nothing(catalogue: Catalogue) -> None:
    found = report(catalogue, many(Event.SOS, 1))
    assert not found.empty
    assert found.used[Event.SOS] is None


def test_people_stand_by_day_and_a_small_day_takes_the_next_one_with_it(
    catalogue: Catalogue,
) -> None:
    found = report(
        catalogue,
        Count(FIRST, Event.PERSON, "lo", number=12),
        Count(FIRST, Event.PERSON, "en", number=8),
        Count(date(2026, 11, 2), Event.PERSON, number=4),
        Count(LAST, Event.PERSON, number=9),
        Count(FIRST, Event.NEW, number=6),
    )
    assert found.visits == 33
    assert found.days == (
        Day(FIRST, 20, 6),
        Day(date(2026, 11, 2), None, 0),
        Day(LAST, None, 0),
    )


def test_questions_are_all_outcomes_together(catalogue: Catalogue) -> None:
    numbers = dict(zip(OUTCOMES, (50, 30, 7, 8, 20), strict=True))
    found = report(
        catalogue,
        *(many(event, number) for event, number in numbers.items()),
        many(Event.CHOSEN, 9),
    )
    assert found.questions == 115
    assert found.outcomes == numbers
    assert found.used[Event.CHOSEN] == 9


def test_questions_stand_by_language_and_script(catalogue: Catalogue) -> None:
    found = report(
        catalogue,
        Count(FIRST, Event.ANSWERED, "lo", "lao", "wages", number=20),
        Count(LAST, Event.UNKNOWN, "lo", "lao", number=10),
        Count(LAST, Event.UNKNOWN, "lo", "latin", number=40),
        Count(LAST, Event.OPENED, "lo", "thai", "wages", number=40),
    )
    assert found.spoken == (Spoken("lo", "latin", 40), Spoken("lo", "lao", 30))


def test_articles_and_topics_count_answers_choices_and_openings(catalogue: Catalogue) -> None:
    found = report(
        catalogue,
        many(Event.ANSWERED, 20, "wages"),
        many(Event.CHOSEN, 10, "wages"),
        many(Event.OPENED, 35, "wages"),
        many(Event.OPENED, 50, "police"),
    )
    assert found.articles == (Read("police", 0, 50), Read("wages", 30, 35))
    assert found.topics == (Read("help-now", 0, 50), Read("complaints", 30, 35))
    assert found.never_opened == ()


def test_an_article_that_is_no_more_counts_for_its_successor_or_apart(
    catalogue: Catalogue,
) -> None:
    changed = replace(catalogue, retired={"old-pay": "wages"})
    found = report(changed, many(Event.OPENED, 8, "old-pay"), many(Event.OPENED, 9, "gone"))
    assert found.articles == (Read("", 0, 9), Read("wages", 0, 8), Read("police", 0, 0))
    assert found.topics == (Read("", 0, 9), Read("complaints", 0, 8), Read("help-now", 0, 0))
    assert found.never_opened == ("police",)


def test_the_helpful_rate_stands_only_where_both_its_numbers_do(catalogue: Catalogue) -> None:
    found = report(
        catalogue,
        many(Event.HELPFUL, 30, "wages"),
        many(Event.UNHELPFUL, 10, "wages"),
        many(Event.UNCLEAR, 6, "wages"),
        many(Event.HELPFUL, 8, "police"),
    )
    assert found.judged == (Judged("wages", 30, 10), Judged("police", 8, 0))
    assert [one.rate for one in found.judged] == [0.75, 1.0]
    hidden = report(catalogue, many(Event.HELPFUL, 30, "wages"), many(Event.UNHELPFUL, 4, "wages"))
    assert hidden.judged == (Judged("wages", 30, None),)
    assert hidden.judged[0].rate is None


def test_reasons_are_parts_of_the_thumbs_down_as_is_that_none_was_given(
    catalogue: Catalogue,
) -> None:
    down = many(Event.UNHELPFUL, 40, "wages")
    plain = report(catalogue, down, many(Event.WRONG, 12, "wages"), many(Event.UNCLEAR, 9, "wages"))
    assert [plain.used[event] for event in VERDICTS] == [12, 9, 0, 19]
    few = report(catalogue, down, many(Event.WRONG, 12, "wages"), many(Event.UNCLEAR, 2, "wages"))
    assert [few.used[event] for event in VERDICTS] == [None, None, 0, 26]


def test_partners_are_told_by_links_and_by_the_people_they_brought(catalogue: Catalogue) -> None:
    found = report(
        catalogue,
        many(Event.LINK, 30, partner="mrc"),
        many(Event.LINK, 12, partner="iom"),
        many(Event.NEW, 9, partner="mrc"),
        many(Event.NEW, 40),
        many(Event.PERSON, 60),
        many(Event.PERSON, 25, partner="mrc"),
    )
    assert found.partners == (
        Reach("mrc", 30, 9, 25), Reach("iom", 12, 0, 0), Reach("", 0, 40, 60)
    )  # fmt: skip


@pytest.mark.parametrize("smallest", [3, 5, 10])
def test_a_number_under_the_smallest_group_stands_nowhere(
    catalogue: Catalogue, smallest: int
) -> None:
    found = report(
        catalogue,
        *(many(event, smallest - 1, "wages", "mrc") for event in Event),
        smallest=smallest,
    )
    assert set(found.used.values()) == set(found.outcomes.values()) == {None}
    assert {one.opened for one in (*found.articles, *found.topics)} == {None}
    assert {one.opened for one in found.partners} == {None}
    assert {one.people for one in found.days} == {None}
    assert found.visits is None
    assert found.never_opened == ()


def test_a_total_of_one_a_day_would_tell_the_days_and_is_hidden(catalogue: Catalogue) -> None:
    week = Period(FIRST, date(2026, 11, 7))
    counts = [Count(day, Event.NEW) for day in week.days]
    found = gather(counts, (), catalogue, week, RULES)
    assert found.used[Event.NEW] is None
    assert {day.new for day in found.days} == {None}
