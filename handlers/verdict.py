"""What people may say of an article."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What somebody says of an article; all but UNHELPFUL, whose reason is asked, are counted."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    NOT_MINE = "not-mine"
