from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict

import pytest

from benchmarks import report
from benchmarks.banking77 import with_strangers
from benchmarks.baselines import LIGHT, OURS
from benchmarks.cells import number, percent, table
from benchmarks.matching import PAGE, measured
from benchmarks.measure import Outcome, ask, auroc, measure, no_outcome, quantile
from benchmarks.run import BY_EXAMPLES, WITHHELD, Run, first
from benchmarks.sets import Asked, Questions, Task
from benchmarks.whole_bot import Start

START = Start(2.0, 140.0, 150.0, 1.5, 6.0)


@pytest.fixture(scope="module")
def ten_labels() -> Task:
    task = with_strangers(5, 0)
    labels = sorted({example.label for example in task.examples})[:10]
    clean = task.questions["clean"]
    asked = tuple(one for one in clean.asked if one.labels[0] in labels)[::10]
    questions = Questions(asked, clean.strangers[::20])
    return Task(
        WITHHELD,
        0,
        tuple(example for example in task.examples if example.label in labels),
        dict.fromkeys(("clean", "typo 16", "typo 8"), questions),
    )


class Parrot:
    """Gives a fixed ranking."""

    def rank(self, text: str, limit: int) -> list[tuple[str, float]]:
        return [("a", float(len(text))), ("b", 0.5), ("c", 0.1)][:limit]


def test_answers_are_counted_by_what_came_first_and_among_three() -> None:
    asked = tuple(Asked("xx", (label,)) for label in ("a", "b", "c", "d"))
    score = ask(Parrot(), Questions(asked, ("x", "xxx"))).summary()
    assert (score.asked, score.first, score.among_three) == (4, 0.25, 0.75)
    assert (score.strangers, score.auroc) == (2, 0.5)


def test_without_strangers_there_is_no_auroc() -> None:
    assert ask(Parrot(), Questions((Asked("x", ("a",)),))).summary().auroc is None


def test_auroc_is_the_share_of_pairs_in_order_with_half_for_ties() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.5, 0.1], [0.5, 0.2]) == (0.5 + 1) / 4


def test_quantiles_are_values_that_occur() -> None:
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert quantile([float(n) for n in range(100)], 0.99) == 99.0


def test_groups_of_one_set_are_also_counted_together() -> None:
    one = Questions((Asked("how do I activate my card", ("activate_my_card",)),))
    task = Task("project", 0, with_strangers(5, 0).examples, {"dev/lao": one, "dev/thai": one})
    scores = measure("SQLite FTS5 trigram", task).scores
    assert {name: score.asked for name, score in scores.items()} == {
        "dev/lao": 1, "dev": 2, "dev/thai": 1,
    }  # fmt: skip


def test_ten_labels_go_through_engines_into_a_table(ten_labels: Task) -> None:
    engines = [OURS, "SQLite FTS5 trigram"]
    outcomes = tuple(measured([ten_labels], engines))
    assert [outcome.engine for outcome in outcomes] == engines
    assert all(outcome.labels == 10 and outcome.examples == 50 for outcome in outcomes)
    assert all(outcome.peak_mb > 0 and outcome.scores["clean"].asked == 40 for outcome in outcomes)
    run = Run("a machine", START, START, outcomes)
    assert (run.score(OURS, WITHHELD, "clean", first) or 0) > 0.7
    lines = report.tables(run)[WITHHELD].splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == engines
    assert Run.from_json(json.loads(json.dumps(asdict(run)))) == run


def test_an_engine_that_fails_says_so_and_is_spared_the_bigger_task(
    ten_labels: Task, capfd: pytest.CaptureFixture[str]
) -> None:
    outcomes = list(measured([ten_labels, ten_labels], ["no such engine"]))
    assert outcomes == [no_outcome("no such engine", ten_labels, "crash")]
    assert "KeyError: 'no such engine'" in capfd.readouterr().err


def test_out_of_memory_is_an_outcome(ten_labels: Task) -> None:
    starved = (
        "import benchmarks.measure as m; m.MOST_MEMORY = 250 << 20; "
        "m.ENGINES = {'hungry': lambda examples: bytearray(1 << 30)}; m.main()"
    )
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", starved, "hungry"],
        input=json.dumps(ten_labels.as_json()),
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PAGE.parents[1])},
    )
    assert Outcome.from_json(json.loads(done.stdout)).failed == "memory"


def test_medians_are_taken_over_draws() -> None:
    outcomes = tuple(
        Outcome(OURS, "task", n, 1, 1, fit_s=fit) for n, fit in enumerate((1.0, 9.0, 2.0))
    )
    assert Run("", START, START, outcomes).median(OURS, "task", lambda one: one.fit_s) == 2.0


def test_what_failed_or_was_not_tried_stands_in_the_table_of_growth() -> None:
    outcomes = (
        Outcome(OURS, BY_EXAMPLES, 0, 100, 10, "memory"),
        Outcome(LIGHT[1], BY_EXAMPLES, 0, 100, 10, "time"),
        Outcome(LIGHT[1], BY_EXAMPLES, 0, 200, 10, "time"),
    )
    rows = report.tables(Run("", START, START, outcomes))[BY_EXAMPLES].splitlines()
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in (rows[0], *rows[2:])]
    assert cells == [
        ["Engine", "100 / 10", "200 / 10"],
        [OURS, "over 8 GB", "–"],
        [LIGHT[1], "over 5 min", "over 5 min"],
    ]


def test_a_missed_promise_is_said_plainly() -> None:
    bars = report.tables(Run("", START, Start(2.0, 151.0, 160.0, 1.5, 6.0), ()))["bars"]
    assert re.search(r"process .* < 150 MB \| +151 MB \| +\*\*missed\*\*", bars)
    assert re.search(r"intents withheld: AUROC .* ≥ 80\.0 \| +– \| +not measured", bars)


def test_figures_are_short() -> None:
    assert (percent(0.7777), percent(None)) == ("77.8", "–")
    assert [number(value) for value in (0.034, 1.26, 12.4, 1234.5, None)] == [
        "0.03", "1.3", "12", "1,234", "–",
    ]  # fmt: skip
    assert table(["a", "b"], [["long", "1"]]) == "| a    |  b |\n| ---- | -: |\n| long |  1 |"


def test_tables_go_between_their_markers_and_nothing_else_changes() -> None:
    page = "".join(
        f"{n}<!-- figures: {n} -->\nold\n<!-- end -->\n" for n in ("machine", "bars", "bot")
    )
    done = report.into(page, Run("a machine", START, START, ()))
    assert "machine<!-- figures: machine -->\n\na machine\n\n<!-- end -->\nbars<!--" in done
    assert "\nold\n" not in done
    assert report.into(done, Run("a machine", START, START, ())) == done


def test_a_table_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="no place for machine: add <!-- figures: machine -->"):
        report.into("", Run("a machine", START, START, ()))
