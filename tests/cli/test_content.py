"""check and new: the commands for the content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import cli
from tests.catalogue.tree import CATALOGUE, WAGES_EN, write
from tests.cli.support import TITLE_FAULT, Printed, break_title

# check


@pytest.mark.usefixtures("real")
def test_check_of_the_projects_content_finds_no_error(capsys: Printed) -> None:
    assert cli.main(["check"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"\d+ articles in 2 languages \(.*\), \d+ contacts: 0 errors, .*", last)


@pytest.mark.usefixtures("project")
def test_check_prints_an_error_with_its_place_and_exits_with_1(capsys: Printed) -> None:
    break_title()
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr()
    assert f"{WAGES_EN}:2:8: [error] {TITLE_FAULT}" in printed.out.splitlines()
    assert ": 1 error, " in printed.out.splitlines()[-1]
    assert printed.err == ""


@pytest.mark.usefixtures("project")
def test_check_prints_annotations_for_github(capsys: Printed) -> None:
    break_title()
    assert cli.main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"::error file={WAGES_EN},line=2,col=8::{TITLE_FAULT}" in lines
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines[:-1])


def test_check_judges_age_by_the_settings(capsys: Printed, project: Path) -> None:
    write(project, {CATALOGUE: ("checked: 2026-11-01", "checked: 2020-01-01")})
    assert cli.main(["check"]) == 0
    assert re.search(r"days ago \(at most 365\)", capsys.readouterr().out)
    (project / "config.yaml").write_text("limits: {checked_days: 99000}\n", "utf-8")
    cli.main(["check"])
    assert "overdue" not in capsys.readouterr().out


def test_check_in_a_folder_without_content_says_what_is_missing(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    assert "content/catalogue.yaml:1:1: [error] this file is missing" in capsys.readouterr().out


# new


@pytest.mark.usefixtures("project")
def test_new_makes_files_in_which_only_what_is_to_be_written_is_missing(capsys: Printed) -> None:
    cli.main(["check"])
    before = set(capsys.readouterr().out.splitlines()[:-1])
    assert cli.main(["new", "complaints/made-by-a-test"]) == 0
    made = [f"content/{code}/complaints/made-by-a-test.md" for code in ("en", "lo")]
    assert capsys.readouterr().out.splitlines() == [*made, "content/catalogue.yaml"]
    assert cli.main(["check"]) == 1
    after = capsys.readouterr().out.splitlines()[:-1]
    # Lines of other entries in catalogue.yaml may have moved; their words have not.
    known = {line.split(" ", 1)[1] for line in before}
    added = [line for line in after if line.split(" ", 1)[1] not in known]
    places = {line.split(":")[0] for line in added}
    assert places == {*made, "content/catalogue.yaml"}
    rules = {match[1] for line in added if (match := re.search(r"\(([a-z-]+)\)$", line))}
    assert rules == {"todo", "too-few-questions", "missing-source", "missing-contact"}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("article", "complaint"),
    [
        ("dismissed", "'dismissed' is not of the form TOPIC/ID; write for example"),
        ("holidays/beach", "there is no topic 'holidays'; the topics are: help-now, complaints"),
        ("complaints/wages", "'wages' exists already under 'complaints'"),
        ("complaints/Über", "'Über' cannot be an id: use small letters a-z"),
    ],
)
def test_new_refuses_what_cannot_be_an_article_and_writes_nothing(
    capsys: Printed, article: str, complaint: str
) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path("content").rglob("*")}
    assert cli.main(["new", article]) == 1
    assert capsys.readouterr().err.startswith(complaint)
    assert {path: path.stat().st_mtime_ns for path in Path("content").rglob("*")} == before
