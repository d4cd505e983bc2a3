"""What the advisories on the network say, by pip-audit; where they cannot be had, that is said too."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from audit.advisories import Weakness

MOST_SECONDS = 120
"""How long it may take; a network that is away is noticed in seconds, a slow one is not waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, how many packages were looked up, and why others were not (empty: all were)."""

    weaknesses: tuple[Weakness, ...]
    checked: int
    unchecked: str


def ask(locks: Iterable[Path]) -> Answer:
    """Ask for the packages of the lock files; never raises for a network that is away."""
    files = [argument for lock in locks for argument in ("-r", str(lock))]
    command = [
        *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", *files),
        *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own tool
            command, capture_output=True, text=True, check=False, timeout=MOST_SECONDS
        )
        return told(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Answer((), 0, f"no answer within {MOST_SECONDS} s")
    except (OSError, ValueError):
        return Answer(
            (), 0, "the advisories cannot be reached from here, or pip-audit is not installed"
        )


def told(said: Any) -> Answer:
    """Read the JSON of pip-audit: a package that it skipped counts as not checked."""
    found = []
    skipped = [one["name"] for one in said["dependencies"] if "skip_reason" in one]
    checked = [one for one in said["dependencies"] if "skip_reason" not in one]
    for one in checked:
        for vuln in one["vulns"]:
            mended = (vuln.get("fix_versions") or [""])[0]
            name = canonicalize_name(one["name"])
            found.append(Weakness(name, one["version"], vuln["id"], mended))
    why = (
        f"the package index tells no advisories of {len(set(skipped))} packages" if skipped else ""
    )
    return Answer(tuple(found), len({one["name"] for one in checked}), why)
