from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.matcher import Example, Match, Matcher

EXAMPLES = [
    Example("My boss does not pay me", "unpaid-wages"),
    Example("the employer owes me three months of wages", "unpaid-wages"),
    Example("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "unpaid-wages"),
    Example("ເຮັດວຽກແລ້ວບໍ່ໄດ້ເງິນເດືອນ", "unpaid-wages"),
    Example("Where do I get a passport and what is the price", "passport"),
    Example("ເຮັດພາສປອດຢູ່ໃສ ລາຄາເທົ່າໃດ", "passport"),
    Example("I lost my passport in Bangkok", "lost-documents"),
    Example("ພາສປອດເສຍຢູ່ໄທ", "lost-documents"),
    Example("How do I send money home to Laos", "ways-to-send"),
    Example("ສົ່ງເງິນກັບບ້ານແນວໃດ", "ways-to-send"),
]


MATCHER = Matcher.fit(EXAMPLES)


@pytest.fixture
def matcher() -> Matcher:
    return MATCHER


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_an_example_itself_matches_fully(matcher: Matcher, example: Example) -> None:
    assert matcher.match(example.text)[0] == Match(example.label, 1.0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("ນາຍຈາງ ບໍຈາຍ ຄ່າແຮງ", "unpaid-wages", id="Lao without tones"),
        pytest.param("นายจ้างไม่จ่ายเงินเดือน", "unpaid-wages", id="Thai script"),
        pytest.param("nai jang bor jai kha heng", "unpaid-wages", id="Latin-letter Lao"),
        pytest.param("naychang baw chay khaheng", "unpaid-wages", id="the same, spelled otherwise"),
        pytest.param("boss didnt payed my wage", "unpaid-wages", id="faulty English"),
        pytest.param("het paspot yu sai", "passport", id="another in Latin letters"),
        pytest.param("ส่งเงินกลับบ้านยังไง", "ways-to-send", id="another in Thai script"),
    ],
)
def test_the_same_question_in_other_spelling_finds_its_label(
    matcher: Matcher, text: str, label: str
) -> None:
    assert matcher.match(text)[0].label == label


def test_a_mistyped_example_is_recognised_as_nearly_the_same(matcher: Matcher) -> None:
    best = matcher.match("where do i get a pasport and what is the prise")[0]
    assert best.label == "passport"
    assert 0.9 <= best.score < 1


def test_labels_come_once_best_first_and_no_more_than_asked_for(matcher: Matcher) -> None:
    matches = matcher.match("passport money boss", limit=2)
    assert len(matches) == 2
    assert len({match.label for match in matches}) == 2
    assert matches[0].score >= matches[1].score


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "𓀀", "?!"])
def test_nothing_plausible_gives_nothing(matcher: Matcher, text: str) -> None:
    assert matcher.match(text) == []


def test_a_matcher_without_examples_matches_nothing() -> None:
    assert Matcher.fit([]).match("my boss does not pay me") == []


def test_of_equal_texts_with_different_labels_the_first_counts() -> None:
    matcher = Matcher.fit([Example("passport", "b"), Example("passport", "a")])
    assert matcher.match("Passport")[0] == Match("b", 1.0)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_gives_ordered_scores_between_0_and_1_the_same_each_time(text: str) -> None:
    matches = MATCHER.match(text)
    assert matches == Matcher.fit(EXAMPLES).match(text)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert all(0 < match.score <= 1 for match in matches)


@given(st.sampled_from(EXAMPLES), st.text(min_size=1, max_size=40))
@settings(deadline=None)
def test_a_new_example_of_one_label_never_beats_an_exact_match_of_another(
    example: Example, text: str
) -> None:
    matcher = Matcher.fit([*EXAMPLES, Example(text, "new")])
    assert matcher.match(example.text)[0].label == example.label


def test_weak_examples_help_to_rank_but_are_not_recognised_as_questions() -> None:
    weak = Example("leftover banana leaves are turned into fuel", "stoves", weight=0.2)
    matches = Matcher.fit([*EXAMPLES, weak]).match(weak.text)
    assert matches[0].label == "stoves"
    assert matches[0].score < 1


def misspelled(text: str, place: int, kind: str) -> str:
    """Return ``text`` with one error: a letter doubled, dropped or swapped with the next."""
    place %= len(text)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    changed = {"double": letter * 2 + after, "drop": after, "swap": after[:1] + letter + after[1:]}
    return before + changed[kind]


def test_one_typing_error_keeps_the_label_among_three_in_19_of_20_cases(matcher: Matcher) -> None:
    asked = [
        (example, misspelled(example.text, place, kind))
        for example in EXAMPLES
        for place in range(len(example.text))
        for kind in ("double", "drop", "swap")
    ]
    kept = sum(
        example.label in {match.label for match in matcher.match(text)} for example, text in asked
    )
    assert kept / len(asked) >= 0.95


@pytest.mark.parametrize(
    ("script", "questions"),
    [
        pytest.param(
            "English",
            {"is my wage too late": "unpaid-wages", "what does a new passport cost": "passport"},
        ),
        pytest.param("Lao", {"ຄ່າແຮງຍັງບໍ່ອອກ": "unpaid-wages", "ໂອນເງິນໃຫ້ແມ່": "ways-to-send"}),
        pytest.param("Thai", {"ค่าแรงยังไม่ได้": "unpaid-wages", "พาสปอร์ตหายที่ไทย": "lost-documents"}),
        pytest.param(
            "Latin Lao", {"on ngeun hai mae": "ways-to-send", "pasport sia": "lost-documents"}
        ),
        pytest.param(
            "mixed", {"passport ຫາຍ": "lost-documents", "ส่งเงิน home ແນວໃດ": "ways-to-send"}
        ),
    ],
)
def test_other_words_for_the_same_find_the_label_in_every_script(
    matcher: Matcher, script: str, questions: dict[str, str]
) -> None:
    assert {text: matcher.match(text)[0].label for text in questions} == questions


def test_texts_like_unrelated_ones_score_low_and_their_labels_are_never_named() -> None:
    asked = "who wins the football match tomorrow"
    football = ["who won the football match", "football tomorrow on tv", "is the match live"]
    unrelated = [Example(text, "football") for text in football]
    without, matcher = MATCHER.match(asked), Matcher.fit(EXAMPLES, unrelated=unrelated)
    found = matcher.match(asked, limit=99)
    assert {match.label for match in found} <= {example.label for example in EXAMPLES}
    assert sum(match.score for match in found) < sum(match.score for match in without) / 2
    assert matcher.match(football[0]) == []
    assert matcher.match(EXAMPLES[0].text)[0].score == 1
