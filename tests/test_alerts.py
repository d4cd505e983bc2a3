"""The form in which staff write alerts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.alerts import MOST_UNITS, AlertTextError, read, written
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from tests.catalogue.tree import write

LANGUAGES = ("lo", "en")
LAO, ENGLISH = "ລະວັງ **ວຽກປອມ**", "Beware of **fake jobs**.\n\nSee [wages](article:wages)."


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    write(tmp_path, {})
    found = load(tmp_path / "content", date(2026, 11, 22)).catalogue
    assert found
    return found


def test_a_text_has_a_stretch_for_each_language(catalogue: Catalogue) -> None:
    texts = read(f"\n--- lo\n{LAO}  \n\n--- en\n\n{ENGLISH}\n\n", LANGUAGES, catalogue)
    assert dict(texts) == {"lo": LAO, "en": ENGLISH}
    assert read(written(texts), LANGUAGES, catalogue) == texts


@pytest.mark.parametrize("target", ["javascript:alert", "tg://user?id=1", "data:text/html,x", "x"])
def test_a_link_leads_to_the_web_an_article_or_a_contact(catalogue: Catalogue, target: str) -> None:
    with pytest.raises(AlertTextError, match="line 4: no article or contact is called"):
        read(f"--- lo\n{LAO}\n--- en\nSee [it]({target})", LANGUAGES, catalogue)
    assert read(f"--- lo\n{LAO}\n--- en\n[it](https://a.org)", LANGUAGES, catalogue)


def test_the_long_dash_that_phones_make_is_a_divider_too(catalogue: Catalogue) -> None:
    assert read(f"— en\n{ENGLISH}\n—-lo\n{LAO}", LANGUAGES, catalogue) == {"lo": LAO, "en": ENGLISH}


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        (
            "Beware",
            [
                "there is no text under a line '--- lo'",
                "there is no text under a line '--- en'",
                "line 1: the text must begin with a line that names its language, such as '--- lo'",
            ],
        ),
        (f"--- lo\n{LAO}\n--- en\n \n", ["there is no text under a line '--- en'"]),
        (f"--- lo\na\n--- lo\nb\n--- en\n{ENGLISH}", ["line 3: '--- lo' stands there twice"]),
        (
            f"--- lo\na\n--- en\nb\n--- fr\n{ENGLISH}",
            ["line 5: '--- fr' names no language of this bot"],
        ),
        (
            "--- lo\na\n--- en\nsee [it](article:lost) and [us](contact:nobody)",
            [
                "line 4: no article or contact is called 'article:lost'",
                "line 4: no article or contact is called 'contact:nobody'",
            ],
        ),
        (
            "--- lo\na\n--- en\n" + "😀" * (MOST_UNITS // 2 + 1),
            ["all languages together are 3 characters too long for one message"],
        ),
    ],
)
def test_what_cannot_be_sent_is_told_with_its_line(
    catalogue: Catalogue, text: str, complaints: list[str]
) -> None:
    with pytest.raises(AlertTextError) as told:
        read(text, LANGUAGES, catalogue)
    assert str(told.value).split("\n") == complaints
