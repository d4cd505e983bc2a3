"""What is said in groups: short, taken by Telegram, and with one row that leads to a chat alone."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue
from bot.matching.answer import Answer, Kind
from bot.matching.matcher import Match
from handlers import aloud
from handlers.inline import MOST_CARDS, cards
from handlers.richtext import RichText, utf16_length
from handlers.routes import Place, ToArticle
from handlers.screen import Screen
from tests.handlers.support import LANGUAGES, faults, view_of


def found(kind: Kind, *labels: str, urgent: str | None = None) -> Answer:
    """Return an answer with these matches, best first."""
    return Answer(urgent, kind, tuple(Match(label, 0.5) for label in labels), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_short_in_a_group(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    for article in catalogue.articles.values():
        shown = aloud.article(view, article)
        assert faults(shown) == [], article.id
        assert len(shown.rows) == 1
        title, summary = view.article_label(article), view.text(article).summary
        said = shown.content.text.removeprefix(f"{title}\n\n").partition("\n\n")[0]
        assert len(said) <= aloud.LONGEST_SUMMARY + 2, article.id
        assert summary.startswith(said.removesuffix(" …")), article.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubtful_answer_names_the_articles_as_links(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    names = ("unpaid-wages", "passport-taken")
    shown = aloud.answer(view, found(Kind.PROBABLE, *names))
    assert [entity.url for entity in shown.content.entities if entity.url] == [
        f"https://t.me/thangdee_bot?start=a-{name}" for name in names
    ]
    assert len(shown.rows) == 1
    assert faults(shown) == []


def test_danger_leaves_out_what_else_was_found(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    danger = "trafficking-forced-labour"
    shown = aloud.answer(view, found(Kind.SURE, "unpaid-wages", urgent=danger))
    assert shown == aloud.urgent(view, catalogue.articles[danger])
    assert view.text(catalogue.articles[danger]).title not in shown.content.text


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Call now.", "Call now."),
        ("Call the office now. Then write down what you are owed.", "Call the office now. …"),
        ("Call the labour office where you work", "Call the labour office where …"),
        ("ໂທຫາ" * 20, "ໂທຫາ" * 7 + "ໂທ …"),
    ],
)
def test_a_cut_is_after_a_sentence_else_a_word(text: str, short: str) -> None:
    assert aloud.shortened(text, 30) == short


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_inline_mode_is_taken_by_telegram(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    drawn = list(cards([view], None))
    for name in catalogue.articles:
        drawn += cards([view], found(Kind.SURE, name, urgent=name))
    for card in drawn:
        assert faults(Screen(card.content, ((card.button,),))) == [], card.id
        assert len(card.id.encode()) <= 64
        assert 0 < utf16_length(card.content.text) <= 4096
    ids = {card.id for card in drawn}
    assert len(ids) > len(catalogue.articles)


def test_no_more_cards_than_a_phone_wants_to_scroll(catalogue: Catalogue) -> None:
    views = [view_of(catalogue, language) for language in LANGUAGES]
    many = found(Kind.PROBABLE, *list(catalogue.articles)[:9])
    assert len(cards(views, many)) == MOST_CARDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shared_fits_the_address_of_a_button(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    for name in catalogue.articles:
        share = view.shared(ToArticle(name))
        assert share.address == f"https://t.me/thangdee_bot?start=a-{name}"
        assert share.text.startswith(view.article_label(catalogue.articles[name]))
        # Telegram gives no number; 2,048 is what addresses of pages are commonly held to.
        assert len(share.url()) <= 2048, name
    assert view.shared(Place.SOS).address == "https://t.me/thangdee_bot?start=t-help-now"


def test_what_is_said_besides_has_the_row_as_well(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    assert aloud.said(view, "").content == RichText(
        "Ask me alone about this. In this group everybody can read it."
    )
    for screen in (aloud.greeting(view), aloud.alone(view), aloud.sos(view), aloud.language(view)):
        assert len(screen.rows) == 1
