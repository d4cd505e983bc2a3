"""Keeps what fitting learned on disk, so that a restart with the same examples trains nothing."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.matching.calibrate import Calibration
from bot.matching.model import Ranker
from bot.matching.space import Index, Space

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
    """Return what was saved under ``name``; None if nothing was, or if it cannot be read."""
    try:
        with (
            (folder / f"{name}.npz").open("rb") as file,  # numpy leaves a damaged file open
            np.load(file, allow_pickle=False) as saved,
        ):
            return Learned(
                Index(saved["hashes"]),
                Ranker(
                    Space(saved["rarity"], float(saved["unknown"])),
                    saved["weights"],
                ),
                Calibration(*saved["calibration"].tolist()),
            )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("%s is damaged (%s); fitting again", folder / f"{name}.npz", error)
        return None


def save(folder: Path, name: str, learned: Learned) -> None:
    """Save ``learned`` and remove what was saved before; a full disk or a read-only one is no fault."""
    temporary = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            np.savez(
                file,
                hashes=learned.index.hashes,
                rarity=learned.ranker.space.rarity,
                unknown=np.float64(learned.ranker.space.unknown),
                weights=learned.ranker.weights,
                calibration=np.array(astuple(learned.calibration)),
            )
        temporary.replace(folder / f"{name}.npz")
        for other in folder.glob("*.npz"):
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
