"""Keeps what fitting learned on disk, so that a restart with the same examples trains nothing."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from bot.matching.calibrate import Calibration
from bot.matching.model import Ranker
from bot.matching.space import Index, Space

Arrays = Mapping[str, Any]
"""Arrays of numbers by name."""

_T = TypeVar("_T")
_CODE = Path(__file__).parents[1]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Learned:
    """What fitting gives and cannot be had again in no time."""

    index: Index
    ranker: Ranker
    calibration: Calibration


def fingerprint(parts: Iterable[str]) -> str:
    """Return a name for what is learned from ``parts`` by this very code (and its word lists)."""
    digest = hashlib.sha256(_code())
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:32]


def load(folder: Path, name: str) -> Learned | None:
    """Return what the matcher saved under ``name``; None if nothing was, or if it cannot be read."""
    return load_arrays(folder, f"matcher-{name}", _learned)


def save(folder: Path, name: str, learned: Learned) -> None:
    """Save what the matcher ``learned`` and remove what it saved before."""
    arrays: Arrays = {
        "hashes": learned.index.hashes,
        "rarity": learned.ranker.space.rarity,
        "unknown": np.float64(learned.ranker.space.unknown),
        "weights": learned.ranker.weights,
        "scale": learned.ranker.scale,
        "calibration": np.array(astuple(learned.calibration)),
    }
    save_arrays(folder, f"matcher-{name}", arrays)


def _learned(saved: Arrays) -> Learned:
    return Learned(
        Index(saved["hashes"]),
        Ranker(Space(saved["rarity"], float(saved["unknown"])), saved["weights"], saved["scale"]),
        Calibration(*saved["calibration"].tolist()),
    )


def packed(texts: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Return ``texts`` (without line ends) as an array that can be saved."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def unpacked(array: npt.NDArray[np.uint8]) -> list[str]:
    """Return the texts of :func:`packed`."""
    return array.tobytes().decode("utf-8").split("\n")


def load_arrays(folder: Path, name: str, read: Callable[[Arrays], _T]) -> _T | None:
    """Return what ``read`` makes of the arrays saved as ``name``, None if it cannot be had."""
    path = folder / f"{name}.npz"
    try:
        with (
            path.open("rb") as file,  # numpy leaves a damaged file open
            np.load(file, allow_pickle=False) as saved,
        ):
            return read(saved)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("%s is damaged (%s); fitting again", path, error)
        return None


def save_arrays(folder: Path, name: str, arrays: Arrays) -> None:
    """Save ``arrays`` as ``name``, which begins with what they are for and a hyphen.

    What was saved for the same purpose before is removed. A full disk or a read-only one is no fault.
    """
    temporary = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            np.savez(file, allow_pickle=False, **arrays)
        temporary.replace(folder / f"{name}.npz")
        for other in folder.glob(f"{name.split('-')[0]}-*.npz"):
            if other.stem != name:
                other.unlink(missing_ok=True)
    except OSError as error:
        _log.warning(
            "what was learned cannot be saved in %s (%s); the next start fits again", folder, error
        )
        if temporary:
            temporary.unlink(missing_ok=True)


@cache
def _code() -> bytes:
    """Return a digest of everything that what is learned depends on besides the examples."""
    digest = hashlib.sha256(np.__version__.encode())
    for folder in ("language", "matching"):
        for file in sorted((_CODE / folder).iterdir(), key=os.fspath):
            if file.suffix in {".py", ".yaml", ".txt"}:
                digest.update(file.read_bytes())
    return digest.digest()
