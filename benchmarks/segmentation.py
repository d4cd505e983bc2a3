"""Are words worth it for Lao, or do n-grams of letters do? Measured on the articles' own Lao examples.

    python -m benchmarks.segmentation

Needs icu4py and laonlp besides the bot, best in an environment of their own:
``pip install icu4py==1.2.0 laonlp==1.3.0``. A segmenter that is not installed is left out.

Every third Lao example is withheld in turn and looked up among all other examples, by the cosine to the
middle of each article's examples, weighed as the matcher weighs (rare among articles counts more). The
Lao n-grams stand alone, are replaced by words and pairs of words, or have them beside them; then the
same with all other views of the matcher. Cost: ms a sentence, and memory after the first use in a
process of its own.
"""

from __future__ import annotations

import importlib
import math
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bot.catalogue.loader import load
from bot.language.lao import canonical
from bot.language.script import Script, main_script
from bot.language.thai import shared_key
from bot.matching.features import features

FOLDS = 3
Pieces = Mapping[str, float]
Segment = Callable[[str], list[str]]

_CONTENT = Path(__file__).parents[1] / "content"
_NGRAMS = "lao:"
"""How the matcher's n-grams of Lao begin."""


def icu4py() -> Segment:
    """Return ICU's dictionary segmenter."""
    breaker = importlib.import_module("icu4py.breakers").WordBreaker
    return lambda text: list(breaker(text, "lo"))


def laonlp() -> Segment:
    """Return laonlp's segmenter, the longest match over its own dictionary."""
    tokenize: Segment = importlib.import_module("laonlp.tokenize").word_tokenize
    return tokenize


SEGMENTERS = {"icu4py": icu4py, "laonlp": laonlp}


def words(text: str, segment: Segment) -> dict[str, float]:
    """Return words (2) and pairs of words (1) of ``text``, spelled as the n-grams are."""
    keys = [key for word in segment(canonical(text)) if (key := shared_key(word).strip())]
    found = {f"lao-word:{key}": 2.0 for key in keys}
    return found | {f"lao-pair:{one} {two}": 1.0 for one, two in pairwise(keys)}


class Middles:
    """The middle of each label's examples."""

    def __init__(self, texts: Sequence[Pieces], labels: Sequence[str]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        for pieces, label in zip(texts, labels, strict=True):
            for piece in pieces:
                owners[piece].add(label)
        total = len(set(labels))
        self._rarity = {
            p: math.sqrt(math.log((total + 1) / len(o)) + 0.2) for p, o in owners.items()
        }
        self._at: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        lengths: dict[str, float] = defaultdict(float)
        for pieces, label in zip(texts, labels, strict=True):
            for piece, weight in self._vector(pieces).items():
                self._at[piece][label] += weight
        for column in self._at.values():
            for label, weight in column.items():
                lengths[label] += weight * weight
        self._lengths = {label: math.sqrt(length) for label, length in lengths.items()}

    def _vector(self, pieces: Pieces) -> dict[str, float]:
        weighed = {p: weight * self._rarity[p] for p, weight in pieces.items() if p in self._rarity}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {piece: weight / length for piece, weight in weighed.items()}

    def best(self, pieces: Pieces, limit: int) -> list[str]:
        """Return the labels nearest to ``pieces``."""
        scores: Counter[str] = Counter()
        for piece, weight in self._vector(pieces).items():
            for label, there in self._at[piece].items():
                scores[label] += weight * there / self._lengths[label]  # type: ignore[assignment]
        return [label for label, _ in scores.most_common(limit)]


def accuracy(texts: Sequence[Pieces], labels: Sequence[str], asked: Sequence[int]) -> str:
    """Return top-1 and top-3 in per cent over ``asked``, each withheld once with every third of them."""
    first = third = 0
    for fold in range(FOLDS):
        out = set(asked[fold::FOLDS])
        kept = [n for n in range(len(texts)) if n not in out]
        middles = Middles([texts[n] for n in kept], [labels[n] for n in kept])
        for number in out:
            best = middles.best(texts[number], 3)
            first += best[:1] == [labels[number]]
            third += labels[number] in best
    return f"{100 * first / len(asked):6.1f} {100 * third / len(asked):6.1f}"


def cost(name: str) -> str:
    """Return memory and time that segmenting takes, measured in a process of its own."""
    code = f"from benchmarks.segmentation import measure; measure({name!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return done.stdout.strip()


def measure(name: str) -> None:
    """Print MB added by the first use of segmenter ``name``, and ms a sentence."""
    asked = [text for text, _ in _examples() if main_script(text) is Script.LAO]
    before = _resident()
    segment = SEGMENTERS[name]()
    segment(asked[0])
    used = _resident() - before
    started = time.perf_counter()
    for text in asked:
        words(text, segment)
    each = (time.perf_counter() - started) * 1000 / len(asked)
    print(f"{used:5.0f} MB {each:6.3f} ms")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _examples() -> list[tuple[str, str]]:
    catalogue = load(_CONTENT, datetime.now(UTC).date()).catalogue
    assert catalogue is not None, "thangdee check says what is wrong with the content"
    return list(catalogue.examples())


def main() -> None:
    """Measure and print."""
    examples = _examples()
    labels = [label for _, label in examples]
    asked = [n for n, (text, _) in enumerate(examples) if main_script(text) is Script.LAO]
    seen = [features(text) for text, _ in examples]
    others = [{p: w for p, w in one.items() if not p.startswith(_NGRAMS)} for one in seen]
    ngrams = [{p: w for p, w in one.items() if p.startswith(_NGRAMS)} for one in seen]
    print(f"{len(asked)} Lao examples of {len(set(labels))} articles, top-1 and top-3 in per cent")
    print(f"{'':28} {'alone':>13} {'all views':>13}")

    def row(name: str, alone: Sequence[Pieces], whole: Sequence[Pieces], spent: str = "") -> None:
        both = f"{accuracy(alone, labels, asked)} {accuracy(whole, labels, asked)}"
        print(f"{name:28} {both}   {spent}", flush=True)

    row("n-grams", ngrams, seen)
    for name, make in SEGMENTERS.items():
        try:
            segment = make()
        except ModuleNotFoundError:
            print(f"{name} is not installed: left out")
            continue
        found = [words(text, segment) for text, _ in examples]
        spent = cost(name)
        row(f"{name} instead", found, [a | b for a, b in zip(others, found, strict=True)], spent)
        with_ngrams = [a | b for a, b in zip(ngrams, found, strict=True)]
        row(
            f"{name} besides n-grams",
            with_ngrams,
            [a | b for a, b in zip(seen, found, strict=True)],
        )


if __name__ == "__main__":
    main()
