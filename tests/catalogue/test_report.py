"""What ``thangdee check`` prints."""

from __future__ import annotations

from pathlib import Path

from bot.catalogue.report import format_problems
from tests.catalogue.tree import CATALOGUE, POLICE_EN, POLICE_LO, loaded

DRAFTED = "en: 2 drafted, 0 reviewed; lo: 2 drafted, 0 reviewed"
REVIEWED = "translation: {reviewed: {by: Noy, on: 2026-11-20}}"


def test_without_problems_only_the_counts_are_said(workplace: Path) -> None:
    found = loaded(workplace, {POLICE_LO: ("translation: drafted", REVIEWED)})
    assert format_problems(found, "text") == (
        "2 articles in 2 languages (en: 2 drafted, 0 reviewed; lo: 1 drafted, 1 reviewed), "
        "3 contacts: 0 errors, 0 warnings"
    )


def test_problems_come_sorted_by_file_and_line_before_the_counts(workplace: Path) -> None:
    changes = {POLICE_EN: ("Call the police", "c" * 41), CATALOGUE: ("2026-11-01", "2025-11-01")}
    assert format_problems(loaded(workplace, changes), "text") == (
        "content/catalogue.yaml:8:18: [warning] 'police' was last checked 385 days ago (at most "
        "365); check it again and set today's date (overdue)\n"
        "content/en/help-now/police.md:2:8: [error] the title has 41 characters, at most 40 fit; "
        "shorten it (title-too-long)\n"
        f"2 articles in 2 languages ({DRAFTED}), 3 contacts: 1 error, 1 warning"
    )


def test_for_github_each_problem_is_an_annotation(workplace: Path) -> None:
    found = loaded(workplace, {POLICE_EN: ("Call the police", "c" * 41)})
    assert format_problems(found, "github") == (
        "::error file=content/en/help-now/police.md,line=2,col=8::the title has 41 characters, at "
        "most 40 fit; shorten it (title-too-long)\n"
        f"2 articles in 2 languages ({DRAFTED}), 3 contacts: 1 error, 0 warnings"
    )


def test_content_that_cannot_be_used_is_still_counted(workplace: Path) -> None:
    found = loaded(workplace, {CATALOGUE: None})
    assert found.catalogue is None
    last = format_problems(found, "text").splitlines()[-1]
    assert last == f"0 articles in 2 languages ({DRAFTED}), 3 contacts: 1 error, 0 warnings"
