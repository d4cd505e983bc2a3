"""The Bot API's methods, one module per part of it; importing this package registers them all."""

from bot.simulator.methods import (
    chats,
    core,
    deleting,
    delivery,
    editing,
    media,
    moving,
    profile,
    queries,
)

__all__ = [
    "chats",
    "core",
    "deleting",
    "delivery",
    "editing",
    "media",
    "moving",
    "profile",
    "queries",
]
