"""What the bot remembers, and nothing that identifies a person."""

from bot.store.events import Count, Event
from bot.store.forgetting import Forgotten
from bot.store.people import Person, Seen, today_utc
from bot.store.recent import Recent
from bot.store.store import Store
from bot.store.unanswered import Unanswered

__all__ = [
    "Count",
    "Event",
    "Forgotten",
    "Person",
    "Recent",
    "Seen",
    "Store",
    "Unanswered",
    "today_utc",
]
