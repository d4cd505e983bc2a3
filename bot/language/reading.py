"""Lao script read aloud: the Latin letters in which a Lao would write down what the letters say."""

from __future__ import annotations

import re

from bot.language.lao import TONES

_CONSONANTS = {
    "ກ": "k", "ຂ": "k", "ຄ": "k", "ງ": "ng", "ຈ": "j", "ສ": "s", "ຊ": "s", "ຍ": "y", "ດ": "d", "ຕ": "t",
    "ຖ": "t", "ທ": "t", "ນ": "n", "ບ": "b", "ປ": "p", "ຜ": "p", "ພ": "p", "ຝ": "f", "ຟ": "f", "ມ": "m",
    "ຢ": "y", "ຣ": "l", "ລ": "l", "ວ": "v", "ຫ": "h", "ຮ": "h", "ອ": "", "ໜ": "n", "ໝ": "m", "ຼ": "l",
}  # fmt: skip
_ENDS = {
    "ກ": "k", "ງ": "ng", "ຍ": "i", "ດ": "t", "ນ": "n", "ບ": "p", "ມ": "m", "ວ": "o",
    "ຣ": "n", "ລ": "n", "ສ": "t", "ຕ": "t", "ທ": "t", "ປ": "p", "ພ": "p",
}  # fmt: skip
# In the patterns below C stands for the letters that begin a syllable (a silent ຫ, a following ວ or ຼ
# with them) and F for the letter that may end it: one that does not begin the next.
_C = "(?:ຫ(?=[ງຍລວຣຼ])[ງຍລວຣຼ]|[ກຂຄງຈສຊຍດຕຖທນບປຜພຝຟມຢຣລວຫຮອໜໝ](?:ຼ|ວ(?=[າະັຽ]))?)"
_SIGN = "ະາັິີຶືຸູົຽຳໍ"
_F = f"([ກງຍດນບມວຣລສຕທປພ](?![{_SIGN}]|ອ(?![{_SIGN}])|ວ[ກງຍດນບມ](?![{_SIGN}])))?"
_SYLLABLES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("C", f"({_C})").replace("F", _F)), vowel)
    for pattern, vowel in (
        ("ເCົາ", "ao"), ("ເCາະ", "o"), ("ເCຶອF|ເCືອF", "eu"), ("ເCັຍ|ເCຍ", "ia"), ("ເC[ິີ]F", "eu"),
        ("ເC(?:ັF|ະ|F)", "e"), ("ແC(?:ັF|ະ|F)", "ae"),
        ("ແ([ກຂຄ]ວ)(?=[ງນ])F", "ae"), ("ໂC(?:ະ|F)", "o"), ("[ໄໃ]Cຍ?", "ai"),
        ("Cຳ", "am"), ("Cົວະ?", "ua"), ("Cັວ", "ua"), ("Cັ?ຽF", "ia"), ("CວF(?<!ວ)", "ua"), ("CົF", "o"),
        ("Cອ(?![ະາັິີຶືຸູົຽຳໍ])F|CໍF|CັອF", "o"), ("CັF|CະF|CາF", "a"), ("C[ິີ]F", "i"),
        ("C[ຶື]F", "eu"), ("C[ຸູ]F", "u"), ("C", ""),
    )
)  # fmt: skip
_TONELESS = str.maketrans(dict.fromkeys(TONES))


def read_aloud(lao: str) -> str:
    """Return canonical Lao as a Lao would write it in Latin letters, without blanks."""
    return "".join(syllables(lao))


def syllables(lao: str) -> list[str]:
    """Return the syllables of canonical Lao in Latin letters.

    Each takes the longest reading from the left; where a syllable ends is not always told by the
    letters, so about one long word in some dozens is cut wrongly.
    """
    lao = lao.translate(_TONELESS)
    heard, position = [], 0
    while position < len(lao):
        best, best_vowel = None, ""
        for pattern, vowel in _SYLLABLES:
            match = pattern.match(lao, position)
            if match and (best is None or match.end() > best.end()):
                best, best_vowel = match, vowel
        if best is None:
            position += 1
            continue
        parts = [part for part in best.groups() if part]
        heard.append(_onset(parts[0]) + best_vowel + (_ENDS[parts[1]] if len(parts) > 1 else ""))
        position = best.end()
    return heard


def _onset(letters: str) -> str:
    if len(letters) > 1 and letters[0] == "ຫ":
        letters = letters[1:]
    return "".join(_CONSONANTS[letter] for letter in letters)
