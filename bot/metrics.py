"""What is measured of the running process, for Prometheus; no label tells who a person is."""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # twice the lines, and nobody asks for them

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""What a page of measurements is, in HTTP's words."""

MATCH_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds. A question takes 5 to 10 ms; more than 0.25 s is felt."""


class Metrics:
    """The measurements of one process, each counted up where it happens.

    Labels come from our own lists (kinds of updates, answers, errors), never from what people send.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.updates = Counter(
            "thangdee_updates", "Updates taken in, by kind", ["kind"], registry=self.registry
        )
        self.answers = Counter(
            "thangdee_answers", "Questions answered, by kind of answer", ["kind"],
            registry=self.registry,
        )  # fmt: skip
        self.match_seconds = Histogram(
            "thangdee_match_seconds", "Time to find the answer to a question",
            buckets=MATCH_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.api_errors = Counter(
            "thangdee_api_errors", "Requests that Telegram refused or never answered, by kind",
            ["kind"], registry=self.registry,
        )  # fmt: skip
        self.shed = Counter(
            "thangdee_shed", "Updates that got a notice instead of an answer, by reason", ["reason"],
            registry=self.registry,
        )  # fmt: skip
        self.queue_depth = Gauge(
            "thangdee_queue_depth", "Updates taken in and not yet answered", registry=self.registry
        )
        self.waiting_chats = Gauge(
            "thangdee_waiting_chats", "Chats whose messages nobody has in hand yet",
            registry=self.registry,
        )  # fmt: skip

    def page(self) -> bytes:
        """Return all measurements in Prometheus' text format, :data:`CONTENT_TYPE`."""
        return generate_latest(self.registry)
