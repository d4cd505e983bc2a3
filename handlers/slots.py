"""Slots for the updates in hand: ordinary ones leave some free for whoever may be in danger."""

from __future__ import annotations

import asyncio
from collections import deque


class Place:
    """Somebody's place in the line for a slot: ``given`` is set when it is her or his turn."""

    __slots__ = ("first", "given")

    def __init__(self, *, first: bool) -> None:
        self.given = asyncio.Event()
        self.first = first


class Slots:
    """``ordinary`` slots for all, and ``reserved`` ones beyond them for those who go first."""

    def __init__(self, ordinary: int, reserved: int) -> None:
        self._ordinary = ordinary
        self._all = ordinary + reserved
        self._taken = 0
        self._first: deque[Place] = deque()
        self._others: deque[Place] = deque()

    @property
    def waiting(self) -> int:
        """How many are in line."""
        return len(self._first) + len(self._others)

    def queue(self, *, first: bool) -> Place:
        """Get in line; whoever does leaves in the end, served or not."""
        place = Place(first=first)
        (self._first if first else self._others).append(place)
        self._hand_out()
        return place

    def move_up(self, place: Place) -> None:
        """Let somebody in line go first from now on."""
        if not place.given.is_set() and not place.first:
            self._others.remove(place)
            self._first.append(place)
            place.first = True
            self._hand_out()

    def leave(self, place: Place) -> None:
        """Give the slot back, or up the place in line."""
        if place.given.is_set():
            self._taken -= 1
            self._hand_out()
        else:
            (self._first if place.first else self._others).remove(place)

    def _hand_out(self) -> None:
        while self._first and self._taken < self._all:
            self._give(self._first)
        while self._others and self._taken < self._ordinary:
            self._give(self._others)

    def _give(self, line: deque[Place]) -> None:
        self._taken += 1
        line.popleft().given.set()
