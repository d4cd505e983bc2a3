"""What is said when there is no answer: first other words to try, then people to ask."""

from __future__ import annotations

from bot import directory
from bot.catalogue.model import Contact
from handlers.cards import contact_line, copy_buttons
from handlers.pages import article_rows
from handlers.richtext import RichText, bold, joined
from handlers.routes import Place
from handlers.screen import Button, Rows, Screen
from handlers.view import SOS_TOPIC, View

MOST_PEOPLE = 3
LONGEST_OF_TWO = 16
"""Characters of a topic's title, in its longest language, of which a phone shows two side by side."""


def other_words(view: View) -> Screen:
    """Return the honest "I do not know", with what to try next: other words, or a topic."""
    tr = view.tr
    content = bold(tr("I have no sure answer to this.")) + "\n"
    content += tr("Try other words, or choose a topic.") + "\n"
    example = tr("my boss does not pay my wages")
    content += tr("A few words are enough, for example: “{example}”", example=example)
    return Screen(content, (*_topics(view), *view.foot(Place.MENU)))


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


def _topics(view: View) -> Rows:
    """Return the topics in as few rows as their titles allow, the same rows in every language."""
    rows: list[tuple[Button, ...]] = []
    room = False
    for topic in view.catalogue.topics.values():
        if topic.id == SOS_TOPIC:
            continue
        short = max(map(len, topic.titles.values())) <= LONGEST_OF_TWO
        if room and short:
            rows[-1] = (*rows[-1], view.topic_button(topic.id))
        else:
            rows.append((view.topic_button(topic.id),))
        room = short and not room
    return tuple(rows)
