"""What readers see of an article, line by line, with the place that it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.content import TextFile
from bot.catalogue.markdown import BodyLine, plain_text

_MARKER = re.compile(r"\s*\d+[.)]\s")
_BRACES = re.compile(r"\{[^{}]*\}")
"""What is left of the name of a value that cannot be shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A title, a summary or a line of the text, without marks of bold, links and numbered steps.

    What cannot be shown, such as the name of an unknown value, is blank in ``text``.
    ``raw`` is the line as written; ``column`` is 0 where it is that of what is found in it.
    """

    text: str
    line: int
    column: int = 0
    raw: str = ""

    def place(self, found: str, start: int) -> tuple[int, int]:
        """Return line and column of ``found``, which begins at ``start`` of the text (from 0)."""
        at = self.raw.find(found)
        return self.line, self.column or (start if at < 0 else at) + 1


def shown(text: TextFile) -> Iterator[Shown]:
    """Yield all that readers see of an article, title and summary first."""
    yield from front_shown(text)
    yield from (shown_line(line) for line in text.lines)


def front_shown(text: TextFile) -> Iterator[Shown]:
    """Yield title and summary."""
    for key in ("title", "summary"):
        line, column = text.document.place((key,))
        yield Shown(_blanked(getattr(text.front, key, "")), line, column)


def shown_line(line: BodyLine) -> Shown:
    """Return what readers see of a line of the text."""
    marker = _MARKER.match(line.text)
    without = line.text[marker.end() :] if marker else line.text
    return Shown(_blanked(plain_text(without)), line.number, raw=line.text)


def _blanked(text: str) -> str:
    return _BRACES.sub(lambda found: " " * len(found[0]), text)
