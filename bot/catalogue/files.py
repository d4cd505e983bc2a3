"""Reading files that other people wrote: never raises for what it finds, notes it as a problem."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from bot.problems import Level, Problem

MAX_BYTES = 1_000_000
"""Ten times the largest real file (the list of sources); more is a mistake, such as a picture."""


MOST_BYTES = 50_000_000
"""Of all files together: ten times what ours have."""


class Files:
    """Reads the files of one folder, remembering faults and the bytes for :attr:`version`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}
        """What was read, by shown name."""
        self._digests: dict[str, bytes] = {}
        self._root = os.path.realpath(folder)
        self._bytes = 0

    def name(self, path: Path) -> str:
        """Return ``path`` as messages show it: from the working folder, when it lies in that."""
        shown = Path(os.path.relpath(path))
        return (path if shown.parts[:1] == ("..",) else shown).as_posix()

    def fault(self, path: Path, rule: str, text: str, level: Level = Level.ERROR) -> None:
        """Note a problem with ``path`` as a whole."""
        self.problems.append(Problem(self.name(path), 1, 1, level, rule, text))

    def read(self, path: Path, most: int = MAX_BYTES) -> str | None:
        """Return the text of ``path``, with ``\\n`` line ends, or None after noting why not.

        A file of more than ``most`` bytes is not read, nor one outside the folder.
        """
        try:
            if not Path(os.path.realpath(path)).is_relative_to(self._root):
                # Otherwise a link could show any file of the machine to everybody who asks.
                what = "a link leads out of the folder with the content; put the file itself here"
                self.fault(path, "unreadable-file", what)
                return None
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                what = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
                self.fault(path, "unreadable-file", f"this is {what}; a text file must stand here")
                return None
            if status.st_size > most:
                self.fault(
                    path, "unreadable-file",
                    f"the file has {status.st_size:,} bytes, at most {most:,} are read; "
                    "shorten it, or look whether it is a text file at all",
                )  # fmt: skip
                return None
            self._bytes += status.st_size
            if self._bytes > MOST_BYTES:
                self.fault(
                    path, "unreadable-file",
                    f"all files together have more than {MOST_BYTES:,} bytes, the rest is not read; "
                    "move away what is no content",
                )  # fmt: skip
                return None
            content = path.read_bytes()
        except FileNotFoundError:
            self.fault(path, "missing-file", "this file is missing; restore it or write it anew")
            return None
        except OSError as error:
            why = error.strerror or str(error)
            self.fault(
                path, "unreadable-file", f"cannot be read: {why}; mend it or its permissions"
            )
            return None
        return self._decoded(path, content)

    def _decoded(self, path: Path, content: bytes) -> str | None:
        name = self.name(path)
        self._digests[path.relative_to(self.folder).as_posix()] = hashlib.sha256(content).digest()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
            self.problems.append(
                Problem(
                    name, line, column, Level.ERROR, "unreadable-file",
                    "the text is not stored as UTF-8; save the file again with the encoding UTF-8",
                )
            )  # fmt: skip
            return None
        self.texts[name] = text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    @property
    def version(self) -> str:
        """A short hash over names and bytes of all files read so far."""
        total = hashlib.sha256()
        for name in sorted(self._digests):
            total.update(name.encode() + b"\0" + self._digests[name])
        return total.hexdigest()[:12]
