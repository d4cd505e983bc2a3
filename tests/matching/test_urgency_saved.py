"""What the danger model learned is kept beside what the matcher learned, and neither harms the other."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.matching.matcher import Matcher
from bot.matching.urgency import Lessons, Urgency
from bot.matching.urgency_model import DangerModel
from tests.matching.test_matcher import EXAMPLES

PHRASES = [("violence-abuse", {"en": ["beats me"]})]
LESSONS = Lessons(
    danger=[("violence-abuse", {"en": ["my husband hits me"], "lo": ["ຜົວຕີຂ້ອຍ"]})],
    calm={"en": ["what does the law say"]},
    ordinary={"money": ["where is the bank"]},
)
ASKED = "my boss hits me"


def learned(folder: Path | None, lessons: Lessons = LESSONS) -> Urgency:
    return Urgency(PHRASES, {}, lessons, folder)


def test_a_restart_learns_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = learned(tmp_path).score(ASKED)
    monkeypatch.delattr(DangerModel, "learn")
    assert learned(tmp_path).score(ASKED) == first
    assert learned(tmp_path).check(ASKED) == "violence-abuse"


def test_what_is_kept_scores_like_what_was_never_saved(tmp_path: Path) -> None:
    learned(tmp_path)
    assert learned(tmp_path).score(ASKED) == learned(None).score(ASKED)


@pytest.mark.parametrize(
    "lessons",
    [
        pytest.param(Lessons(LESSONS.danger, {"en": ["what is a law"]}), id="calm"),
        pytest.param(Lessons(LESSONS.danger, LESSONS.calm, {"work": ["the bank"]}), id="ordinary"),
        pytest.param(
            Lessons(LESSONS.danger, LESSONS.calm, {}, [("hit", {"en": ["hit*"]})]), id="signs"
        ),
    ],
)
def test_other_lessons_are_learned_anew_and_the_old_file_goes(
    tmp_path: Path, lessons: Lessons
) -> None:
    learned(tmp_path)
    (before,) = tmp_path.glob("danger-*")
    learned(tmp_path, lessons)
    (after,) = tmp_path.glob("danger-*")
    assert before != after


def test_other_phrases_are_other_lessons(tmp_path: Path) -> None:
    learned(tmp_path)
    (before,) = tmp_path.glob("danger-*")
    Urgency([("violence-abuse", {"en": ["hits me"]})], {}, LESSONS, tmp_path)
    (after,) = tmp_path.glob("danger-*")
    assert before != after


def test_the_matcher_and_the_danger_model_leave_each_other_alone(tmp_path: Path) -> None:
    learned(tmp_path)
    Matcher.fit(EXAMPLES, tmp_path)
    learned(tmp_path, Lessons(LESSONS.danger, {"en": ["what is a law"]}))
    purposes = sorted(file.name.split("-")[0] for file in tmp_path.iterdir())
    assert purposes == ["danger", "matcher", "phrases", "texts"]


@pytest.mark.parametrize("damage", [b"PK\x03\x04 half a file", b"", b"no archive at all"])
def test_a_damaged_file_is_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    expected = learned(tmp_path).score(ASKED)
    (file,) = tmp_path.glob("danger-*")
    file.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        assert learned(tmp_path).score(ASKED) == expected
    assert f"{file} is damaged" in caplog.text
    assert file.stat().st_size > len(damage)


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert learned(file / "folder").check(ASKED) == "violence-abuse"
    assert "cannot be kept" in caplog.text
