"""Typing errors made on purpose: as many as asked for, the same each time."""

from __future__ import annotations

import random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mistype(text: str, every: int) -> str:
    """Return ``text`` with one typing error per ``every`` characters, rounded, but at least one.

    Each is, by chance, a wrong letter, one too many, one too few or two neighbours exchanged, anywhere
    in the text, blanks included; wrong letters are a-z. An empty text stays as it is. The same text and
    ``every`` give the same errors.
    """
    if not text:
        return text
    chance = random.Random(f"{every} {text}")  # noqa: S311 - the same each time
    letters = list(text)
    errors = min(max(1, round(len(letters) / every)), len(letters))
    # From the end, so that an error does not move the places of those to come.
    for place in sorted(chance.sample(range(len(letters)), errors), reverse=True):
        _err(letters, place, chance)
    return "".join(letters)


def _err(letters: list[str], place: int, chance: random.Random) -> None:
    kind = chance.choice(("wrong", "more", "less", "exchanged"))
    here, after = letters[place], letters[place + 1 : place + 2]
    if kind == "more":
        letters.insert(place, chance.choice(_LETTERS))
    elif kind == "less":
        del letters[place]
    elif kind == "exchanged" and after and after != [here]:
        letters[place : place + 2] = [*after, here]
    else:
        letters[place] = chance.choice(_LETTERS.replace(here, ""))
