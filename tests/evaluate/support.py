"""Questions that were asked, made up, so that every figure can be counted by hand."""

from __future__ import annotations

from bot.evaluate.asked import Asked
from bot.evaluate.questions import Question
from bot.matching.answer import Kind, decide
from bot.matching.matcher import Match


def asked(
    labels: str | None,
    ranked: str = "",
    *,
    text: str = "a question",
    script: str = "lao",
    danger: str | None = "",
    urgent: str | None = None,
    kind: Kind | None = None,
) -> Asked:
    """Return a question; ``asked("a b", "b 0.9, c 0.1")`` is answered by a and b and found b first.

    ``labels`` and ``danger`` are ids (``""``: none, None: not known).
    """
    matches = tuple(
        Match(label, float(score))
        for label, score in (one.split() for one in ranked.split(",") if one)
    )
    question = Question(
        text,
        script,
        None if labels is None else tuple(labels.split()),
        None if danger is None else tuple(danger.split()),
    )
    return Asked(question, kind or decide(matches[:3])[0], matches, urgent)
