"""Writing a review into an article's file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.markdown import split_front_matter
from bot.catalogue.model import Review
from bot.catalogue.translation import with_review
from bot.yamlfile import parse

REVIEW = Review("Noy S.", date(2026, 12, 1), "3f9a01bc")
ENTRY = "{by: 'Noy S.', on: '2026-12-01', of: '3f9a01bc'}"
WHOLE = f"{{reviewed: {ENTRY}}}"


def article(translation: str) -> str:
    """Return an article whose lines around ``translation`` have whatever people write."""
    return (
        f"---\n# first\ntitle: 'ຄ່າແຮງ'  # note\nsummary: >-\n  a\n  b\n{translation}\n"
        "# translation: drafted\nquestions: [ a,b ]   \n---\n\n## Part\ntranslation: drafted\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("translation: drafted", f"translation: {WHOLE}"),
        ("translation:   drafted  # nobody yet", f"translation:   {WHOLE}  # nobody yet"),
        ("'translation': \"drafted\"", f"'translation': {WHOLE}"),
        (
            "translation: {reviewed: {by: Old, on: 2026-01-01}} # old",
            f"translation: {WHOLE} # old",
        ),
        (
            "translation:\n  reviewed: {by: Old, on: 2026-01-01}  # old",
            f"translation:\n  reviewed: {ENTRY}  # old",
        ),
        (
            "translation:\n  # why\n  reviewed:\n    on: 2026-01-01\n    by: 'O''Old'  # old",
            f"translation:\n  # why\n  reviewed:\n    {ENTRY}  # old",
        ),
        (
            "translation: {\n  reviewed: {by: Old,\n    on: 2026-01-01}\n  }",
            f"translation: {{\n  reviewed: {ENTRY}\n  }}",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_value_is_written_anew(before: str, after: str, newline: str) -> None:
    text, expected = (article(one).replace("\n", newline) for one in (before, after))
    assert with_review(text, REVIEW) == expected


def test_without_a_digest_none_is_written() -> None:
    changed = with_review(article("translation: drafted"), Review("N", date(2026, 12, 1)))
    assert changed == article("translation: {reviewed: {by: 'N', on: '2026-12-01'}}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\ntitle: a\n---\n",
        "---\ntranslation: [drafted\n---\n",
        "---\ntranslation:\n---\n",
        "---\n- translation\n---\n",
        "---\ntitle: a\u2028b\ntranslation: drafted\n---\n",  # a line to YAML, none to us
    ],
)
def test_what_cannot_be_changed_so_is_refused(text: str) -> None:
    assert with_review(text, REVIEW) is None


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1))
def test_any_name_arrives_as_it_is_or_is_refused(name: str) -> None:
    changed = with_review(article("translation: drafted"), Review(name, date(2026, 12, 1)))
    if changed is not None:
        front = parse(split_front_matter(changed).front or "", "").data
        assert front["translation"] == {"reviewed": {"by": name, "on": "2026-12-01"}}
