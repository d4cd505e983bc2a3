"""What is kept is kept no longer than the settings, and /privacy, say."""

from __future__ import annotations

from datetime import timedelta

from bot.store import today_utc
from handlers.chores import Chore
from handlers.context import SERVICES, Services, ThangdeeApplication


async def delete_what_is_old(application: ThangdeeApplication) -> None:
    """Delete people, counts, questions, receivers of alerts and numbers of updates that are too old.

    It is taken off the disk as well.
    """
    services: Services = application.bot_data[SERVICES]
    today, kept = today_utc(), services.settings.retention
    store = services.store
    await store.people.purge(today - timedelta(days=kept.people_days))
    await store.counts.purge(today - timedelta(days=kept.counts_days))
    await store.unanswered.purge(today - timedelta(days=kept.unanswered_days))
    await store.alerts.purge(today - timedelta(days=kept.deliveries_days))
    await store.recent.purge()
    await store.inbox.purge()
    await store.erase()


CHORE = Chore("deleting what is old", seconds=3_600, do=delete_what_is_old)
