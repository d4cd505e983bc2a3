"""Which language a message is in, as far as its letters tell."""

from __future__ import annotations

from bot.language.latin import looks_like_lao
from bot.language.script import Script, main_script


def language_of(text: str) -> str | None:
    """Return the code of the language ``text`` was typed in (``"lo"``, ``"en"``), None if unknown.

    Thai script and Latin-letter Lao are taken for Lao: those are the readers this bot is for.
    """
    match main_script(text):
        case Script.LAO | Script.THAI:
            return "lo"
        case Script.LATIN:
            return "lo" if looks_like_lao(text) else "en"
        case _:
            return None
