"""Problems as they are sorted and shown."""

from __future__ import annotations

from bot.errors import ProblemsError, ThangdeeError
from bot.problems import Level, Problem

FIRST = Problem("content/a.md", 2, 9, Level.WARNING, "overdue", "old")
SECOND = Problem("content/a.md", 10, 1, Level.ERROR, "todo", "write it")
THIRD = Problem("content/b.md", 1, 1, Level.ERROR, "todo", "write it")


def test_a_problem_names_place_level_text_and_rule() -> None:
    assert str(FIRST) == "content/a.md:2:9: [warning] old (overdue)"


def test_problems_sort_by_file_then_line_as_a_number() -> None:
    assert sorted([THIRD, SECOND, FIRST]) == [FIRST, SECOND, THIRD]


def test_an_annotation_for_github_is_one_line() -> None:
    problem = Problem("a.md", 3, 4, Level.ERROR, "raw-html", "100% wrong\nsecond line")
    assert problem.as_github() == (
        "::error file=a.md,line=3,col=4::100%25 wrong%0Asecond line (raw-html)"
    )


def test_an_error_of_problems_shows_them_all_sorted() -> None:
    error = ProblemsError([THIRD, FIRST, SECOND])
    assert error.problems == (FIRST, SECOND, THIRD)
    assert str(error) == (
        "content/a.md:2:9: [warning] old (overdue)\n"
        "content/a.md:10:1: [error] write it (todo)\n"
        "content/b.md:1:1: [error] write it (todo)"
    )
    assert isinstance(error, ThangdeeError)
