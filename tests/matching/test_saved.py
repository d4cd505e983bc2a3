from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.matching import matcher as module
from bot.matching.matcher import Example, Matcher
from bot.matching.saved import fingerprint
from tests.matching.test_matcher import EXAMPLES

ASKED = "boss didnt payed my wage"


def test_what_was_learned_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Matcher.fit(EXAMPLES, tmp_path).match(ASKED)
    monkeypatch.delattr(module, "_learn")  # so that fitting again would fail
    again = Matcher.fit(EXAMPLES, tmp_path)
    assert again.match(ASKED) == first
    assert again.match(EXAMPLES[0].text) == Matcher.fit(EXAMPLES, tmp_path).match(EXAMPLES[0].text)


def test_other_examples_are_learned_anew_and_the_old_file_goes(tmp_path: Path) -> None:
    Matcher.fit(EXAMPLES, tmp_path)
    (before,) = tmp_path.glob("matcher-*")
    Matcher.fit([*EXAMPLES, Example("how to vote", "voting")], tmp_path)
    (after,) = tmp_path.glob("matcher-*")
    assert before != after


def test_a_damaged_file_is_replaced(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    expected = Matcher.fit(EXAMPLES, tmp_path).match(ASKED)
    (file,) = tmp_path.glob("matcher-*")
    file.write_bytes(b"PK\x03\x04 half a file")
    with caplog.at_level(logging.WARNING):
        assert Matcher.fit(EXAMPLES, tmp_path).match(ASKED) == expected
    assert "is damaged" in caplog.text
    assert Matcher.fit(EXAMPLES, tmp_path).match(ASKED) == expected


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert Matcher.fit(EXAMPLES, file / "folder").match(ASKED)
    assert "cannot be kept" in caplog.text


def test_the_fingerprint_tells_parts_apart() -> None:
    assert fingerprint(["ab", "c"]) != fingerprint(["a", "bc"])
    assert fingerprint(["ab", "c"]) == fingerprint(["ab", "c"])
