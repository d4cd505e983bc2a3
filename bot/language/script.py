"""Which script each stretch of a text is written in; one message often mixes two or three."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """A script that the bot can do something with; OTHER is any other one, or no letters at all."""

    LAO = "lao"
    THAI = "thai"
    LATIN = "latin"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script, with the digits, blanks and signs that follow it."""

    script: Script
    text: str


_LETTERS = re.compile(
    "(?P<lao>[\u0e80-\u0eff]+)"
    "|(?P<thai>[\u0e01-\u0e3e\u0e40-\u0e7f]+)"
    "|(?P<latin>[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+)"
    r"|(?P<other>[^\W\d_]+?(?=[\u0e00-\u0effA-Za-z\u00c0-\u024f]|[\W\d_]|$))"
)
# A Latin word takes about two letters for each letter of Lao or Thai, and Latin words inside such a
# text are mostly loans ("ຕໍ່ work permit ຢູ່ໃສ"), so each letter there counts half.
_WEIGHT = {Script.LAO: 2, Script.THAI: 2, Script.LATIN: 1, Script.OTHER: 1}


def runs(text: str) -> list[Run]:
    """Cut ``text`` into runs of one script; joined again they are ``text``.

    What stands before the first letter belongs to the first run. Without letters: one run of
    OTHER, and none at all for an empty text.
    """
    found: list[tuple[Script, int]] = []
    for letters in _LETTERS.finditer(text):
        script = Script(letters.lastgroup or Script.OTHER)
        if not found or found[-1][0] is not script:
            found.append((script, letters.start()))
    if not found:
        return [Run(Script.OTHER, text)] if text else []
    starts = [0, *(start for _, start in found[1:]), len(text)]
    return [Run(script, text[starts[n] : starts[n + 1]]) for n, (script, _) in enumerate(found)]


def main_script(text: str) -> Script:
    """Return the script that most of ``text`` is in (the earlier one if two are equal)."""
    weights: Counter[Script] = Counter()
    for letters in _LETTERS.finditer(text):
        script = Script(letters.lastgroup or Script.OTHER)
        weights[script] += len(letters[0]) * _WEIGHT[script]
    return max(weights, key=weights.__getitem__) if weights else Script.OTHER
