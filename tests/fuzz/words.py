"""What people type: read in bounded time, whatever it is, and scrubbed of who wrote it."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from bot import dates
from bot.catalogue.model import Article
from bot.language.concepts import standard
from bot.language.guess import language_of
from bot.language.lao import canonical, compose, loose
from bot.language.latin import joined_sound, looks_like_lao
from bot.language.script import main_script, runs
from bot.language.thai import shared_key
from bot.matching.followup import asked
from bot.matching.greetings import is_smalltalk, without_greetings
from bot.scrub import MOST_CHARACTERS, scrub
from handlers import aloud, ask, inline, reminders
from handlers.remind import read_paper
from handlers.screen import merged
from tests.fuzz import house
from tests.fuzz.target import LONGEST, text_of, within
from tests.handlers.support import faults

SECONDS = 0.25
"""CPU that one step may take for the longest message there is."""

TODAY = date(2026, 11, 22)
_IDENTIFYING = re.compile(r"[@＠﹫]|://|\bwww\.|[^\s.]\.com\b", re.IGNORECASE)
_STEPS = (
    canonical, compose, loose, runs, main_script, shared_key, joined_sound, looks_like_lao,
    standard().find, language_of, without_greetings, asked,
)  # fmt: skip


def read(data: bytes) -> None:
    """Read the language of a message, step by step."""
    text = text_of(data)[:LONGEST]
    for step in _STEPS:
        within(SECONDS, getattr(step, "__name__", "a step"), partial(step, text))
    for answerable in (True, False):
        is_smalltalk(text, answerable=answerable)
    same = canonical(text)
    assert canonical(same) == same, "canonical text is written in another way once more"
    assert compose(compose(text)) == compose(text), "composed text changes once more"
    assert "".join(run.text for run in runs(text)) == text, "runs lose text"


def answer(data: bytes) -> None:
    """Answer a message, also right after an article, and draw what is answered."""
    text = text_of(data)[:LONGEST]
    answerer = house.library().current.answerer
    for before in (None, _article(text).id):
        found = within(SECONDS, "answering", partial(answerer.answer, text, before))
        screens = [ask.answer(view, found, len(text) % 2) for view in house.views()]
        for screen in (*screens, merged([screens[0], screens[len(house.COUNTRIES)]])):
            wrong = faults(screen)
            assert not wrong, wrong
    for view in house.views():
        aloud.answer(view, found)
    for card in inline.cards(list(house.views()[:1]), found):
        card.result()


def _article(text: str) -> Article:
    articles = list(house.catalogue().articles.values())
    return articles[sum(map(ord, text)) % len(articles)]


def clean(data: bytes) -> None:
    """Scrub a message: no digit, no handle and no link is left."""
    text = text_of(data)[:LONGEST]
    kept = within(SECONDS, "scrubbing", lambda: scrub(text)) or ""
    assert len(kept) <= MOST_CHARACTERS
    assert not any(sign.isdigit() or sign.isnumeric() for sign in kept), "a digit is left"
    assert not _IDENTIFYING.search(kept), "a handle or link is left"


def dated(data: bytes) -> None:
    """Read a paper and a date out of what stands behind /remind, and draw what is asked then."""
    text = text_of(data)[:LONGEST]
    paper, rest = within(SECONDS, "reading a paper", lambda: read_paper(text))
    due = within(SECONDS, "reading a date", lambda: dates.read_date(rest, TODAY))
    within(SECONDS, "reading a date", lambda: dates.read_date(text, TODAY))
    for view in house.views():
        if isinstance(due, date):
            if paper is None:
                reminders.of_which_paper(view, due).markup()
            else:
                reminders.confirm(view, paper, due, TODAY).markup()
        else:
            reminders.refused(view, due, paper, TODAY).markup()
