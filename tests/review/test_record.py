"""The record of who read which texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.errors import ThangdeeError
from bot.review.record import record
from tests.catalogue.tree import POLICE_EN, POLICE_LO, TODAY, WAGES_LO, write
from tests.review.support import CHANGES, KHMU_LANGUAGE, catalogue_of

NOY = ("reviewer=Noy S.", "on=2026-11-20")
PUBLIC = (
    "'Noy S.' is public now: the name stands in the files, which others may copy. If only initials "
    "are wanted, record again with them."
)


def recorded(workplace: Path, *words: str) -> list[str]:
    """Record with Lao as the language of the settings."""
    return record(catalogue_of(workplace), Path("content"), words, "lo", TODAY)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(workplace: Path, *words: str) -> list[str]:
    """Return the lines of the refusal, having made sure that nothing was written."""
    before = files(workplace)
    with pytest.raises(ThangdeeError) as refused:
        recorded(workplace, *words)
    assert files(workplace) == before
    *lines, last = str(refused.value).split("\n")
    assert last == "Nothing was recorded."
    return lines


def test_it_writes_who_read_which_text_and_when_and_nothing_else(workplace: Path) -> None:
    before = files(workplace)
    texts = catalogue_of(workplace).articles
    assert recorded(workplace, *NOY, "police", "wages") == [
        f"{POLICE_LO}: reviewed by Noy S. on 2026-11-20",
        f"{WAGES_LO}: reviewed by Noy S. on 2026-11-20",
        PUBLIC,
    ]
    changed = {workplace / POLICE_LO: "police", workplace / WAGES_LO: "wages"}
    for path, content in files(workplace).items():
        if name := changed.get(path):
            digest = texts[name].texts["lo"].digest
            line = f"{{reviewed: {{by: 'Noy S.', on: '2026-11-20', of: '{digest}'}}}}"
            assert content == before[path].replace(b": drafted", f": {line}".encode())
        else:
            assert content == before[path]


def test_what_is_recorded_counts_as_reviewed_until_the_text_changes(workplace: Path) -> None:
    recorded(workplace, *NOY, "police")
    found = load(workplace / "content", TODAY)
    assert found.problems == ()
    assert [(one.drafted, one.reviewed) for one in found.counts.states] == [(2, 0), (1, 1)]
    path = workplace / POLICE_LO
    path.write_text(path.read_text("utf-8").replace("ໝົດແລ້ວ", "ໝົດ"), "utf-8")
    found = load(workplace / "content", TODAY)
    assert [one.rule for one in found.problems] == ["changed-since-review"]
    assert [(one.drafted, one.reviewed) for one in found.counts.states] == [(2, 0), (2, 0)]


def test_another_language_is_named(workplace: Path) -> None:
    assert recorded(workplace, "police", *NOY, "language=en")[0].startswith(f"{POLICE_EN}: ")


def test_recording_again_replaces_the_older_record(workplace: Path) -> None:
    recorded(workplace, *NOY, "police")
    before = (workplace / POLICE_LO).read_text("utf-8")
    assert recorded(workplace, "reviewer=ນ້ອຍ", "on=2026-11-21", "police")[0] == (
        f"{POLICE_LO}: reviewed by ນ້ອຍ on 2026-11-21, no longer Noy S. on 2026-11-20"
    )
    after = before.replace("'Noy S.', on: '2026-11-20'", "'ນ້ອຍ', on: '2026-11-21'")
    assert (workplace / POLICE_LO).read_text("utf-8") == after


@pytest.mark.parametrize("name", ["O'Neil: {#}", "yes", "ນາງ ນ້ອຍ ສີສຸກ", '"N"', "N,\tS"])
def test_any_name_arrives_as_it_is_written(workplace: Path, name: str) -> None:
    recorded(workplace, f"reviewer={name}", "on=2026-11-20", "police")
    found = load(workplace / "content", TODAY)
    assert found.problems == ()
    assert found.catalogue is not None
    review = found.catalogue.articles["police"].texts["lo"].review
    assert review is not None
    assert review.by == " ".join(name.split())


def test_line_ends_and_the_mark_of_windows_stay(workplace: Path) -> None:
    path = workplace / POLICE_LO
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    recorded(workplace, *NOY, "police")
    after = path.read_bytes()
    assert after.replace(b"\r\n", b"").count(b"\n") == 0
    assert len(after.split(b"\r\n")) == len(windows.split(b"\r\n"))
    assert after.startswith(b"\xef\xbb\xbf---\r\n")


def test_with_the_digest_of_the_sheet_only_that_text_is_recorded(workplace: Path) -> None:
    digest = catalogue_of(workplace).articles["police"].texts["lo"].digest
    assert refusal(workplace, *NOY, "police@00c0ffee", "wages") == [
        f"'police' is no longer the text on that sheet (00c0ffee, now {digest}); print it anew and "
        "show what has changed"
    ]
    assert len(recorded(workplace, *NOY, f"police@{digest}", "wages")) == 3


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            (),
            [
                'missing: reviewer="Noy S.": who read the texts',
                "missing: on=2026-12-01: the day on which they were read",
                "missing: the ids of the articles, as they stand on the sheets",
            ],
        ),
        (
            ("reviewer=Noy", "on=2026-11-22", "police"),
            [
                "on=2026-11-22 lies in the future (today is 2026-11-21); write the day on which it "
                "was really done"
            ],
        ),
        (
            ("reviewer=Noy", "on=20.11.2026", "police"),
            ["on=20.11.2026 must be a day such as 2026-11-21"],
        ),
        (
            ("reviewer=Noy", "on=2026-02-30", "police"),
            ["on=2026-02-30 must be a day such as 2026-11-21"],
        ),
        (
            ("reviewer= …", "on=2026-11-20", "police"),
            ["reviewer='…' is no name; write one, or initials"],
        ),
        (
            ("reviewer=N\u200boy", "on=2026-11-20", "police"),
            ["reviewer='N<U+200B>oy' is no name; write one, or initials"],
        ),
        (
            (*NOY, "polise", "wages", "holiday"),
            [
                "there is no article 'polise'; did you mean 'police'?",
                "there is no article 'holiday'; the ids stand in catalogue.yaml",
            ],
        ),
        (
            (*NOY, "help-now"),
            ["'help-now' is a topic; name the articles of it that were read"],
        ),
        (
            (*NOY, "language=la", "police"),
            ["there is no language 'la'; write language= and one of en, kjg, lo"],
        ),
        (
            (*NOY, "language=kjg", "police"),
            ["'police' has no text in 'kjg', so nobody can have read it"],
        ),
        (
            (*NOY, "by=Noy", "on=2026-11-19", "polise"),
            [
                "'by=' is not known; write reviewer=, on=, language=",
                "'on=' stands there twice; keep one of the two",
                "there is no article 'polise'; did you mean 'police'?",
            ],
        ),
    ],
)  # fmt: skip
def test_it_says_everything_that_is_wrong_and_changes_nothing(
    workplace: Path, words: tuple[str, ...], lines: list[str]
) -> None:
    khmu = {KHMU_LANGUAGE: "name: Khmu\nscript: latin\ntopics: {}\nunfinished: 'true'\n"}
    write(workplace, {**CHANGES, **khmu})
    assert refusal(workplace, *words) == lines


def test_one_text_that_cannot_be_changed_stops_all(workplace: Path) -> None:
    catalogue = catalogue_of(workplace)
    path = workplace / WAGES_LO
    path.write_bytes(path.read_bytes().replace(b"drafted", b"[drafted"))
    before = files(workplace)
    with pytest.raises(ThangdeeError) as refused:
        record(catalogue, Path("content"), (*NOY, "police", "wages"), "lo", TODAY)
    assert str(refused.value) == (
        f"{WAGES_LO}: 'translation' is written in a way that this command cannot change; write "
        "'translation: drafted' there and run it again. Nothing was recorded."
    )
    path.unlink()
    with pytest.raises(ThangdeeError) as refused:
        record(catalogue, Path("content"), (*NOY, "police", "wages"), "lo", TODAY)
    assert str(refused.value) == (
        f"{WAGES_LO}: cannot be read (No such file or directory); mend that and run the command "
        "again. Nothing was recorded."
    )
    del before[path]
    assert files(workplace) == before
