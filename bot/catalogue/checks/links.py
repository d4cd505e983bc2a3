"""Links in articles: well-formed, and to contacts whose number may be called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.catalogue.content import Content, Fault
from bot.catalogue.markdown import Link, blank_links
from bot.catalogue.model import Confidence
from bot.catalogue.rules import rule

_SCHEMES = ("contact", "article", "https")
_LOOSE = re.compile(r"\]\(|\]\[|\b(?:contact|article):(?=\S)")
_REACH = 20
"""Characters between a word such as "call" and the link it means."""


@rule("broken-link")
def broken_link(content: Content) -> Iterator[Fault]:
    """A link does not have one of the three forms `[words](contact:id)`, `[words](article:id)`,
    `[words](https://…)`. Look for blanks, missing brackets, an empty text, http instead of https."""
    for article in content.texts:
        for link in article.links:
            if what := _wrong(link):
                yield article.fault_at(link.line, link.column, what)
        for line in article.lines:
            if _LOOSE.search(line.text) and (found := _LOOSE.search(blank_links(line.text))):
                what = (
                    "this link is not complete; write [words](contact:id) without blanks inside ()"
                )
                yield article.fault_at(line.number, found.start() + 1, what)


def _wrong(link: Link) -> str | None:
    if not link.text:
        return f"the link to '{link.target}' has no words; write [words]({link.target})"
    if link.scheme not in _SCHEMES:
        forms = "contact:id, article:id or https://…"
        return f"'{link.target}' leads nowhere; a link leads to {forms}"
    if link.scheme == "https" and "." not in _host(link.target):
        return f"'{link.target}' is not a complete address; write https:// and the whole address"
    return None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@rule("unconfirmed-contact")
def unconfirmed_contact(content: Content) -> Iterator[Fault]:
    """A text links a contact of low confidence, as if its number were sure. Link another contact; the
    unsure one may stand under `contacts` in `catalogue.yaml`, where the bot says "not confirmed"."""
    for article in content.texts:
        for link in article.links:
            contact = content.contact_of.get(link.id) if link.scheme == "contact" else None
            if contact is not None and contact.confidence is Confidence.LOW:
                what = f"'{link.id}' is of low confidence, nobody has confirmed it"
                yield article.fault_at(link.line, link.column, f"{what}; link another contact")


@rule("contact-without-number")
def contact_without_number(content: Content) -> Iterator[Fault]:
    """A text says to call (one of the `call_words` of `language.yaml`) and links a contact that has no
    number. Link one that has, or say how else it is reached."""
    for article in content.texts:
        language = content.languages.get(article.language)
        words = language.value.call_words if language else ()
        for link in article.links if words else ():
            contact = content.contact_of.get(link.id) if link.scheme == "contact" else None
            before = link.before[-_REACH:].casefold().rpartition("]")[2]
            if contact is not None and not contact.phones and _says(before, words):
                what = f"the text says to call '{link.id}', which has no number"
                remedy = "link another contact or say how else it is reached"
                yield article.fault_at(link.line, link.column, f"{what}; {remedy}")


def _says(before: str, words: tuple[str, ...]) -> bool:
    """Whether one of ``words`` stands in the clause that leads to the link.

    Latin words must begin where a word begins: "recall" does not say to call.
    """
    clause = re.split(r"[.,;:!?()]", before)[-1]
    return any(re.search(rf"(?<![a-z]){re.escape(word.casefold())}", clause) for word in words)
