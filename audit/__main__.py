"""``python -m audit``: are there known weaknesses in what is locked?

Compares all lock files with the list in this folder, then with the advisories on the network, as far as
they can be reached. Fails (1) on a weakness that another version mends, unless ``ignored.yaml`` says why
not and until when. A network that is away fails nothing; it is said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from audit import online
from audit.advisories import FOLDER, KNOWN, Weakness, known, locked, made_from, read
from bot.yamlfile import parse

ROOT = FOLDER.parent
IGNORED = FOLDER / "ignored.yaml"


def main() -> int:
    """Run the audit, or make the list anew; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m audit", description=__doc__)
    parser.add_argument(
        "--refresh",
        type=Path,
        metavar="FOLDER",
        help="make the list anew from a clone of the advisory database",
    )
    parser.add_argument("--offline", action="store_true", help="do not ask the network")
    options = parser.parse_args()
    locks = sorted(ROOT.glob("requirements*.lock"))
    packages = locked(locks)
    if options.refresh:
        text = made_from(options.refresh, (name for name, _ in packages))
        KNOWN.write_text(text, encoding="utf-8")
    listed = read()
    weaknesses = set(known(packages, listed))
    print(f"{len(packages)} packages, compared with {KNOWN.name} as of {listed['as_of']}")
    if not options.offline:
        answer = online.ask(locks)
        weaknesses |= set(answer.weaknesses)
        if answer.checked:
            print(f"{answer.checked} packages looked up on the network")
        if answer.unchecked:
            print(f"NOT CHECKED on the network: {answer.unchecked}")
    return verdict(weaknesses, excused(datetime.now(UTC).date()))


def verdict(weaknesses: Iterable[Weakness], reasons: dict[str, str]) -> int:
    """Print each weakness; return 1 if one could be mended and is not excused."""
    failed = 0
    for one in sorted(set(weaknesses)):
        if one.id in reasons:
            print(f"ignored: {one} ({reasons[one.id]})")
        elif one.mended:
            failed = 1
            print(f"ERROR: {one}; raise it in pyproject.toml and run `make lock`, or say in "
                  f"audit/{IGNORED.name} why it does not concern us")  # fmt: skip
        else:
            print(f"warning: {one}")
    if not failed:
        print("no known weakness in what was checked that another version mends")
    return failed


def excused(today: date, file: Path = IGNORED) -> dict[str, str]:
    """Return id -> reason of what is ignored until a day that has not come yet."""
    listed = parse(file.read_text(encoding="utf-8"), file.name).data or {}
    entries = listed.get("ignored") or []
    return {
        one["id"]: f"{one['reason']}; until {one['until']}"
        for one in entries
        if date.fromisoformat(one["until"]) >= today
    }


if __name__ == "__main__":
    raise SystemExit(main())
