"""What takes long to make is made once, and again whenever it is not sure to be right."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bot import kept

_Value = dict[str, tuple[int, ...]]
KIND = TypeAdapter(_Value)
VALUE: _Value = {"ໜຶ່ງ": (1, 2)}


def make_never() -> _Value:
    raise AssertionError("it is kept")


def test_what_was_made_is_found_again_with_its_types(tmp_path: Path) -> None:
    assert kept.made(tmp_path, "numbers", "a", KIND, lambda: VALUE) == VALUE
    assert kept.made(tmp_path, "numbers", "a", KIND, make_never) == VALUE


def test_another_key_is_made_anew_and_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    kept.keep(tmp_path, "numbers", "a", KIND, VALUE)
    kept.keep(tmp_path, "letters", "a", KIND, VALUE)
    assert kept.made(tmp_path, "numbers", "b", KIND, dict) == {}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["letters-a.json", "numbers-b.json"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda old: b"", id="empty"),
        pytest.param(lambda old: old[:-3], id="cut"),
        pytest.param(lambda old: old[:70] + b"9" + old[71:], id="one byte"),
        pytest.param(lambda old: b"\x80\x04cposix\nsystem\n(S'touch x'\ntR.", id="a pickle"),
    ],
)
def test_a_damaged_or_foreign_file_is_made_again_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: object
) -> None:
    kept.keep(tmp_path, "numbers", "a", KIND, VALUE)
    file = kept.path(tmp_path, "numbers", "a")
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]  # a parameter
    with caplog.at_level(logging.WARNING):
        assert kept.made(tmp_path, "numbers", "a", KIND, lambda: VALUE) == VALUE
    assert f"{file} is damaged" in caplog.text
    assert kept.made(tmp_path, "numbers", "a", KIND, make_never) == VALUE


def test_values_of_other_types_are_made_again(tmp_path: Path) -> None:
    words = TypeAdapter(dict[str, str])
    kept.keep(tmp_path, "numbers", "a", words, {"one": "1"})
    assert kept.made(tmp_path, "numbers", "a", KIND, lambda: VALUE) == VALUE


def test_what_was_kept_under_another_name_is_not_taken_for_it(tmp_path: Path) -> None:
    kept.keep(tmp_path, "numbers", "a", KIND, {})
    kept.path(tmp_path, "numbers", "a").rename(kept.path(tmp_path, "numbers", "b"))
    assert kept.made(tmp_path, "numbers", "b", KIND, lambda: VALUE) == VALUE


def test_where_nothing_can_be_written_it_is_made_each_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert kept.made(file / "folder", "numbers", "a", KIND, lambda: VALUE) == VALUE
    assert "cannot be kept" in caplog.text
    assert kept.made(None, "numbers", "a", KIND, lambda: VALUE) == VALUE


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_serves_what_it_has(tmp_path: Path) -> None:
    kept.keep(tmp_path, "numbers", "a", KIND, VALUE)
    tmp_path.chmod(0o500)
    try:
        assert kept.made(tmp_path, "numbers", "a", KIND, make_never) == VALUE
        assert kept.made(tmp_path, "numbers", "b", KIND, dict) == {}
    finally:
        tmp_path.chmod(0o700)
    assert [file.name for file in tmp_path.iterdir()] == ["numbers-a.json"]
