"""What is said when there is no answer: first other words to try, then people to ask."""

from __future__ import annotations

from collections.abc import Sequence

from bot import directory
from bot.catalogue.model import Contact
from handlers.cards import contact_line, copy_buttons
from handlers.pages import article_rows
from handlers.richtext import RichText, bold, joined
from handlers.routes import SOS_TOPIC, Place
from handlers.screen import Screen
from handlers.view import View

MOST_PEOPLE = 3
MOST_TOPICS = 3
"""With the rows below they are five, which is what a small phone has room for; the menu has all."""


def other_words(view: View, likely: Sequence[str] = ()) -> Screen:
    """Return the honest "I do not know", with what to try next: other words, or a topic.

    ``likely`` are ids of topics, the likeliest first; they are offered before others.
    """
    tr = view.tr
    content = bold(tr("I have no sure answer to this.")) + "\n"
    content += tr("Try other words, or choose a topic.") + "\n"
    example = tr("my boss does not pay my wages")
    content += tr("A few words are enough, for example: “{example}”", example=example)
    known = view.catalogue.topics
    topics = dict.fromkeys(
        name for name in (*likely, *known) if name in known and name != SOS_TOPIC
    )
    rows = tuple((view.topic_button(name),) for name in list(topics)[:MOST_TOPICS])
    return Screen(content, (*rows, *view.foot(Place.MENU)))


def people(view: View) -> Screen:
    """Return who can be asked instead, for somebody who got no answer twice in a row."""
    tr = view.tr
    content = bold(tr("I am sorry, I have no answer to this one either.")) + "\n"
    content += tr("But people can help you. Call or write to them, do not be shy:")
    before_choice = view.settings.countries.before_choice
    found = directory.to_ask(view.catalogue, view.country, before_choice)[:MOST_PEOPLE]
    lines = joined([_line(view, contact) for contact in found])
    office = view.article(directory.OFFICES_ARTICLE)
    rows = (copy_buttons(found), *(article_rows(view, [office]) if office else ()))
    return Screen(joined([content, lines], "\n\n"), (*rows, *view.foot(Place.MENU)))


def _line(view: View, contact: Contact) -> RichText:
    line = contact_line(view, contact)
    return line + f"\n✉️ {contact.email}" if contact.email else line
