"""What the bot remembers, and nothing that identifies a person."""

from bot.store.events import Count, Event
from bot.store.people import Person, Seen
from bot.store.recent import Recent
from bot.store.reminders import Paper, Reminder
from bot.store.store import Store
from bot.store.unanswered import Unanswered

__all__ = ["Count", "Event", "Paper", "Person", "Recent", "Reminder", "Seen", "Store", "Unanswered"]
