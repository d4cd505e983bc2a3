"""Every page of the real content, in every language and country, within Telegram's limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from telegram import MessageEntity

from bot import directory
from bot.catalogue.model import Catalogue, Confidence, Part, Review
from bot.i18n import translator
from handlers import pages, share
from handlers.alert_routes import StaffAlert, Subscribe
from handlers.ask import target_of_key
from handlers.deeplinks import read_payload
from handlers.navigate import page
from handlers.reminder_routes import (
    ConfirmDate,
    KeepReminder,
    PickDate,
    RemoveReminder,
    RenewReminder,
)
from handlers.richtext import utf16_length
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    ForgetMe,
    GiveLink,
    KeepChecklist,
    Place,
    SendAsText,
    Target,
    ToArticle,
    ToChecklist,
    ToContacts,
    ToRelated,
    ToShare,
    ToSources,
    ToTopic,
    decode,
)
from handlers.screen import Screen, merged
from handlers.view import View
from tests.handlers.support import (
    COUNTRIES,
    LANGUAGES,
    SETTINGS,
    buttons,
    faults,
    piece,
    routes,
    view_of,
)

WAGES = "unpaid-wages"


def targets(catalogue: Catalogue, view: View) -> set[Target]:
    """Return everything of the content that has a screen."""
    found: set[Target] = {ToTopic(name) for name in catalogue.topics}
    size = SETTINGS.limits.contacts_per_screen
    for article in catalogue.articles.values():
        found |= {ToRelated(article.id), ToSources(article.id), ToShare(article.id)}
        found |= {ToArticle(article.id, n) for n in range(len(view.text(article).parts) + 1)}
        found |= {ToContacts(article.id, n) for n in range(-(-len(article.contacts) // size))}
    for one in catalogue.checklists.values():
        found |= {ToChecklist(one.id, 0, n) for n in range(len(one.groups))}
    return found


def keys(catalogue: Catalogue, screen: Screen) -> set[Target]:
    """Return where the keys of the keyboard lead that ``screen`` brings."""
    rows = screen.keyboard.keyboard if screen.keyboard else ()
    found = (target_of_key(catalogue, key.text) for row in rows for key in row)
    return {target for target in found if target is not None}


def text_of_gone(language: str) -> str:
    return translator(language)("This page is no longer here.")


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_taken_by_telegram_and_no_phone_cuts_it(
    catalogue: Catalogue, language: str, country: str | None
) -> None:
    view = view_of(catalogue, language, country)
    for target in (*Place, *targets(catalogue, view)):
        screen = page(target)(view)
        assert faults(screen) == [], target
        # One message: an edit cannot become two.
        assert utf16_length(screen.content.text) <= 4096, target
        for route in routes(screen):
            data = str(
                next(b for b in buttons(screen) if b.route == route).as_inline().callback_data
            )
            assert decode(data) == route


def test_every_page_in_both_languages_at_once_is_taken_too(catalogue: Catalogue) -> None:
    views = [view_of(catalogue, language) for language in LANGUAGES]
    for target in (*Place, *targets(catalogue, views[0]), *targets(catalogue, views[1])):
        assert faults(merged([page(target)(view) for view in views])) == [], target


def walk(
    catalogue: Catalogue, language: str, country: str | None
) -> Iterator[tuple[Target, str, Screen]]:
    """Tap every button that can be reached from the menu; yield each screen once, with its language."""
    waiting: list[tuple[Target, str]] = [(Place.MENU, language)]
    seen = set(waiting)
    while waiting:
        target, spoken = waiting.pop()
        screen = page(target)(view_of(catalogue, spoken, country))
        yield target, spoken, screen
        for route in routes(screen):
            match route:
                case ChooseLanguage(chosen, then):
                    following = (then, chosen)
                case ChooseCountry(_, then):
                    following = (then, spoken)
                case GiveLink() | Subscribe() | StaffAlert() | ForgetMe() | Place.HIDE:
                    continue
                case KeepReminder() | RemoveReminder() | RenewReminder():
                    continue  # they change something, or leave nothing to tap
                case PickDate(_, _, month) if month not in {0, 2}:
                    continue  # thousands of days look alike: one of each year will do
                case ConfirmDate(_, due) if due.day != 28:
                    continue
                case KeepChecklist() | SendAsText():
                    continue  # messages beside the screen, to keep or forward, without buttons
                case ToChecklist(ticked=ticks) if ticks.bit_count() > 1:
                    continue  # one tick shows what the others would
                case _:
                    following = (route, spoken)
            if following not in seen:
                seen.add(following)
                waiting.append(following)


@pytest.mark.parametrize("country", [None, "KR"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_menu_every_page_is_reached_and_none_is_a_dead_end(
    catalogue: Catalogue, language: str, country: str | None
) -> None:
    reached = set()
    for target, spoken, screen in walk(catalogue, language, country):
        reached.add((target, spoken))
        onward = {*routes(screen), *keys(catalogue, screen)}
        assert text_of_gone(spoken) not in screen.content.text, target
        assert onward - {target}, f"{target} is a dead end"
        assert Place.SOS in {target, *onward}, f"no help on {target}"
        assert Place.MENU in {target, *onward} or screen.keyboard, f"no way home from {target}"
    for spoken in LANGUAGES:
        everything = targets(catalogue, view_of(catalogue, spoken))
        assert everything <= {target for target, found in reached if found == spoken}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_has_title_summary_date_and_source_and_ends_with_numbers(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    for article in catalogue.articles.values():
        text, shown = view.text(article), pages.article(view, article.id).content.text
        assert shown.startswith(f"{article.icon} {text.title}\n\n{text.summary}\n\n")
        assert view.tr.date(article.checked) in shown
        assert catalogue.sources[article.sources[0]].publisher in shown
        contacts = directory.of_article(catalogue, article, None, ("TH", "LA"))
        callable_ones = [number for one in contacts if (number := directory.numbers(one))]
        for numbers in callable_ones[: SETTINGS.limits.contacts_on_first_screen]:
            assert numbers[0] in shown.rpartition("\n\n")[2], article.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_page_has_at_most_five_rows_so_that_its_numbers_stay_on_the_screen(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    assert {len(pages.article(view, name).rows) for name in catalogue.articles} <= {4, 5}


def test_a_draft_says_so_and_a_reviewed_text_does_not(catalogue: Catalogue) -> None:
    said = "a native speaker has not read this text yet"
    article = catalogue.articles[WAGES]
    view = view_of(catalogue)
    drafted = replace(article.texts["en"], review=None)
    shown = pages.summary(view, replace(article, texts={"en": drafted}))
    assert said in shown.content.text
    read = replace(drafted, review=Review("Noy", article.checked, drafted.digest))
    for review, told in ((read, False), (replace(read, digest="changed"), True)):
        shown = pages.summary(view, replace(article, texts={"en": review}))
        assert (said in shown.content.text) is told
    quiet = replace(view, settings=SETTINGS.model_copy(update={"show_draft_notice": False}))
    assert said not in pages.article(quiet, WAGES).content.text


def test_more_leads_through_the_parts_and_back_leads_the_same_way(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    parts = len(view.text(catalogue.articles[WAGES]).parts)
    for number in range(parts + 1):
        onward = routes(pages.article(view, WAGES, number))
        assert (ToArticle(WAGES, number + 1) in onward) is (number < parts)
        back = ToArticle(WAGES, number - 1) if number else ToTopic("complaints")
        assert back in onward


def test_the_last_part_offers_what_is_related_and_the_sources(catalogue: Catalogue) -> None:
    onward = routes(pages.article(view_of(catalogue), WAGES, 99))
    for name in catalogue.articles[WAGES].related:
        assert ToArticle(name) in onward
    assert ToSources(WAGES) in onward


@pytest.mark.parametrize("number", [99, 999])
def test_a_page_past_the_end_is_the_last_one(catalogue: Catalogue, number: int) -> None:
    view = view_of(catalogue)
    last = len(view.text(catalogue.articles[WAGES]).parts)
    assert pages.article(view, WAGES, number) == pages.article(view, WAGES, last)
    assert pages.contacts(view, "find-help-office", number).content.text
    assert faults(pages.contacts(view, "find-help-office", number)) == []


def with_part(catalogue: Catalogue, markdown: str) -> View:
    """Return a view in which the first part of an article is ``markdown``."""
    article = catalogue.articles[WAGES]
    text = replace(article.texts["lo"], parts=(Part("Heading", markdown),))
    changed = replace(article, texts={"lo": text})
    return view_of(replace(catalogue, articles={**catalogue.articles, WAGES: changed}), "lo")


def test_links_lead_to_articles_and_numbers_stand_behind_their_names(catalogue: Catalogue) -> None:
    markdown = "ໂທ[ຕຳຫຼວດ](contact:th-police-191) ເບິ່ງ[ພາສປອດ](article:passport)"
    content = pages.article(with_part(catalogue, markdown), WAGES, 1).content
    assert "\nໂທຕຳຫຼວດ 191 ເບິ່ງພາສປອດ\n" in content.text
    (link,) = (one for one in content.entities if one.type == MessageEntity.TEXT_LINK)
    assert piece(content, link) == "ພາສປອດ"
    assert link.url == "https://t.me/thangdee_bot?start=a-passport"


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("th-doe-helpme", "http://www.doe.go.th/helpme"),
        ("la-sengsavang", "https://sengsavang.org/"),
    ],
)
def test_who_has_only_a_website_is_a_link_to_it(
    catalogue: Catalogue, contact: str, url: str
) -> None:
    view = with_part(catalogue, f"ຂຽນໄປ[ບ່ອນນີ້](contact:{contact})ກໍໄດ້")
    content = pages.article(view, WAGES, 1).content
    assert "\nຂຽນໄປບ່ອນນີ້ກໍໄດ້\n" in content.text
    (link,) = (one for one in content.entities if one.type == MessageEntity.TEXT_LINK)
    assert (piece(content, link), link.url) == ("ບ່ອນນີ້", url)


def test_links_to_what_is_gone_leave_their_words(catalogue: Catalogue) -> None:
    markdown = "ໂທ[ຕຳຫຼວດ](contact:gone) ເບິ່ງ[ພາສປອດ](article:gone)"
    content = pages.article(with_part(catalogue, markdown), WAGES, 1).content
    assert "\nໂທຕຳຫຼວດ ເບິ່ງພາສປອດ\n" in content.text


def test_lao_text_does_not_run_into_a_number(catalogue: Catalogue) -> None:
    content = pages.article(
        with_part(catalogue, "[ຕຳຫຼວດ](contact:th-police-191)ກໍໄດ້, [ຕຳຫຼວດ](contact:th-police-191)."),
        WAGES,
        1,
    ).content
    assert "\nຕຳຫຼວດ 191 ກໍໄດ້, ຕຳຫຼວດ 191.\n" in content.text


def test_every_link_in_the_content_leads_to_a_page(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        view = view_of(catalogue, language)
        for target in targets(catalogue, view):
            for entity in page(target)(view).content.entities:
                if entity.url and entity.url.startswith("https://t.me/thangdee_bot?start="):
                    linked = read_payload(entity.url.partition("=")[2])
                    assert linked
                    assert isinstance(linked.target, ToArticle)
                    assert linked.target.article in catalogue.articles


def test_sources_are_titles_to_tap_with_publisher_and_date(catalogue: Catalogue) -> None:
    article = catalogue.articles[WAGES]
    content = pages.sources(view_of(catalogue), WAGES).content
    links = {piece(content, one): one.url for one in content.entities if one.url}
    heading, listed, checked = content.text.split("\n\n")
    assert heading.startswith("📄 Sources: ")
    assert listed.count("\n") + 1 == len(article.sources)
    assert checked.startswith("Checked on ")
    for name in article.sources:
        source = catalogue.sources[name]
        assert f"• {source.title}. {source.publisher}, {source.as_of}" in content.text
        assert links.get(source.title) == source.url
    assert "https://" not in content.text


def test_contacts_of_the_country_of_stay_come_first(catalogue: Catalogue) -> None:
    for country, flag in (("KR", "🇰🇷"), ("LA", "🇱🇦"), ("TH", "🇹🇭")):
        shown = pages.contacts(view_of(catalogue, "en", country), WAGES).content.text
        assert shown.split("\n")[3].startswith(flag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_retired_ids_lead_to_what_answers_in_their_place(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(replace(catalogue, retired={"old-wages": WAGES}), language)
    for draw in (pages.article, pages.contacts, pages.related, pages.sources, share.ways):
        assert draw(view, "old-wages") == draw(view, WAGES)


@pytest.mark.parametrize(
    "target",
    [
        ToTopic("removed"),
        ToArticle("removed"),
        ToArticle("removed", 3),
        ToContacts("removed"),
        ToRelated("removed"),
        ToSources("removed"),
        ToChecklist("removed", 3, 1),
        ToShare("removed"),
    ],
)
def test_what_was_removed_for_good_says_so_and_leads_on(
    catalogue: Catalogue, target: Target
) -> None:
    shown = page(target)(view_of(catalogue))
    assert text_of_gone("en") in shown.content.text
    assert {Place.MENU, Place.SOS} <= set(routes(shown))


def test_an_article_without_contacts_and_parts_still_leads_on(catalogue: Catalogue) -> None:
    article = catalogue.articles[WAGES]
    bare = replace(article.texts["en"], parts=())
    lonely = replace(article, contacts=(), related=(), texts={"en": bare})
    view = view_of(replace(catalogue, articles={**catalogue.articles, WAGES: lonely}))
    shown = pages.article(view, WAGES)
    assert faults(shown) == []
    assert ToContacts(WAGES) not in routes(shown)
    assert ToSources(WAGES) in routes(pages.related(view, WAGES))


def test_an_unconfirmed_contact_is_never_a_number_on_the_first_page(catalogue: Catalogue) -> None:
    article = catalogue.articles[WAGES]
    unsure = {
        name: replace(one, confidence=Confidence.LOW) for name, one in catalogue.contacts.items()
    }
    view = view_of(replace(catalogue, contacts=unsure))
    for draw in (pages.article, pages.contacts):
        shown = draw(view, article.id)
        assert not any(button.copy for button in buttons(shown))
        assert "1546" not in pages.article(view, WAGES, 1).content.text
        assert faults(shown) == []
