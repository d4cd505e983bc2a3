"""Sets of any size, made of Banking77's sentences, to see how engines grow.

An example is the beginning of one sentence of an intent, one of its label's own two words, and the end
of another sentence. The words are made up, so that many labels can share an intent and still be told
apart. What is right here says nothing about real questions; only time and memory do.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from benchmarks.banking77 import rows
from benchmarks.sets import Asked, Labelled, Questions, Task

_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


def grown(name: str, examples: int, labels: int, asked: int) -> Task:
    """Return a task of ``examples`` texts dealt out to ``labels`` in turn, and ``asked`` questions."""
    chance = random.Random(f"{examples} {labels}")  # noqa: S311 - the same each time
    sentences: dict[str, list[list[str]]] = defaultdict(list)
    for text, intent in rows("train"):
        sentences[intent].append(text.split())
    intents = [sentences[intent] for intent in sorted(sentences)]
    words = [(_word(chance), _word(chance)) for _ in range(labels)]

    def example(label: int) -> str:
        return _mix(intents[label % len(intents)], chance.choice(words[label]), chance)

    return Task(
        name,
        0,
        tuple(Labelled(example(n % labels), f"label-{n % labels:04}") for n in range(examples)),
        {
            "clean": Questions(
                tuple(
                    Asked(example(label), (f"label-{label:04}",))
                    for label in (chance.randrange(labels) for _ in range(asked))
                )
            )
        },
    )


def _mix(sentences: Sequence[Sequence[str]], word: str, chance: random.Random) -> str:
    one, other = chance.choice(sentences), chance.choice(sentences)
    return " ".join([*one[: len(one) // 2 + 1], word, *other[len(other) // 2 :]])


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 4))))
