"""What ``thangdee ask`` tells an editor, on two small articles."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.explain import explain
from bot.knowledge import Knowledge, fit
from tests.catalogue.tree import TODAY, loaded


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    catalogue = loaded(tmp_path).catalogue
    assert catalogue is not None
    return fit(catalogue)


def lines(knowledge: Knowledge, text: str) -> dict[str, str]:
    """Return the explanation's lines by their first word, the matches' own lines left out."""
    told = explain(knowledge.catalogue, knowledge.answerer, text).splitlines()
    return dict(re.split(r"\s{2,}", line, maxsplit=1) for line in told if line[0] != " ")


def test_a_sure_answer_is_told_line_by_line(knowledge: Knowledge) -> None:
    told = explain(knowledge.catalogue, knowledge.answerer, "unpaid wages")
    assert told == (
        "message   unpaid wages\n"
        "script    Latin\n"
        "language  en (English)\n"
        "urgent    no\n"
        "answer    sure: the best match alone is shown\n"
        "matches   (* passes the cut-offs)\n"
        "  * 1.000  complaints/wages  Unpaid wages\n"
        "    0.004  help-now/police  Call the police\n"
        "          cut-offs: choice 0.2, sure 0.7"
    )


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("ບໍ່ໄດ້ຄ່າແຮງ", "Lao", "lo (ລາວ)"),
        ("โทรหาตำรวจ", "Thai", "lo (ລາວ)"),
        ("bo dai ngoen", "Latin", "lo (ລາວ)"),
        ("where is the police", "Latin", "en (English)"),
        ("ຢາກໄດ້ permit", "Lao, with some Latin", "lo (ລາວ)"),
        ("where is ໂຮງໝໍ โรงพยาบาล tell me quickly", "Latin, with some Lao and Thai", "en (English)"),
        ("??!", "none that the bot knows", "cannot be told: the languages of the settings"),
        ("Где полиция", "none that the bot knows", "cannot be told: the languages of the settings"),
    ],
)  # fmt: skip
def test_script_and_language_are_named(
    knowledge: Knowledge, text: str, script: str, language: str
) -> None:
    told = lines(knowledge, text)
    assert (told["script"], told["language"]) == (script, language)


def test_titles_stand_in_the_language_that_was_typed(knowledge: Knowledge) -> None:
    told = explain(knowledge.catalogue, knowledge.answerer, "ບໍ່ໄດ້ຄ່າແຮງ")
    assert "  * 1.000  complaints/wages  ບໍ່ໄດ້ຄ່າແຮງ\n" in told


def test_a_language_without_a_folder_is_said_so_and_titles_are_english(tmp_path: Path) -> None:
    loaded(tmp_path)
    shutil.rmtree(tmp_path / "content/lo")
    catalogue = load(tmp_path / "content", TODAY).catalogue
    assert catalogue is not None
    told = explain(catalogue, fit(catalogue).answerer, "bo dai ngoen pay")
    assert "\nlanguage  lo (no folder in content/)\n" in told
    assert told.count("complaints/wages  Unpaid wages") == 1


@pytest.mark.parametrize(
    ("text", "answer", "best"),
    [
        ("locked the door", "the urgent article", "  police"),
        (
            "they lock the door, where is the police",
            "the urgent article, with the best other matches as buttons",
            "* police",
        ),
        (
            "lock the door, unpaid wages",
            "the urgent article, with the best other matches as buttons",
            "* wages",
        ),
    ],
)
def test_danger_comes_before_any_match(
    knowledge: Knowledge, text: str, answer: str, best: str
) -> None:
    told = explain(knowledge.catalogue, knowledge.answerer, text).splitlines()
    assert told[3] == "urgent    yes: help-now/police  Call the police"
    assert told[4] == f"answer    {answer}"
    assert re.sub(r" [01]\.\d{3}  [a-z-]+/([a-z]+) .*", r" \1", told[6][2:]) == best


def test_a_greeting_is_told_from_a_question(knowledge: Knowledge) -> None:
    told = lines(knowledge, "sabaidi")
    assert told["answer"] == "small talk: a greeting or thanks, so the bot says how it is used"
    assert told["matches"] == "none: no article has a question that is anything like it"


@pytest.mark.parametrize("text", ["", " \n ", "\udcff", "\x00", "x" * 5_000, "🆘"])
def test_whatever_is_typed_is_explained(knowledge: Knowledge, text: str) -> None:
    told = lines(knowledge, text)
    assert told["urgent"] == "no"
    assert told["answer"].startswith("unknown: ")


def test_a_message_of_several_lines_is_shown_in_one(knowledge: Knowledge) -> None:
    assert lines(knowledge, "one\n two\t three")["message"] == "one two three"
