"""Cross-validation on two small articles, whose questions differ in a number only."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bot.catalogue.model import Catalogue
from bot.evaluate.asked import Asked
from bot.evaluate.crossvalidate import cross_validate
from bot.knowledge import fit
from tests.catalogue.tree import loaded

DANGER = tuple(f"they hit me {number}" for number in range(14))
CALM = tuple(f"nobody hit me {number}" for number in range(14))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = loaded(tmp_path_factory.mktemp("content")).catalogue
    assert catalogue is not None
    danger = replace(catalogue.danger[0], examples={"en": DANGER, "thai": ("ช่วยด้วย",)})
    return replace(catalogue, danger=(danger,), calm_examples={"latin": CALM})


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def both(catalogue: Catalogue, told: list[str]) -> tuple[list[Asked], list[Asked]]:
    return cross_validate(catalogue, told.append)


@pytest.fixture(scope="module")
def asked(both: tuple[list[Asked], list[Asked]]) -> list[Asked]:
    return both[0]


@pytest.fixture(scope="module")
def strangers(both: tuple[list[Asked], list[Asked]]) -> list[Asked]:
    return both[1]


def test_every_question_is_asked_once_for_its_article_and_once_as_out_of_scope(
    asked: list[Asked], strangers: list[Asked]
) -> None:
    inside = [one.question.labels for one in asked if one.inside]
    assert Counter(inside) == {("police",): 18, ("wages",): 16}
    assert all(one.outside for one in strangers)
    for group in ([one for one in asked if one.inside], strangers):
        texts = [one.question.text for one in group]
        assert len(texts) == len(set(texts)) == 34


def test_no_question_is_asked_of_a_bot_that_learned_it(
    catalogue: Catalogue, asked: list[Asked], strangers: list[Asked]
) -> None:
    answerer = fit(catalogue).answerer
    questions = [one for one in (*asked, *strangers) if one.question.labels is not None]
    assert {answerer.answer(one.question.text).ranked[0].score for one in questions} == {1.0}
    assert max(one.score for one in questions) < 1


def test_an_article_that_is_withheld_is_never_found(
    asked: list[Asked], strangers: list[Asked]
) -> None:
    own = {one.question.text: one.question.labels or () for one in asked if one.inside}
    for one in strangers:
        assert {match.label for match in one.ranked}.isdisjoint(own[one.question.text])


def test_scripts_are_named_as_in_question_sets(asked: list[Asked]) -> None:
    inside = Counter(one.question.script for one in asked if one.inside)
    assert inside == {"latin-en": 16, "lao": 16, "latin-lo": 1, "thai": 1}
    messages = Counter(one.question.script for one in asked if one.question.labels is None)
    assert messages == {"latin-en": 14, "latin-lo": 14, "thai": 1}


def test_messages_about_danger_count_for_that_alone_and_articles_beside_it_for_themselves(
    asked: list[Asked],
) -> None:
    known = Counter((one.question.labels, one.question.danger) for one in asked)
    assert known == {
        (None, ("police",)): 15,
        (None, ()): 14,
        (("police",), None): 18,  # its topic is that of a danger
        (("wages",), ()): 16,
    }


def test_each_round_is_announced(told: list[str], asked: list[Asked]) -> None:
    assert asked
    assert told[0] == "round 1 of 10: a fifth of all questions is withheld"
    assert told[-1] == "round 10 of 10: a fifth of the articles is withheld"
    assert len(told) == 10
