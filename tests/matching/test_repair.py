from __future__ import annotations

import pytest

from bot.matching.repair import Repaired, Repairer, count

REPAIRER = Repairer(
    count(["my employer took the passport", "work permit", "the embassy of laos", "permit to work"])
)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("pasport", "passport"),
        ("my emlpoyer", "my employer"),
        ("the embasy took it", "the embassy took it"),
        ("wrok permitt", "work permit"),
        ("emb assy of laos", "embassy of laos"),
        ("workpermit", "work permit"),
    ],
)
def test_mistyped_words_are_mended(typed: str, mended: str) -> None:
    assert REPAIRER.repair(typed).text == mended


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("employed there", id="a common word one letter from a known one"),
        pytest.param("the tk", id="short words"),
        pytest.param("unrelated xylophones", id="nothing near"),
        pytest.param("yak kap lao neo dai", id="Latin-letter Lao"),
        pytest.param("ພາສປອດເສຍ", id="Lao script"),
    ],
)
def test_other_words_stay(text: str) -> None:
    assert REPAIRER.repair(text).text == text


def test_another_word_that_may_be_meant_is_named_too() -> None:
    repairer = Repairer(count(["a transfer", "two transfers", "the transfer"]))
    assert repairer.repair("my transferz") == Repaired("my transfer", ("transfers",))


def test_a_common_word_stays_but_the_known_one_beside_it_is_named() -> None:
    assert REPAIRER.repair("he is employed") == Repaired("he is employed", ("employer",))
