"""The rules that content keeps: their ids, levels and what each means to an editor.

A check is a generator of faults over the whole Content; its docstring is the text that
content/README.md shows for the rule (a test keeps both equal). Checks live in ``bot.catalogue.checks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.catalogue.content import Content, Fault
from bot.problems import Level, Problem

Check = Callable[[Content], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``explanation`` says what the rule means and what to do.

    ``breaks``: an error of this rule leaves no usable catalogue (an id leads nowhere, a file cannot
    be read); other errors must be mended too, but the bot could still run. ``check`` is None for
    rules that reading itself finds.
    """

    id: str
    level: Level
    explanation: str
    breaks: bool = False
    check: Check | None = None


RULES: dict[str, Rule] = {}
"""All rules by id, in the order in which content/README.md lists them."""


def rule(
    rule_id: str, level: Level = Level.ERROR, *, breaks: bool = False
) -> Callable[[Check], Check]:
    """Register the decorated generator as the check of a rule; its docstring is the explanation."""

    def register(check: Check) -> Check:
        text = " ".join((check.__doc__ or "").split())
        RULES[rule_id] = Rule(rule_id, level, text, breaks, check)
        return check

    return register


def run(content: Content) -> Iterator[Problem]:
    """Yield what all checks find."""
    for one in RULES.values():
        for fault in one.check(content) if one.check else ():
            level = fault.level or one.level
            yield Problem(fault.file, fault.line, fault.column, level, one.id, fault.text)


def _reading(rule_id: str, explanation: str, level: Level = Level.ERROR) -> None:
    RULES[rule_id] = Rule(rule_id, level, explanation, breaks=level is Level.ERROR)


_reading(
    "missing-file",
    "A file or folder that must be there is not. Restore it, or write it anew.",
)
_reading(
    "unreadable-file",
    "The file is not a text file stored as UTF-8, is far too long (an article over 60,000 bytes, "
    "another file over 1,000,000), is a link that leads out of the content folder, or a folder stands "
    "in its place; or there are far too many files. Open it in an editor, save it with the encoding "
    "UTF-8, look at its permissions.",
)
_reading(
    "stray-file",
    "A file in a language folder is neither `language.yaml` nor an article, or one in `facts/` does not "
    "end in `.yaml`, so nobody will see it. Give it the right place and ending (`<topic>/<id>.md`), or "
    "delete it.",
    Level.WARNING,
)
_reading(
    "front-matter",
    "An article must begin with a line `---`, then title, summary, questions and translation, then "
    "another line `---`. Compare with another article.",
)
_reading(
    "yaml-syntax",
    "The lines are not well-formed. Look at this line and the one above: a space after every colon, "
    "the same indentation for entries of one list, quotes closed, '…' around a text that contains "
    "a colon and a space or begins with a special sign.",
)
_reading(
    "yaml-key",
    "Something other than a plain word stands before a colon. Write `name: value`.",
)
_reading(
    "yaml-alias",
    "YAML's short forms `&` and `*` are not allowed, because a slip in one place would change another. "
    "Write the text out in full.",
)
_reading(
    "duplicate-key",
    "The same name stands twice in one entry. Keep one of the two.",
)
_reading(
    "missing-key",
    "A line that every entry needs is missing. Add it; the tables above say what it holds.",
)
_reading(
    "unknown-key",
    "A name that is not in the tables above, often a slip of the keyboard. Correct or remove it.",
)
_reading(
    "wrong-value",
    "The value has the wrong form: a list where a text is expected, a date that does not exist, a "
    "word that is not among those allowed. The message says what is expected.",
)
