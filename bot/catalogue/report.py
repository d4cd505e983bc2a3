"""What ``thangdee check`` prints."""

from __future__ import annotations

from typing import Literal

from bot.catalogue.loaded import Loaded
from bot.problems import Level

Style = Literal["text", "github"]


def format_problems(loaded: Loaded, style: Style = "text") -> str:
    """Return one line per problem, sorted by file and line, and a closing line of counts.

    ``style`` is ``"text"`` for people or ``"github"`` for annotations in GitHub Actions (which takes
    the closing line as ordinary output).
    """
    problems = sorted(loaded.problems)
    lines = [one.as_github() if style == "github" else str(one) for one in problems]
    return "\n".join([*lines, summary(loaded)])


def summary(loaded: Loaded) -> str:
    """Return how much content there is, how much of it nobody has reviewed, and how many faults."""
    counts = loaded.counts
    errors = len(loaded.errors)
    states = "; ".join(
        f"{one.language}: {one.drafted} drafted, {one.reviewed} reviewed" for one in counts.states
    )
    warnings = sum(1 for one in loaded.problems if one.level is Level.WARNING)
    return (
        f"{_number(counts.articles, 'article')} in {_number(len(counts.states), 'language')} "
        f"({states or 'no texts'}), "
        f"{_number(counts.contacts, 'contact')}: "
        f"{_number(errors, 'error')}, {_number(warnings, 'warning')}"
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
