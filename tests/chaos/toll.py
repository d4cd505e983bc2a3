"""What an outage cost, in numbers, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.alerts.sending import MOST_IN_THE_AIR
from tests.chaos.lookout import WINDOW

NOTICED_SECONDS = 90.0
"""Within so long /healthz tells of an outage. Fetching updates takes 45 s to fail; by webhook Telegram
is asked something after 60 quiet seconds."""

UNREADY_SECONDS = 210.0
"""Within so long /readyz does: that Telegram did not answer for 120 s is no trouble."""

WELL_SECONDS = 90.0
"""Within so long both say that all is well again: the longest wait of the bot is 30 s, that of the local
Telegram before it calls a webhook again 60 s."""

ALERTS_PER_SECOND = 10
PER_SECOND = 30 * (WINDOW + 1) / WINDOW
"""Messages that the bot may send in a second. It sends those of a second together, so those of one more
may come within :data:`WINDOW` when some were late on their way."""

LINES_PER_MINUTE = 30
ATTEMPTS_PER_MINUTE = 200
"""Requests to a Telegram that is away: each of the people who wait has one every 30 s."""

PROCESSOR_PER_MINUTE = 3.0
"""Seconds of the processor; most of it is what the operator's many looks at the pages take."""

GROWN_MB = 25.0


@dataclass
class Toll:
    """What an outage of so many ``minutes`` left behind."""

    mode: str
    minutes: float
    people: int
    asked: int = 0
    missing: int = 0
    """Questions asked during the outage that have no answer: none may be."""

    double: int = 0
    in_hand_missing: int = 0
    """Questions in hand when it began that have no answer; so many lines of the log say why."""

    in_hand_reasons: int = 0
    in_hand_double: int = 0
    in_hand_apologies: int = 0
    """Instead of an answer whose fate is unknown, or after it."""

    alerts: int = 0
    alert_twice: int = 0
    alert_missing: int = 0
    alert_unknown: int = 0
    """Messages of the alert that were on their way when it began: staff decide about them."""

    reminders: int = 0
    reminder_twice: int = 0
    reminder_missing: int = 0
    noticed_s: float = -1
    """Seconds until /healthz told of it, -1 if it never did; and so on."""

    unready_s: float = -1
    well_s: float = -1
    ready_s: float = -1
    answered_s: float = -1
    looks_failed: int = 0
    most_in_second: float = 0
    same_process: bool = False
    lines_per_minute: float = 0
    attempts_per_minute: float = 0
    processor_s_per_minute: float = 0
    rss_mb_before: float = 0
    rss_mb_most: float = 0
    rss_mb_after: float = 0
    log: dict[str, int] = field(default_factory=dict)
    """Lines of the outage without their numbers, and how often each came."""

    def check(self) -> None:
        """Raise AssertionError unless all that must hold after any outage holds."""
        assert self.asked, self
        assert not self.missing, f"asked during the outage, never answered: {self}"
        assert not self.double, f"answered twice: {self}"
        assert self.in_hand_missing <= self.in_hand_reasons, f"lost without a reason: {self}"
        assert self.in_hand_double <= self.in_hand_apologies, f"answered twice: {self}"
        assert not self.alert_twice, f"somebody got the alert twice: {self}"
        assert self.alert_missing <= self.alert_unknown, f"an alert is lost without a trace: {self}"
        assert self.alert_unknown <= MOST_IN_THE_AIR, f"fates were put at stake: {self}"
        assert not self.reminder_missing, f"a reminder is lost: {self}"
        assert self.noticed_s >= 0, f"the health never told of the outage: {self}"
        assert self.well_s >= 0, f"the health never told that it was over: {self}"
        assert self.ready_s >= 0, f"it never became ready again: {self}"
        assert not self.looks_failed, f"the pages were away as well: {self}"
        assert self.same_process, f"it was started anew: {self}"

    def check_figures(self) -> None:
        """Raise AssertionError unless times and rates are as they shall be in an outage of minutes."""
        assert self.noticed_s <= NOTICED_SECONDS, f"noticed late: {self}"
        assert 0 <= self.unready_s <= UNREADY_SECONDS, f"called ready for long: {self}"
        assert self.well_s <= WELL_SECONDS, f"called unwell for long: {self}"
        assert self.ready_s <= WELL_SECONDS, f"called unready for long: {self}"
        assert self.most_in_second <= PER_SECOND, f"a flood of late answers: {self}"
        assert self.lines_per_minute <= LINES_PER_MINUTE, f"the log grows and grows: {self}"
        assert self.attempts_per_minute <= ATTEMPTS_PER_MINUTE, f"Telegram is pestered: {self}"
        assert self.processor_s_per_minute <= PROCESSOR_PER_MINUTE, f"a busy loop: {self}"
        assert self.rss_mb_most - self.rss_mb_before <= GROWN_MB, f"memory grows: {self}"
