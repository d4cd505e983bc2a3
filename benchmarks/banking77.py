"""Banking77: 77 intents of an online bank's customers, from questions nobody here wrote.

Where it comes from and its licence: ``data/README.md``.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from pathlib import Path

from benchmarks.sets import Asked, Labelled, Questions, Task

_DATA = Path(__file__).with_name("data")

WITHHELD = frozenset(
    (
        "card_about_to_expire", "card_payment_fee_charged", "cash_withdrawal_charge",
        "compromised_card", "contactless_not_working", "direct_debit_payment_not_recognised",
        "disposable_card_limits", "edit_personal_details", "get_disposable_virtual_card",
        "lost_or_stolen_phone", "top_up_reverted", "wrong_exchange_rate_for_cash_withdrawal",
    )
)  # fmt: skip
"""Intents that are not taught and asked all the same: what a matcher should not claim to know."""
LEFT_OUT = frozenset(
    (
        "Refund_not_showing_up", "cash_withdrawal_not_recognised", "passcode_forgotten",
        "top_up_by_card_charge", "top_up_failed", "verify_my_identity", "why_verify_identity",
    )
)  # fmt: skip
"""Neither taught nor asked when intents are withheld: kept for those who tune."""


TYPOS = (16, 8)
"""Characters to one typing error."""


def banking77(per_label: int | None, draw: int) -> Task:
    """Return all intents with ``per_label`` examples each (all if None), clean and with typing errors.

    ``draw`` says which examples.
    """
    return _task(f"banking77-{per_label or 'all'}", per_label, draw, frozenset())


def with_strangers(per_label: int, draw: int) -> Task:
    """Return the same without the withheld intents, whose questions are the strangers."""
    return _task(f"withheld-{per_label}", per_label, draw, WITHHELD)


@cache
def rows(part: str) -> tuple[tuple[str, str], ...]:
    """Return text and intent of each row of ``part``, which is ``train`` or ``test``."""
    with gzip.open(_DATA / f"banking77_{part}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return tuple((row["text"], row["category"]) for row in csv.DictReader(file))


def _task(name: str, per_label: int | None, draw: int, withheld: Collection[str]) -> Task:
    gone = {*withheld, *LEFT_OUT} if withheld else set()
    clean = Questions(
        tuple(Asked(text, (label,)) for text, label in rows("test") if label not in gone),
        tuple(text for text, label in rows("test") if label in withheld),
    )
    groups = {"clean": clean, **{f"typo {every}": clean.mistyped(every) for every in TYPOS}}
    return Task(name, draw, _examples(per_label, draw, gone), groups)


def _examples(per_label: int | None, draw: int, gone: Collection[str]) -> tuple[Labelled, ...]:
    texts: dict[str, list[str]] = defaultdict(list)
    for text, label in rows("train"):
        if label not in gone:
            texts[label].append(text)
    chance = random.Random(draw)  # noqa: S311 - the same each time
    return tuple(
        Labelled(text, label)
        for label in sorted(texts)
        for text in chance.sample(
            texts[label], min(per_label or len(texts[label]), len(texts[label]))
        )
    )
