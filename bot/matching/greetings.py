"""Greetings and thanks: said beside a question, or alone when nothing is asked."""

from __future__ import annotations

import re

from bot.language.lao import canonical
from bot.language.latin import sound_key

# Lao and Thai stand without blanks, so these are looked for anywhere; no other word contains them.
_LAO_OR_THAI = re.compile(
    "ສະ?ບາຍ(?:ດີ|ດິ)|ສະ?ວັດດີ|ຂອບ ?ໃຈ|ຂອບຄຸນ|ຮ(?:ັນ|າ|ັ)?ໂຫ[ຼລ]|ໂອເຄ"
    "|ส?วัสดี|หวัดดี|สบายดี|ขอบ(?:คุณ|ใจ)|ฮ[ัา]ล?โหล|โอเค"
)
_KHOP_JAI = re.compile(r"\bkh?o[bp] (?:j|ch)ai\b")  # thanks, in two words
_LATIN_WORD = re.compile("[a-z]+")
_ENGLISH = frozenset(
    ("hello", "hi", "hey", "thank", "thanks", "thx", "ok", "okay", "bye", "goodbye")
)
_LAO_BY_EAR = frozenset(
    sound_key(word) for word in ("sabaidi", "sabai", "savatdi", "khopjai", "khobjai", "khopchai")
)
_NOTHING_ELSE = 4
"""Letters that may remain beside a greeting (ເດີ, นะ, you) without anything being asked."""
_LITTLE_ELSE = 25
"""Letters that may remain if no answer is known to them either ("hey, anybody there?")."""

_LETTERS = re.compile(r"[^\W\d_]|[\u0e30-\u0e4e\u0eb0-\u0ecd]")


def without_greetings(text: str) -> str:
    """Return canonical ``text`` without greetings and thanks; the bare canonical text if it has none."""
    rest = _LAO_OR_THAI.sub(" ", canonical(text))
    rest = _KHOP_JAI.sub("", rest)
    rest = _LATIN_WORD.sub(lambda word: " " if _greets(word[0]) else word[0], rest)
    return " ".join(rest.split())


def is_smalltalk(text: str, *, answerable: bool) -> bool:
    """Tell whether ``text`` greets or thanks and asks nothing, or nothing ``answerable``."""
    rest = without_greetings(text)
    if rest == canonical(text):
        return False
    letters = len(_LETTERS.findall(rest))
    return letters <= (_NOTHING_ELSE if answerable else _LITTLE_ELSE)


def _greets(word: str) -> bool:
    return word in _ENGLISH or sound_key(word) in _LAO_BY_EAR
