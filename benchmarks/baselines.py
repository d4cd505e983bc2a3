"""Engines under test: ours, and what people would use instead, each as a fair user would set it up.

The others get canonical text, as ours makes it for itself (one spelling of Lao, small letters, digits
0-9), with signs as blanks. Their packages are loaded only when an engine is built.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from benchmarks.sets import Labelled
from bot.language.lao import canonical

Ranked = list[tuple[str, float]]
"""Labels with scores on the engine's own scale, best first, each once."""

CANDIDATES = 50
"""Examples from which the best labels are taken."""

_SIGNS = re.compile("[^\\w\u0e00-\u0eff]+")
_STRETCH = re.compile("[\u0e00-\u0eff]+|[^\\s\u0e00-\u0eff]+")


class Engine(Protocol):
    """Examples made ready for look-up."""

    def rank(self, text: str, limit: int) -> Ranked:
        """Return at most ``limit`` labels for ``text``."""


def plain(text: str) -> str:
    """Return canonical ``text`` as words between single blanks."""
    return " ".join(_SIGNS.sub(" ", canonical(text)).split())


def first_labels(found: Iterable[tuple[str, float]], limit: int) -> Ranked:
    """Return the first ``limit`` labels of ``found``, which is best first, each with its best score."""
    best: dict[str, float] = {}
    for label, score in found:
        best.setdefault(label, score)
        if len(best) == limit:
            break
    return list(best.items())


class Ours:
    """The bot's matcher as it is."""

    def __init__(self, examples: Sequence[Labelled]) -> None:
        from bot.matching.matcher import Example, Matcher

        self._matcher = Matcher.fit(Example(one.text, one.label, one.weight) for one in examples)

    def rank(self, text: str, limit: int) -> Ranked:
        """Return the matcher's matches."""
        return [(match.label, match.score) for match in self._matcher.match(text, limit)]


class RapidFuzz:
    """The most similar example by a scorer of rapidfuzz; for one label ``extractOne``."""

    def __init__(self, examples: Sequence[Labelled], scorer: str) -> None:
        from rapidfuzz import fuzz, process

        self._process: Any = process
        self._scorer = getattr(fuzz, scorer)
        self._texts = [plain(one.text) for one in examples]
        self._labels = [one.label for one in examples]

    def rank(self, text: str, limit: int) -> Ranked:
        """Return the labels of the most similar examples."""
        asked = plain(text)
        if limit == 1:
            one = self._process.extractOne(asked, self._texts, scorer=self._scorer)
            found = [one] if one else []
        else:
            found = self._process.extract(asked, self._texts, scorer=self._scorer, limit=CANDIDATES)
        return first_labels(((self._labels[n], score) for _, score, n in found), limit)


class Fts5:
    """The example that SQLite's full-text index finds first; any term of the question may match."""

    def __init__(self, examples: Sequence[Labelled], tokenize: str, *, trigrams: bool) -> None:
        self._trigrams = trigrams
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            f'CREATE VIRTUAL TABLE example USING fts5(text, label UNINDEXED, tokenize="{tokenize}")'
        )
        self._base.executemany(
            "INSERT INTO example VALUES (?, ?)", [(plain(one.text), one.label) for one in examples]
        )

    def rank(self, text: str, limit: int) -> Ranked:
        """Return the labels of the examples with the best BM25."""
        asked = plain(text)
        pieces = _cut(asked, 3) if self._trigrams else asked.split()
        if not pieces:
            return []
        found = self._base.execute(
            "SELECT label, -rank FROM example WHERE example MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{piece}"' for piece in dict.fromkeys(pieces)), CANDIDATES),
        )
        return first_labels(found, limit)


class Bm25:
    """The example with the best BM25 by bm25s.

    Words; of Lao and Thai, written without blanks, overlapping threes of letters.
    """

    def __init__(self, examples: Sequence[Labelled]) -> None:
        import bm25s

        tokens = [_tokens(one.text) for one in examples]
        self._known = {token for listed in tokens for token in listed}
        self._labels = [one.label for one in examples]
        self._index: Any = bm25s.BM25()
        self._index.index(tokens, show_progress=False)

    def rank(self, text: str, limit: int) -> Ranked:
        """Return the labels of the examples with the best scores."""
        known = [token for token in _tokens(text) if token in self._known]
        return best_rows(self._index.get_scores(known), self._labels, limit) if known else []


def best_rows(scores: Any, labels: Sequence[str], limit: int) -> Ranked:
    """Return the labels of the rows with the best ``scores`` (a numpy array); 0 does not count."""
    count = min(CANDIDATES, len(scores))
    rows = (-scores).argpartition(count - 1)[:count]
    ranked = sorted(((float(scores[row]), -int(row)) for row in rows), reverse=True)
    return first_labels(((labels[-row], score) for score, row in ranked if score > 0), limit)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for stretch in _STRETCH.findall(plain(text)):
        tokens += _cut(stretch, 3) if stretch[0] >= "\u0e00" else [stretch]
    return tokens


def _cut(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(len(text) - length + 1)]


def _linear(name: str) -> Callable[[Sequence[Labelled]], Engine]:
    def build(examples: Sequence[Labelled]) -> Engine:
        from benchmarks import linear

        engine: Engine = getattr(linear, name)(examples)
        return engine

    return build


OURS = "Thangdee"
ENGINES: Mapping[str, Callable[[Sequence[Labelled]], Engine]] = {
    OURS: Ours,
    "rapidfuzz WRatio": lambda examples: RapidFuzz(examples, "WRatio"),
    "rapidfuzz token_set_ratio": lambda examples: RapidFuzz(examples, "token_set_ratio"),
    "SQLite FTS5 unicode61": lambda examples: Fts5(
        examples, "unicode61 categories 'L* N* M* Co'", trigrams=False
    ),
    "SQLite FTS5 trigram": lambda examples: Fts5(examples, "trigram", trigrams=True),
    "BM25 (bm25s)": Bm25,
    "TF-IDF, nearest example": _linear("Nearest"),
    "TF-IDF, label centroid": _linear("Centroid"),
    "linear SVM": _linear("svm"),
    "logistic regression": _linear("regression"),
    "logistic regression, letters": _linear("regression_letters"),
}
"""Builders by name, in the order of the tables."""
LIGHT = tuple(list(ENGINES)[:5])
"""Those that need no package besides the bot's own."""
