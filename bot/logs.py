"""Logging without secrets and without people's words.

Whatever is written to standard error passes here: records of all libraries, warnings, exceptions that
nobody caught in threads, tasks and destructors, and records that cannot be written.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.errors import ThangdeeError
from bot.redaction import Redaction

_OURS = ("bot", "handlers")
_QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp": logging.WARNING,
    "asyncio": logging.ERROR,
    "watchfiles": logging.WARNING,
    "telegram.request.BaseRequest": logging.CRITICAL,
}
"""Libraries whose lines hold addresses with the token (gotcha 1), or what their tasks hold; and one
that writes a traceback for each answer that is no JSON, as a proxy before Telegram gives for hours."""

_QUOTING = "telegram"
"""A library that writes whole updates and answers into its lines when something is wrong with them. What
it fills in is shown only if it is a number."""

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_COMMAND_FORMAT = "%(levelname)s %(name)s: %(message)s"
"""For commands that end by themselves: their lines stand under the command."""

_TOLD = (OSError, ThangdeeError)
_TOLD_OF = frozenset({"httpx", "httpcore"})
"""Exceptions, and packages whose exceptions, are shown with their text, the system's, network's
or ours. That of others may quote what somebody wrote (a value that pydantic refused, a row that the
database refused), so only their type is."""

_UNSEEN = {
    sign: f"\\x{sign:02x}" if sign < 0x100 else f"\\u{sign:04x}"
    for sign in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F),
                 *range(0x2066, 0x206A))
}  # fmt: skip
"""Line ends would forge lines, escapes would steer a terminal, and marks of direction would turn a line
around."""

_log = logging.getLogger(__name__)


class Redacting(logging.Formatter):
    """Writes each record in one line with every secret replaced, exceptions below it."""

    def __init__(self, secrets: Iterable[str], form: str = _FORMAT) -> None:
        super().__init__(form)
        self._hidden = Redaction(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line or lines."""
        record = copy.copy(record)
        record.exc_text = None  # what another formatter made of it
        quoting = record.name.partition(".")[0] == _QUOTING
        if isinstance(record.args, tuple):
            record.args = tuple(_shown(one, quoting=quoting) for one in record.args)
        elif isinstance(record.args, Mapping):
            shown = {key: _shown(one, quoting=quoting) for key, one in record.args.items()}
            record.args = shown
        return self._hidden(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Return the line of the record."""
        # Before line ends are written out: a secret may have some.
        record.message = self._hidden(record.message).rstrip().translate(_UNSEEN)
        return super().formatMessage(record)

    def formatException(self, info: Any) -> str:  # noqa: N802 - logging's name
        """Return where an exception and its causes were raised, and what may be told of them."""
        return "".join(_traced(info[1])).rstrip() if info[1] else ""


class _Handler(logging.StreamHandler[Any]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Tell of a record that could not be written; logging itself would print all that is in it."""
        kind = type(sys.exc_info()[1]).__name__
        said = f"the line of {record.pathname}:{record.lineno} could not be written: {kind}"
        made = {"name": record.name, "levelno": logging.ERROR, "levelname": "ERROR", "msg": said}
        # Nobody may read standard error any more, or its disk is full.
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(self.format(logging.makeLogRecord(made)) + self.terminator)


def set_up_command(secrets: Iterable[str | None]) -> Redaction:
    """Send warnings and errors of a command to standard error, unless a log is set up already.

    Return what hides ``secrets`` in whatever else the command says.
    """
    known = [secret for secret in secrets if secret]
    logging.basicConfig(level=logging.WARNING, handlers=[_handler(known, _COMMAND_FORMAT)])
    return Redaction(known)


def set_up(level: str, secrets: Iterable[str | None]) -> None:
    """Send the log to standard error at ``level`` (debug, info, warning, error).

    Call it once, before anything is logged. Only our own modules ever go down to debug: libraries
    write whole updates there, database rows and addresses that hold the token (gotchas 1, 2).
    """
    handler = _handler([secret for secret in secrets if secret], _FORMAT)
    chosen = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.INFO, chosen))
    for name in _OURS:
        logging.getLogger(name).setLevel(chosen)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, chosen))


def _handler(secrets: Iterable[str], form: str) -> logging.Handler:
    handler = _Handler()
    handler.setFormatter(Redacting(secrets, form))
    return handler


def catch_all() -> None:
    """Let what nobody catches go through the log too: warnings, exceptions of threads and destructors.

    For a process of our own: these are Python's only hooks.
    """
    logging.captureWarnings(capture=True)
    threading.excepthook = _thread_failed
    sys.unraisablehook = _unraisable
    sys.excepthook = lambda _, error, __: _failed("an exception ended the program", error)


def task_failed(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody awaited: a handler for :meth:`asyncio.AbstractEventLoop.set_exception_handler`.

    The usual one shows ``repr`` of the task, with all that it was given and returned.
    """
    error = context.get("exception")
    if error is None:
        _log.error("the event loop: %s", context.get("message"))
    else:
        _failed("a task or callback failed, and nobody awaited it", error)


def told(error: BaseException) -> str:
    """Return what may be told of ``error``: its type, and its text where nobody's words are in it."""
    name, module = type(error).__qualname__, type(error).__module__
    name = name if module in {"builtins", "__main__"} else f"{module}.{name}"
    harmless = isinstance(error, _TOLD) or module.partition(".")[0] in _TOLD_OF
    return f"{name}: {error}" if harmless else name


def _shown(value: object, *, quoting: bool) -> object:
    if isinstance(value, BaseException):
        return told(value)
    return "…" if quoting and not isinstance(value, int | float) else value


def _failed(what: str, error: BaseException | None) -> None:
    _log.error(what, exc_info=error if error is not None else False)


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    _failed("an exception ended a thread", args.exc_value)


def _unraisable(args: sys.UnraisableHookArgs) -> None:
    _failed("an exception had nobody to go to", args.exc_value)


def _traced(error: BaseException, seen: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield the lines of ``error`` as Python shows them, causes first, with :func:`told` for a text."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    seen |= {id(error)}
    if cause is not None and id(cause) not in seen:
        yield from _traced(cause, seen)
        yield "\nwhich led to:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{told(error).translate(_UNSEEN)}\n"
    if isinstance(error, BaseExceptionGroup):
        for number, one in enumerate(error.exceptions, start=1):
            if id(one) not in seen:
                yield f"\n{number} of {len(error.exceptions)} together:\n\n"
                yield from _traced(one, seen)
