"""Lao in Latin letters, as people spell it by ear, and Lao script made comparable with it.

There is no spelling in use: ຈ້າງ is jang or chang, ວຽກ viak, wiak or viek, ບໍ່ bor, bo or baw. The
sound key keeps what these agree on. Tones, vowel length and aspiration are not in it, so words that
differ only there share a key (ໄປ go and ໃຜ who, both ``pai``). English words get a key too, by the same
rules; it means nothing but is the same each time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import TypeAdapter

from bot import kept
from bot.language.english import WORD, everyday_words, stem
from bot.language.hearing import heard, join
from bot.language.lao import TEXTS_REMEMBERED, canonical
from bot.language.reading import read_aloud, syllables
from bot.language.wordlist import words_of_the_field

_LAO_STRETCH = re.compile("[\u0e81-\u0ecd\u0edc-\u0edf]+")
_LATIN_LETTER = re.compile("[a-z]")
_TOKEN = re.compile("[a-z]+|[0-9]+")


@lru_cache(maxsize=TEXTS_REMEMBERED)
def sound_key(text: str) -> str:
    """Return how ``text`` sounds, coarsely: small Latin letters, one blank between words.

    Words in Latin letters go by ear, Lao script by its rules of reading (Lao has no blanks between
    words, so a Lao stretch gives one long word); digits stay; other scripts and signs are dropped.
    """
    text = canonical(text)
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = _LAO_STRETCH.sub(lambda stretch: f" {read_aloud(stretch[0])} ", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(heard(word) for word in _TOKEN.findall(text))


def joined_sound(text: str) -> str:
    """Return the sound key without blanks, in which Lao script and Latin words of one sound meet.

    Where words meet, a letter that ends one and begins the next is written once.
    """
    return join(sound_key(text).replace(" ", ""))


# Small words; the others come from concepts.yaml and from bot/language/english_words.txt, which has none
# of fewer than 4 letters.
_LAO = """
bor dai yu pai ma het hed viak mi nai jang khon khoi hao jao lao phai nyang sai neo jak yak hai hap
jai kha ngern ngan theuk thuk kap ban leo laeo nam dae de der na wa va si tong kheun khao ao phua
mia luk nong ai euay phi mae phor bat bai deuan meu pi lai noi thao hong mor jep puay suay xuay
sathan sanya anuyat thai kaoli banxi sabaidi khopjai khobjai borisat tamluat kan kong khong tua sia
kho ork khi hak khit tae khan leuy la lae ni nan yang thi pen ja phom khap hue kor ik mot tham song
vai ton hot kin pit sam mai lot sue bork non ti sak pha thang fang khian an bak lang tok tai
"""
_ENGLISH = """
a about act add after age ago air all am an and any are arm art as ask at ate away baby back bad
bag bar be because bed bee been before beg bet bid big bit boss box boy bus but buy by call can
can't cannot cap car card cat change child cold come company cost could cow cry cup cut dad day
dead debt did didn't die died do does doesn't dog doing dollar don't done door down drop drunk dry
due each ear early eat egg eight else employer end even ever every eye face fall family fan far
farm fat fear fee feel fees feet few fight file fill find fine fire fit five flu fly food foot for
form four free friend from full fun gas gave get girl give go god gone good got guy had hand has
hasn't have he head hear heard held hello help her here hi hid hide high him his hit hold home hope
hour house how hurt i i'm ice id if ill in into is isn't it it's its jail job just keep kept kid
kill kind knew know land last late law lay lazy leave led left leg legal less let lie life like
live loan lock long look lose lost low make many may me mean men met money month more most move
much must my name near need never new next night no nobody none nor not now of off office often oil
ok old on once one only open or other our out over owe own page paid pain paper part pass past pay
pen people per phone pill pink place plan please police poor put quit ran rape rest rich right road
room run sad safe said salary same save saw say see seen sell send sent set seven shall she shop
should show sick side sign sit six sleep so sold some son soon speak spend start stay steal stop
such sue sun take talk tax tea tell ten test thank thanks that the their them then there these they
thing think this those three tie time tired to told too took tooth top toy try turn two under until
up us use very visit wage wait wake walk want war was way we week went were wet what when where
which while who whom whose why wife will win with without woman won't word work worker worse would
write wrong year yes yet you young your
"""
_LAO_SOUNDS = frozenset(heard(word) for word in _LAO.split())
ENGLISH_WORDS = frozenset(_ENGLISH.split())
"""Everyday English words, also short ones that sound like Lao (pay, how, you)."""

_LOANS = frozenset((
    "visa", "passport", "baht", "kip", "sim", "app", "facebook", "line", "covid", "mou", "eps", "atm",
    "mai", "ngo",
))  # fmt: skip
_PLACES = frozenset((
    "thailand", "laos", "korea", "japan", "malaysia", "other_country", "myanmar", "golden_triangle",
    "lao_place", "thai_place",
))  # fmt: skip
# Atomic, so that a long word is read once: with plain groups 26 letters took 2.5 seconds.
_LAO_SHAPED = re.compile(
    "(?>(?:kh?w?|ng?|ch|ny|nh|ph?|th?|[bcdfghjlmqrsvwxyz])?[aeiou]{1,4}[rhwy]?(?:ng|[bcdgkmnpt])?)++"
)
_LAO_SPELLING = re.compile("kh|^n?g?ng|^x|^n[yh]|eu|ue|ou[ae]|ua|ia|a[eoiya]|uay|aw$|o[yr]$|ii|^wi")
_MOST_SYLLABLES = 5

# How much each thing that is known of a word speaks for English or Lao. Of the words of the 200 messages
# in tests/language/latin_messages.yaml 99.0% are told right so, and of 4,500 unknown words with typing
# errors in English examples 4% are taken for Lao; without the pull on mere shape (0.3) that is 14%.
_ENGLISH_WORD, _UNSAYABLE = 2.5, 1.0
_LAO_WORD, _LAO_SYLLABLES, _ONLY_SHAPE, _LAO_LETTERS = 2.0, 1.0, -0.5, 0.7
_BESIDE = (0.3, 0.18, 0.12)
"""How much words one, two and three places away count beside a word itself."""


def lao_words(text: str) -> frozenset[str]:
    """Return the words of ``text`` in Latin letters that are Lao written by ear, in canonical form."""
    words = WORD.findall(canonical(text))
    return frozenset(word for word, lao in zip(words, are_lao(words), strict=True) if lao)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def looks_like_lao(text: str) -> bool:
    """Tell whether the words of ``text`` in Latin letters are Lao by ear at least as often as English.

    Text without Latin letters is not Latin-letter Lao. One word at least must be known as Lao or be
    spelled as only Lao is; otherwise it is taken for mistyped English or a name.
    """
    words = [word for word in WORD.findall(canonical(text)) if _LATIN_LETTER.search(word)]
    return 2 * sum(are_lao(words)) >= len(words) > 0 and any(
        _leaning(word) > _LAO_SYLLABLES for word in words
    )


def are_lao(words: Sequence[str]) -> list[bool]:
    """Tell for each of ``words`` (canonical, in their order) whether it is Lao written by ear.

    Known words of either language and the shape of syllables speak first; where they leave it open
    (song is also ສົ່ງ, Thailand is in both), the words beside it do.
    """
    leanings = [_leaning(word) for word in words]
    found = []
    for place, word in enumerate(words):
        leaning = leanings[place]
        for distance, share in enumerate(_BESIDE, 1):
            before = leanings[place - distance] if place >= distance else 0.0
            after = leanings[place + distance] if place + distance < len(words) else 0.0
            leaning += share * (before + after)
        found.append(leaning > 0 and _LATIN_LETTER.search(word) is not None)
    return found


@lru_cache(maxsize=20_000)
def _leaning(word: str) -> float:
    """Return how much speaks for Lao (above 0) or English (below) in ``word`` alone."""
    field = _field()
    if word in field.in_both or not _LATIN_LETTER.search(word):
        return 0.0
    sound = heard(word)
    if sound in _LAO_SOUNDS or (len(sound) > 2 and sound in field.sounds):
        leaning = _LAO_WORD
    else:
        leaning = _LAO_SYLLABLES if _splits(sound, field.syllables) else _ONLY_SHAPE
    if _LAO_SPELLING.search(word):
        leaning += _LAO_LETTERS
    if not _LAO_SHAPED.fullmatch(word):
        leaning -= _UNSAYABLE
    return leaning - _ENGLISH_WORD if _is_english(word, field.stems) else leaning


def _is_english(word: str, stems: frozenset[str]) -> bool:
    if word in ENGLISH_WORDS or word in everyday_words() or "'" in word or "\u2019" in word:
        return True
    root = stem(word)
    return root in stems or (
        len(word) > 5 and any(root + ending in everyday_words() for ending in ("", "e"))
    )


def _splits(sound: str, parts: frozenset[str]) -> bool:
    """Tell whether ``sound`` is made of a few ``parts``."""
    reached = {0: 0}
    for start in range(len(sound)):
        if reached.get(start, _MOST_SYLLABLES) < _MOST_SYLLABLES:
            for end in range(start + 2, min(len(sound), start + 6) + 1):
                if sound[start:end] in parts:
                    reached[end] = min(reached[start] + 1, reached.get(end, _MOST_SYLLABLES))
    return len(sound) in reached


@dataclass(frozen=True, slots=True)
class _Field:
    """The words of the field: sounds of Lao ones and of their syllables, stems of English ones.

    ``in_both`` are names and loans that stand in Lao and English texts alike.
    """

    sounds: frozenset[str]
    syllables: frozenset[str]
    stems: frozenset[str]
    in_both: frozenset[str]


@cache
def _field() -> _Field:
    return kept.own("field", TypeAdapter(_Field), _read_field)


def _read_field() -> _Field:
    sounds, parts, stems, in_both = set[str](), set(_LAO_SOUNDS), set[str](), set(_LOANS)
    for concept, words in words_of_the_field().items():
        for word in words["lo"]:
            sounds.add(joined_sound(word))
            parts.update(heard(one) for one in syllables(canonical(word)))
        for word in (word for phrase in words["en"] for word in WORD.findall(canonical(phrase))):
            if concept in _PLACES:
                in_both.add(word)
            else:
                stems.add(stem(word))
    return _Field(frozenset(sounds), frozenset(parts), frozenset(stems), frozenset(in_both))
