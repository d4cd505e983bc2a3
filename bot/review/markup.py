"""An article's Markdown as HTML, line by line, so that languages can stand beside each other."""

from __future__ import annotations

import re
from html import escape

from bot import directory
from bot.catalogue.markdown import with_links
from bot.catalogue.model import Catalogue

_ITEM = re.compile(r"(\d+[.)]|[-*+])\s+(.*)")
_RUNS_ON = re.compile(r"</(?:b|span)>(?=\w)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def lines(markdown: str, catalogue: Catalogue, language: str) -> list[str]:
    """Return the lines of a part as the bot shows them: with marks, numbers to call, titles led to."""
    found: list[tuple[str, str]] = []
    for line in markdown.split("\n"):
        item = _ITEM.match(line)
        if item:
            found.append((item[1] if item[1][0].isdigit() else "•", item[2]))
        elif line.startswith(" ") and found:  # an item that goes on in the next line
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif line.strip():
            found.append(("", line))
    return [_line(mark, text, catalogue, language) for mark, text in found]


def _line(mark: str, text: str, catalogue: Catalogue, language: str) -> str:
    def shown(words: str, target: str) -> str:
        scheme, _, name = target.partition(":")
        if scheme == "contact" and (contact := catalogue.contacts.get(name)):
            numbers = directory.numbers(contact)
            return f"{words} <b>{escape(numbers[0])}</b>" if numbers else words
        if scheme == "article" and (article := catalogue.articles.get(name)):
            title = article.text(language).title
            return f'{words} <span class="to">→ {escape(title)}</span>'
        return f'{words} <span class="to">→ {target}</span>' if scheme == "https" else words

    # Escaped first: what follows adds the only tags, and no sign of Markdown is one of HTML.
    # Lao writes on without a blank: a number would run into the next word.
    linked = _RUNS_ON.sub(r"\g<0> ", with_links(escape(text), shown))
    body = _BOLD.sub(r"<b>\1</b>", linked)
    return (
        f'<p class="item"><span class="mark">{mark}</span>{body}</p>' if mark else f"<p>{body}</p>"
    )
