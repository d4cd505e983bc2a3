"""Checklists on the screen: full texts, a button for each box, nothing kept but in the buttons."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from bot.catalogue.checklist import Checklist
from bot.catalogue.model import Catalogue
from handlers import checklists, pages
from handlers.routes import (
    ChooseLanguage,
    KeepChecklist,
    Place,
    ToChecklist,
    ToTopic,
    encode,
)
from handlers.screen import merged
from tests.handlers.support import LANGUAGES, buttons, faults, routes, view_of

LISTS = ("before-leaving", "arrival", "coming-home")
LEAVING = "before-leaving"


def width(label: str) -> int:
    """Return how many signs of ``label`` stand beside each other, not above or below."""
    return sum(1 for sign in label if unicodedata.category(sign) != "Mn")


def the_list(catalogue: Catalogue, name: str = LEAVING) -> Checklist:
    return catalogue.checklists[name]


def all_ticks(catalogue: Catalogue, name: str = LEAVING) -> int:
    return sum(item.bit for item in the_list(catalogue, name).items())


def test_the_lists_before_leaving_on_arrival_and_before_going_home_are_there(
    catalogue: Catalogue,
) -> None:
    assert tuple(catalogue.checklists) == LISTS
    for name in LISTS:
        assert 10 <= sum(1 for _ in the_list(catalogue, name).items()) <= 18


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_a_page_has_every_item_in_full_with_its_box_and_a_button_that_ticks_it(
    catalogue: Catalogue, name: str, language: str
) -> None:
    view, found = view_of(catalogue, language), the_list(catalogue, name)
    text = found.text(language)
    for number, group in enumerate(found.groups):
        shown = checklists.checklist(view, name, 0, number)
        for item in group.items:
            assert f"☐ {item.icon} {text.items[item.number]}" in shown.content.text
            (button,) = (one for one in buttons(shown) if one.label == f"☐ {item.icon}")
            assert button.route == ToChecklist(name, item.bit, number)
        assert view.tr.date(found.checked) in shown.content.text
        assert catalogue.sources[found.sources[0]].publisher in shown.content.text


@pytest.mark.parametrize("name", LISTS)
def test_a_page_fits_a_small_phone_with_at_most_five_rows_of_short_buttons(
    catalogue: Catalogue, name: str
) -> None:
    for language in LANGUAGES:
        view = view_of(catalogue, language)
        for number in range(len(the_list(catalogue, name).groups)):
            shown = checklists.checklist(view, name, all_ticks(catalogue, name), number)
            assert len(shown.rows) <= 5
            for row in shown.rows:
                longest = {1: 34, 2: 17, 3: 10}[len(row)]
                assert all(width(one.label) <= longest for one in row)


def test_a_tick_and_a_second_tap_on_the_same_box(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    ticked = checklists.checklist(view, LEAVING, 0b10)
    assert "☑ 📝 I have read the contract" in ticked.content.text
    assert "☐ 🔎" in ticked.content.text
    assert "1 of 15 done" in ticked.content.text
    assert ToChecklist(LEAVING, 0b00) in routes(ticked)
    assert ToChecklist(LEAVING, 0b11) in routes(ticked)


def test_ticks_stay_on_the_way_through_the_pages_and_in_the_other_language(
    catalogue: Catalogue,
) -> None:
    view = view_of(catalogue)
    assert ToChecklist(LEAVING, 0b101, 1) in routes(checklists.checklist(view, LEAVING, 0b101, 0))
    second = routes(checklists.checklist(view, LEAVING, 0b101, 1))
    assert ToChecklist(LEAVING, 0b101, 0) in second
    assert ChooseLanguage("lo", ToChecklist(LEAVING, 0b101, 1)) in second


def test_the_last_page_keeps_the_list_and_begins_it_anew(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    last = routes(checklists.checklist(view, LEAVING, 0b101, 99))
    assert {KeepChecklist(LEAVING, 0b101), ToChecklist(LEAVING, 0, 0)} <= set(last)
    untouched = routes(checklists.checklist(view, LEAVING, 0, 99))
    assert KeepChecklist(LEAVING, 0) in untouched
    assert ToChecklist(LEAVING, 0, 0) not in untouched


def test_ticks_of_boxes_that_the_list_has_no_more_are_left_out(catalogue: Catalogue) -> None:
    gone = 1 << 31
    shown = checklists.checklist(view_of(catalogue), LEAVING, gone | 1)
    assert shown == checklists.checklist(view_of(catalogue), LEAVING, 1)


def test_every_how_opens_the_article_of_its_item(catalogue: Catalogue) -> None:
    for name in LISTS:
        for number, group in enumerate(the_list(catalogue, name).groups):
            content = checklists.checklist(view_of(catalogue), name, 0, number).content
            links = [one.url for one in content.entities if one.url]
            wanted = [item.article for item in group.items if item.article]
            assert links == [f"https://t.me/thangdee_bot?start=a-{one}" for one in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_what_is_kept_is_plain_text_with_all_boxes_date_source_and_the_way_back(
    catalogue: Catalogue, name: str, language: str
) -> None:
    view, found = view_of(catalogue, language), the_list(catalogue, name)
    first = next(found.items())
    kept = checklists.to_keep(view, name, first.bit)
    assert kept.rows == ()
    assert kept.content.entities == ()
    text = kept.content.text
    assert text.count("☑") == 1
    assert text.count("☐") == sum(1 for _ in found.items()) - 1
    assert f"☑ {found.text(language).items[first.number]}" in text
    assert view.tr.date(found.checked) in text
    assert catalogue.sources[found.sources[0]].publisher in text
    assert text.endswith(f"https://t.me/thangdee_bot?start=b-{name}")
    both = merged([checklists.to_keep(view_of(catalogue, one), name, 1) for one in LANGUAGES])
    assert faults(both) == []
    assert both.markup() is None


def test_topics_articles_and_the_command_offer_the_lists(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    assert ToChecklist(LEAVING) in routes(pages.topic(view, "pre-departure"))
    assert ToChecklist("coming-home") in routes(pages.topic(view, "return"))
    assert ToChecklist(LEAVING) not in routes(pages.topic(view, "return"))
    assert ToChecklist(LEAVING) in routes(pages.article(view, "checklist"))
    assert ToChecklist("coming-home") in routes(pages.article(view, "prepare-return"))
    assert [ToChecklist(name) for name in LISTS] == routes(checklists.choice(view))[:3]


def test_the_way_back_from_a_list_is_its_topic(catalogue: Catalogue) -> None:
    onward = routes(checklists.checklist(view_of(catalogue), "coming-home"))
    assert {ToTopic("return"), Place.MENU, Place.SOS} <= set(onward)


def test_a_list_that_is_gone_says_so(catalogue: Catalogue) -> None:
    shown = checklists.to_keep(view_of(catalogue), "removed", 1)
    assert "This page is no longer here." in shown.content.text
    assert Place.MENU in routes(shown)


def test_a_reviewed_list_is_no_draft(catalogue: Catalogue) -> None:
    said = "a native speaker has not read this text yet"
    found = the_list(catalogue)
    read = replace(found, texts={"en": replace(found.text("en"), reviewed=True)})
    reviewed = view_of(replace(catalogue, checklists={LEAVING: read}))
    assert said in checklists.checklist(view_of(catalogue), LEAVING).content.text
    assert said not in checklists.checklist(reviewed, LEAVING).content.text
    assert said not in checklists.to_keep(reviewed, LEAVING, 0).content.text


def test_a_list_with_the_longest_id_and_all_boxes_ticked_fits_a_button_in_any_language() -> None:
    full = ToChecklist("x" * 40, 2**32 - 1, 9)
    assert len(encode(ChooseLanguage("hmn", full))) <= 64
