"""Approvals."""

from __future__ import annotations

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import WAGES_EN

DIGEST = "15e12e3f"


def test_a_text_that_has_changed_since_it_was_read_is_named(faults: Faults) -> None:
    review = "translation:\n  reviewed: {by: Noy, on: 2026-11-20, of: 00c0ffee}"
    assert faults({WAGES_EN: ("translation: drafted", review)}) == [
        "content/en/complaints/wages.md:15:3: [warning] Noy read this text on 2026-11-20; it has "
        "changed since and counts as drafted; show what changed and record it anew, or write "
        "'translation: drafted' (changed-since-review)"
    ]


@pytest.mark.parametrize("digest", ["", f", of: {DIGEST}", f", of: '{DIGEST}'"])
def test_a_text_that_is_as_it_was_read_is_not(faults: Faults, digest: str) -> None:
    review = f"translation: {{reviewed: {{by: Noy, on: 2026-11-20{digest}}}}}"
    assert faults({WAGES_EN: ("translation: drafted", review)}) == []


@pytest.mark.parametrize("digest", ["15e12e3", "15e12e3fb", "15E12E3F", "15e12e3g"])
def test_a_digest_of_another_form_is_refused(faults: Faults, digest: str) -> None:
    review = f"translation: {{reviewed: {{by: Noy, on: 2026-11-20, of: {digest}}}}}"
    found = faults({WAGES_EN: ("translation: drafted", review)})
    assert [one.split(": ", 1)[1] for one in found] == [
        "[error] 'translation.reviewed.of' must be 8 signs 0-9 a-f, as `thangdee review --record` "
        f"writes them, not '{digest}' (wrong-value)"
    ]
