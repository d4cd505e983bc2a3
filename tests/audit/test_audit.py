"""The audit fails on a weakness that could be mended, never merely because a network is away."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from audit import online
from audit.__main__ import excused, verdict
from audit.advisories import Weakness, known, locked, made_from, read

LISTED = {
    "packages": {"starlette": {"PYSEC-1": ["0 - 0.25.0", "0.30 - 0.31.1"], "PYSEC-2": ["1.0 - "]}}
}
WEAK = Weakness("starlette", "0.24", "PYSEC-1", "0.25.0")


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ("0.24", [("PYSEC-1", "0.25.0")]),
        ("0.25.0", []),
        ("0.31", [("PYSEC-1", "0.31.1")]),
        ("0.31.1", []),
        ("1.10.0", [("PYSEC-2", "")]),
        ("1.0rc1", []),
    ],
)
def test_versions_are_compared_as_versions(version: str, found: list[tuple[str, str]]) -> None:
    weaknesses = known([("starlette", version), ("other", "1")], LISTED)
    assert [(one.id, one.mended) for one in weaknesses] == found


def test_every_lock_of_the_project_is_read_and_nothing_in_it_is_known_to_be_weak() -> None:
    locks = sorted((Path(__file__).parents[2]).glob("requirements*.lock"))
    assert len(locks) == 4
    packages = locked(locks)
    assert {"starlette", "python-telegram-bot", "scikit-learn", "atheris"} <= {
        n for n, _ in packages
    }
    assert list(known(packages, read())) == []
    assert len(read()["packages"]) > 20


def test_a_weakness_that_could_be_mended_fails_others_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    without = Weakness("x", "1", "PYSEC-9", "")
    assert verdict([], {}) == 0
    assert verdict([without], {}) == 0
    assert verdict([WEAK, without], {}) == 1
    assert verdict([WEAK], {"PYSEC-1": "not our server; until 2027-01-01"}) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "warning: x 1: PYSEC-9, no version mends it yet"
    assert told[3].startswith("ERROR: starlette 0.24: PYSEC-1, mended in 0.25.0; raise it in")
    assert told[5] == (
        "ignored: starlette 0.24: PYSEC-1, mended in 0.25.0 (not our server; until 2027-01-01)"
    )


def test_what_is_ignored_needs_a_reason_and_ends_on_its_day(tmp_path: Path) -> None:
    file = tmp_path / "ignored.yaml"
    file.write_text("ignored:\n- {id: PYSEC-1, reason: why, until: 2027-01-01}\n", "utf-8")
    assert excused(date(2027, 1, 1), file) == {"PYSEC-1": "why; until 2027-01-01"}
    assert excused(date(2027, 1, 2), file) == {}
    assert isinstance(excused(date(2027, 1, 1)), dict)  # our own file can be read


SAID = {
    "dependencies": [
        {"name": "Starlette", "version": "0.24",
         "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.25.0"]}]},
        {"name": "other", "version": "1", "vulns": []},
        {"name": "away", "skip_reason": "Dependency not found"},
    ]
}  # fmt: skip


def test_a_package_that_could_not_be_looked_up_counts_as_not_checked() -> None:
    answer = online.told(json.loads(json.dumps(SAID)))
    assert answer.weaknesses == (WEAK,)
    assert answer.checked == 2
    assert answer.unchecked == "the package index tells no advisories of 1 packages"


@pytest.mark.parametrize("output", ["", "no network", "{"])
def test_a_network_that_is_away_is_told_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    def away(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, output, "ConnectionError")

    monkeypatch.setattr(subprocess, "run", away)
    answer = online.ask([Path("requirements.lock")])
    assert (answer.weaknesses, answer.checked) == ((), 0)
    assert "cannot be reached" in answer.unchecked


ADVISORY = """\
id: PYSEC-1
details: it falls over
affected:
- package: {name: starlette, ecosystem: PyPI}
  ranges:
  - {type: GIT, repo: x, events: [{introduced: "0"}, {fixed: abcdef}]}
  - {type: ECOSYSTEM, events: [{introduced: "0"}, {fixed: 0.25.0}, {introduced: "1.0"}]}
"""


def test_the_list_is_made_from_a_clone_of_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "vulns/starlette"
    folder.mkdir(parents=True)
    (folder / "PYSEC-1.yaml").write_text(ADVISORY, "utf-8")
    (folder / "PYSEC-2.yaml").write_text(f"withdrawn: 2026-01-01\n{ADVISORY}", "utf-8")
    who = ["-c", "user.name=x", "-c", "user.email=x"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)  # noqa: S603, S607 - git
    file = tmp_path / "known.yaml"
    file.write_text(made_from(tmp_path, ["starlette", "none-of-it"]), "utf-8")
    listed = read(file)
    assert listed["packages"] == {"starlette": {"PYSEC-1": ["0 - 0.25.0", "1.0 - "]}}
    assert date.fromisoformat(listed["as_of"])
