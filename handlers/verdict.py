"""What people may say of an article."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What somebody says of an article; after UNHELPFUL one of the last three is asked as the reason."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    NOT_MINE = "not-mine"
