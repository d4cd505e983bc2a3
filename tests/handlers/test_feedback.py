"""A verdict on an article is asked for in passing, and a bad one leads on."""

from __future__ import annotations

import pytest

from bot import directory
from bot.catalogue.model import Catalogue
from handlers import feedback, pages
from handlers.routes import Feedback, Place, ToArticle, ToTopic
from handlers.screen import merged
from handlers.verdict import Verdict
from tests.handlers.support import LANGUAGES, SETTINGS, buttons, faults, routes, view_of

NAME = "unpaid-wages"
THUMBS = [Feedback(NAME, Verdict.HELPFUL), Feedback(NAME, Verdict.UNHELPFUL)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_thumbs_stand_on_every_page_and_the_first_one_keeps_five_rows(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    for page in range(len(view.text(catalogue.articles[NAME]).parts) + 1):
        shown = pages.article(view, NAME, page)
        (row,) = (row for row in shown.rows if row[-1].route == THUMBS[1])
        assert [button.route for button in row[-2:]] == THUMBS
        assert [button.label for button in row[-2:]] == ["👍", "👎"]
    for name in catalogue.articles:
        assert len(pages.article(view, name).rows) <= 5


def test_where_a_checklist_needs_the_row_the_thumbs_wait_for_the_next_page(
    catalogue: Catalogue,
) -> None:
    view = view_of(catalogue)
    (name, *_) = (name for one in catalogue.checklists.values() for name in one.articles)
    thumbs = {Feedback(name, Verdict.HELPFUL), Feedback(name, Verdict.UNHELPFUL)}
    assert not thumbs & set(routes(pages.article(view, name)))
    assert thumbs <= set(routes(pages.article(view, name, 1)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thumb_down_asks_why(catalogue: Catalogue, language: str) -> None:
    shown = feedback.answer(view_of(catalogue, language), NAME, Verdict.UNHELPFUL)
    reasons = [Feedback(NAME, why) for why in (Verdict.WRONG, Verdict.UNCLEAR, Verdict.NOT_MINE)]
    assert routes(shown)[:3] == reasons
    assert ToArticle(NAME) in routes(shown)


@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.UNCLEAR])
@pytest.mark.parametrize("country", [None, "LA", "TH", "KR"])
def test_what_is_wrong_or_hard_leads_to_people_who_can_be_called(
    catalogue: Catalogue, verdict: Verdict, country: str | None
) -> None:
    shown = feedback.answer(view_of(catalogue, "en", country), NAME, verdict)
    people = directory.to_ask(catalogue, country, SETTINGS.countries.before_choice)
    assert directory.numbers(people[0])[0] in shown.content.text


def test_another_question_leads_to_what_is_related_and_to_the_topic(catalogue: Catalogue) -> None:
    article = catalogue.articles[NAME]
    shown = feedback.answer(view_of(catalogue), NAME, Verdict.NOT_MINE)
    for name in article.related[:3]:
        assert ToArticle(name) in routes(shown)
    assert ToTopic(article.topic) in routes(shown)


def test_thanks_are_short(catalogue: Catalogue) -> None:
    shown = feedback.answer(view_of(catalogue), NAME, Verdict.HELPFUL)
    assert shown.content.text == "👍 Thank you!\nIt is good to know that this page helps."


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("languages", [("lo",), ("en",), LANGUAGES])
def test_telegram_takes_every_answer_to_a_verdict(
    catalogue: Catalogue, verdict: Verdict, languages: tuple[str, ...]
) -> None:
    for name in catalogue.articles:
        views = [view_of(catalogue, language) for language in languages]
        shown = merged([feedback.answer(view, name, verdict) for view in views])
        assert faults(shown) == [], name
        assert [button.route for button in shown.rows[-1]] == [Place.SOS]


def test_a_verdict_on_a_page_that_is_gone_leads_on(catalogue: Catalogue) -> None:
    shown = feedback.answer(view_of(catalogue), "no-such-article", Verdict.HELPFUL)
    assert "no longer here" in shown.content.text
    assert {button.route for button in buttons(shown)} >= {Place.MENU, Place.SOS}
