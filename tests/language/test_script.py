from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.guess import language_of
from bot.language.script import Run, Script, main_script, runs


def test_a_mixed_text_is_cut_where_the_script_changes() -> None:
    assert runs("ຕໍ່ work permit ຢູ່ໃສ ที่ไหน?") == [
        Run(Script.LAO, "ຕໍ່ "),
        Run(Script.LATIN, "work permit "),
        Run(Script.LAO, "ຢູ່ໃສ "),
        Run(Script.THAI, "ที่ไหน?"),
    ]


def test_what_stands_before_the_first_letter_belongs_to_the_first_run() -> None:
    assert runs("1362 ແມ່ນຫຍັງ") == [Run(Script.LAO, "1362 ແມ່ນຫຍັງ")]


def test_other_scripts_and_no_letters_are_other() -> None:
    assert runs("中国 ລາວ") == [Run(Script.OTHER, "中国 "), Run(Script.LAO, "ລາວ")]
    assert runs("😀 12") == [Run(Script.OTHER, "😀 12")]
    assert runs("") == []


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("passport ເສຍ", ["latin", "lao"]),
        ("ນາຍ boss บอก no", ["lao", "latin", "thai", "latin"]),
        ("ຢູ່\u200bໄທ", ["lao"]),
        ("ປີ ໒໐໒໖ ๒๕๖๙", ["lao", "thai"]),
        ("MOU 2 ປີ", ["latin", "lao"]),
        ("👍 ok", ["latin"]),
        ("café", ["latin"]),
        ("กุ่", ["thai"]),
        ("บ่ได้ bor dai ບໍ່ໄດ້", ["thai", "latin", "lao"]),
    ],
)
def test_each_run_has_its_script(text: str, scripts: list[str]) -> None:
    assert [run.script for run in runs(text)] == scripts


@given(st.text(alphabet="ກຂາ ່กขา่abc12 😀я", max_size=40))
def test_neighbouring_runs_differ_in_script(text: str) -> None:
    found = [run.script for run in runs(text)]
    assert all(one is not other for one, other in pairwise(found))


@given(st.text())
def test_runs_joined_are_the_text(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == text


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", Script.LAO, "lo"),
        ("ຕໍ່ work permit ຢູ່ໃສ", Script.LAO, "lo"),
        ("นายจ้างไม่จ่าย", Script.THAI, "lo"),
        ("my boss kept my passport", Script.LATIN, "en"),
        ("yak pai het viak thai", Script.LATIN, "lo"),
        ("привет", Script.OTHER, None),
        ("👍", Script.OTHER, None),
        ("", Script.OTHER, None),
    ],
)
def test_main_script_and_language(text: str, script: Script, language: str | None) -> None:
    assert main_script(text) is script
    assert language_of(text) == language
