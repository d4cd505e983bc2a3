"""No answer: once, other words; twice in a row, people."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue
from handlers import unanswered
from handlers.routes import Place, ToArticle, ToTopic
from tests.handlers.support import COUNTRIES, LANGUAGES, buttons, faults, routes, view_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_time_other_words_and_the_likeliest_topics_are_offered(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    shown = unanswered.other_words(view, ["return", "help-now", "removed", "return"])
    assert view.tr("my boss does not pay my wages") in shown.content.text
    topics = ["return", *(name for name in catalogue.topics if name not in {"help-now", "return"})]
    assert routes(shown)[:3] == [ToTopic(name) for name in topics[:3]]
    assert {Place.MENU, Place.SOS} <= set(routes(shown))
    assert faults(shown) == []


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("TH", ["1300", "1546"]),
        ("LA", ["+856 21 267 734"]),
        ("KR", ["1577-0071"]),
    ],
)
def test_the_second_time_people_where_the_person_is_can_be_called(
    catalogue: Catalogue, country: str, numbers: list[str]
) -> None:
    shown = unanswered.people(view_of(catalogue, "en", country))
    flag = {"TH": "🇹🇭", "LA": "🇱🇦", "KR": "🇰🇷"}[country]
    assert shown.content.text.split("\n\n")[1].startswith(flag)
    assert any(button.copy in numbers for button in shown.rows[0])
    assert shown.rows[1][0].route == ToArticle("find-help-office")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_everywhere_there_is_somebody_with_a_number(
    catalogue: Catalogue, language: str, country: str | None
) -> None:
    shown = unanswered.people(view_of(catalogue, language, country))
    assert sum(bool(button.copy) for button in buttons(shown)) >= 1
    assert faults(shown) == []


def test_who_can_be_written_to_has_the_address(catalogue: Catalogue) -> None:
    everywhere = [unanswered.people(view_of(catalogue, "en", one)) for one in COUNTRIES]
    assert any("✉️ " in shown.content.text for shown in everywhere)
