"""What the bot remembers, and nothing that identifies a person."""

from bot.store.alert_tables import Alert, AlertStatus, AlertTopic, Delivery, Fate, Tally
from bot.store.events import Count, Event
from bot.store.forgetting import Forgotten
from bot.store.inbox import Added, Rank, Taken
from bot.store.people import Person, Seen, today_utc
from bot.store.recent import Recent
from bot.store.reminders import Paper, Reminder
from bot.store.store import Store
from bot.store.unanswered import Unanswered

__all__ = [
    "Added",
    "Alert",
    "AlertStatus",
    "AlertTopic",
    "Count",
    "Delivery",
    "Event",
    "Fate",
    "Forgotten",
    "Paper",
    "Person",
    "Rank",
    "Recent",
    "Reminder",
    "Seen",
    "Store",
    "Taken",
    "Tally",
    "Unanswered",
    "today_utc",
]
