from __future__ import annotations

import numpy as np
import pytest

from benchmarks.baselines import ENGINES, LIGHT, best_rows, first_labels, plain
from benchmarks.sets import Labelled

EXAMPLES = (
    Labelled("how do I send money home to Laos", "money"),
    Labelled("ສົ່ງເງິນກັບບ້ານແນວໃດ", "money"),
    Labelled("my passport is lost", "passport"),
    Labelled("ເສຍປຶ້ມຜ່ານແດນ", "passport"),
    Labelled("the boss does not pay my wages", "wages"),
    Labelled("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "wages"),
)


@pytest.fixture(params=LIGHT)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I lost my passport!", "passport"),
        ("Send money home?", "money"),
        ("boss, pay my wages", "wages"),
    ],
)
def test_every_engine_finds_an_easy_label_and_names_each_once(
    engine: str, text: str, label: str
) -> None:
    ranked = ENGINES[engine](EXAMPLES).rank(text, 3)
    assert ranked[0][0] == label
    assert len({name for name, _ in ranked}) == len(ranked) <= 3
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_every_engine_gives_one_label_when_one_is_asked_for(engine: str) -> None:
    assert [label for label, _ in ENGINES[engine](EXAMPLES).rank("lost passport", 1)] == [
        "passport"
    ]


def test_every_engine_reads_lao_in_any_of_its_spellings(engine: str) -> None:
    ranked = ENGINES[engine](EXAMPLES).rank("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າເເຮງ", 1)  # ເເ for ແ
    assert [label for label, _ in ranked] == ["wages"]


@pytest.mark.parametrize("text", ["", "?", "\"'", "AND", "xqzw", "🙂"])
def test_no_engine_falls_over_a_text_without_anything_known(engine: str, text: str) -> None:
    ENGINES[engine](EXAMPLES).rank(text, 3)


def test_plain_text_keeps_lao_marks_and_drops_signs() -> None:
    assert plain("Where's my ເງິນ, ບໍ່?") == "where s my ເງິນ ບໍ່"


def test_the_first_labels_keep_their_best_scores() -> None:
    found = [("a", 3.0), ("a", 2.0), ("b", 1.0), ("c", 0.5)]
    assert first_labels(found, 2) == [("a", 3.0), ("b", 1.0)]


def test_the_best_rows_are_in_order_and_nothing_alike_is_no_match() -> None:
    scores = np.array([0.0, 0.2, 0.9, 0.9, 0.1])
    assert best_rows(scores, ["x", "b", "a", "c", "b"], 5) == [("a", 0.9), ("c", 0.9), ("b", 0.2)]
