"""What the bot remembers, and nothing that identifies a person."""

from bot.store.people import Person, Store
from bot.store.recent import Recent

__all__ = ["Person", "Recent", "Store"]
