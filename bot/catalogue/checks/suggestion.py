"""The nearest known id to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(named: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown id, as the end of a sentence."""
    near = get_close_matches(named, sorted(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else "; correct it, or add the entry there"
