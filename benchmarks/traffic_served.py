"""What runs for one bot under traffic, and what each part of it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.running import Running, family_processor


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the processor."""

    bots: float
    balancer: float
    database: float

    def since(self, before: Spent) -> Spent:
        """Return what was spent since ``before``."""
        return Spent(
            self.bots - before.bots,
            self.balancer - before.balancer,
            self.database - before.database,
        )


@dataclass(frozen=True, slots=True)
class Served:
    """What runs for one bot: its own processes, and beside them a balancer and a PostgreSQL, if any."""

    processes: Sequence[Running]
    doors: Sequence[int] = ()
    """The ports of the processes, as far as they tell what was measured."""

    balancer: Running | None = None
    database: int | None = None
    """The process id of the PostgreSQL."""

    def processor(self) -> Spent:
        """Return what all of it took of the processor until now."""
        return Spent(
            sum(process.processor() for process in self.processes),
            self.balancer.processor() if self.balancer else 0.0,
            family_processor(self.database) if self.database else 0.0,
        )

    async def answered(self) -> list[int]:
        """Return how many updates each process has answered since it began, by its own /metrics."""
        found = []
        async with httpx.AsyncClient(trust_env=False) as http:
            for door in self.doors:
                page = (await http.get(f"http://127.0.0.1:{door}/metrics")).text
                families = text_string_to_metric_families(page)
                samples = (sample for family in families for sample in family.samples)
                counts = (one.value for one in samples if one.name == "thangdee_updates_total")
                found.append(int(sum(counts)))
        return found
