"""What is measured at the moment when somebody asks: the content in use, and what works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.health import Health, Part
from bot.knowledge import Library


class StateCollector(Collector):
    """Tells Prometheus of the content in use and of each part; labels are ours and the editors'."""

    def __init__(self, library: Library, health: Health) -> None:
        self._library = library
        self._health = health

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the measurements as they are now."""
        yield from self._content()
        yield from self._parts()

    def _content(self) -> Iterator[GaugeMetricFamily]:
        library = self._library
        info = _gauge("info", "Always 1; tells the versions in use", "program", "content")
        info.add_metric([__version__, library.current.catalogue.version], 1)
        yield info
        age = (datetime.now(UTC) - library.since).total_seconds()
        yield _one("content_age_seconds", "Time since the content in use was taken up", age)
        refused = library.refused
        errors = len(refused.errors) if refused else 0
        yield _one("content_refused_errors", "Errors in newer content that is not in use", errors)
        yield _one("articles", "Articles in use", library.counts.articles)
        texts = _gauge("texts", "Texts of articles, by who has read them", "language", "state")
        for state in library.counts.states:
            texts.add_metric([state.language, "drafted"], state.drafted)
            texts.add_metric([state.language, "reviewed"], state.reviewed)
        yield texts

    def _parts(self) -> Iterator[GaugeMetricFamily]:
        working = _gauge("working", "1 while a part works, 0 while it is in trouble", "part")
        contact = _gauge("contact_age_seconds", "Time since a part worked the last time", "part")
        for part in Part:
            working.add_metric([part], 0 if self._health.trouble(part) else 1)
            seconds = self._health.seconds_since(part)
            if seconds is not None:
                contact.add_metric([part], seconds)
        yield working
        yield contact


def _gauge(name: str, meaning: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"thangdee_{name}", meaning, labels=labels)


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"thangdee_{name}", meaning, value=value)
