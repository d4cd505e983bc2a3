"""How well danger is seen: cross-validated on the content's own examples, and on labelled questions.

    python -m benchmarks.urgency content tests/questions/*.yaml

Five folds. Examples of one number in their list are withheld together in all languages, because they
often tell the same situation, and so is whatever sounds like one of them in any script.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz import fuzz, process

from bot import yamlfile
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.knowledge import lessons, provinces
from bot.language.thai import to_lao
from bot.matching.urgency import DANGER_SCORE, Lessons, Urgency
from bot.matching.urgency_views import has_thai, in_sound

_FOLDS = 5
_TOGETHER = 6
"""Neighbours in a list often tell one situation twice, so this many are withheld together."""

_ALIKE = 75
"""From this likeness of sound on (rapidfuzz ratio, 0 to 100) an example tells a withheld one."""
_CUT_OFFS = (-1.0, -0.5, 0.0, 0.5)

Texts = Mapping[str, Sequence[str]]
Message = tuple[str, str | None, str]
"""Set and script of a message, the card it needs, its text."""
Judged = tuple[str, str | None, str | None, float]
"""Set and script of a message, the card it needs, the card it got, its score."""


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
    alone = list(_judge(phrases, [*_examples(taught, phrases, None), *asked]))
    print("phrases alone", *_table(alone), sep="\n")
    judged = list(_judge(everything, asked))
    for fold in range(_FOLDS):
        without = _urgency(catalogue, _part(taught, fold))
        judged += _judge(without, _examples(taught, phrases, fold))
    print("with lessons", *_table(judged), *_cut_offs(judged), sep="\n")
    print(_times(everything, [text for _, _, text in asked]))


def _urgency(catalogue: Catalogue, taught: Lessons | None) -> Urgency:
    phrases = [(one.article, one.phrases) for one in catalogue.danger]
    return Urgency(phrases, catalogue.calm, taught, places=provinces(catalogue))


def _withheld(number: int, fold: int | None) -> bool:
    return fold is None or number // _TOGETHER % _FOLDS == fold


def _part(taught: Lessons, fold: int) -> Lessons:
    """Return the lessons without those of the fold and those that sound like one of them."""
    groups = [*(texts for _, texts in taught.danger), taught.calm]
    withheld = [
        _sound(text)
        for texts in groups
        for listed in texts.values()
        for number, text in enumerate(listed)
        if _withheld(number, fold)
    ]
    return Lessons(
        [(article, _rest(texts, fold, withheld)) for article, texts in taught.danger],
        _rest(taught.calm, fold, withheld),
        _rest(taught.ordinary, fold, []),
        taught.signs,
    )


def _rest(texts: Texts, fold: int, withheld: Sequence[str]) -> dict[str, list[str]]:
    rest = {}
    for code, listed in texts.items():
        kept = [text for number, text in enumerate(listed) if not _withheld(number, fold)]
        if kept and withheld:
            sounds = [_sound(text) for text in kept]
            likeness = process.cdist(sounds, withheld, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            kept = [text for text, most in zip(kept, likeness.max(axis=1), strict=True) if not most]
        rest[code] = kept
    return rest


def _sound(text: str) -> str:
    return in_sound(to_lao(text) if has_thai(text) else text)


def _examples(taught: Lessons, phrases: Urgency, fold: int | None) -> Iterator[Message]:
    groups = [*taught.danger, (None, taught.calm)]
    for article, texts in groups:
        for code, listed in texts.items():
            for number, text in enumerate(listed):
                if _withheld(number, fold):
                    yield f"examples {code}", article, text
    for listed in taught.ordinary.values():
        for number, text in enumerate(listed):
            if _withheld(number, fold):
                # With a phrase ("the machine cut my finger") it may well need the card.
                yield "phrased" if phrases.check(text) else "ordinary", None, text


def _questions(files: Iterable[Path]) -> Iterator[Message]:
    for file in files:
        for line in yamlfile.parse(file.read_text(encoding="utf-8"), str(file)).data:
            needed = line.get("urgent")
            name = f"{file.stem.split('_')[0]} {line['script']}"
            yield name, None if needed == "null" else needed, line["text"]


def _judge(urgency: Urgency, messages: Iterable[Message]) -> Iterator[Judged]:
    for name, needed, text in messages:
        yield name, needed, urgency.check(text), urgency.score(text)


def _cut_offs(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield, for each set, recall and share of alarms at cut-offs around the one in use."""
    for name in dict.fromkeys(row[0].split()[0] for row in judged):
        rows = [row for row in judged if row[0].split()[0] == name]
        line = f"{name:10}"
        for least in (*_CUT_OFFS, DANGER_SCORE):
            danger = [score >= least for _, needed, _, score in rows if needed]
            calm = [score >= least for _, needed, _, score in rows if not needed]
            line += f" | {least:4}: met {sum(danger)}/{len(danger)} alarms {sum(calm)}/{len(calm)}"
        yield line


def _table(judged: Iterable[Judged]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for name, needed, given, _ in judged:
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
