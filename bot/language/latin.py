"""Lao in Latin letters, as people spell it by ear, and Lao script made comparable with it.

There is no spelling in use: ຈ້າງ is jang or chang, ວຽກ viak, wiak or viek, ບໍ່ bor, bo or baw. The
sound key keeps what these agree on. Tones, vowel length and aspiration are not in it, so words that
differ only there share a key (ໄປ go and ໃຜ who, both ``pai``). English words get a key too, by the same
rules; it means nothing but is the same each time.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.language.lao import canonical
from bot.language.reading import read_aloud

_LAO_STRETCH = re.compile("[\u0e81-\u0ecd\u0edc-\u0edf]+")
_CODA = "(?=[^aeiouy]|$)"
# In order; each sees what the ones before have left. E is the vowel of ເງິນ, ມື້, ເດືອນ (eu, ue, er,
# oe …), G the sound ng; both are made small at the end.
_BY_EAR: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"(.)\1{2,}", r"\1\1"),
        ("nn+", "n"),
        ("ng", "G"),
        ("g", "k"),
        ("tch|ch|j|z", "j"),  # chang, jang
        ("c(?=[eiy])", "s"),
        ("[ckq]h?", "k"),
        ("ph|bh", "p"),
        ("th|dh", "t"),
        ("sh|x", "s"),  # xuay, suay
        (f"aw{_CODA}", "or"),  # baw, bor
        ("w|v", "v"),
        ("(?<=[kl])v(?=a)", "u"),  # kwam, khuam
        ("n[hy](?=[aeiou])|^ny", "y"),  # nyang, nhang, yang
        ("l|r(?=[aeiouy])", "l"),
        (f"(?<=[aeiou])(?:r|h){_CODA}", "r"),  # a letter that only lengthens: bor, boh
        ("e[ou]a?|[uo]e+a?|[ei]r|eua|u[er]|oer", "E"),  # ngeun, ngern, ngoen, deuan, meu, mue
        ("ou(?!a)|oo|uu|u", "u"),
        ("ou(?=a)", "u"),
        ("or|oa|oh", "o"),
        ("i[ae]+|ea", "ia"),  # viak, viek
        ("ae+|ai?e", "e"),
        ("ee|ii", "i"),
        ("a+[iy]+|ei|ey", "ai"),
        ("a+[ou]|av$", "ao"),
        ("uo|ua", "ua"),
        ("(?<=[aouE])y", "i"),
        ("r", ""),
        (r"(.)\1", r"\1"),
        (f"b{_CODA}", "p"),  # kobjai, kopjai
        (f"d{_CODA}", "t"),
    )
)


def sound_key(text: str) -> str:
    """Return how ``text`` sounds, coarsely: small Latin letters, one blank between words.

    Words in Latin letters go by ear, Lao script by its rules of reading (Lao has no blanks between
    words, so a Lao stretch gives one long word); digits stay; other scripts and signs are dropped.
    """
    text = unicodedata.normalize("NFD", canonical(text))
    text = _LAO_STRETCH.sub(lambda stretch: f" {read_aloud(stretch[0])} ", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_heard(word) for word in _TOKEN.findall(text))


def joined_sound(text: str) -> str:
    """Return the sound key without blanks, in which Lao script and Latin words of one sound meet.

    Where words meet, a letter that ends one and begins the next is written once.
    """
    return _TWICE.sub(r"\1", sound_key(text).replace(" ", "")).replace("ng", "g")


@lru_cache(maxsize=20_000)
def _heard(word: str) -> str:
    for pattern, heard in _BY_EAR:
        word = pattern.sub(heard, word)
    return word.lower()


_TWICE = re.compile(r"(.)\1+")
_TOKEN = re.compile("[a-z]+|[0-9]+")


# Words that tell the languages apart, Lao ones as keys of sound. Words that are both (an, can, do, lot,
# man, me, may, no, on, to) stand in neither list.
_LAO = """
bor dai yu pai ma het hed viak mi nai jang khon khoi hao jao lao phai nyang sai neo jak yak hai hap jai
kha ngern ngan theuk thuk kap ban leo laeo nam dae de der na wa va si tong kheun khao ao phua mia luk
nong ai euay phi mae phor bat bai deuan meu pi lai noi thao hong mor jep puay suay xuay sathan sanya
anuyat thai kaoli banxi sabaidi khopjai khobjai borisat tamluat kan kong khong tua sia kho ork khi hak
khit tae khan leuy
"""
_ENGLISH = """
a about after am and are ask at baby be because before boss but by call can't card change company could
did does dollar don don't employer family fee find for from get give go got had has have he hello help
her him his home how i i'm if in into is it job leave legal long make many money more my need never new
not now of office one or our out over paid pay people phone please police salary she should take thank
thanks that the their them there they this too wage want was we were what when where which who why will
with without work worker would year you your
"""
_LAO_WORDS = frozenset(_heard(word) for word in _LAO.split())
ENGLISH_WORDS = frozenset(_ENGLISH.split())
_LAO_SHAPED = re.compile(
    "(?:(?:kh?w?|ng?|ch|ny|nh|ph?|th?|[bcdfghjlmqrsvwxyz])?[aeiou]{1,3}[rhwy]?(?:ng|[bcdgkmnpt])?)+"
)
_APOSTROPHE_WORD = re.compile("[a-z]+(?:'[a-z]+)?")


def looks_like_lao(text: str) -> bool:
    """Tell whether the Latin letters in ``text`` are Lao written by ear rather than English.

    Each word votes: known words of either language, and words that no Lao could say so (``strict``)
    for English; if none is known, words shaped like Lao syllables decide. Text without Latin letters
    is not Latin-letter Lao. Names and single words are often undecidable; those count as English.
    """
    words = _APOSTROPHE_WORD.findall(canonical(text).replace("\u2019", "'"))
    lao = sum(word not in ENGLISH_WORDS and _heard(word) in _LAO_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    unsayable = sum(not _LAO_SHAPED.fullmatch(word) for word in words)
    if lao or english:
        return lao > english + unsayable / 2
    return len(words) > 1 and unsayable * 3 < len(words)
