"""The one place that wires everything: settings and secrets become a running bot."""

from bot.app.building import ALLOWED_UPDATES, build
from bot.app.preparing import learned_folder, prepare, prepare_apart
from bot.app.running import run
from bot.app.services import open_services, person_key, where_of
from bot.app.serving import serve, serve_local

__all__ = [
    "ALLOWED_UPDATES",
    "build",
    "learned_folder",
    "open_services",
    "person_key",
    "prepare",
    "prepare_apart",
    "run",
    "serve",
    "serve_local",
    "where_of",
]
