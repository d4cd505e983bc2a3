"""Thai letters for Lao ears: Thai words and Lao words of one origin meet in one key.

Unicode puts most Lao letters 0x80 above their Thai twins; the rest is spelling. The rules work
letter by letter without knowing words or syllables, so some come out wrong where a syllable's end
cannot be told from the next one's beginning. That is good enough for comparing many-letter
stretches and not for showing to people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from bot.language.lao import TEXTS_REMEMBERED, canonical, loose

_FILE = Path(__file__).with_name("thai_words.txt")
_TONE = "[\u0e48-\u0e4b]?"
_VOWEL_AFTER = "ะ-\u0e3a\u0e47-\u0e4d"  # signs after, above or below a letter: it begins a syllable
_ENDS = f"(?![{_VOWEL_AFTER}]|[กงดนบม](?![{_VOWEL_AFTER}อว]))"  # not in ทดแทน: an unwritten vowel
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("[ทตด][รน]\u0e4c|[ก-ฮ][ิุ]?\u0e4c", ""),  # silenced letters: จันทร์ ຈັນ, ศูนย์ ສູນ
        ("บ่(?![อายวก])", "บ\u0e4d\u0e48"),  # Lao in Thai letters: บ่ ບໍ່, but บ่าย
        ("อย(?=ู่|่าง?|าก)", "ย"),  # อยู่ อย่า อย่าง อยาก ຢູ່ ຢ່າ ຢ່າງ ຢາກ
        ("\u0e4d(" + _TONE + ")า", "\\1ำ"),
        ("รรม", "ำ"),  # ธรรมเนียม ທຳນຽມ
        ("รร(?=[ก-ฮ])", "ั"),
        ("รร", "ัน"),
        ("ทร(?=[าัว])", "ซ"),  # กระทรวง ກະຊວງ
        ("(?<=[กขคจตปผพส])ร(?=[" + _VOWEL_AFTER + "อว])", ""),  # clusters: ประเทศ ປະເທດ
        ("(?<=[กขคปผพ])ล(?=[" + _VOWEL_AFTER + "อ])", ""),  # กลับ ກັບ
        ("(?<=[กค])ร(?=[กบมนด](?![" + _VOWEL_AFTER + "]))", ""),  # ครบ ຄົບ
        ("(?<=[เแไใ][กขคปผพ])[รล](?=" + _TONE + "[ก-ฮ]?(?![" + _VOWEL_AFTER + "]))", ""),  # ไกล ໄກ
        ("(?<=[าิีุู])[รลญฬณ]" + _ENDS, "น"),  # ธนาคาร ທະນາຄານ
        ("(?<=ั)ตร", "ต"),  # บัตร ບັດ
        ("(?<=ั)ญ", "น"),  # สัญญา ສັນຍາ
        ("(?<=[าิีุูัว])[ตทธศษสชจฎฏฐ]" + _ENDS, "ด"),  # บาท ບາດ
        ("(?<=[าิีุูั])[พภป]" + _ENDS, "บ"),  # รูป ຮູບ
        ("(?<=[าิีุูั])ค" + _ENDS, "ก"),  # ภาค ພາກ
        ("(?<=[เแโ][ก-ฮ])[ตทธศษสชจ]" + _ENDS, "ด"),  # เขต ເຂດ
        ("(?<=[เแโ][ก-ฮ])[ขค]" + _ENDS, "ก"),  # เลข ເລກ
        ("([ก-ฮ])ัย(?![" + _VOWEL_AFTER + "])", "ไ\\1"),  # ภัย ໄພ
        ("เ([ก-ฮ]{1,2})ี(" + _TONE + ")ย", "\\1\\2\u0ebd"),  # เขียน ຂຽນ
        ("เ([ก-ฮ])(" + _TONE + ")ย(?![" + _VOWEL_AFTER + "])", "เ\\1ี\\2ย"),  # เคย ເຄີຍ
        ("เ([ก-ฮ])(" + _TONE + ")อ(?![" + _VOWEL_AFTER + "])", "เ\\1ี\\2"),  # เบอร์ ເບີ
        ("ก\u0e47(?![ก-ฮ])", "ก\u0e4d"),  # ก็ ກໍ
    )
)
_LETTERS = {code: chr(code + 0x80) for code in range(0x0E01, 0x0E5A) if code + 0x80 <= 0x0ED9}
_LETTERS |= {
    ord(thai): lao
    for thai, lao in {
        "ฃ": "ຂ", "ฅ": "ຄ", "ฆ": "ຄ", "ฉ": "ສ", "ซ": "ຊ", "ฌ": "ຊ", "ญ": "ຍ", "ย": "ຍ",
        "ฎ": "ດ", "ฏ": "ຕ", "ฐ": "ຖ", "ฑ": "ທ", "ฒ": "ທ", "ณ": "ນ", "ธ": "ທ", "ภ": "ພ",
        "ศ": "ສ", "ษ": "ສ", "ฬ": "ລ", "ฤ": "ຣຶ", "ฦ": "ລຶ", "ๅ": "າ", "\u0e47": "ັ", "ฯ": "ຯ",
        "\u0e3a": "", "\u0e4c": "", "\u0e4d": "ໍ", "\u0e4e": "", "฿": "ບາດ", "๏": "", "๚": "", "๛": "",
    }.items()
}  # fmt: skip

_LAO_LETTER = "[\u0e81-\u0eae\u0edc\u0edd]"
_LAO_VOWEL_AFTER = "ະ-ົໍ"
_FOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    # ເມຍ and ຂຽນ are one vowel; the ຍ of ປະເທດຍີ່ປຸ່ນ has a vowel of its own
    (re.compile(f"ເ({_LAO_LETTER}{{1,2}})ຍ(?![{_LAO_VOWEL_AFTER}])"), "\\1ຽ"),
    (re.compile("ືອ|ຶອ"), "ື"),  # มือ ມື
    (re.compile("ັວ"), "ວ"),  # ครัว ຄົວ
    (re.compile("ຫລ"), "ລ"),  # ตำรวจ ຕຳຫຼວດ
)
_ONE_FOR_MANY = str.maketrans({
    "ະ": None,  # unwritten in Thai: ธนาคาร ທະນາຄານ
    "ໍ": "ອ", "ຮ": "ລ", "ຢ": "ຍ", "ໃ": "ໄ", "ິ": "ີ", "ຶ": "ື", "ຸ": "ູ",
})  # fmt: skip


@cache
def _not_cognate() -> Mapping[str, str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return {canonical(thai): lao for thai, _, lao in pairs}


@cache
def _words() -> re.Pattern[str]:
    words = "|".join(sorted(_not_cognate(), key=len, reverse=True))
    return re.compile(f"(?:{words})(?![{_VOWEL_AFTER}])")  # ไหม, not ไหม้


@lru_cache(maxsize=TEXTS_REMEMBERED)
def to_lao(text: str) -> str:
    """Return ``text`` with its Thai stretches as a Lao would spell what he hears.

    Words that the languages do not share are replaced where a short list knows them; other
    scripts stay. The result is canonical Lao.
    """
    text = canonical(text)
    if text.isascii():
        return text
    meant = _not_cognate()
    text = _words().sub(lambda word: meant[word[0]], text)
    for pattern, spelled in _RULES:
        text = pattern.sub(spelled, text)
    return canonical(text.translate(_LETTERS))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def shared_key(text: str) -> str:
    """Return a key in Lao letters under which Thai and Lao spellings of one word meet.

    The loose key of :func:`to_lao`, without ະ, with long and short vowels as one and with ຮ as ລ
    (Thai ร is either). Only for fuzzy steps.
    """
    key = loose(to_lao(text))
    for pattern, meant in _FOLD:
        key = pattern.sub(meant, key)
    return key.translate(_ONE_FOR_MANY)
