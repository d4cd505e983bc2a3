"""The digest of what a reader reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.tree import WAGES_EN, Change, loaded

DIGEST = "15e12e3f"


def digest(folder: Path, change: Change = ("title", "title")) -> str:
    """Return the digest of the English article on wages with ``change``."""
    catalogue = loaded(folder, {WAGES_EN: change}).catalogue
    assert catalogue is not None
    return catalogue.articles["wages"].texts["en"].digest


def test_it_is_the_same_in_every_version_of_the_program_as_it_stands_in_files(
    workplace: Path,
) -> None:
    assert digest(workplace) == DIGEST


@pytest.mark.parametrize(
    "change",
    [
        ("Unpaid wages", "Unpaid wage"),
        ("a right to your pay", "a right to pay"),
        ("What to do", "What to do now"),
        ("Write down the days", "Write down the hours"),
        ("Before the first heading.\n\n## What to do\n", "## What to do\nBefore the first heading.\n"),
        ("the days.\n", "the days.\n- And the hours.\n"),
        ("the days.", "the **days**."),
    ],
)  # fmt: skip
def test_every_change_of_title_summary_or_parts_shows(
    workplace: Path, change: tuple[str, str]
) -> None:
    assert digest(workplace, change) != DIGEST


@pytest.mark.parametrize(
    "change",
    [
        ("pay 1", "another question"),
        ("translation: drafted", "translation: {reviewed: {by: Noy, on: 2026-11-01}}"),
        ("translation: drafted", "translation: drafted  # a note"),
        ("## What to do\n- Write", "\n\n## What to do   \n\n- Write"),
        ("summary: >-\n  You have a right to your pay.", "summary: You have a right to your pay."),
    ],
)
def test_what_nobody_reads_in_the_chat_does_not_count(
    workplace: Path, change: tuple[str, str]
) -> None:
    assert digest(workplace, change) == DIGEST
