"""The content in use and the answerer fitted to it, swapped together as one value."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from bot import kept
from bot.catalogue.compiled import load
from bot.catalogue.loaded import MAX_AGE_DAYS, Counts, Loaded
from bot.catalogue.model import Catalogue
from bot.catalogue.report import summary
from bot.errors import ProblemsError
from bot.matching.answer import Answerer
from bot.matching.followup import Outline
from bot.matching.matcher import Example, Matcher
from bot.matching.places import Places
from bot.matching.urgency import Lessons, Urgency
from bot.offices import Offices
from bot.problems import Problem

FEWEST_LESSONS = 50
"""From fewer messages in danger a model would learn their words by heart and overrule the phrases."""

DESCRIBES = 0.15
"""Weight of a summary or heading beside a question. With them cross-validated top-1 over 28 articles
rises from 0.74 to 0.76, English from 0.65 to 0.68; 0.4 does the same."""

EASIER = 1.9
"""Log-odds by which what people ask is easier than an example question that was not learned.

The examples of an article were written to be unlike one another: of those left out 40% are found, of
the development questions 70%, at the same shares. This one number was set on the latter, with 23,600
examples: stated probabilities were off by 5 points (by 33 without it), on examples left out too high by
25. With the 28,000 of today they are off by 8 on the development and by 4 on the held-out questions.
"""

Fingerprint = frozenset[tuple[str, int, int]]
"""Names, sizes and times of the files of a content folder."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A catalogue and the answerer that was fitted to it."""

    catalogue: Catalogue
    answerer: Answerer


def fit(catalogue: Catalogue, learned: Path | None = None) -> Knowledge:
    """Fit the matcher and the look-out for danger to ``catalogue``.

    What both learn is kept in the folder ``learned``, so that the next start is quick.
    """
    examples = [Example(text, label) for text, label in catalogue.examples()]
    examples += [Example(text, label, DESCRIBES) for text, label in catalogue.descriptions()]
    unrelated = [
        Example(text, theme)
        for theme, texts in catalogue.off_topic.items()
        for text in chain.from_iterable(texts.values())
    ]
    taught = sum(len(texts) for one in catalogue.danger for texts in one.examples.values())
    urgency = Urgency(
        [(one.article, one.phrases) for one in catalogue.danger],
        catalogue.calm,
        lessons(catalogue) if taught >= FEWEST_LESSONS else None,
        learned,
        provinces(catalogue),
    )
    matcher = Matcher.fit(examples, learned, unrelated, EASIER)
    answerer = Answerer(matcher, urgency, Offices(catalogue), outlines(catalogue))
    return Knowledge(catalogue, answerer)


def outlines(catalogue: Catalogue) -> dict[str, Outline]:
    """Return what leads a short question on from an article: its pages, and the articles near it."""
    found = {}
    for article in catalogue.articles.values():
        texts = tuple(article.texts.values())
        # The same page tells the same in every language, as far as all have it.
        pages = tuple(zip(*(text.parts for text in texts), strict=False))
        neighbours = (*article.related, *catalogue.topics[article.topic].articles)
        found[article.id] = Outline(
            titles=tuple(text.title for text in texts),
            headings=tuple(tuple(part.heading or "" for part in page) for page in pages),
            bodies=tuple(tuple(part.markdown for part in page) for page in pages),
            related=article.related,
            near=tuple(name for name in dict.fromkeys(neighbours) if name != article.id),
            contacts=article.contacts,
        )
    return found


def lessons(catalogue: Catalogue) -> Lessons:
    """Return what ``catalogue`` teaches about danger.

    The example questions of all but the danger articles are ordinary; of those of a danger article
    some are urgent and some are not, so nothing is learned from them.
    """
    urgent = {one.article for one in catalogue.danger}
    ordinary: dict[str, list[str]] = {}
    for text, article in catalogue.examples():
        if article not in urgent:
            ordinary.setdefault(catalogue.articles[article].topic, []).append(text)
    return Lessons(
        danger=[(one.article, one.examples) for one in catalogue.danger],
        calm=catalogue.calm_examples,
        ordinary=ordinary,
        signs=list(catalogue.signs.items()),
    )


def provinces(catalogue: Catalogue) -> Places:
    """Return the places of ``catalogue`` whose names must not sound like danger."""
    return Places(one.spellings for one in catalogue.places.values() if one.province)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why changed content is not in use: its ``errors``, sorted, and when they were found."""

    errors: tuple[Problem, ...]
    at: datetime


class Library:
    """The knowledge in use; :meth:`refresh` takes up changed content, never a faulty one.

    ``since`` is when the content in use was taken up, ``counts`` how much it is, ``faults`` how many
    errors it came with (a start is lenient), ``refused`` the newer content that is not in use.
    """

    def __init__(
        self,
        folder: Path,
        max_age_days: int,
        learned: Path | None,
        seen: Fingerprint,
        loaded: Loaded,
    ) -> None:
        self.folder = folder
        self.learned = learned
        self.max_age_days = max_age_days
        self._seen = seen
        self.refused: Refusal | None = None
        self._use(loaded)

    @classmethod
    def open(
        cls,
        folder: Path,
        today: date,
        *,
        max_age_days: int = MAX_AGE_DAYS,
        learned: Path | None = None,
    ) -> Library:
        """Load ``folder``; raises ProblemsError with every fault if it cannot be used.

        ``learned`` is a folder of its own in which to keep what was read and learned.

        An article checked more than ``max_age_days`` before ``today`` counts as overdue. Faults that
        leave a usable catalogue (a title that is too long) are logged: a restart must not fail on
        what would not have stopped the running bot.
        """
        if learned:
            kept.keep_own_in(learned)
        seen = _fingerprint(folder)
        loaded = load(folder, today, max_age_days=max_age_days, kept_in=learned)
        if loaded.catalogue is None:
            raise ProblemsError(loaded.errors)
        for problem in loaded.errors:
            _log.error("faulty content is in use: %s", problem)
        _log.info("content %s is in use: %s", loaded.catalogue.version, summary(loaded))
        return cls(folder, max_age_days, learned, seen, loaded)

    def refresh(self, today: date) -> tuple[Problem, ...]:
        """Take up the folder's files if they changed; return the errors that kept the old ones.

        Call it from one place at a time: it reads files and fits the matcher, for a minute where there
        is much to learn. Where somebody waits for answers meanwhile, :mod:`bot.ahead` has to do that.
        """
        now = self.changed()
        if now is None:
            return ()
        return self.take_up(now, self._load(today))

    def _load(self, today: date) -> Loaded:
        return load(self.folder, today, max_age_days=self.max_age_days, kept_in=self.learned)

    def changed(self) -> Fingerprint | None:
        """Return how the files look now if that is not how they were at the last look, else None."""
        now = _fingerprint(self.folder)
        return None if now == self._seen else now

    def take_up(self, seen: Fingerprint, loaded: Loaded) -> tuple[Problem, ...]:
        """Put ``loaded`` in use if it has no errors; return those that kept the old content.

        ``seen`` is how the files looked before they were read: what was written later is seen at the
        next look. The swap is one assignment, so an answer in the making keeps the content it began
        with.
        """
        self._seen = seen
        if loaded.catalogue is None or loaded.errors:
            self.refused = Refusal(loaded.errors, datetime.now(UTC))
            return loaded.errors
        # The very content that is in use, after a detour: nothing has to be fitted.
        if loaded.catalogue.version != self.current.catalogue.version:
            self._use(loaded)
            _log.info("content %s is now in use: %s", loaded.catalogue.version, summary(loaded))
        self.refused = None
        return ()

    def _use(self, loaded: Loaded) -> None:
        if loaded.catalogue is None:
            raise AssertionError("nothing usable was loaded")
        self.current = fit(loaded.catalogue, self.learned)
        self.counts: Counts = loaded.counts
        self.faults = len(loaded.errors)
        self.since = datetime.now(UTC)


def _fingerprint(folder: Path) -> Fingerprint:
    """Return names, sizes and times of the files; reading them all would be too much per look."""
    found = set()
    # Not Path.rglob: it raises where a folder goes away while it is listed.
    for directory, _, names in os.walk(folder):
        for name in names:
            path = Path(directory, name)
            if path.suffix not in {".md", ".yaml"}:
                continue
            try:
                status = path.stat()
            except OSError:
                continue  # gone between listing and looking
            found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)
