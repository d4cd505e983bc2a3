"""What happens when a handler fails: the person gets a way on, the log a number and a place.

The update itself is never logged or sent anywhere: it holds people's words (gotcha 25).
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.store import Person
from handlers import aloud
from handlers.context import Context, Reader, ThangdeeApplication, in_group
from handlers.richtext import bold
from handlers.routes import Place
from handlers.screen import Rows, Screen
from handlers.view import View

_log = logging.getLogger(__name__)
_HOME = Path(__file__).parents[1]


def register(application: ThangdeeApplication) -> None:
    """Add the error handler."""
    application.add_error_handler(failed)


async def failed(update: object, context: Context) -> None:
    """Log number, type and place of a failure, and tell the person where help is all the same."""
    error = context.error
    if error is None:
        return
    number = secrets.token_hex(3)
    _log.error("error %s: %s at %s", number, type(error).__name__, place_of(error))
    if not isinstance(update, Update) or isinstance(error, (TimedOut, RetryAfter)):
        # After a time-out the message may have arrived: a second one would only confuse
        # (gotcha 10). After RetryAfter the next message would be refused too.
        return
    rows = aloud.ways if in_group(update) else _foot
    try:
        # The store may be what failed, so it is not asked again: all languages are shown.
        reader = Reader(Person(), context.languages())
        await context.show(
            update, reader, lambda view: _sorry(view, number, rows(view)), fresh=True
        )
    except (TelegramError, NetworkError) as second:
        _log.error("error %s: the apology failed too: %s", number, type(second).__name__)


def place_of(error: BaseException) -> str:
    """Return ``file:line`` of the innermost frame in our own code, else of the innermost frame."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_ours(frame.filename)]
    frame = (own or list(frames))[-1] if frames else None
    return f"{Path(frame.filename).name}:{frame.lineno}" if frame else "an unknown place"


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(_HOME / "bot") or path.is_relative_to(_HOME / "handlers")


def _foot(view: View) -> Rows:
    return view.foot(Place.MENU)


def _sorry(view: View, number: str, rows: Rows) -> Screen:
    content = bold(view.tr("Something went wrong on our side.")) + "\n"
    content += view.tr("Please try again. In danger tap 🆘. (Error {number})", number=number)
    return Screen(content, rows)
