"""evaluate: figures, lists and a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import cli
from tests.cli.support import ROOT, Printed

QUESTIONS = """\
- {text: "ຄ່າແຮງ 1", script: lao, labels: [wages], urgent: null}
- {text: "ask 3", script: latin-en, labels: [wages, gone], urgent: null}
- {text: "lock the door", script: latin-en, labels: [], urgent: police}
- {text: "pay 1", script: latin-en, labels: [gone], urgent: null}
"""


@pytest.fixture
def questions(project: Path) -> str:
    """A set of three questions that count and one that does not."""
    (project / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    return "questions.yaml"


@pytest.mark.usefixtures("real")
def test_evaluate_has_a_column_per_script_of_the_development_questions(capsys: Printed) -> None:
    files = sorted(str(path) for path in (ROOT / "tests/questions").glob("dev_*.yaml"))
    assert cli.main(["evaluate", *files]) == 0
    told = capsys.readouterr().out
    head = ["lao", "latin-en", "thai", "latin-lo", "mixed", "all"]
    assert told.splitlines()[0].split() == head
    assert re.search(r"\d+ questions not counted", told)


def test_evaluate_counts_what_the_articles_can_answer(capsys: Printed, questions: str) -> None:
    assert cli.main(["evaluate", questions]) == 0
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert lines[0].split() == ["lao", "latin-en", "all"]
    assert lines[1].split() == ["questions", "1", "2", "3"]
    assert lines[2].split() == ["top-1", "100", "21-100", "0", "0-79", "50", "9-91"]
    assert "1 questions not counted" in told
    assert lines[-1] == "    1  wages -> police"


def test_evaluate_lists_what_an_article_loses_and_takes(capsys: Printed, questions: str) -> None:
    assert cli.main(["evaluate", questions, "--article", "wages"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("wages: 2 questions, 1 find it first (questions.yaml)\n")
    assert "  ask 3\n      to police, 1.00, as the only answer" in told
    assert cli.main(["evaluate", questions, "--article", "police"]) == 0
    assert "  ask 3\n      from wages, 1.00, as the only answer" in capsys.readouterr().out


def test_evaluate_knows_an_article_that_is_mistyped(capsys: Printed, questions: str) -> None:
    assert cli.main(["evaluate", questions, "--article", "wage"]) == 1
    expected = "there is no article 'wage'; did you mean 'wages'?\n"
    assert capsys.readouterr().err == expected
    assert cli.main(["evaluate", questions, "--article", "zzz"]) == 1
    expected = "there is no article 'zzz'; the ids stand in catalogue.yaml\n"
    assert capsys.readouterr().err == expected


@pytest.mark.usefixtures("project")
def test_cross_validation_needs_no_file_and_tells_how_far_it_is(capsys: Printed) -> None:
    assert cli.main(["evaluate", "--cross-validate"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0].split() == ["latin-en", "lao", "latin-lo", "thai", "all"]
    assert len(printed.err.splitlines()) == 10
    assert printed.err.startswith("round 1 of 10: ")


def test_cross_validated_figures_stand_below_those_of_files(
    capsys: Printed, questions: str
) -> None:
    assert cli.main(["evaluate", questions, "--cross-validate", "--html", "page.html"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("questions.yaml\n")
    assert "\n\ncross-validation\n" in told
    page = Path("page.html").read_text(encoding="utf-8")
    assert re.findall("<h2>(.*?)</h2>", page) == ["questions.yaml", "cross-validation"]


def test_a_page_that_cannot_be_written_is_told_with_a_remedy(
    capsys: Printed, questions: str
) -> None:
    assert cli.main(["evaluate", questions, "--html", "none/page.html"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("none/page.html: cannot be written (")
    assert told.endswith("); name a file in a folder that exists\n")


@pytest.mark.usefixtures("project")
def test_evaluate_says_which_file_cannot_be_read_or_is_faulty_where(
    capsys: Printed, tmp_path: Path
) -> None:
    missing, faulty = tmp_path / "missing.yaml", tmp_path / "faulty.yaml"
    assert cli.main(["evaluate", str(missing)]) == 1
    assert capsys.readouterr().err.startswith(f"{missing}: cannot be read (")
    faulty.write_text("- {text: hello, labels: []}\n")
    assert cli.main(["evaluate", str(faulty)]) == 1
    assert capsys.readouterr().err.startswith(f"{faulty}:1:3: [error] ")
