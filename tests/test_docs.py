"""Documents are a contract: what they name exists, and what must be documented is."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

import bot
from bot import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "content" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
LONGEST_MODULE = 400
"""Lines; a module that needs more holds two things."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Gotchas


def gotchas_with_a_test() -> set[int]:
    """Return the numbers of the rows whose last column names a test."""
    rows = re.findall(r"(?m)^\| *(\d+) \|.*\| *([^|]+?) *\|$", read("docs/gotchas.md"))
    numbers = [int(number) for number, _ in rows]
    assert numbers == list(range(1, len(rows) + 1))
    return {int(number) for number, test in rows if test != "–"}


def numbers_of_gotcha_tests() -> set[int]:
    found: set[int] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        found |= {int(n) for n in re.findall(r"(?m)^ *(?:async )?def test_gotcha_(\d\d)_", text)}
    return found


def test_every_gotcha_that_applies_has_a_test_named_for_it_and_the_reverse() -> None:
    assert numbers_of_gotcha_tests() == gotchas_with_a_test()


def test_the_test_column_of_the_gotchas_names_files_that_exist() -> None:
    named = re.findall(r"\| `(tests/[\w/.]+)` \|", read("docs/gotchas.md"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_test_that_a_document_names_exists() -> None:
    for document in DOCUMENTS:
        named = re.findall(r"`(tests/[\w/.]+\.py)`", document.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).exists()] == [], name_of(document)


def test_every_promise_of_security_names_a_test_and_every_threat_what_to_do() -> None:
    text = read("docs/security.md")
    rows = re.findall(r"(?m)^\| (?!Promised|---)(.*) \|$", text)
    assert len(rows) > 20
    assert [row for row in rows if "`tests/" not in row.rpartition("|")[2]] == []
    threats = [part for part in re.split(r"(?m)^## ", text) if part.startswith(("A ", "An "))]
    assert len(threats) >= 7
    for threat in threats:
        advice = "**When it happens" in threat or "**Not promised" in threat
        assert advice, threat.splitlines()[0]


# Commands and targets


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    return re.findall(r"(?m)^    ([a-z]+) +[a-z]", capsys.readouterr().out)


def test_every_command_is_in_the_readme_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    rows = re.findall(r"(?m)^\| `thangdee ([a-z]+)` \| `thangdee ([a-z]+) ", read("README.md"))
    assert rows == [(command, command) for command in commands(capsys)]


def test_every_exit_code_is_in_the_readme() -> None:
    said = next(line for line in read("README.md").split("\n\n") if "They exit with" in line)
    for code in (0, cli.MEND, 2, cli.OUR_FAULT, cli.STOPPED):
        assert re.search(rf"\b{code}\b", said)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", read("Makefile")))
    text = document.read_text(encoding="utf-8")
    code = re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", text, re.S)
    in_code = "\n".join(block or span for block, span in code)
    named = set(re.findall(r"(?m)^make ([a-z]+)", in_code))
    assert named <= targets


# Links

LINK = re.compile(r"""\]\(([^)\s]+)\)|(?:src|href)="([^"]+)\"""")


def anchors(document: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings."""
    headings = re.findall(r"(?m)^#+ (.*)$", document.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.replace("`", "")).strip().lower().replace(" ", "-")
        for heading in headings
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading_of_it(document: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"))
    broken = []
    for pair in LINK.findall(text):
        link = "".join(pair)
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = document.parent / file if file else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        document = todo.pop()
        if document in reached or not document.is_file():
            continue
        reached.add(document)
        for pair in LINK.findall(document.read_text(encoding="utf-8")):
            link = "".join(pair).partition("#")[0]
            if link.endswith(".md") and not re.match(r"[a-z]+:", link):
                todo.append((document.parent / link).resolve())
    assert set(DOCUMENTS) <= reached


# What no file may name


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of tracked files")
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - wherever git is
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


# In pieces, as this file is tracked too. A path follows no letter: in an address it is harmless.
FORBIDDEN = {
    "a package registry": "py(?:)pi[.]org|python(?:)hosted|registry[.]npm(?:)js|proxy[.]go(?:)lang"
    "|--(?:extra-)?index(?:)-url|--find(?:)-links",
    "a path of one machine": r"(?<![\w.:/-])/(?:work|home|root|opt|Users)/",
    "material that is not part of the project": "shared(?:)/",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font
        found += [f"{name_of(path)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


def test_every_rule_of_security_that_is_switched_off_says_why() -> None:
    lines = [
        (name_of(path), line)
        for path in tracked()
        if path.suffix == ".py"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    off = [(name, found[1]) for name, line in lines if (found := SWITCHED_OFF.search(line))]
    assert off
    assert [(name, why) for name, why in off if len(why.strip(" -()")) < 3] == []


SWITCHED_OFF = re.compile(r"# noqa: (?:[A-Z]+\d+, )*S\d+(?:, [A-Z]+\d+)*(.*)")
IGNORED_SAFELY = {"tests/**": ["S101", "S105", "S106"], "benchmarks/**": ["S101"]}
"""Asserts are what tests are made of, and their tokens open nothing."""


def test_no_rule_of_security_is_switched_off_for_a_folder_unless_it_is_named_here() -> None:
    lint = tomllib.loads(read("pyproject.toml"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert not [rule for rule in lint["ignore"] if rule.startswith("S") and rule[1:].isdigit()]
    ignored = {
        folder: sorted(rule for rule in rules if re.fullmatch(r"S\d+", rule))
        for folder, rules in lint["per-file-ignores"].items()
    }
    assert {folder: rules for folder, rules in ignored.items() if rules} == IGNORED_SAFELY


# Locks, versions, sizes


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-benchmark.lock"]
)
def test_a_lock_has_a_version_and_hashes_for_everything_and_no_address(lock: str) -> None:
    text = read(lock)
    assert "://" not in text
    entries = re.split(r"(?m)^(?=\S)", re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", ""))[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["dependency-groups"]["dev"],
        "requirements-benchmark.lock": project["dependency-groups"]["benchmark"],
    }
    for lock, dependencies in wanted.items():
        locked = set(re.findall(r"(?m)^([a-z0-9-]+)", read(lock)))
        names = {re.match(r"[\w.-]+", each)[0].lower() for each in dependencies}  # type: ignore[index]
        assert names <= locked


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert version == bot.__version__
    assert re.search(rf"(?m)^## (Unreleased|\[?{re.escape(version)}\b)", read("CHANGELOG.md"))


def test_no_module_is_longer_than_one_can_hold_in_mind() -> None:
    sizes = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_the_pictures_of_the_readme_are_small_enough_for_a_slow_line() -> None:
    pictures = list((ROOT / "docs").glob("*.png"))
    assert pictures
    assert [name_of(path) for path in pictures if path.stat().st_size > 200_000] == []
