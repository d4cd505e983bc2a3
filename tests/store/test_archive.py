"""A file that is not what was written is told from one that is, and what is wrong with it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.errors import ThangdeeError
from bot.store.archive import Header, Reader, Table, Writer

HEADER = Header(
    tables_version="0002",
    program="0.1.0",
    created="2026-11-22",
    person_key=None,
    rows={"person": 2},
)
PERSON = Table("person", ("key", "language"))
ROWS: list[list[Any]] = [["a1", "lo"], ["b2", None]]


def written() -> bytes:
    file = io.BytesIO()
    writer = Writer(file, HEADER)
    writer.table(PERSON)
    for row in ROWS:
        writer.row(row)
    writer.close()
    return file.getvalue()


def entries(content: bytes) -> list[Table | list[Any]]:
    return list(Reader(io.BytesIO(content), "copy").entries())


def lines(content: bytes) -> list[bytes]:
    return gzip.decompress(content).splitlines(keepends=True)


def with_lines(change: Callable[[list[bytes]], object]) -> bytes:
    """Return the archive after a change of its lines, packed anew so that gzip finds no fault."""
    changed = lines(written())
    change(changed)
    return gzip.compress(b"".join(changed))


def test_what_was_written_is_read() -> None:
    assert entries(written()) == [PERSON, *ROWS]
    reader = Reader(io.BytesIO(written()), "copy")
    assert (reader.header(), len(list(reader.entries())), reader.header().total) == (HEADER, 3, 2)


def test_the_file_is_lines_of_json_for_any_program() -> None:
    first, *others = map(json.loads, lines(written()))
    assert first["format"] == "thangdee backup"
    assert others[0] == {"table": "person", "columns": ["key", "language"]}
    assert others[1:3] == ROWS
    assert others[3]["end"] is True


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"PK\x03\x04", gzip.compress(b"hello\n"), gzip.compress(b"{}\n")),
        *(gzip.compress(b"[" * 100_000 + b"\n"), gzip.compress(b" " * 3_000_000)),
    ],
    ids=["empty", "not gzip", "text", "JSON", "deep", "no end"],
)
def test_what_is_no_backup_is_called_so(content: bytes) -> None:
    with pytest.raises(ThangdeeError, match="copy is no backup of Thangdee; name a file"):
        entries(content)


def test_a_file_that_was_cut_off_anywhere_is_never_taken_for_a_whole_one() -> None:
    whole = written()
    for length in range(len(whole)):
        with pytest.raises(ThangdeeError, match=r"no backup|cut off|damaged"):
            entries(whole[:length])
    with pytest.raises(ThangdeeError, match=r"cut off after 1 of 2 rows; .* take an older one"):
        entries(with_lines(lambda changed: changed.__delitem__(slice(3, None))))


def test_a_file_with_a_wrong_byte_anywhere_is_never_taken_for_a_whole_one() -> None:
    whole = bytearray(written())
    for place in range(10, len(whole)):  # before it are gzip's own marks, such as the time
        whole[place] ^= 0x20
        with pytest.raises(ThangdeeError, match=r"no backup|cut off|damaged|newer"):
            entries(bytes(whole))
        whole[place] ^= 0x20


@pytest.mark.parametrize(
    "change",
    [
        lambda changed: changed.__setitem__(2, changed[2].replace(b"a1", b"a2")),
        lambda changed: changed.__setitem__(slice(2, 4), changed[3:1:-1]),
        lambda changed: changed.pop(2),
        lambda changed: changed.insert(3, changed[2]),
    ],
    ids=["changed", "swapped", "missing", "repeated"],
)
def test_rows_that_were_tampered_with_do_not_fit_the_checksum(
    change: Callable[[list[bytes]], object],
) -> None:
    with pytest.raises(ThangdeeError, match=r"copy is damaged \(its checksum is wrong\)"):
        entries(with_lines(change))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b'["one column"]\n', "line 3 is none of a backup's"),
        (b"5\n", "line 3 is none of a backup's"),
        (b"[\n", "line 3 is no JSON"),
        (b"[" * 100_000 + b"\n", "line 3 is no JSON"),
        (b'{"table": 5}\n', "heading of a table"),
        (b'{"table": "person", "columns": [1]}\n', "heading of a table"),
        (b'["' + b"a" * 2_000_000 + b'", null]\n', "a line has no end"),
    ],
)
def test_lines_that_no_backup_has_are_named_without_what_they_say(
    line: bytes, complaint: str
) -> None:
    with pytest.raises(ThangdeeError, match=complaint):
        entries(with_lines(lambda changed: changed.insert(2, line)))


def test_what_follows_the_end_is_a_fault() -> None:
    with pytest.raises(ThangdeeError, match="damaged"):
        entries(with_lines(lambda changed: changed.append(b"[]\n")))


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    newer = with_lines(
        lambda changed: changed.__setitem__(
            0, changed[0].replace(b'"format_version":1', b'"format_version":2')
        )
    )
    with pytest.raises(ThangdeeError, match=r"written by a newer Thangdee \(0\.1\.0\); install"):
        entries(newer)


def test_an_incomplete_header_is_damage() -> None:
    header = b'{"format": "thangdee backup", "format_version": 1, "rows": {"person": -1}}\n'
    with pytest.raises(ThangdeeError, match="its first line is incomplete"):
        entries(with_lines(lambda changed: changed.__setitem__(0, header)))


def test_values_that_archives_do_not_know_are_not_written() -> None:
    writer = Writer(io.BytesIO(), HEADER)
    with pytest.raises(TypeError, match="a backup knows no values of bytes"):
        writer.row([b"bytes"])
