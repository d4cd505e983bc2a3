"""The file of a backup: gzip'd lines of JSON that any program can read.

::

    {"format": "thangdee backup", "format_version": 1, "rows": {"person": 2}, …}
    {"table": "person", "columns": ["country", "key", …]}
    ["f3a1…", "lo", …]
    {"end": true, "sha256": "…"}

The first line is the header, each table follows with its rows, the last line holds the checksum of all
lines before it. So a file that was cut off or damaged is told from a whole one, and neither writing nor
reading needs more memory than one row.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import IO, Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from bot.errors import ThangdeeError

FORMAT = "thangdee backup"
FORMAT_VERSION = 1
LONGEST_LINE = 1_000_000
"""Bytes; the longest row, an alert's text, has some thousand."""

Row = Sequence[Any]
"""Strings, numbers, dates and None, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup is.

    ``tables_version`` is that of the migrations, ``program`` that of Thangdee, ``created`` a time in
    UTC, ``rows`` the number of rows of each table, ``person_key`` what tells whether a key is the one
    under which its chats are hashed (None: not known when it was made).
    """

    tables_version: str
    program: str
    created: str
    person_key: str | None
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        """The rows of all tables."""
        return sum(self.rows.values())


class _FirstLine(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    tables_version: str
    program: str
    created: str
    person_key: str | None
    rows: dict[str, NonNegativeInt]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that follow are of the table ``name`` and have these ``columns``."""

    name: str
    columns: tuple[str, ...]


class Writer:
    """Writes an archive to a binary stream; :meth:`close` ends it with its checksum.

    Raises ThangdeeError where the stream takes no more.
    """

    def __init__(self, file: IO[bytes], header: Header) -> None:
        self._digest = hashlib.sha256()
        # No name and no time of its own: the header says when.
        with _told():
            self._gzip = gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0)
        self._line({"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(header)})

    def table(self, table: Table) -> None:
        """Begin the rows of ``table``."""
        self._line({"table": table.name, "columns": table.columns})

    def row(self, row: Row) -> None:
        """Write a row of the table begun last; raises TypeError for values that archives do not know."""
        self._line(list(row))

    def close(self) -> None:
        """Write the last line; without it the archive counts as cut off."""
        self._line({"end": True, "sha256": self._digest.hexdigest()})
        with _told():
            self._gzip.close()

    def _line(self, value: object) -> None:
        line = json.dumps(value, default=_date, separators=(",", ":")).encode() + b"\n"
        self._digest.update(line)
        with _told():
            self._gzip.write(line)


class Reader:
    """Reads an archive from a binary stream that can be read twice; ``name`` is told in faults."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name

    def header(self) -> Header:
        """Return the header; raises ThangdeeError for a file that is no backup or of a newer format."""
        return self._header(self._first(self._lines()))

    def entries(self) -> Iterator[Table | list[Any]]:
        """Yield each table, followed by its rows.

        Raises ThangdeeError for whatever is not as it was written: at the end at the latest, so nothing
        may be trusted before.
        """
        lines = self._lines()
        first = self._first(lines)
        header, digest = self._header(first), hashlib.sha256(first)
        rows: dict[str, int] = {}
        table: Table | None = None
        with contextlib.suppress(EOFError):
            for number, line in enumerate(lines, 2):
                value = self._json(line, number)
                if isinstance(value, list) and table and len(value) == len(table.columns):
                    rows[table.name] += 1
                    yield value
                elif isinstance(value, dict) and "table" in value:
                    table = self._table(value)
                    rows[table.name] = 0
                    yield table
                elif isinstance(value, dict) and "end" in value:
                    whole = value.get("sha256") == digest.hexdigest() and rows == header.rows
                    if not whole or next(lines, b""):
                        raise self._damaged("its checksum is wrong")
                    return
                else:
                    raise self._damaged(f"line {number} is none of a backup's")
                digest.update(line)
        raise self._cut_off(sum(rows.values()), header.total)

    def _first(self, lines: Iterator[bytes]) -> bytes:
        try:
            return next(lines, b"")
        except EOFError:
            raise self._none() from None

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines; raises EOFError where the file ends too early, even within the last mark."""
        self._file.seek(0)
        with gzip.GzipFile(fileobj=self._file, mode="rb") as unzipped:
            first = True
            while True:
                try:
                    line = unzipped.readline(LONGEST_LINE)
                except (OSError, zlib.error) as error:
                    raise (self._none() if first else self._damaged(str(error))) from error
                if not line:
                    return
                if not line.endswith(b"\n"):
                    if len(line) == LONGEST_LINE:
                        raise self._none() if first else self._damaged("a line has no end")
                    return
                yield line
                first = False

    def _header(self, line: bytes) -> Header:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise self._none() from None
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise self._none()
        if value.get("format_version") != FORMAT_VERSION:
            raise ThangdeeError(
                f"{self._name} was written by a newer Thangdee ({value.get('program')}); install that "
                "version to restore it"
            )
        try:
            return Header(**_FirstLine.model_validate(value).model_dump())
        except ValidationError:
            raise self._damaged("its first line is incomplete") from None

    def _json(self, line: bytes, number: int) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise self._damaged(f"line {number} is no JSON") from None

    def _table(self, value: Mapping[str, Any]) -> Table:
        name, columns = value["table"], value.get("columns")
        if (
            isinstance(name, str)
            and isinstance(columns, list)
            and all(isinstance(column, str) for column in columns)
        ):
            return Table(name, tuple(columns))
        raise self._damaged("the heading of a table in it cannot be read")

    def _none(self) -> ThangdeeError:
        return ThangdeeError(
            f"{self._name} is no backup of Thangdee; name a file that `thangdee backup` wrote "
            "(decrypt it first, if it was encrypted)"
        )

    def _damaged(self, why: str) -> ThangdeeError:
        return ThangdeeError(
            f"{self._name} is damaged ({why}); nothing was restored. Copy it anew from where it was "
            "kept, or take an older one"
        )

    def _cut_off(self, rows: int, expected: int) -> ThangdeeError:
        return ThangdeeError(
            f"{self._name} is cut off after {rows} of {expected} rows; nothing was restored. Copy it "
            "anew from where it was kept, or take an older one"
        )


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what the disk or the pipe refuses into an error that says what to do."""
    try:
        yield
    except OSError as error:
        raise ThangdeeError(
            f"the backup cannot be written ({error.strerror}); make room, or name another place"
        ) from error


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a backup knows no values of {type(value).__name__}")
