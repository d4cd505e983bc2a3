"""Commands that keep a copy of what the bot remembers, and bring it back."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tqdm import tqdm

from bot import __version__
from bot.app import person_key, where_of
from bot.cli.common import Add, settings_of
from bot.config import Secrets, load_secrets
from bot.errors import ThangdeeError
from bot.store.archive import Header, Reader
from bot.store.backup import Progress, back_up, key_check
from bot.store.restore import restore

PIPE = "-"
"""Written for a file: standard output or input."""

_DATED = re.compile(r"thangdee-\d{8}-\d{6}\.jsonl\.gz")


def add(command: Add) -> None:
    """Add ``backup`` and ``restore``."""
    backup = command(
        "backup", _back_up, "copy what the bot remembers", "backup --output thangdee.jsonl.gz"
    )
    backup.set_defaults(refuse=backup.error)
    backup.add_argument(
        "--output",
        required=True,
        metavar="FILE",
        help="the file to write; a folder gets one named for the moment; - pipes it on",
    )
    backup.add_argument(
        "--overwrite", action="store_true", help="write over the file if it is there already"
    )
    backup.add_argument(
        "--keep",
        type=_number,
        metavar="NUMBER",
        help="in a folder: delete all but the newest so many",
    )
    bring_back = command("restore", _restore, "bring a backup back", "restore thangdee.jsonl.gz")
    bring_back.add_argument(
        "file", metavar="FILE", help="what backup wrote; - reads it from a pipe"
    )
    bring_back.add_argument(
        "--replace", action="store_true", help="delete what is in the database now"
    )
    bring_back.add_argument(
        "--other-key",
        action="store_true",
        help="restore although THANGDEE_PERSON_KEY is another one: nobody is known by it",
    )


def _back_up(options: argparse.Namespace) -> int:
    """Write all that the bot remembers into one file, as it is at one moment; the bot may run on.

    It holds chat ids of people with reminders or alerts: encrypt it, and keep it no longer than needed.
    THANGDEE_PERSON_KEY is not in it: keep that too, elsewhere. See docs/deploy.md.
    """
    if options.keep is not None and not Path(options.output).is_dir():
        options.refuse("--keep works where --output is a folder")
    settings, own = settings_of(options), load_secrets()
    key = _key(own)
    with _written(options.output, options.overwrite) as (file, name), _bar() as begin:
        header = asyncio.run(
            back_up(where_of(settings, own), file, program=__version__, person_key=key, begin=begin)
        )
    # Standard output may be the backup itself.
    told = sys.stderr if options.output == PIPE else sys.stdout
    print(f"{name}: {_rows(header)}, in tables '{header.tables_version}'", file=told)
    print(
        "Keep THANGDEE_PERSON_KEY elsewhere: with another key nobody in it is known again."
        if key
        else "No person key is set here, so a restore cannot tell whether it has the right one.",
        file=told,
    )
    if options.keep is not None:
        _forget_old(Path(options.output), options.keep)
    return 0


def _restore(options: argparse.Namespace) -> int:
    """Bring back what `thangdee backup` wrote, into SQLite or PostgreSQL, all of it or nothing.

    Stop the bot first. The database of config.yaml must be empty, unless --replace says otherwise.
    """
    settings, own = settings_of(options), load_secrets()
    with _read(options.file) as file, _bar() as begin:
        reader = Reader(file, "what was piped in" if options.file == PIPE else options.file)
        header = reader.header()
        if not options.other_key:
            _refuse_another_key(header, _key(own))
        paused = asyncio.run(
            restore(where_of(settings, own), reader, replace=options.replace, begin=begin)
        )
    print(f"{_rows(header)}, as of {header.created}, are back")
    if paused:
        print(
            f"paused, as chats may have got them since: {paused} of the alerts, which were being sent "
            "then; see `thangdee alert list`, then `thangdee alert resume` or `cancel`"
        )
    return 0


def _key(own: Secrets) -> bytes | None:
    return person_key(own) if own.person_key or own.bot_token else None


def _refuse_another_key(header: Header, key: bytes | None) -> None:
    if header.person_key is None or (key and key_check(key) == header.person_key):
        return
    here = (
        "another person key than the one set here" if key else "a person key, and none is set here"
    )
    raise ThangdeeError(
        f"the backup was made with {here}; nothing was restored. Set THANGDEE_PERSON_KEY (or, where "
        "there was none, TELEGRAM_BOT_TOKEN) to what it was then. With another key everybody is a "
        "stranger: languages and countries are lost, reminders and alerts are not; --other-key "
        "restores all the same"
    )


@contextlib.contextmanager
def _written(output: str, overwrite: bool) -> Iterator[tuple[IO[bytes], str]]:
    """Give a file to write and its name. It stands there complete, at the end, or not at all."""
    if output == PIPE:
        if sys.stdout.isatty():
            raise ThangdeeError("a backup is nothing to read: pipe it on, or name a file")
        yield sys.stdout.buffer, "standard output"
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if path.is_dir():
        path /= f"thangdee-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl.gz"
    if path.exists() and not overwrite:
        raise ThangdeeError(f"{path} is there already; name another file, or write --overwrite")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    # A service manager's stop ends it like Ctrl-C, so that what was begun is removed.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # Readable by this user alone from the first byte on.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file, str(path)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ThangdeeError(
            f"{path}: cannot be written ({error.strerror}); name a file in a folder that exists and "
            "has room"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _read(name: str) -> Iterator[IO[bytes]]:
    """Open a backup, or what is piped in, which is put aside as it has to be read twice."""
    if name == PIPE:
        with tempfile.TemporaryFile() as aside:
            shutil.copyfileobj(sys.stdin.buffer, aside)
            yield aside
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; the error is of opening alone
    except OSError as error:
        raise ThangdeeError(f"{name}: cannot be read ({error.strerror})") from error
    with file:
        yield file


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[Header], Progress]]:
    """Give what begins a progress bar, shown on a terminal."""
    with contextlib.ExitStack() as stack:

        def begin(header: Header) -> Progress:
            bar = stack.enter_context(tqdm(total=header.total, unit="row", disable=None))

            def advance(rows: int) -> None:
                bar.update(rows)

            return advance

        yield begin


def _forget_old(folder: Path, keep: int) -> None:
    """Delete the oldest backups of a folder that were named for their moment."""
    dated = sorted(path for path in folder.iterdir() if _DATED.fullmatch(path.name))
    for path in dated[:-keep]:
        path.unlink(missing_ok=True)
        print(f"{path}: deleted, as the newest {keep} are kept")


def _rows(header: Header) -> str:
    people = header.rows.get("person", 0)
    return f"{header.total} rows, {people} of them of people"


def _number(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of files: write 1 or more")
    return int(text)
