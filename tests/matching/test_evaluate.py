from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ProblemsError, ThangdeeError
from bot.matching.answer import Answerer
from bot.matching.evaluate import Row, evaluate, read_questions
from bot.matching.matcher import Matcher
from bot.matching.urgency import Urgency
from tests.matching.test_matcher import EXAMPLES

QUESTIONS = """\
- {text: "my boss does not pay me", script: latin-en, labels: [unpaid-wages], urgent: null}
- {text: "i lost my passport in bangkok", script: latin-en, labels: [passport], urgent: null}
- {text: "he beats me", script: latin-en, labels: [], urgent: violence-abuse, kind: oos}
- {text: "ສະບາຍດີ", script: lao, labels: [], urgent: null, kind: smalltalk}
- {text: "ອຍເອຍ", script: lao, labels: [japan], urgent: null, typo: true}
"""
ARTICLES = {"unpaid-wages", "passport", "lost-documents", "ways-to-send"}
ANSWERER = Answerer(Matcher.fit(EXAMPLES), Urgency([("violence-abuse", {"en": ["beats me"]})], {}))
SETS = sorted((Path(__file__).parent.parent / "questions").glob("*.yaml"))


def test_counts_come_per_script_and_in_all(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    report = evaluate(ANSWERER, [file], ARTICLES)
    assert report.not_counted == 1
    english, lao, everything = report.rows
    assert english == Row(
        script="latin-en", answerable=2, first=1, among_three=1, sure=2, wrong_sure=1, probable=0,
        unknown=0, out_of_scope=1, rejected=1, urgent=1, raised=1, raised_right=1,
    )  # fmt: skip
    assert (lao.script, lao.answerable, lao.out_of_scope, lao.rejected) == ("lao", 0, 1, 1)
    assert (everything.script, everything.answerable, everything.out_of_scope) == ("all", 2, 2)


def test_the_report_is_a_table(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    lines = str(evaluate(ANSWERER, [file], ARTICLES)).splitlines()
    assert lines[1].split() == [
        "latin-en",
        "2",
        "50%",
        "50%",
        "100%",
        "50%",
        "0%",
        "0%",
        "1/1",
        "1/1",
        "1/1",
    ]
    assert lines[2].split() == ["lao", "0", *"------", "1/1", "0/0", "0/0"]
    assert lines[-1] == "1 questions not counted: no article of their labels exists."


def test_a_faulty_question_set_says_where(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("- {text: hello, script: lao}\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"questions\.yaml:1:3: .*'1\.labels' is missing"):
        read_questions([file])


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ThangdeeError, match=r"none\.yaml: cannot be read"):
        read_questions([tmp_path / "none.yaml"])


def test_the_development_sets_can_be_read() -> None:
    questions = read_questions(SETS)
    assert len(questions) == 349
    assert {q.script for q in questions} == {"lao", "latin-en", "thai", "latin-lo", "mixed"}
