"""What fits on a button, a first screen, a phone and in a message."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.content import Content, Fault
from bot.catalogue.markdown import BodyPart, plain_text
from bot.catalogue.rules import rule
from bot.problems import Level

MAX_TITLE = 40
"""Characters of a title: it becomes a button."""
MAX_SUMMARY = 600
"""Characters of a summary: the first screen, with contacts and source under it."""
MAX_MESSAGE = 4096 - 700
"""UTF-16 units of a part: Telegram's limit for a message, less room for header and footer."""
MAX_SCREEN = 700
"""Characters of a part that can be read without scrolling far."""
MAX_SCREEN_LINES = 12
"""Lines of a part, as written."""
MAX_NAME = 60
"""Characters of a contact's name."""
MAX_NOTE = 160
"""Characters of a contact's note."""


@rule("title-too-long")
def title_too_long(content: Content) -> Iterator[Fault]:
    """A title (of an article or a topic) is longer than 40 characters, so it does not fit a button.
    Shorten it to the words people use."""
    for text in content.texts:
        if text.front and len(text.front.title) > MAX_TITLE:
            yield text.fault(_long("the title", len(text.front.title), MAX_TITLE), "title")
    for language in content.languages.values():
        for topic, title in language.value.topics.items():
            if len(title) > MAX_TITLE:
                yield language.fault(_long("the title", len(title), MAX_TITLE), "topics", topic)


@rule("summary-too-long")
def summary_too_long(content: Content) -> Iterator[Fault]:
    """A summary is longer than 600 characters. Keep what to do first; move the rest into a part."""
    for text in content.texts:
        if text.front and len(text.front.summary) > MAX_SUMMARY:
            length = len(text.front.summary)
            yield text.fault(_long("the summary", length, MAX_SUMMARY), "summary")


@rule("contact-text-too-long")
def contact_text_too_long(content: Content) -> Iterator[Fault]:
    """A contact's name is longer than 60 characters or its note longer than 160. Shorten it; what
    only editors need belongs into `caution`."""
    for contact in content.contacts:
        for key, limit in (("name", MAX_NAME), ("note", MAX_NOTE)):
            for language, text in (getattr(contact.value, key) or {}).items():
                if len(text) > limit:
                    yield contact.fault(_long(f"the {key}", len(text), limit), key, language)


def _long(what: str, length: int, limit: int) -> str:
    return f"{what} has {length} characters, at most {limit} fit; shorten it"


@rule("message-too-long")
def message_too_long(content: Content) -> Iterator[Fault]:
    """A part (the text under one heading) does not fit into one Telegram message. Divide it with
    another `##` heading."""
    for text in content.texts:
        for part in text.parts:
            units = len(_shown(part, content).encode("utf-16-le")) // 2
            if units > MAX_MESSAGE:
                what = f"this part has {units} characters, at most {MAX_MESSAGE} fit in a message"
                yield text.fault_at(part.line, 1, f"{what}; divide it with another '## ' heading")


@rule("screen-too-long", Level.WARNING)
def screen_too_long(content: Content) -> Iterator[Fault]:
    """A part has more than 700 characters or 12 lines: too much for one look at a small phone.
    Shorten it, or divide it with another `##` heading."""
    for text in content.texts:
        for part in text.parts:
            shown = _shown(part, content)
            lines = sum(1 for line in shown.split("\n") if line.strip())
            if len(shown) > MAX_SCREEN or lines > MAX_SCREEN_LINES:
                what = "this part is too long for one look at a phone"
                size = (
                    f"{len(shown)} characters of {MAX_SCREEN}, {lines} lines of {MAX_SCREEN_LINES}"
                )
                yield text.fault_at(part.line, 1, f"{what} ({size}); shorten or divide it")


def _shown(part: BodyPart, content: Content) -> str:
    """Return the part about as a reader sees it: links to contacts with their number."""

    def rendered(text: str, target: str) -> str:
        contact = content.contact_of.get(target.removeprefix("contact:"))
        return f"{text} {contact.phones[0]}" if contact and contact.phones else text

    return plain_text(part.markdown, rendered)
