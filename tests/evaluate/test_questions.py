from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ProblemsError, ThangdeeError
from bot.evaluate.asked import ask
from bot.evaluate.questions import Question, answerable, read_questions
from bot.matching.answer import Answerer, Kind
from bot.matching.matcher import Match, Matcher
from bot.matching.urgency import Urgency
from tests.matching.test_matcher import EXAMPLES

SETS = sorted((Path(__file__).parent.parent / "questions").glob("dev_*.yaml"))


def test_a_line_becomes_a_question_and_what_is_for_people_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(
        "- {text: he beats me, script: latin-en, labels: [a, b], urgent: a, typo: true}\n"
        "- {text: hello, script: lao, labels: [], urgent: null, kind: smalltalk}\n",
        encoding="utf-8",
    )
    assert read_questions([file, file])[:2] == [
        Question("he beats me", "latin-en", ("a", "b"), ("a",)),
        Question("hello", "lao", (), ()),
    ]
    assert len(read_questions([file, file])) == 4


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


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        (("a",), [("a",)]),
        (("a", "gone"), [("a",)]),
        (("gone",), []),
        ((), [()]),
        (None, [None]),
    ],
)
def test_only_questions_that_the_articles_can_answer_count(
    labels: tuple[str, ...] | None, kept: list[tuple[str, ...] | None]
) -> None:
    found = answerable([Question("t", "lao", labels, ())], {"a", "b"})
    assert [question.labels for question in found] == kept


def test_questions_are_asked_as_the_chat_would() -> None:
    urgency = Urgency([("violence-abuse", {"en": ["beats me"]})], {})
    answerer = Answerer(Matcher.fit(EXAMPLES), urgency)
    question = Question("my boss does not pay me", "latin-en", ("unpaid-wages",), ())
    danger = Question("hello, he beats me", "latin-en", (), ("violence-abuse",))
    first, second = ask(answerer, [question, danger])
    assert (first.kind, first.ranked[0]) == (Kind.SURE, Match("unpaid-wages", 1.0))
    assert (first.place, first.right, first.inside, first.outside) == (1, True, True, False)
    assert (second.urgent, second.inside, second.outside) == ("violence-abuse", False, True)
