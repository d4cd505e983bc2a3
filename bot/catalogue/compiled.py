"""Content that was checked is kept as the bot uses it, until a file of it changes.

Reading and checking the files takes seconds and as much memory as all the rest of the bot; what came of
it is read back in a fraction of a second.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from bot import kept
from bot.catalogue.files import MAX_BYTES
from bot.catalogue.loaded import MAX_AGE_DAYS, Loaded

_PURPOSE = "content"
_CODE = ("catalogue", "language", "matching", "problems.py", "yamlfile.py")
"""What decides what comes of the files, and what is learned from them: both are made at once."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """What came of files without errors on the day they were ``checked``."""

    loaded: Loaded
    checked: date


def load(
    folder: Path, today: date, *, max_age_days: int = MAX_AGE_DAYS, kept_in: Path | None = None
) -> Loaded:
    """Return what :func:`bot.catalogue.loader.load` gives, from what is kept in ``kept_in`` if it can.

    Only what has no errors is kept. Its warnings are those of the day when it was checked: what is
    overdue since then, ``thangdee check`` tells.
    """
    key = _key(folder, max_age_days) if kept_in else ""
    kind = TypeAdapter(_Compiled)
    if kept_in and (found := kept.read(kept_in, _PURPOSE, key, kind)):
        _log.info("the content is as it was when it was checked on %s", found.checked)
        return found.loaded
    # What reads and checks is a tenth of the imports, and a start that finds it all done needs none.
    from bot.catalogue import loader

    loaded = loader.load(folder, today, max_age_days=max_age_days)
    # What somebody wrote while the files were read may stand in it or not.
    unchanged = kept_in is not None and _key(folder, max_age_days) == key
    if kept_in and unchanged and loaded.catalogue is not None and not loaded.errors:
        kept.keep(kept_in, _PURPOSE, key, kind, _Compiled(loaded, today))
    return loaded


def is_kept(folder: Path, max_age_days: int, kept_in: Path) -> bool:
    """Tell whether :func:`load` would find what it needs in ``kept_in``, if that is sound."""
    return kept.path(kept_in, _PURPOSE, _key(folder, max_age_days)).exists()


def _key(folder: Path, max_age_days: int) -> str:
    """Return the digest of all that decides what comes of ``folder``: its files, code, settings."""
    digest = hashlib.sha256(kept.code(*_CODE) + f"{max_age_days}\n".encode())
    for directory, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(directory, name)
            digest.update(os.fsencode(path.relative_to(folder)) + b"\0" + _seen(path))
    return digest.hexdigest()[: kept.KEY_DIGITS]


def _seen(path: Path) -> bytes:
    """Return what tells one state of a file from another; faults count: who reads it names them."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return f"{status.st_mode} {status.st_size}".encode()
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        return f"error {error.errno}".encode()
