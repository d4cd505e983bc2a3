"""Keeps what fitting learned on disk, so that a restart with the same examples trains nothing."""

from __future__ import annotations

import hashlib
import logging
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from bot import kept
from bot.matching.calibrate import Calibration
from bot.matching.model import Ranker
from bot.matching.space import Index, Space

Arrays = Mapping[str, Any]
"""Arrays of numbers by name."""

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Learned:
    """What fitting gives and cannot be had again in no time."""

    index: Index
    ranker: Ranker
    calibration: Calibration


def fingerprint(parts: Iterable[str]) -> str:
    """Return a name for what is learned from ``parts`` by this very code (and its word lists)."""
    digest = hashlib.sha256(np.__version__.encode() + kept.code("language", "matching"))
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
    kept.write(folder, f"{name}.npz", lambda file: np.savez(file, allow_pickle=False, **arrays))
