"""A long run spends inputs and time on slow ways in as well."""

from __future__ import annotations

import math

from tests.fuzz.sharing import Hours, inputs_of


def test_every_way_gets_as_many_inputs_as_the_others() -> None:
    shared = inputs_of(18, 1_000_000)
    assert sum(shared) == 1_000_000
    assert max(shared) - min(shared) <= 1
    assert inputs_of(18, 1) == [1] * 18


def test_time_is_shared_equally_with_what_others_did_not_need() -> None:
    now = 0.0
    hours = Hours(80.0, jobs=2, targets=8, clock=lambda: now)
    assert (hours.take(), hours.take()) == (20.0, 20.0)
    now = 20.0
    assert (hours.take(), hours.take()) == (20.0, 20.0)
    now = 24.0  # both needed no more
    assert (hours.take(), hours.take()) == (28.0, 28.0)
    now = 90.0
    assert hours.take() == 1.0  # enough to begin with
    assert Hours(math.inf, jobs=2, targets=8).take() == math.inf
