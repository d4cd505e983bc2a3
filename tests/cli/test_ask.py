"""ask: what would be answered, for people and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot import cli
from tests.catalogue.tree import WAGES_EN
from tests.cli.support import TITLE_FAULT, Printed, break_title, program, ran
from tests.e2e.conftest import settings_in
from tests.waiting import PATIENCE


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ບໍ່ໄດ້ຄ່າແຮງ", ["script    Lao", "urgent    no", "answer    sure: ", "complaints/wages  ບໍ່"]),
        ("unpaid wages", ["language  en (English)", "answer    sure: ", "wages  Unpaid wages"]),
        (
            "they lock the door",
            ["urgent    yes: help-now/police  ", "answer    the urgent article"],
        ),
        ("😀 ?!", ["urgent    no", "answer    unknown: ", "matches   none: "]),
    ],
)
def test_ask_explains_the_answer(capsys: Printed, text: str, expected: list[str]) -> None:
    assert cli.main(["ask", text]) == 0
    told = capsys.readouterr().out
    assert [part for part in expected if part not in told] == []


def test_ask_finds_an_article_of_the_project(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_in(tmp_path)  # has learned already: in the project itself this would take a minute
    monkeypatch.chdir(tmp_path)
    assert cli.main(["ask", "my boss kept my passport"]) == 0
    assert re.search(r"(?m)^  \* \d\.\d{3}  complaints/passport-taken  ", capsys.readouterr().out)


@pytest.mark.usefixtures("project")
def test_jsonl_answers_line_by_line_in_utf8_whatever_the_terminal() -> None:
    asked = [
        {"text": "ບໍ່ໄດ້ຄ່າແຮງ", "language": None},
        {"text": "they lock the door \ud800", "language": "lo"},
        {"text": 5},
        {"text": "sabaidee"},
    ]
    given = "".join(f"{json.dumps(line)}\n" for line in asked)
    latin = {"PYTHONIOENCODING": "latin-1"}
    code, output, errors = ran("-m", "bot", "ask", "--jsonl", given=given, environment=latin)
    first, second, third, fourth = (json.loads(line) for line in output.splitlines())
    assert (code, errors) == (1, "")
    assert (first["kind"], first["matches"][0]) == ("article", {"id": "wages", "score": 1.0})
    assert (second["kind"], second["urgent"], second["language"]) == ("urgent", "police", "lo")
    assert third["error"].startswith("line 3: 'text' is a number; expected ")
    assert (fourth["kind"], fourth["matches"], fourth["urgent"]) == ("smalltalk", [], None)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("given", "code"), [("", 0), ('{"text": "pay"}', 0), ("\n", 1)])
def test_jsonl_ends_with_its_input(given: str, code: int) -> None:
    ended, output, errors = ran("-m", "bot", "ask", "--jsonl", given=given)
    assert (ended, errors) == (code, "")
    assert len(output.splitlines()) == len(given.splitlines())


@pytest.mark.usefixtures("project")
def test_jsonl_answers_each_line_before_the_next_comes() -> None:
    with program("-m", "bot", "ask", "--jsonl") as process:
        assert process.stdin
        assert process.stdout
        for text in ("ຄ່າແຮງ 1", "x" * 500_000, "pay 1"):
            process.stdin.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            process.stdin.flush()
            assert "kind" in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


def test_ask_reads_no_more_of_a_message_than_the_bot(capsys: Printed, project: Path) -> None:
    (project / "config.yaml").write_text("limits: {message_characters: 50}\n", "utf-8")
    assert cli.main(["ask", "x" * 60]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"message   {'x' * 50}"


@pytest.mark.usefixtures("project")
def test_faults_in_usable_content_are_told_beside_the_answer() -> None:
    break_title()
    code, output, errors = ran("-m", "bot", "ask", "where is the police")
    assert code == 0
    assert output.startswith("message   where is the police\n")
    assert errors == (
        f"ERROR bot.knowledge: faulty content is in use: {WAGES_EN}:2:8: [error] {TITLE_FAULT}\n"
    )


def test_content_that_cannot_be_used_ends_ask_with_its_faults(
    capsys: Printed, project: Path
) -> None:
    (project / "content/urgent.yaml").unlink()
    assert cli.main(["ask", "unpaid wages"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("content/urgent.yaml:1:1: [error] this file is missing")


@pytest.mark.usefixtures("project")
def test_a_terminal_that_cannot_show_lao_gets_it_escaped() -> None:
    latin = {"PYTHONIOENCODING": "latin-1"}
    code, output, errors = ran("-m", "bot", "ask", "ນາຍ", environment=latin)
    assert (code, errors) == (0, "")
    assert output.startswith("message   \\u0e99\\u0eb2\\u0e8d\n")
    assert ran("-m", "bot", "--help", environment=latin)[0] == 0


@pytest.mark.usefixtures("project")
def test_a_message_that_is_no_utf8_is_explained_all_the_same() -> None:
    code, output, errors = ran("-m", "bot", "ask", b"\xff\xfe")
    assert (code, errors) == (0, "")
    assert output.startswith("message   \\udcff\\udcfe\n")
