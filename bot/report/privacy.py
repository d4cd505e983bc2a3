"""Numbers that may be shown: none of a small group, and none from which one could be worked out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Shown = int | None
"""A number as it may be shown; None is "few": too small, or it would give a small one away."""

Key = TypeVar("Key", bound=Hashable)


def guarded(number: int, smallest: int) -> Shown:
    """Return ``number``, or None if it is between 1 and ``smallest`` - 1."""
    return None if 0 < number < smallest else number


def guarded_total(parts: Iterable[int], smallest: int) -> Shown:
    """Return the sum of ``parts``, shown as well; None if it is small or tells that all are 1."""
    numbers = list(parts)
    return None if numbers and set(numbers) == {1} else guarded(sum(numbers), smallest)


def guarded_parts(parts: Mapping[Key, int], smallest: int) -> dict[Key, Shown]:
    """Return ``parts`` of a total that is shown as well, so that no small one can be worked out.

    A small part alone would be the total less the others. So others, the smallest first, are hidden with
    it until their sum tells nothing. Of a small total no part is shown, not even where nothing is. All
    hidden ones look alike: nobody sees which of them are small. (Exact for groups of 3 and more; with 2,
    a small one is always 1.)
    """
    hidden = [number for number in parts.values() if 0 < number < smallest]
    left = sorted({number for number in parts.values() if number >= smallest})
    while hidden and left and _gives_away(hidden, smallest):
        # All that are equal: were one of them shown, the hidden one would be known by it.
        next_larger = left.pop(0)
        hidden += [number for number in parts.values() if number == next_larger]
    if hidden and _gives_away(hidden, smallest):
        return dict.fromkeys(parts)
    return {key: None if number in hidden else number for key, number in parts.items()}


def _gives_away(hidden: list[int], smallest: int) -> bool:
    """Tell whether the sum of the hidden parts tells what one of them is."""
    return (
        len(hidden) == 1
        or sum(hidden) in (len(hidden), (smallest - 1) * len(hidden))
        or sum(hidden) < smallest
    )


def guarded_tree(
    leaves: Mapping[Key, int], parents: Mapping[Key, str], smallest: int
) -> tuple[dict[str, Shown], dict[Key, Shown]]:
    """Return the sums by parent and the leaves, of a total that is shown as well.

    The leaves of a parent that is not shown are not either, else they would add up to it.
    """
    sums: dict[str, int] = dict.fromkeys(parents.values(), 0)
    for key, number in leaves.items():
        sums[parents[key]] += number
    above = guarded_parts(sums, smallest)
    below: dict[Key, Shown] = {}
    for parent, shown in above.items():
        own = {key: number for key, number in leaves.items() if parents[key] == parent}
        below |= dict.fromkeys(own) if shown is None else guarded_parts(own, smallest)
    return above, below
