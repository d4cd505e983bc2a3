"""The text of an alert as staff write it, in a file or in the chat: a stretch for each language.

    --- lo
    ລະວັງ…

    --- en
    Beware…

Each is Markdown, with links to articles and contacts as articles have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.markdown import body_lines, links
from bot.catalogue.model import Catalogue
from bot.errors import ThangdeeError

MOST_UNITS = 3_800
"""UTF-16 units that the texts of all languages have together: who has not chosen a language gets all in
one message, for which Telegram allows 4,096, with the headings."""

WEB = ("https", "http")
"""What else than articles and contacts a text may link to."""

_DIVIDER = re.compile(r"[-—–]{1,3}\s*([a-z]{2,3})\s*")
"""Phones make one long dash of several short ones."""


class Fault(StrEnum):
    """What can be wrong with a text; ``{what}`` is what is wrong."""

    NO_LANGUAGE = "the text must begin with a line that names its language, such as '--- {what}'"
    UNKNOWN = "'--- {what}' names no language of this bot"
    TWICE = "'--- {what}' stands there twice"
    MISSING = "there is no text under a line '--- {what}'"
    TOO_LONG = "all languages together are {what} characters too long for one message"
    LINK = "no article or contact is called '{what}'"


@dataclass(frozen=True, slots=True)
class Found:
    """A fault on a line, counted from 1; 0 is the whole text."""

    line: int
    fault: Fault
    what: str

    def __str__(self) -> str:
        said = self.fault.format(what=self.what)
        return f"line {self.line}: {said}" if self.line else said


class AlertTextError(ThangdeeError):
    """A text that cannot be sent; ``found`` says why, in the order of its lines."""

    def __init__(self, found: Collection[Found]) -> None:
        self.found = tuple(sorted(found, key=lambda one: one.line))
        super().__init__("\n".join(map(str, self.found)))


def read(text: str, languages: Sequence[str], catalogue: Catalogue) -> Mapping[str, str]:
    """Return the Markdown of each of ``languages``.

    Raises AlertTextError with everything that is wrong, also links that ``catalogue`` does not know.
    """
    lines: dict[str, list[str]] = {}
    found: list[Found] = []
    current: list[str] | None = None
    for line in body_lines(text, 1):
        if divider := _DIVIDER.fullmatch(line.text.strip()):
            code = divider[1]
            if code not in languages:
                found.append(Found(line.number, Fault.UNKNOWN, code))
            elif code in lines:
                found.append(Found(line.number, Fault.TWICE, code))
            current = lines.setdefault(code, [])
        elif current is not None:
            current.append(line.text.rstrip())
            for link in links(line):
                known = {"article": catalogue.articles, "contact": catalogue.contacts}
                # Another scheme could run something, or name a person.
                fine = link.scheme in WEB or link.id in known.get(link.scheme, ())
                if not fine:
                    found.append(Found(line.number, Fault.LINK, link.target))
        elif line.text.strip() and not found:
            found.append(Found(line.number, Fault.NO_LANGUAGE, languages[0]))
    texts = {code: "\n".join(lines.get(code, [])).strip() for code in languages}
    found += [Found(0, Fault.MISSING, code) for code, written in texts.items() if not written]
    units = sum(len(written.encode("utf-16-le")) // 2 for written in texts.values())
    if units > MOST_UNITS:
        found.append(Found(0, Fault.TOO_LONG, str(units - MOST_UNITS)))
    if found:
        raise AlertTextError(found)
    return texts


def written(texts: Mapping[str, str]) -> str:
    """Return texts in the form that :func:`read` takes."""
    return "\n\n".join(f"--- {code}\n{text}" for code, text in texts.items()) + "\n"
