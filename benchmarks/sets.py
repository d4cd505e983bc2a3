"""What matchers are measured with: examples to learn from and questions to ask.

Free of every engine's own types, so that a process can hold a task before it loads an engine.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from benchmarks.typos import mistype

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text known to mean ``label``; ``weight`` as in :class:`bot.matching.matcher.Example`."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the labels of which each is a right answer."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """``strangers`` are questions to which no label is an answer."""

    asked: tuple[Asked, ...]
    strangers: tuple[str, ...] = ()

    def some(self, most: int) -> Questions:
        """Return at most ``most`` of either kind, chosen by chance but the same each time."""
        return Questions(_some(self.asked, most), _some(self.strangers, most))

    def mistyped(self, every: int) -> Questions:
        """Return the same with one typing error per ``every`` characters."""
        return Questions(
            tuple(Asked(mistype(one.text, every), one.labels) for one in self.asked),
            tuple(mistype(text, every) for text in self.strangers),
        )


@dataclass(frozen=True, slots=True)
class Task:
    """What an engine learns and is then asked.

    ``questions`` are in named groups; the groups ``dev/lao`` and ``dev/thai`` are also counted together
    as ``dev``. ``draw`` numbers tasks that differ only in the examples that chance chose.
    """

    name: str
    draw: int
    examples: tuple[Labelled, ...]
    questions: Mapping[str, Questions]

    def smaller(self, most: int) -> Task:
        """Return the same with at most ``most`` questions of either kind in each group."""
        groups = {name: group.some(most) for name, group in self.questions.items()}
        return replace(self, questions=groups)

    @property
    def labels(self) -> int:
        """How many labels there are."""
        return len({example.label for example in self.examples})

    def as_json(self) -> dict[str, Any]:
        """Return what :meth:`from_json` takes."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Task:
        """Return the task that :meth:`as_json` gave."""
        return cls(
            data["name"],
            data["draw"],
            tuple(Labelled(**one) for one in data["examples"]),
            {
                name: Questions(
                    tuple(Asked(one["text"], tuple(one["labels"])) for one in group["asked"]),
                    tuple(group["strangers"]),
                )
                for name, group in data["questions"].items()
            },
        )


def _some(everything: tuple[_T, ...], most: int) -> tuple[_T, ...]:
    if most >= len(everything):
        return everything
    return tuple(random.Random(0).sample(everything, most))  # noqa: S311 - the same each time
