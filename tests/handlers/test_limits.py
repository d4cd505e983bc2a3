"""How much a chat may write, counted without growing for ever."""

from __future__ import annotations

import pytest

from handlers import limits
from handlers.limits import MINUTE, Rate


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_any_minute_and_then_one_notice_a_minute() -> None:
    clock = Clock()
    rate = Rate(5, clock)
    for _ in range(5):
        assert rate.lets_through(7)
        clock.now += 10
    assert rate.lets_through(8)  # another chat
    assert [rate.lets_through(7) for _ in range(3)] == [False] * 3
    assert [rate.may_tell(7) for _ in range(3)] == [True, False, False]
    clock.now += 10  # the first one is a minute ago: one more, though others were refused meanwhile
    assert [rate.lets_through(7), rate.lets_through(7)] == [True, False]
    assert not rate.may_tell(7)
    clock.now += MINUTE
    assert rate.may_tell(7)
    assert all(rate.lets_through(7) for _ in range(5))


def test_inline_queries_are_counted_apart() -> None:
    rate = Rate(2, Clock())
    assert [rate.lets_through(7, "inline", 2) for _ in range(5)] == [True] * 4 + [False]
    assert rate.lets_through(7)


def test_any_number_of_chats_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CHATS", 100)
    rate = Rate(1, Clock())
    assert rate.lets_through(-1)
    for chat in range(1_000):
        assert rate.lets_through(chat)
        assert not rate.lets_through(-1)  # who floods is not forgotten
    assert len(rate._chats) == 100
