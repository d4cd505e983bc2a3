"""The report in a terminal of 80 columns."""

from __future__ import annotations

from bot.evaluate.figures import MEASURES, Share
from bot.evaluate.report import Report
from bot.evaluate.text import article_text, cell, report_text
from bot.matching.answer import PROBABLE_SCORE, SURE_SCORE
from bot.terminal import width
from tests.evaluate.support import asked

REPORT = Report(
    "questions.yaml",
    "2 questions not counted.",
    (
        asked("wages", "wages 0.9", text="ບໍ່ໄດ້ຄ່າແຮງ", script="lao"),
        asked("wages", "police 0.8, wages 0.1", text="ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ " * 6, script="lao"),
        asked("wages", "", text="no\u200bpay", script="latin-en"),
        asked("", "wages 0.5", text="the weather", script="thai"),
        asked("police", "wages 0.15", text="to ha tamluat", script="latin-lo"),
        asked("", "", text="hi", script="mixed"),
    ),
)


def test_a_cell_holds_per_cent_and_their_interval() -> None:
    assert cell(Share(3, 4)) == "75 30-95"
    assert cell(Share(5, 5)) == "100 57-100"
    assert cell(Share(0, 0)) == "-"


def test_the_table_has_a_line_per_figure_and_a_column_per_script() -> None:
    lines = report_text(REPORT).splitlines()
    assert lines[0].split() == ["lao", "latin-en", "thai", "latin-lo", "mixed", "all"]
    assert lines[1].split() == ["questions", "2", "1", "1", "1", "1", "6"]
    assert lines[2].split() == [
        "top-1", "50", "9-91", "0", "0-79", "-", "0", "0-79", "-", "25", "5-70"
    ]  # fmt: skip
    names = [line[:14].strip() for line in lines[2 : 2 + len(MEASURES)]]
    assert names == [measure.name for measure in MEASURES]
    assert lines[2 + len(MEASURES)].split()[:4] == ["calib.", "error", "45.0", "-"]


def test_cutoffs_and_what_was_not_counted_are_said() -> None:
    told = " ".join(report_text(REPORT).split())
    assert f"Cut-offs: choice {PROBABLE_SCORE}, sure {SURE_SCORE}. 2 questions not counted." in told
    assert all(" ".join(measure.meaning.split()) in told for measure in MEASURES)


def test_confusions_close_the_report() -> None:
    assert report_text(REPORT).splitlines()[-4:] == [
        "Questions of one article that went to another:",
        "    1  police -> wages",
        "    1  wages -> (no article)",
        "    1  wages -> police",
    ]


def test_of_many_confusions_the_most_frequent_are_printed() -> None:
    many = tuple(asked(f"a{number}", "b 0.9") for number in range(20))
    assert report_text(Report("t", "", many)).splitlines()[-1] == (
        "       and 5 more pairs; --html FILE lists all"
    )


def test_without_confusion_the_report_says_so() -> None:
    assert report_text(Report("t", "", (asked("a", "a 0.9"),))).endswith(
        "\nNo question went astray."
    )


def test_an_article_is_told_what_it_loses_to_whom_and_what_it_takes() -> None:
    assert article_text(REPORT, "wages").splitlines() == [
        "wages: 3 questions, 1 find it first (questions.yaml)",
        "",
        "It loses 2 questions: (no article) 1, police 1",
        "  ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ",
        "  ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ",
        "      to police, 0.80, as the only answer; the right one was number 2",
        "  no<U+200B>pay",
        "      nothing was found",
        "",
        "It takes 2 questions from others: (no article) 1, police 1",
        "  the weather",
        "      from (no article), 0.50, as the first of a choice",
        "  to ha tamluat",
        "      from police, 0.15, not shown",
    ]


def test_an_article_that_loses_nothing_is_told_so() -> None:
    told = article_text(Report("t", "", ()), "wages")
    assert told == (
        "wages: 0 questions, 0 find it first (t)\n\nIt loses 0 questions.\n\n"
        "It takes 0 questions from others."
    )


def test_no_line_is_wider_than_a_terminal() -> None:
    told = report_text(REPORT) + article_text(REPORT, "wages")
    assert max(map(width, told.splitlines())) <= 80
