"""English words reduced to stems, so that "employers", "employer" and "employer's" are one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WORD = re.compile("[a-z0-9]+(?:['\u2019][a-z]+)?")
"""A word in canonical text; ``'s`` and ``n't`` belong to it."""

_POSSESSIVE = re.compile("['\u2019](?:s|m|re|ve|ll|d)$")
_ENDINGS = (
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ying", "y"), ("xes", "x"), ("ches", "ch"),
    ("shes", "sh"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip
_DOUBLED = re.compile("([bdfglmnprt])\\1$")
_IRREGULAR = {
    "paid": "pay", "sent": "send", "lost": "lose", "stolen": "steal", "stole": "steal", "went": "go",
    "gone": "go", "got": "get", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "kept": "keep", "held": "hold", "said": "say", "told": "tell", "left": "leave", "ran": "run",
    "fell": "fall", "died": "die", "dead": "die", "death": "die", "sold": "sell", "bought": "buy",
    "owed": "owe", "came": "come", "broke": "break", "broken": "break", "hid": "hide", "beaten": "beat",
    "found": "find", "children": "child", "wives": "wife", "women": "woman", "men": "man",
    "papers": "paper", "people": "person", "caught": "catch", "forgot": "forget", "lent": "lend",
    "made": "make", "brought": "bring", "lying": "lie", "dying": "die", "was": "be", "were": "be",
    "is": "be", "am": "be", "are": "be", "been": "be", "has": "have", "had": "have", "did": "do",
    "does": "do", "done": "do", "this": "this", "his": "his", "news": "news", "bus": "bus",
    "thought": "think", "spent": "spend", "slept": "sleep", "felt": "feel", "hurts": "hurt",
    "cannot": "can't", "cant": "can't", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't",
    "wont": "won't", "isnt": "isn't", "hasnt": "hasn't", "havent": "haven't",
}  # fmt: skip


def stem(word: str) -> str:
    """Return ``word`` (small letters) without its ending; stems are for comparing, not for reading."""
    word = _POSSESSIVE.sub("", word.replace("\u2019", "'"))
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith("n't"):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            word = word[: len(word) - len(ending)] + instead
            break
    for ending in ("ing", "ed"):
        if word.endswith(ending) and re.search("[aeiouy]", word[: -len(ending)]) and len(word) > 5:
            word = _DOUBLED.sub("\\1", word[: -len(ending)])
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@cache
def everyday_words() -> frozenset[str]:
    """Return about 9,000 common English words of 4 to 10 letters."""
    lines = Path(__file__).with_name("english_words.txt").read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
