"""Which versions of which packages have a known weakness, told by the list in this folder.

``known.yaml`` is made from the Python Packaging Advisory Database (github.com/pypa, CC BY 4.0),
so that there is something to compare with where no network is.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import Version

from bot.yamlfile import parse

FOLDER = Path(__file__).parent
KNOWN = FOLDER / "known.yaml"
Range = tuple[str, str]
"""From this version on, before that one; an empty end: no version mends it."""

_LOCKED = re.compile(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


@dataclass(frozen=True, slots=True, order=True)
class Weakness:
    """A weakness of a locked package; ``mended`` is the version without it, empty if there is none."""

    package: str
    version: str
    id: str
    mended: str

    def __str__(self) -> str:
        remedy = f"mended in {self.mended}" if self.mended else "no version mends it yet"
        return f"{self.package} {self.version}: {self.id}, {remedy}"


def locked(locks: Iterable[Path]) -> set[tuple[str, str]]:
    """Return name and version of every package in the lock files."""
    return {
        (canonicalize_name(name), version)
        for lock in locks
        for name, version in _LOCKED.findall(lock.read_text(encoding="utf-8"))
    }


def known(packages: Iterable[tuple[str, str]], listed: Mapping[str, Any]) -> Iterator[Weakness]:
    """Yield what the list ``listed`` (:func:`read`) knows of ``packages``."""
    for name, version in packages:
        for id_, ranges in listed["packages"].get(name, {}).items():
            for introduced, mended in (text.split(" - ") for text in ranges):
                if _within(version, introduced, mended.strip()):
                    yield Weakness(name, version, id_, mended.strip())
                    break


def _within(version: str, introduced: str, mended: str) -> bool:
    begins = introduced == "0" or Version(introduced) <= Version(version)
    return begins and (not mended or Version(version) < Version(mended))


def read(file: Path = KNOWN) -> Mapping[str, Any]:
    """Return the list: ``as_of`` (a day) and ``packages``, id and ranges of each."""
    found: Mapping[str, Any] = parse(file.read_text(encoding="utf-8"), file.name).data
    return found


def made_from(database: Path, names: Iterable[str]) -> str:
    """Return the text of a list for ``names``, made from a clone of the advisory database."""
    day = _git(database, "log", "-1", "--format=%cs").strip()
    packages: dict[str, dict[str, list[str]]] = {}
    for name in sorted(set(names)):
        files = _git(database, "ls-tree", "-r", "--name-only", "HEAD", f"vulns/{name}/").split()
        for file in files:
            advisory = yaml.safe_load(_git(database, "show", f"HEAD:{file}"))
            if not advisory.get("withdrawn") and (ranges := list(_ranges(advisory))):
                packages.setdefault(name, {})[advisory["id"]] = ranges
    text = yaml.safe_dump({"as_of": day, "packages": packages}, width=100)
    return (
        "# Made by `python -m audit --refresh FOLDER` from the Python Packaging Advisory Database\n"
        f"# (github.com/pypa, CC BY 4.0): versions with a known weakness, first - first without.\n{text}"
    )


def _ranges(advisory: Mapping[str, Any]) -> Iterator[str]:
    for affected in advisory["affected"]:
        for one in affected.get("ranges", []):
            begins = "0"
            open_ = False
            for event in one["events"] if one["type"] == "ECOSYSTEM" else ():
                if "introduced" in event:
                    begins, open_ = event["introduced"], True
                elif "fixed" in event:
                    yield f"{begins} - {event['fixed']}"
                    open_ = False
            if open_:
                yield f"{begins} - "


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - a folder that the user names
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - wherever git is
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
