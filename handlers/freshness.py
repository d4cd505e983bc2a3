"""Tells staff in the chat when changed content is faulty, and when it was mended."""

from __future__ import annotations

import logging
from collections.abc import Callable

from telegram import MessageEntity
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.problems import Problem
from handlers.chores import AWAY_SECONDS, Chore
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.request import did_not_arrive
from handlers.richtext import RichText, bold, joined, styled
from handlers.routes import Place
from handlers.screen import Screen, send
from handlers.view import View

_log = logging.getLogger(__name__)

MOST_SHOWN = 3
"""Errors shown in a message; `thangdee check` shows all."""

LONGEST_ERROR = 400
"""Characters of an error's text."""

_TOLD = "content told of"
"""The key of :data:`_Told` in PTB's ``bot_data``."""

_Errors = frozenset[tuple[str, str, str]]
_Told = dict[int, _Errors]
"""What this process has told each member of the staff. After a restart it may tell it once more."""


async def tell(application: ThangdeeApplication) -> float | None:
    """Send staff what is new: errors that keep changed content out of use, or that it is in use now.

    The same errors are told of once, wherever their lines move to. Return when to try again if Telegram
    could not be reached.
    """
    services: Services = application.bot_data[SERVICES]
    told: _Told = application.bot_data.setdefault(_TOLD, {})
    refused = services.library.refused
    errors = refused.errors if refused else ()
    known = frozenset((one.file, one.rule, one.text) for one in errors)
    version = services.library.current.catalogue.version

    def page(view: View) -> Screen:
        return _refused(view, errors, version) if errors else _in_use(view, version)

    again = None
    for chat_id in services.settings.staff:
        if known == told.get(chat_id, frozenset()):
            continue
        if await _send(application, chat_id, page):
            told[chat_id] = known
        else:
            again = AWAY_SECONDS
    return again


async def _send(
    application: ThangdeeApplication, chat_id: int, page: Callable[[View], Screen]
) -> bool:
    """Send ``page`` to a member of the staff; return False if that has to be tried again."""
    context = Context(application, chat_id=chat_id)
    reader = await context.reader_in(chat_id)
    try:
        await send(context.bot, chat_id, context.screen(reader, page))
    except (TimedOut, Forbidden, BadRequest) as error:
        if isinstance(error, TimedOut) and did_not_arrive(error):
            return False
        # It may have arrived (gotcha 10), or never will: log and /healthz tell the same.
        _log.warning("a member of the staff was not told of content: %s", type(error).__name__)
    except (NetworkError, RetryAfter):
        return False
    return True


def _refused(view: View, errors: tuple[Problem, ...], version: str) -> Screen:
    title = view.tr("Changed content is not in use. Errors: {number}", number=len(errors))
    lines = [bold(f"⚠️ {title}")]
    lines += [_place(view, one) + f"\n{_shortened(one.text)}" for one in errors[:MOST_SHOWN]]
    if len(errors) > MOST_SHOWN:
        more = len(errors) - MOST_SHOWN
        lines.append(
            RichText(view.tr("{number} more: thangdee check shows them all.", number=more))
        )
    old = view.tr("People go on reading the old content ({version}).", version=version)
    return Screen(joined([*lines, RichText(old)], "\n\n"), view.foot(Place.MENU))


def _in_use(view: View, version: str) -> Screen:
    said = view.tr("The content has no errors any more; {version} is in use.", version=version)
    return Screen(RichText(f"✅ {said}"), view.foot(Place.MENU))


def _place(view: View, problem: Problem) -> RichText:
    """Return file and line. As code: apps would make a link to somebody's site of a name with ".md"."""
    file = problem.file.removeprefix(f"{view.settings.content.parent}/")
    return styled(f"{file}:{problem.line}", MessageEntity.CODE)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_ERROR else f"{text[: LONGEST_ERROR - 1]}…"


CHORE = Chore("telling staff of changed content", seconds=3, do=tell)
