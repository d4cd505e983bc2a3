"""Faults in files that people write (settings, content), as values with a place.

Nothing is raised at the first fault: a reader collects every problem, sorts them and shows them
all, so that an editor mends a file in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is: an error refuses the file, a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place.

    ``file`` is relative to the folder the person works in, ``line`` and ``column`` count from 1.
    ``text`` says what is wrong, what was expected and what to do next; ``rule`` is the short id
    under which the rule is documented (content/README.md, docs/settings.md).
    """

    file: str
    line: int
    column: int
    level: Level
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: [{self.level}] {self.text} ({self.rule})"

    def as_github(self) -> str:
        """Return the problem as a GitHub Actions annotation command (one line)."""
        text = f"{self.text} ({self.rule})".replace("%", "%25").replace("\n", "%0A")
        return f"::{self.level} file={self.file},line={self.line},col={self.column}::{text}"
