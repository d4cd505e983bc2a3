"""The questions that nobody answered, as a report may show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from bot.language.lao import canonical
from bot.report.model import Group, Rules
from bot.report.privacy import guarded_parts
from bot.report.similar import grouped
from bot.store import Unanswered

MOST_WORDINGS = 3
"""Wordings shown of a group."""
MOST_GROUPS = 200
"""More than anybody answers before the next report."""


def groups_of(
    unanswered: Iterable[Unanswered], rules: Rules, closest: Callable[[str], str | None]
) -> tuple[Group, ...]:
    """Return the groups, the largest first; those of which no number is shown by their text.

    A group of which neither a number nor a wording may be shown is left out; at most
    :data:`MOST_GROUPS` are told.
    """
    seen = Counter[str]()
    typed: dict[str, str] = {}
    rows: dict[str, list[Unanswered]] = {}
    for one in unanswered:
        key = canonical(one.text)
        seen[key] += one.number
        typed.setdefault(key, one.text)
        rows.setdefault(key, []).append(one)
    ordered = sorted(seen, key=lambda key: (-seen[key], key))
    groups = grouped(ordered)
    asked = guarded_parts(
        {group[0]: sum(seen[key] for key in group) for group in groups}, rules.smallest
    )
    found = []
    for group in groups:
        told = [key for key in group if seen[key] > 1 or not rules.withhold]
        if not told and asked[group[0]] is None:
            continue
        within = [row for key in group for row in rows[key]]
        found.append(
            Group(
                texts=tuple(typed[key] for key in told[:MOST_WORDINGS]),
                asked=asked[group[0]],
                languages=_usual(one.language for one in within),
                scripts=_usual(one.script for one in within),
                closest=closest(typed[group[0]]),
            )
        )
    found.sort(key=lambda one: (-(one.asked or 0), not one.texts, one.texts))
    return tuple(found[:MOST_GROUPS])


def _usual(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in alphabetical order: their order must not tell how many there are of each."""
    return tuple(sorted(set(codes) - {""}))
