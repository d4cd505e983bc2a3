from __future__ import annotations

import json

from benchmarks.project import own_questions
from benchmarks.sets import Asked, Labelled, Questions, Task
from benchmarks.synthetic import grown

TASK = Task(
    "pets",
    2,
    (Labelled("the cat sleeps", "cat"), Labelled("about dogs", "dog", 0.15)),
    {"clean": Questions((Asked("a cat", ("cat", "dog")), Asked("a dog", ("dog",))), ("a fish",))},
)


def test_a_task_survives_the_way_through_json() -> None:
    assert Task.from_json(json.loads(json.dumps(TASK.as_json()))) == TASK


def test_a_smaller_task_asks_no_more_than_it_may() -> None:
    smaller = TASK.smaller(1).questions["clean"]
    assert (len(smaller.asked), smaller.strangers) == (1, ("a fish",))
    assert TASK.smaller(1) == TASK.smaller(1)
    assert TASK.smaller(5) == TASK


def test_a_grown_task_has_the_sizes_it_was_asked_for() -> None:
    task = grown("by-labels", 60, 20, 7)
    assert (len(task.examples), task.labels, len(task.questions["clean"].asked)) == (60, 20, 7)
    assert task == grown("by-labels", 60, 20, 7)
    assert {one.labels[0] for one in task.questions["clean"].asked} <= {
        example.label for example in task.examples
    }


def test_the_projects_questions_come_by_set_and_script_and_have_an_article() -> None:
    task = own_questions()
    scripts = ("lao", "latin-en", "thai", "latin-lo", "mixed")
    assert {*task.questions} == {f"{name}/{one}" for name in ("dev", "unseen") for one in scripts}
    labels = {example.label for example in task.examples}
    for questions in task.questions.values():
        assert questions.asked
        assert questions.strangers
        assert all(labels & {*one.labels} for one in questions.asked)
