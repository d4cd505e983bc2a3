"""A short digest of what a reader of an article reads: tells whether it has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from bot.catalogue.markdown import BodyPart

DIGITS = 8
"""Hexadecimal digits of a digest: a change goes unnoticed once in four thousand million times."""


def digest(title: str, summary: str, parts: Iterable[BodyPart]) -> str:
    """Return the digest of a title, a summary and the parts, as they are written in the file.

    The example questions do not count, nobody reads them in the chat; nor do empty lines around a
    part and blanks at the end of a line.
    """
    words = [title, summary]
    for part in parts:
        words += [part.heading or "", part.markdown]
    # Joined by what no text holds, so that nothing can move from one to the next unnoticed.
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:DIGITS]
