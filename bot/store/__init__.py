"""What the bot remembers, and nothing that identifies a person."""

from bot.store.people import Person, Store

__all__ = ["Person", "Store"]
