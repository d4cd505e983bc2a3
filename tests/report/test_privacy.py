"""What is hidden cannot be worked out, also by somebody who knows how it is done."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from bot.report.privacy import Shown, guarded, guarded_parts, guarded_total, guarded_tree


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (6, 6), (1000, 1000)]
)
def test_a_small_number_is_hidden(number: int, shown: Shown) -> None:
    assert guarded(number, 5) == shown


def test_with_a_smallest_group_of_one_everything_is_shown() -> None:
    assert guarded_parts({"a": 1, "b": 2}, 1) == {"a": 1, "b": 2}


def test_a_small_part_takes_the_next_larger_one_with_it() -> None:
    parts = {"lo": 40, "en": 3, "th": 12, "kjg": 0}
    assert guarded_parts(parts, 5) == {"lo": 40, "en": None, "th": None, "kjg": 0}


def test_small_parts_that_are_many_hide_each_other() -> None:
    parts = {"a": 40, "b": 3, "c": 2, "d": 12}
    assert guarded_parts(parts, 5) == {"a": 40, "b": None, "c": None, "d": 12}


def test_of_a_small_total_no_part_is_shown() -> None:
    assert guarded_parts({"a": 1, "b": 2, "c": 0}, 5) == {"a": None, "b": None, "c": None}


@pytest.mark.parametrize(
    ("parts", "total"), [([], 0), ([4], None), ([3, 2], 5), ([1] * 7, None), ([0] * 7, 0)]
)
def test_a_total_that_tells_its_parts_is_hidden(parts: list[int], total: Shown) -> None:
    assert guarded_total(parts, 5) == total


@pytest.mark.parametrize(
    ("cells", "smallest", "most"), [(1, 5, 12), (2, 5, 14), (3, 5, 12), (4, 5, 10), (5, 3, 7)]
)
def test_no_small_part_can_be_worked_out_by_somebody_who_knows_the_rule(
    cells: int, smallest: int, most: int
) -> None:
    # Everything that may lie behind what is shown: all parts there are, by what is shown of them.
    behind: dict[tuple[Shown, ...], list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(most + 1), repeat=cells):
        shown = guarded_parts(dict(enumerate(parts)), smallest).values()
        behind[(guarded_total(parts, smallest), *shown)].append(parts)
    for (_, *shown_parts), possible in behind.items():
        for place, shown_part in enumerate(shown_parts):
            values = {parts[place] for parts in possible}
            assert shown_part is not None or len(values) > 1 or min(values) >= smallest


def test_the_leaves_of_a_hidden_parent_do_not_add_up_to_it() -> None:
    leaves = {"a": 3, "b": 20, "c": 10, "d": 0, "e": 50}
    parents = {"a": "one", "b": "two", "c": "two", "d": "two", "e": "three"}
    above, below = guarded_tree(leaves, parents, 5)
    assert above == {"one": None, "two": None, "three": 50}
    assert below == {"a": None, "b": None, "c": None, "d": None, "e": 50}


def test_a_small_leaf_is_not_the_rest_of_its_parent() -> None:
    leaves = {"a": 3, "b": 20, "c": 10}
    above, below = guarded_tree(leaves, dict.fromkeys(leaves, "one"), 5)
    assert above == {"one": 33}
    assert below == {"a": None, "b": 20, "c": None}
