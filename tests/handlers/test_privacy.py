"""What people are told of what is kept is true, short, and ends with a way to delete it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalogue.model import Catalogue
from bot.i18n import translator
from bot.store import Forgotten
from bot.store.forgetting import kinds
from handlers import privacy
from handlers.richtext import utf16_length
from handlers.routes import ForgetMe, Place
from handlers.screen import merged
from tests.handlers.support import LANGUAGES, SETTINGS, faults, routes, view_of

EVERYTHING = Forgotten(dict.fromkeys(kinds(), 2), left=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_is_short_and_leads_to_the_details_and_to_deletion(
    catalogue: Catalogue, language: str
) -> None:
    shown = privacy.privacy(view_of(catalogue, language))
    assert utf16_length(shown.content.text) < 700
    assert routes(shown)[:2] == [Place.DETAILS, Place.FORGET]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_are_those_of_the_settings(catalogue: Catalogue, language: str) -> None:
    kept = SETTINGS.retention.model_copy(
        update={"people_days": 111, "counts_days": 222, "unanswered_days": 33}
    )
    view = view_of(catalogue, language)
    view = replace(view, settings=SETTINGS.model_copy(update={"retention": kept}))
    assert "33" in privacy.privacy(view).content.text
    details = privacy.details(view).content.text
    assert "111" in details
    assert "222" in details


@pytest.mark.parametrize(
    ("language", "words"), [("en", "lies locked with me"), ("lo", "ເກັບໄວ້ແບບລັອກ")]
)
def test_a_message_that_is_written_down_before_it_is_answered_is_told_of(
    catalogue: Catalogue, language: str, words: str
) -> None:
    polling = view_of(catalogue, language)
    assert words not in privacy.details(polling).content.text
    webhook = replace(polling, settings=SETTINGS.model_copy(update={"mode": "webhook"}))
    assert words in privacy.details(webhook).content.text
    assert faults(privacy.details(webhook)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_deletion_is_asked_for_once_and_says_what_goes(catalogue: Catalogue, language: str) -> None:
    asked = privacy.ask(view_of(catalogue, language))
    assert routes(asked)[0] == ForgetMe()
    assert Place.PRIVACY in routes(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_thing_that_can_be_deleted_has_a_name(language: str) -> None:
    tr = translator(language)
    names = [privacy.kind_name(tr, kind, 2) for kind in kinds()]
    assert privacy.kind_name(tr, "no such table", 2) not in names
    assert len(set(names)) == len(names)


def test_the_proof_lists_what_was_deleted_and_that_nothing_is_left(catalogue: Catalogue) -> None:
    found = Forgotten({"language": 1, "reminder": 2}, left=0)
    assert privacy.proof(view_of(catalogue), found).content.text == (
        "🗑 I have deleted:\n• your language\n• reminders: 2\n\n"
        "✅ Then I looked again: nothing of you is left."
    )
    assert privacy.proof(view_of(catalogue, "lo"), found).content.text == (
        "🗑 ຂ້ອຍລຶບແລ້ວ:\n• ພາສາຂອງເຈົ້າ\n• ເຕືອນວັນທີ: 2\n\n✅ ແລ້ວຂ້ອຍກວດເບິ່ງອີກເທື່ອ: ບໍ່ມີຫຍັງກ່ຽວກັບເຈົ້າເຫຼືອຢູ່"
    )


def test_where_nothing_was_kept_or_something_is_left_that_is_said(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    nothing = privacy.proof(view, Forgotten({}, left=0)).content.text
    assert nothing == "✅ I looked everywhere: I keep nothing of you."
    left = privacy.proof(view, Forgotten({"language": 1}, left=1)).content.text
    assert "Please send /forget once more" in left
    assert "nothing of you" not in left


@pytest.mark.parametrize("languages", [("lo",), ("en",), LANGUAGES])
def test_telegram_takes_all_of_it(catalogue: Catalogue, languages: tuple[str, ...]) -> None:
    views = [view_of(catalogue, language) for language in languages]
    for draw in (privacy.privacy, privacy.details, privacy.ask):
        shown = merged([draw(view) for view in views])
        assert faults(shown) == []
        assert routes(shown)[-1] is Place.SOS
    assert faults(merged([privacy.proof(view, EVERYTHING) for view in views])) == []
