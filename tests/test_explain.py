"""What ``thangdee ask`` tells an editor, on two small articles."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.explain import explain
from bot.knowledge import FEWEST_LESSONS, Knowledge, fit
from bot.language.latin import sound_key
from bot.language.thai import shared_key
from bot.matching.answer import PROBABLE_SCORE, SURE_SCORE
from bot.terminal import width
from tests.catalogue.tree import TODAY, loaded


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = loaded(tmp_path_factory.mktemp("content")).catalogue
    assert catalogue is not None
    return catalogue


@pytest.fixture(scope="module")
def knowledge(catalogue: Catalogue) -> Knowledge:
    return fit(catalogue)


def told(knowledge: Knowledge, text: str) -> str:
    return explain(knowledge.catalogue, knowledge.answerer, text)


def lines(knowledge: Knowledge, text: str) -> dict[str, str]:
    """Return the explanation's lines by their first words (the first of equal ones), each joined."""
    joined = re.sub(r"\n {10,}", " ", told(knowledge, text))
    pairs = (re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in joined.splitlines())
    found: dict[str, str] = {}
    for name, *rest in pairs:
        found.setdefault(name, " ".join(rest))
    return found


def test_a_sure_answer_is_told_line_by_line(knowledge: Knowledge) -> None:
    found = told(knowledge, "hello unpaid wages").splitlines()
    assert found[:15] == [
        "message   hello unpaid wages",
        "script    Latin",
        "language  en (English)",
        "read as   (what is compared with the examples)",
        "  canonical     hello unpaid wages",
        "  greeting off  unpaid wages",
        f"  sound         {sound_key('unpaid wages')}",
        "  concepts      not_paid, wage",
        "urgent    no",
        "answer    sure: the best match alone is shown",
        "matches   (* passes the cut-offs)",
        "  * 1.000  complaints/wages  Unpaid wages",
        found[12],
        f"          cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}",
        "decided   what speaks for wages (+) or police (-), in log-odds:",
    ]
    assert re.fullmatch(r"    0\.0\d\d  help-now/police  Call the police", found[12])
    assert found[15] == "  an example    100% like one of wages, which decides"
    assert found[-1] == "  known         100% of the text stands in examples"


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("ບໍ່ໄດ້ຄ່າແຮງ", "Lao", "lo (ລາວ)"),
        ("โทรหาตำรวจ", "Thai", "lo (ລາວ)"),
        ("bo dai ngoen", "Latin", "lo (ລາວ)"),
        ("where is the police", "Latin", "en (English)"),
        ("ຢາກໄດ້ permit", 'Lao, with some Latin Lao "ຢາກໄດ້", Latin "permit"', "lo (ລາວ)"),
        (
            "where is ໂຮງໝໍ โรงพยาบาล tell me quickly",
            'Latin, with some Lao and Thai Latin "where is", Lao "ໂຮງໝໍ", Thai "โรงพยาบาล", '
            'Latin "tell me quickly"',
            "en (English)",
        ),
        ("Где wages", 'Latin other "Где", Latin "wages"', "en (English)"),
        ("??!", "none that the bot knows", "cannot be told: the languages of the settings"),
        ("Где полиция", "none that the bot knows", "cannot be told: the languages of the settings"),
    ],
)  # fmt: skip
def test_the_script_of_each_run_and_the_language_are_named(
    knowledge: Knowledge, text: str, script: str, language: str
) -> None:
    found = lines(knowledge, text)
    assert (found["script"], found["language"]) == (script, language)


@pytest.mark.parametrize(
    ("text", "views"),
    [
        (
            "ບໍ່ໄດ້ຄ່າແຮງ",
            {"Lao/Thai key": shared_key("ບໍ່ໄດ້ຄ່າແຮງ"), "sound": sound_key("ບໍ່ໄດ້ຄ່າແຮງ")},
        ),
        ("โทรหาตำรวจ", {"canonical": "โทรหาตำรวจ", "Lao/Thai key": shared_key("โทรหาตำรวจ")}),
        ("Call the plice", {"canonical": "call the plice", "words mended": "call the police"}),
        ("PAY\u200b  ໑", {"message": "PAY<U+200B> ໑", "canonical": "pay 1"}),
        ("zzz", {"concepts": "(none of the words in bot/language/concepts.yaml)"}),
        ("sabaidi", {"greeting off": "(nothing is left)"}),
        ("", {"message": "(empty)", "canonical": "(empty)"}),
    ],
)
def test_the_views_that_are_compared_are_shown(
    knowledge: Knowledge, text: str, views: dict[str, str]
) -> None:
    found = lines(knowledge, text)
    assert {name: found[name] for name in views} == views


def test_a_view_that_tells_nothing_new_is_left_out(knowledge: Knowledge) -> None:
    assert {"greeting off", "words mended", "Lao/Thai key"}.isdisjoint(lines(knowledge, "wages"))


def test_titles_stand_in_the_language_that_was_typed(knowledge: Knowledge) -> None:
    assert "  * 1.000  complaints/wages  ບໍ່ໄດ້ຄ່າແຮງ\n" in told(knowledge, "ບໍ່ໄດ້ຄ່າແຮງ")


def test_a_language_without_a_folder_is_said_so_and_titles_are_english(tmp_path: Path) -> None:
    loaded(tmp_path)
    shutil.rmtree(tmp_path / "content/lo")
    catalogue = load(tmp_path / "content", TODAY).catalogue
    assert catalogue is not None
    found = told(fit(catalogue), "bo dai ngoen pay")
    assert "\nlanguage  lo (no folder in content/)\n" in found
    assert found.count("complaints/wages  Unpaid wages") == 1


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
    found = told(knowledge, text)
    urgent = found.index("urgent    yes: help-now/police  Call the police\n")
    assert urgent < found.index(f"answer    {answer}\n")
    first = found.split("(* passes the cut-offs)\n")[1].splitlines()[0]
    assert re.sub(r" [01]\.\d{3}  [a-z-]+/([a-z]+) .*", r" \1", first[2:]) == best


def test_what_decided_about_danger_is_named(catalogue: Catalogue) -> None:
    examples = {"en": tuple(f"help they lock me in {n}" for n in range(FEWEST_LESSONS))}
    taught = replace(
        catalogue,
        danger=(replace(catalogue.danger[0], examples=examples),),
        signs={"night": {"en": ("at night",)}},
    )
    found = lines(fit(taught), "they lock the door at night")
    assert found["urgent"].startswith("yes: help-now/police")
    assert re.fullmatch(r"\+\d+\.\d; an alarm from -0\.4 on \(log-odds\)", found["score"])
    assert (found["phrases"], found["signs"]) == ('"lock the door" of police', "night")
    found = lines(fit(taught), "they lock the door yesterday")
    assert found["calm phrases"] == '"yesterday"'


def test_the_parts_of_the_message_that_decided_are_named_with_their_weights(
    knowledge: Knowledge,
) -> None:
    found = lines(knowledge, "the police and my wages")
    assert re.match(r"concepts|words", found["in all"])
    weighed = dict(re.findall(r"(\w+) ([+-]\d+\.\d\d)", found["words"]))
    assert float(weighed["police"]) * float(weighed["wages"]) < 0


def test_a_single_article_is_said_to_be_the_only_one(catalogue: Catalogue) -> None:
    only = replace(catalogue, articles={"wages": catalogue.articles["wages"]}, danger=())
    assert told(fit(only), "wages").endswith("\ndecided   wages is the only article")


def test_a_message_that_only_names_somebody_is_told_so(knowledge: Knowledge) -> None:
    found = lines(knowledge, "191")
    assert found["answer"] == "sure: the contacts that it names: th-police"
    assert found["decided"] == "the names that it is made of, and nothing else: 191"


def test_a_name_is_no_alarm_and_is_told_why(catalogue: Catalogue) -> None:
    examples = {"en": tuple(f"police {n}" for n in range(FEWEST_LESSONS))}
    taught = replace(catalogue, danger=(replace(catalogue.danger[0], examples=examples),))
    found = lines(fit(taught), "police")
    assert found["urgent"] == (
        "no: it only names an office, a place or a number, with no phrase of danger"
    )


def test_a_greeting_is_told_from_a_question(knowledge: Knowledge) -> None:
    found = lines(knowledge, "sabaidi")
    assert found["answer"] == "small talk: a greeting or thanks, so the bot says how it is used"
    assert found["matches"] == "none: no article has a question that is anything like it"
    assert "decided" not in found


@pytest.mark.parametrize("text", ["", " \n ", "\udcff", "\x00", "x" * 5_000, "🆘", "ເ" * 500])
def test_whatever_is_typed_is_explained(knowledge: Knowledge, text: str) -> None:
    found = lines(knowledge, text)
    assert found["urgent"] == "no"
    assert found["answer"].startswith(("unknown: ", "probable: "))


@pytest.mark.parametrize(
    "text", ["ຂ້ອຍເຮັດວຽກແລ້ວບໍ່ໄດ້ຄ່າແຮງ" * 15, "they lock the door and keep my wages " * 12]
)
def test_no_line_is_wider_than_a_terminal(knowledge: Knowledge, text: str) -> None:
    assert max(map(width, told(knowledge, text).splitlines())) <= 80


def test_a_message_of_several_lines_is_shown_in_one(knowledge: Knowledge) -> None:
    assert lines(knowledge, "one\n two\t three")["message"] == "one two three"
