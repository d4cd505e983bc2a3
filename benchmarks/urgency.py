"""How well danger is seen: cross-validated on the content's own examples, and on labelled questions.

    python -m benchmarks.urgency content tests/questions/dev_*.yaml

Five folds. Examples of one number in their list are withheld together in all languages, because they
often tell the same situation.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot import yamlfile
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.knowledge import lessons
from bot.matching.urgency import Lessons, Urgency

_FOLDS = 5
_TOGETHER = 6
"""Neighbours in a list often tell one situation twice, so this many are withheld together."""

Texts = Mapping[str, Sequence[str]]
Judged = tuple[str, str | None, str | None]
"""Set and script of a message, the card it needs, the card it got."""


def main(content: Path, questions: Iterable[Path]) -> None:
    """Print recall and false alarms of phrases alone and of phrases with lessons."""
    catalogue = load(content, datetime.now(UTC).date()).catalogue
    assert catalogue is not None, "thangdee check says what is wrong with the content"
    taught = lessons(catalogue)
    started = time.perf_counter()
    everything = _urgency(catalogue, taught)
    print(f"learned in {time.perf_counter() - started:.2f} s")
    asked = list(_questions(questions))
    phrases = _urgency(catalogue, None)
    print("phrases alone", *_table(_judge(phrases, [*_examples(taught, None), *asked])), sep="\n")
    judged = list(_judge(everything, asked))
    for fold in range(_FOLDS):
        without = _urgency(catalogue, _part(taught, fold))
        judged += _judge(without, _examples(taught, fold))
    print("with lessons", *_table(judged), sep="\n")
    print(_times(everything, [text for _, _, text in asked]))


def _urgency(catalogue: Catalogue, taught: Lessons | None) -> Urgency:
    return Urgency([(one.article, one.phrases) for one in catalogue.danger], catalogue.calm, taught)


def _withheld(number: int, fold: int | None) -> bool:
    return fold is None or number // _TOGETHER % _FOLDS == fold


def _part(taught: Lessons, fold: int) -> Lessons:
    """Return the lessons without those of the fold."""
    return Lessons(
        [(article, _rest(texts, fold)) for article, texts in taught.danger],
        _rest(taught.calm, fold),
        _rest({"": taught.ordinary}, fold)[""],
        taught.signs,
    )


def _rest(texts: Texts, fold: int) -> dict[str, list[str]]:
    return {
        code: [text for number, text in enumerate(listed) if not _withheld(number, fold)]
        for code, listed in texts.items()
    }


def _examples(taught: Lessons, fold: int | None) -> Iterator[tuple[str, str | None, str]]:
    groups = [*taught.danger, (None, taught.calm)]
    for article, texts in groups:
        for code, listed in texts.items():
            for number, text in enumerate(listed):
                if _withheld(number, fold):
                    yield f"examples {code}", article, text
    for number, text in enumerate(taught.ordinary):
        if _withheld(number, fold):
            yield "ordinary", None, text


def _questions(files: Iterable[Path]) -> Iterator[tuple[str, str | None, str]]:
    for file in files:
        for line in yamlfile.parse(file.read_text(encoding="utf-8"), str(file)).data:
            needed = line.get("urgent")
            yield f"questions {line['script']}", None if needed == "null" else needed, line["text"]


def _judge(urgency: Urgency, messages: Iterable[tuple[str, str | None, str]]) -> Iterator[Judged]:
    for name, needed, text in messages:
        yield name, needed, urgency.check(text)


def _table(judged: Iterable[Judged]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for name, needed, given in judged:
        for row in (name, f"{name.split()[0]} (all)"):
            count = counts.setdefault(row, Counter())
            count["needed"] += needed is not None
            count["met"] += needed is not None and given is not None
            count["right"] += needed is not None and given == needed
            count["calm"] += needed is None
            count["alarms"] += needed is None and given is not None
    yield f"{'':22}{'danger':>7}{'met':>6}{'right card':>11}{'calm':>6}{'alarms':>7}{'precision':>10}"
    for name, count in sorted(counts.items()):
        cards = count["met"] + count["alarms"]
        precision = f"{count['met'] / cards:.0%}" if cards else "-"
        yield (
            f"{name:22}{count['needed']:7}{count['met']:6}{count['right']:11}{count['calm']:6}"
            f"{count['alarms']:7}{precision:>10}"
        )


def _times(urgency: Urgency, texts: Iterable[str]) -> str:
    taken = []
    for text in texts:
        started = time.perf_counter()
        urgency.check(text)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return f"ms a message: median {taken[len(taken) // 2]:.2f}, p99 {taken[len(taken) * 99 // 100]:.2f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
