"""An article as a text to forward: whole without buttons, numbers with country, date and source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import directory
from bot.catalogue.model import Catalogue, Confidence, Part
from handlers import pages, share
from handlers.richtext import utf16_length
from handlers.routes import SendAsText, ToArticle, ToShare
from handlers.screen import merged
from handlers.view import View
from tests.handlers.support import LANGUAGES, SETTINGS, buttons, faults, routes, view_of

WAGES = "unpaid-wages"


def with_part(catalogue: Catalogue, markdown: str) -> View:
    """Return a view in which the first part of an article is ``markdown``."""
    article = catalogue.articles[WAGES]
    text = replace(article.texts["en"], parts=(Part("Heading", markdown),))
    changed = replace(article, texts={"en": text})
    return view_of(replace(catalogue, articles={**catalogue.articles, WAGES: changed}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_a_message_with_what_to_do_numbers_date_source_and_link(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    for article in catalogue.articles.values():
        text = view.text(article)
        sent = share.as_text(view, article.id, everything=False)
        said = sent.content.text
        assert faults(sent) == [], article.id
        assert utf16_length(said) <= 4096
        assert (sent.rows, sent.content.entities) == ((), ())
        assert said.startswith(f"{article.icon} {text.title}\n\n{text.summary}\n\n")
        assert (text.parts[0].heading or "") in said
        assert view.tr.date(article.checked) in said
        assert catalogue.sources[article.sources[0]].publisher in said
        assert said.endswith(f"https://t.me/thangdee_bot?start=a-{article.id}")
        contacts = directory.of_article(catalogue, article, None, ("TH", "LA"))
        reached = [one for one in contacts if directory.numbers(one)]
        for one in reached[: SETTINGS.limits.contacts_on_first_screen]:
            assert f"{directory.numbers(one)[0]}, {view.tr.country(one.country)}" in said


def test_no_mark_of_markdown_or_link_is_left(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        view = view_of(catalogue, language)
        for name in catalogue.articles:
            said = share.as_text(view, name, everything=True).content.text
            assert not any(mark in said for mark in ("**", "](", "## ", "\n- "))


def test_links_become_numbers_with_country_addresses_or_words(catalogue: Catalogue) -> None:
    view = with_part(
        catalogue,
        "- Call [police](contact:th-police-191) **now**\n- Write [here](contact:la-sengsavang)\n"
        "- See [passport](article:passport), [site](https://example.org), [gone](contact:gone)",
    )
    said = share.as_text(view, WAGES, everything=False).content.text
    assert (
        "Heading\n• Call police (191, Thailand) now\n"
        "• Write here (https://sengsavang.org/, Laos)\n"
        "• See passport, site (https://example.org), gone\n"
    ) in said


def test_of_a_contact_with_neither_number_nor_page_the_words_stay(catalogue: Catalogue) -> None:
    nowhere = replace(catalogue.contacts["th-police-191"], phones=(), website=None, facebook=None)
    contacts = {**catalogue.contacts, nowhere.id: nowhere}
    view = with_part(replace(catalogue, contacts=contacts), "Ask [police](contact:th-police-191).")
    assert "\nAsk police.\n" in share.as_text(view, WAGES, everything=False).content.text


def test_a_number_that_is_not_confirmed_is_never_given_on(catalogue: Catalogue) -> None:
    unsure = {
        name: replace(one, confidence=Confidence.LOW, website=None, facebook=None)
        for name, one in catalogue.contacts.items()
    }
    view = with_part(replace(catalogue, contacts=unsure), "Call [police](contact:th-police-191)")
    for everything in (False, True):
        said = share.as_text(view, WAGES, everything).content.text
        assert "Call police (number not confirmed, Thailand)" in said
        assert "📞" not in said
        assert "191" not in said


def test_the_whole_text_is_offered_where_it_fits_one_message(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    short = with_part(catalogue, "Do this.")
    long = with_part(catalogue, "Do this. " * 500)
    everything = SendAsText(WAGES, everything=True)
    assert routes(share.ways(short, WAGES))[:2] == [SendAsText(WAGES), everything]
    assert everything not in routes(share.ways(long, WAGES))
    for name in catalogue.articles:
        if SendAsText(name, everything=True) in routes(share.ways(view, name)):
            sent = share.as_text(view, name, everything=True)
            assert utf16_length(sent.content.text) <= 4096
            headings = [part.heading or "" for part in view.text(catalogue.articles[name]).parts]
            assert all(heading in sent.content.text for heading in headings)


def test_an_old_button_for_a_text_that_has_grown_too_long_sends_the_short_one(
    catalogue: Catalogue,
) -> None:
    article = catalogue.articles[WAGES]
    parts = (*article.texts["en"].parts, Part("Long", "Do this. " * 500))
    grown = replace(article, texts={"en": replace(article.texts["en"], parts=parts)})
    view = view_of(replace(catalogue, articles={**catalogue.articles, WAGES: grown}))
    short = share.as_text(view, WAGES, everything=False)
    assert share.as_text(view, WAGES, everything=True) == short


def test_every_page_of_an_article_leads_to_sharing_and_back(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    for number in range(len(view.text(catalogue.articles[WAGES]).parts) + 1):
        assert ToShare(WAGES) in routes(pages.article(view, WAGES, number))
    assert ToShare(WAGES) in routes(pages.related(view, WAGES))
    assert ToArticle(WAGES) in routes(share.ways(view, WAGES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_buttons_below_a_first_page_stay_readable(
    catalogue: Catalogue, language: str
) -> None:
    shown = pages.article(view_of(catalogue, language), WAGES)
    (row,) = (row for row in shown.rows if ToShare(WAGES) in [one.route for one in row])
    assert [len(one.label) <= 11 for one in row] == [True, True, True]


def test_before_a_choice_the_text_is_in_both_languages(catalogue: Catalogue) -> None:
    views = [view_of(catalogue, language) for language in LANGUAGES]
    both = merged([share.as_text(view, WAGES, everything=False) for view in views])
    assert all(view.text(catalogue.articles[WAGES]).summary in both.content.text for view in views)
    assert list(buttons(both)) == []


def test_an_article_that_is_gone_says_so(catalogue: Catalogue) -> None:
    shown = share.as_text(view_of(catalogue), "removed", everything=False)
    assert "This page is no longer here." in shown.content.text
