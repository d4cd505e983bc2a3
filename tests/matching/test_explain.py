"""Why a label was ranked first: shares of views and pieces of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.lao import canonical
from bot.matching.answer import MOST_CHARACTERS, Answerer
from bot.matching.explain import Piece, Reasons, weigh
from bot.matching.features import features
from bot.matching.matcher import Example, Matcher
from bot.matching.urgency import DANGER_SCORE, Evidence, Lessons, Urgency
from tests.matching.test_matcher import EXAMPLES, MATCHER

URGENCY = Urgency(
    [("violence-abuse", {"en": ["beat* me"], "lo": ["ຕີຂ້ອຍ"]})],
    {"en": ["beat me at cards"]},
    Lessons(
        danger=[("violence-abuse", {"en": ["my husband beats me", "he hit me"]})],
        ordinary={"money": ["how do i send money", "where is the office"]},
        signs=[("husband", {"en": ["husband"]})],
    ),
)


def strongest(reasons: Reasons, view: str, count: int = 2) -> list[str]:
    return [piece.text for piece in reasons.pieces if piece.view == view][:count]


@pytest.mark.parametrize(
    ("text", "best", "view", "pieces"),
    [
        ("is the boss late with pay", "unpaid-wages", "words", ["boss", "pay"]),
        ("ສົ່ງເງິນແນວໃດ", "ways-to-send", "concepts", ["send_money", "how"]),
    ],
)
def test_the_pieces_that_decided_come_in_words_of_the_text(
    text: str, best: str, view: str, pieces: list[str]
) -> None:
    reasons = MATCHER.explain(text)
    assert reasons.best == best
    assert set(pieces) <= set(strongest(reasons, view, 4))


@pytest.mark.parametrize(
    "text",
    [
        "passport money boss",
        "ພາສປອດ boss ເສຍ",
        "nai jang bor jai",
        "นายจ้าง passport",
        "I don't pay",
    ],
)
def test_all_pieces_together_are_the_difference_of_the_two_scores(text: str) -> None:
    learned = MATCHER._learned
    assert learned is not None
    pieces, _ = weigh(canonical(text), features(text), learned, (0, 2))
    scores = learned.ranker.scores(learned.ranker.space.vector(learned.index.bag(features(text))))
    assert sum(piece.weight for piece in pieces) == pytest.approx(scores[0] - scores[2], abs=1e-3)


def test_views_are_sums_of_their_pieces_the_heaviest_first() -> None:
    reasons = Reasons(
        "t",
        "a",
        "b",
        pieces=(Piece("words", "x", 1.0), Piece("sound", "y", -2), Piece("words", "z", 2)),
    )
    assert reasons.views == {"words": 3.0, "sound": -2}
    assert list(reasons.views) == ["words", "sound"]


def test_mistyped_words_are_shown_as_they_were_repaired() -> None:
    assert MATCHER.explain("the Employr owes me").text == "the employer owes me"


def test_a_repeated_example_is_told_by_its_likeness() -> None:
    assert MATCHER.explain("my BOSS does not pay me?").likeness == 1.0
    assert 0.9 <= MATCHER.explain("my boss does not pai me").likeness < 1
    assert MATCHER.explain("boss money").likeness < 0.9


@pytest.mark.parametrize("text", ["", "😀", "𓀀"])
def test_without_a_plausible_label_there_is_no_reason(text: str) -> None:
    assert MATCHER.explain(text) == Reasons(canonical(text))


def test_a_single_label_has_no_second_and_nothing_to_decide() -> None:
    reasons = Matcher.fit([Example("lost passport", "a")]).explain("passport")
    assert (reasons.best, reasons.second, reasons.pieces) == ("a", None, ())


@given(st.text(max_size=60))
@settings(deadline=None)
def test_whatever_is_typed_the_reasons_are_those_of_the_first_match(text: str) -> None:
    best = next(iter(MATCHER.match(text)), None)
    assert MATCHER.explain(text).best == (best.label if best else None)


def test_danger_is_explained_by_phrases_signs_and_score() -> None:
    found = URGENCY.explain("My husband beats me!")
    assert (found.article, found.needed) == ("violence-abuse", DANGER_SCORE)
    assert found.phrases == (("violence-abuse", "beats me"),)
    assert found.signs == ("husband",)
    assert found.score == URGENCY.score("My husband beats me!")


def test_a_phrase_that_a_calm_one_touches_does_not_count() -> None:
    found = URGENCY.explain("they beat me at cards")
    assert (found.phrases, found.calm) == ((), ("beat me at cards",))
    assert found.needed == DANGER_SCORE


def test_without_lessons_there_is_no_score() -> None:
    bare = Urgency([("violence-abuse", {"lo": ["ຕີຂ້ອຍ"]})], {})
    found = bare.explain("ຜົວຕີຂ້ອຍ")
    assert found == Evidence(
        "violence-abuse", None, DANGER_SCORE, (("violence-abuse", "ຕີຂອຍ"),), (), ()
    )


def test_the_answerer_explains_what_it_answers() -> None:
    answerer = Answerer(Matcher.fit(EXAMPLES), URGENCY)
    found = answerer.explain("hello my husband beats me" + " x" * MOST_CHARACTERS + " passport")
    assert found.asked.startswith("my husband beats me x x")
    assert "passport" not in found.reasons.text
    assert found.danger.article == "violence-abuse"


def test_an_answer_carries_up_to_five_plausible_articles_beside_what_is_shown() -> None:
    answer = Answerer(Matcher.fit(EXAMPLES), URGENCY).answer("money for a passport")
    assert len(answer.ranked) == 4
    assert answer.ranked[: len(answer.matches)] == answer.matches
    assert len(answer.matches) <= 3
