"""Faults on demand: the next calls of a method fail as Telegram and the network fail."""

from __future__ import annotations

from dataclasses import dataclass

from bot.simulator.errors import ApiError, ControlError, too_many_requests

KINDS = ("429", "500", "502", "timeout", "drop", "400", "403")
DESCRIPTIONS = {
    "400": "Bad Request: fault on demand",
    "403": "Forbidden: bot was blocked by the user",
    "500": "Internal Server Error",
}


@dataclass(slots=True)
class Fault:
    """What shall happen to the next `times` calls of `method` ("*" is any but getUpdates)."""

    kind: str
    method: str = "*"
    bot_id: int | None = None
    times: int = 1
    retry_after: int = 1  # seconds, for 429
    seconds: float | None = (
        None  # for timeout: how long to hold the call; None is until it gives up
    )
    description: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ControlError(f"kind is {self.kind!r}, expected one of {', '.join(KINDS)}")
        if self.times < 1:
            raise ControlError(f"times is {self.times}, expected 1 or more; DELETE clears faults")

    def concerns(self, bot_id: int, method: str) -> bool:
        """Is a call of this method by this bot to fail?"""
        if self.bot_id not in (None, bot_id):
            return False
        return self.method == method or (self.method == "*" and method != "getUpdates")

    def error(self) -> ApiError:
        """The refusal, for the kinds that are answers."""
        if self.kind == "429":
            return too_many_requests(self.retry_after)
        return ApiError(int(self.kind), self.description or DESCRIPTIONS.get(self.kind, ""))


class Faults:
    """The faults still to come, first set first served."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let it happen from the next call on."""
        self._coming.append(fault)

    def clear(self) -> None:
        """No faults any more."""
        self._coming.clear()

    def take(self, bot_id: int, method: str) -> Fault | None:
        """The fault that this call meets, used up by one."""
        if not self._coming:
            return None
        for fault in self._coming:
            if fault.concerns(bot_id, method):
                fault.times -= 1
                if not fault.times:
                    self._coming.remove(fault)
                return fault
        return None
