"""What takes long to make is kept on disk, so that the next start finds it made.

A file is named after its purpose and a key, the digest of all that it was made from: when anything of
that changes it is not found, and the new one takes its place. Values are JSON that is read back into
the types they are said to be, so nothing that stands in such a file is ever executed. A file that is
damaged or was written by something else counts as none; where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, TypeVar

from pydantic import TypeAdapter, ValidationError

_T = TypeVar("_T")
_CODE = Path(__file__).parent
KEY_DIGITS = 32
_DIGEST_BYTES = 64
"""A file begins with the hexadecimal digest of its key and of what follows."""

_log = logging.getLogger(__name__)
_own_folder: Path | None = None


def keep_own_in(folder: Path) -> None:
    """Say where :func:`own` keeps what it is asked for from now on."""
    global _own_folder
    _own_folder = folder


def own(purpose: str, kind: TypeAdapter[_T], make: Callable[[], _T]) -> _T:
    """Return what ``make`` makes of the word lists of ``bot/language``, kept until our code changes.

    It has no folder of its own, as the word lists are the same whatever the content is; until
    :func:`keep_own_in` was told one it is made each time.
    """
    return made(_own_folder, purpose, code("language").hex()[:KEY_DIGITS], kind, make)


def made(
    folder: Path | None, purpose: str, key: str, kind: TypeAdapter[_T], make: Callable[[], _T]
) -> _T:
    """Return what is kept in ``folder`` under ``key``; else ``make`` it and keep it.

    ``purpose`` is a word without hyphens. Without a folder it is made each time.
    """
    value = read(folder, purpose, key, kind) if folder else None
    if value is None:
        value = make()
        if folder:
            keep(folder, purpose, key, kind, value)
    return value


def read(folder: Path, purpose: str, key: str, kind: TypeAdapter[_T]) -> _T | None:
    """Return what is kept in ``folder`` under ``key``; None if there is no sound file."""
    file = path(folder, purpose, key)
    try:
        with file.open("rb") as opened:
            digest, body = opened.read(_DIGEST_BYTES), opened.read()
        if digest == _digest(key, body):
            return kind.validate_json(body)
        why = "other bytes than were written"
    except FileNotFoundError:
        return None
    except OSError as error:
        why = error.strerror or str(error)
    except ValidationError as error:
        why = f"{error.error_count()} values of other types"
    _log.warning("%s is damaged (%s); making it again", file, why)
    return None


def path(folder: Path, purpose: str, key: str) -> Path:
    """Return the file of ``folder`` in which a value is kept."""
    return folder / f"{purpose}-{key}.json"


def keep(folder: Path, purpose: str, key: str, kind: TypeAdapter[_T], value: _T) -> None:
    """Keep ``value`` in ``folder`` and remove what was kept for ``purpose`` before."""
    # Read-only views of dictionaries are none to pydantic, which writes them all the same.
    body = kind.dump_json(value, fallback=dict, warnings=False)
    digest = _digest(key, body)
    write(folder, path(folder, purpose, key).name, lambda file: file.write(digest + body))


def write(folder: Path, name: str, content: Callable[[IO[bytes]], object]) -> None:
    """Let ``content`` write the file ``name``, which then stands there as a whole or not at all.

    The name is a purpose, a hyphen, a key and an ending; what was written for the same purpose
    before is removed. A full disk or a read-only one is no fault.
    """
    temporary = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            content(file)
        temporary.replace(folder / name)
        for other in folder.glob(f"{name.split('-')[0]}-*{Path(name).suffix}"):
            if other.name != name:
                other.unlink(missing_ok=True)
    except OSError as error:
        _log.warning(
            "what was made cannot be kept in %s (%s); the next start makes it again", folder, error
        )
        if temporary:
            temporary.unlink(missing_ok=True)


@cache
def code(*parts: str) -> bytes:
    """Return a digest of our own code and word lists in ``parts``: folders and files of this package."""
    digest = hashlib.sha256()
    for part in parts:
        place = _CODE / part
        files = sorted(place.rglob("*"), key=os.fspath) if place.is_dir() else [place]
        for file in files:
            if file.suffix in {".py", ".yaml", ".txt"}:
                digest.update(file.read_bytes())
    return digest.digest()


def _digest(key: str, body: bytes) -> bytes:
    return hashlib.sha256(f"{key}\n".encode() + body).hexdigest().encode()
