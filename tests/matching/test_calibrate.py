from __future__ import annotations

import random

import pytest

from bot.matching.calibrate import STANDARD, learn
from bot.matching.features import features
from bot.matching.matcher import Example, Matcher
from bot.matching.model import UNRELATED, balanced
from bot.matching.space import frequent, hashed

TOPICS = {f"topic{n}": [f"word{n}{letter}" for letter in "abcdefgh"] for n in range(12)}


def question(rng: random.Random, topic: str) -> str:
    return " ".join([*rng.choices(TOPICS[topic], k=2), *rng.choices(["and", "the", "for"], k=2)])


def test_few_examples_give_the_standard_calibration() -> None:
    index, bags = frequent([hashed(features(text)) for text in ("one", "two")], 100)
    assert learn(bags, [0, 1], [1.0, 1.0], 2, len(index)) is STANDARD


def test_probabilities_come_true() -> None:
    rng = random.Random(1)  # noqa: S311 - the same each time
    examples = [Example(question(rng, topic), topic) for topic in TOPICS for _ in range(30)]
    matcher = Matcher.fit(examples)
    asked = [(topic, matcher.match(question(rng, topic))[0]) for topic in TOPICS for _ in range(10)]
    said = sum(match.score for _, match in asked) / len(asked)
    true = sum(match.label == topic for topic, match in asked) / len(asked)
    assert said == pytest.approx(true, abs=0.15)
    assert all(match.score < 0.2 for match in matcher.match("the and for all of them"))


def test_every_label_counts_the_same_and_one_on_average() -> None:
    weights = balanced([0, 0, 0, 1], [1.0, 1.0, 1.0, 1.0], 2)
    assert weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])
    assert balanced([0, 0, 1], [1.0, 0.5, 1.0], 2) == pytest.approx([5 / 6, 5 / 12, 5 / 4])


def test_unrelated_examples_count_for_a_fixed_share_however_many_they_are() -> None:
    labels = [*range(100), *[100] * 40]
    weights = balanced(labels, [1.0] * 140, 100)
    assert sum(weights) == pytest.approx(140)
    assert sum(weights[100:]) == pytest.approx(UNRELATED * sum(weights[:100]))
    assert balanced([0, 1, 2], [1.0, 1.0, 1.0], 2) == pytest.approx([1, 1, 1])
