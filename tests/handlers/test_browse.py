"""The language of a tapped screen is read off its buttons: nothing is kept of who has not chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Chat, InaccessibleMessage, InlineKeyboardMarkup, Message

from bot.catalogue.model import Catalogue
from handlers import pages, places
from handlers.browse import language_shown
from handlers.screen import Screen, merged
from tests.handlers.support import LANGUAGES, view_of

NOY = Chat(1, Chat.PRIVATE)


def message_with(screen: Screen) -> Message:
    """Return the message that ``screen`` was sent as."""
    markup = screen.markup()
    assert isinstance(markup, InlineKeyboardMarkup)
    return Message(1, datetime.now(UTC), NOY, text="x", reply_markup=markup)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_one_language_is_known_by_offering_the_other(
    catalogue: Catalogue, language: str
) -> None:
    page = message_with(pages.article(view_of(catalogue, language), "unpaid-wages"))
    assert language_shown(page, LANGUAGES) == language


def test_a_page_in_all_languages_is_in_none(catalogue: Catalogue) -> None:
    views = [view_of(catalogue, language) for language in LANGUAGES]
    both = message_with(merged([places.menu(view) for view in views]))
    assert language_shown(both, LANGUAGES) is None
    choice = message_with(places.language(views[0]))
    assert language_shown(choice, LANGUAGES) is None


def test_messages_without_buttons_or_out_of_reach_tell_nothing() -> None:
    assert language_shown(None, LANGUAGES) is None
    assert language_shown(Message(1, datetime.now(UTC), NOY, text="x"), LANGUAGES) is None
    assert language_shown(InaccessibleMessage(NOY, 1), LANGUAGES) is None
