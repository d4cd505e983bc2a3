"""From an answer to its screen: danger first, then one article, a choice, or an honest no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalogue.model import Catalogue
from bot.matching.answer import Answer, Kind
from bot.matching.matcher import Match
from handlers import named, pages, places, unanswered
from handlers.ask import answer, target_of_key, urgent
from handlers.routes import Chosen, Place, ToArticle, ToTopic
from tests.handlers.support import LANGUAGES, buttons, faults, routes, view_of


def found(kind: Kind, *labels: str, urgent: str | None = None) -> Answer:
    """Return an answer with these matches, best first."""
    matches = tuple(Match(label, 0.5) for label in labels)
    return Answer(urgent, kind, matches, "en")


def test_a_sure_answer_is_the_articles_first_page(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    shown = answer(view, found(Kind.SURE, "unpaid-wages"))
    assert shown == pages.article(view, "unpaid-wages")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_probable_answer_is_a_choice_with_a_way_out(catalogue: Catalogue, language: str) -> None:
    labels = ("unpaid-wages", "passport-taken", "passport")
    shown = answer(view_of(catalogue, language), found(Kind.PROBABLE, *labels))
    assert routes(shown)[:4] == [*(Chosen(name) for name in labels), Place.MENU]
    assert routes(shown)[-1] is Place.SOS
    assert faults(shown) == []


def test_no_answer_says_so_and_the_second_in_a_row_offers_people(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    weak = replace(found(Kind.UNKNOWN), ranked=(Match("find-job-laos", 0.1),))
    assert answer(view, weak) == unanswered.other_words(view, ["return"])
    assert answer(view, found(Kind.UNKNOWN), 1) == unanswered.people(view)
    assert answer(view, found(Kind.UNKNOWN), 2) == unanswered.people(view)


def test_a_name_shows_its_contacts(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    named_one = Answer(None, Kind.SURE, (), "en", (), ("th-lpn",), ("lpn",))
    assert answer(view, named_one) == named.contacts(view, ("lpn",))


def test_a_question_that_goes_on_opens_the_article_on_its_page_or_contacts(
    catalogue: Catalogue,
) -> None:
    view = view_of(catalogue)
    on_page = replace(found(Kind.SURE, "passport"), page=2)
    assert answer(view, on_page) == pages.article(view, "passport", 2)
    whom = replace(found(Kind.SURE, "passport"), contacts=("la-consular-department",))
    assert answer(view, whom) == pages.contacts(view, "passport")


def test_danger_comes_before_a_name(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    both = Answer("mental-health", Kind.SURE, (), "en", (), ("th-lpn",), ("lpn",))
    assert answer(view, both).content.text.startswith("🆘")


def test_a_greeting_gets_told_how_to_ask(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    assert answer(view, found(Kind.SMALLTALK)) == places.usage(view)


def test_a_match_that_is_no_longer_in_the_content_is_no_answer(catalogue: Catalogue) -> None:
    shown = answer(view_of(catalogue), found(Kind.SURE, "removed"))
    assert "no sure answer" in shown.content.text


@pytest.mark.parametrize("kind", [Kind.SURE, Kind.PROBABLE])
def test_a_dangerous_message_gets_the_card_with_the_other_answers_on_it(
    catalogue: Catalogue, kind: Kind
) -> None:
    view = view_of(catalogue)
    danger = "trafficking-forced-labour"
    shown = answer(view, found(kind, "unpaid-wages", danger, "passport-taken", urgent=danger))
    card = pages.article(view, danger)
    assert shown.content.text.startswith("🆘 If you are in danger now, call one of these numbers.")
    assert shown.content.text.endswith(card.content.text)
    assert shown.rows[:3] == card.rows[:3]
    others = [button.route for row in shown.rows[3:-2] for button in row]
    assert others == [ToArticle("unpaid-wages"), ToArticle("passport-taken")]
    assert shown.rows[-2] == card.rows[-2]
    assert shown.rows[-1] == (*card.rows[-1], view.hide_button())
    assert faults(shown) == []


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.SMALLTALK])
def test_a_dangerous_message_without_another_answer_gets_the_card_alone(
    catalogue: Catalogue, kind: Kind
) -> None:
    view = view_of(catalogue)
    shown = answer(view, found(kind, urgent="mental-health"))
    assert shown.rows == urgent(view, catalogue.articles["mental-health"]).rows
    assert shown.rows[:-1] == pages.article(view, "mental-health").rows[:-1]


def test_the_card_does_not_offer_itself_and_at_most_two_others(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    itself = answer(view, found(Kind.SURE, "violence-abuse", urgent="violence-abuse"))
    assert itself.rows == urgent(view, catalogue.articles["violence-abuse"]).rows
    others = ("passport", "unpaid-wages", "mou-steps")
    many = answer(view, found(Kind.PROBABLE, *others, urgent="violence-abuse"))
    assert len(many.rows) == len(itself.rows) + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_danger_of_the_content_has_a_card_with_a_number(
    catalogue: Catalogue, language: str
) -> None:
    for group in catalogue.danger:
        shown = answer(view_of(catalogue, language), found(Kind.UNKNOWN, urgent=group.article))
        assert any(button.copy for button in buttons(shown)), group.article
        assert faults(shown) == []


def test_keys_of_the_keyboard_are_known_in_every_language(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        view = view_of(catalogue, language)
        keys = [view.topic_label(name) for name in catalogue.topics]
        assert [target_of_key(catalogue, key) for key in keys] == [
            Place.SOS,
            *(ToTopic(name) for name in list(catalogue.topics)[1:]),
        ]
    assert target_of_key(catalogue, "Problems at work") is None
