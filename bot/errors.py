"""The errors a person can act on.

    ThangdeeError        a mistake of the person who runs or edits: exit code 1
    └── ProblemsError    the same, as a list of problems with file:line:column

Anything else that escapes is our own fault (exit code 3); ``bot.cli`` maps both.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.problems import Problem


class ThangdeeError(Exception):
    """A mistake that the person at the keyboard can mend; says where, what and what next."""


class ProblemsError(ThangdeeError):
    """A file could not be used; ``problems`` holds every fault found in it, sorted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
