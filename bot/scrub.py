"""Takes out of a question what could tell who wrote it, before it is kept.

Digits, links, addresses of every kind, names after words such as Mr. Where a name ends has to be guessed
in Lao and Thai, which write on without a space; then too much goes rather than too little. A name that
nothing announces ("Somsak does not pay") is not found: people are told so, and asked to write none.
"""

from __future__ import annotations

import re
from functools import cache

from bot.language.english import everyday_words
from bot.language.lao import compose
from bot.language.latin import ENGLISH_WORDS

MOST_CHARACTERS = 300
"""What is longer is cut: it is a story, not a question."""

FEWEST_LETTERS = 4
"""What has fewer letters after scrubbing tells nobody anything."""

_GONE = "…"
"""Stands for whatever was taken out."""

_LETTERS = "A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0ecd\u0edc-\u0edf"
_WORD = f"[{_LETTERS}]+(?:['\u2019-][{_LETTERS}]+)*"

# Looked for within a stretch without blanks, which then goes as a whole; one pattern for all of it would
# begin anew at every sign of a long one.
_LINK = re.compile(
    r"://|www\.|[@＠﹫]"  # also @names and e-mail addresses
    r"|(?<=\S)\.(?:com|net|org|info|me|la|th|kr|jp|vn|cn|io|co|ly|app|page|site|xyz|link|shop|gov|edu)\b",
    re.IGNORECASE,
)
_STREETS = re.compile(r"(?:\b[A-Z][a-z]+ ){1,3}(?=(?:Street|Road|Lane|Avenue|Village)\b)")
_NUMBERS = re.compile(
    r"\b[A-Za-z]{1,3}[ -]?(?=\d{5})"  # the letters of a passport's number go with it
    r"|(?:(?<![A-Za-z])[A-Za-z]++)?\d[A-Za-z\d]*(?:[ ().,:/+-]*\d[A-Za-z\d]*)*"
)

# Words that announce a name. Many are ordinary words as well (ນ້ອງ, a younger one; คุณ, you; miss), so a
# word too many goes now and then.
_TITLES = """
ທ້າວ ນາງສາວ ນາງ ນາຍ ທ່ານ ຊື່ວ່າ ຊື່ ອ້າຍ ເອື້ອຍ ນ້ອງ ຍານາງ ລຸງ ປ້າ ບ້ານ ເມືອງ ຖະໜົນ ຮ່ອມ ຊອຍ
นางสาว นาง นาย คุณ ชื่อว่า ชื่อ พี่ น้อง ลุง ป้า บ้าน ซอย ถนน ตำบล อำเภอ หมู่บ้าน
"""
_LATIN_TITLES = """
mr mrs ms miss dr mister thao thaw tao nang naang nangsao khun ai aai euay ueay nong than lung pa
soi thanon ban baan muang meuang muong village named
"""
_I_AM_CALLED = (
    r"my name(?:'s| is)?|(?:i am|i'm) called|call me|name is"
    r"|(?:kh?oi?y?|khooi|kha|phom|pom|kanoy) (?:seu|sue|su|xeu|xu|xue|chue|cheu)(?: va| wa)?"
)

# Where a name ends, in scripts without blanks: what no name begins with or has in it. Not here: ມາ, ດີ,
# ແກ້ວ, ຄຳ, ສີ, ໃສ, ນ້ອຍ, ສາລີ and the like, of which names are made.
_ENDS = """
ບໍ່ ໄດ້ ຈ່າຍ ຢູ່ ໄປ ແລະ ຂອງ ເຮັດ ຢາກ ໃຫ້ ແຕ່ ເອົາ ຖືກ ຕ້ອງ ເຂົາ ຂ້ອຍ ຂ້າພະເຈົ້າ ຜູ້ ທີ່ ກັບ ກຳລັງ ແລ້ວ ຍັງ ຫຼື
ເປັນ ບອກ ໂທ ຂໍ ຊ່ວຍ ຫຍັງ ໃຜ ຫາກ ຖ້າ ຈຶ່ງ ເພາະ ໂກງ ໜີ ນີ້ ນັ້ນ ບໍລິສັດ ຖາມ ເຈົ້າ ພວກ ອາຍຸ ເສຍ ຮູ້ ເວລາ ແມ່ນ ຈາກ ໃນ
ແຂວງ ເຈັບ ຮ້ອງ ຢ້ານ ຄິດ ຕາຍ ຫຼອກ ເຂົ້າ ອອກ ຂາຍ ຊື້ ກິນ ກູ້ ຕິດ ທ້ອງ ຮັບ ຈ້າງ ຢຶດ ສາມາດ ຄົນ
ไม่ ได้ จ่าย อยู่ ไป และ ของ ทำ อยาก ให้ แต่ เอา ถูก ต้อง เขา ผม ฉัน ดิฉัน ที่ กับ กำลัง แล้ว ยัง หรือ เป็น บอก โทร
ขอ ช่วย อะไร ไหน ใคร กี่ ถ้า เพราะ โกง หนี นี้ นั้น บริษัท ถาม อายุ เสีย รู้ เวลา จะ จาก ใน คือ จังหวัด เจ็บ กลัว คิด ตาย
หลอก เข้า ออก ขาย ซื้อ กิน ติด รับ โดน ป่วย ยึด สามารถ ครับ ค่ะ
"""
# Ordinary words with a title in them, or behind one.
_ROLES = """
ນາຍຈ້າງ ນາຍໜ້າ ນາຍພາສາ ນາຍບ້ານ ນາຍຄູ ນາຍທຶນ ນາຍທະຫານ ນາຍຕຳຫຼວດ ເຈົ້ານາຍ ແມ່ບ້ານ ພໍ່ບ້ານ ນາງແມ່ບ້ານ ນາງພະຍາບານ
ທ່ານໝໍ ທ່ານທູດ ທະນາຍຄວາມ ທະນາຍ ອ້າຍນ້ອງ ເອື້ອຍນ້ອງ ພີ່ນ້ອງ ນ້ອງສາວ ນ້ອງຊາຍ ອ້າຍເອື້ອຍ ລາຍຊື່ ມີຊື່ ຊື່ສັດ ຊື່ສຽງ ຊື່ໃສ່
ບ້ານເກີດ ບ້ານນອກ ບ້ານພັກ ກັບບ້ານ ເມືອບ້ານ ວຽກບ້ານ ທາງບ້ານ ຢູ່ບ້ານ ຄືນບ້ານ ຮອດບ້ານ ເມືອງນອກ ເມືອງໄທ ເມືອງລາວ ເຂົ້າເມືອງ ປ້າຍ
นายจ้าง นายหน้า นายทุน นายทหาร เจ้านาย แม่บ้าน พ่อบ้าน นางพยาบาล พี่น้อง น้องสาว น้องชาย พี่ชาย พี่สาว รายชื่อ กลับบ้าน
งานบ้าน ทางบ้าน บ้านเกิด บ้านพัก เพื่อนบ้าน คุณหมอ คุณครู คุณภาพ ขอบคุณ ทนายความ ทนาย
"""
_LATIN_ENDS = """
baw bor bo dai yu pai het hai hap ja jai tae leo laeo wa va thi kap khong yak seu mi pen tok lai jang
naijang sao xai khoi hao jao phai hed viak and is has had does did do not who from in at of to the a
my his her with
"""

_MOST_NAMES = 3
"""Words that one name may have: a given name and up to two more."""


def scrub(text: str) -> str | None:
    """Return ``text`` without what could tell who wrote it; None if too little of it is left.

    What was taken out is one "…"; at most :data:`MOST_CHARACTERS` are returned. The result holds no
    digit of any script, no ``@`` and no link.
    """
    text = compose(text)
    text = re.sub(r"\S+", _without_link, text)
    text = _STREETS.sub(f"{_GONE} ", text)
    text = _without_names(text)
    text = _NUMBERS.sub(f" {_GONE} ", text)
    text = "".join(_GONE if sign.isnumeric() or sign in "@＠﹫" else sign for sign in text)
    text = " ".join(text.split())
    text = re.sub(rf"\s*{_GONE}[\s{_GONE},.:/()+-]*", f" {_GONE} ", text)
    text = " ".join(text.split())[:MOST_CHARACTERS].strip()
    letters = sum(sign.isalpha() for sign in text)
    return text if letters >= FEWEST_LETTERS else None


def _without_link(stretch: re.Match[str]) -> str:
    return f" {_GONE} " if _LINK.search(stretch[0]) else stretch[0]


def _without_names(text: str) -> str:
    kept, done = [], 0
    while title := _titles().search(text, done):
        start = title.end()
        end = start if title["role"] else _end_of_name(text, start)
        kept.append(text[done:start])
        if end > start:
            kept.append(f" {_GONE} ")
        done = end
    return "".join([*kept, text[done:]])


def _end_of_name(text: str, end: int) -> int:
    """Return where the name ends that begins at ``end``: there if what follows is none."""
    for words in range(_MOST_NAMES):
        between = "[ ]+" if words else "[ .:]*"
        word = re.compile(f"{between}({_WORD})").match(text, end)
        if word is None or _ends().match(text, word.start(1)) or _is_ordinary(word[1]):
            return end
        inside = _ends().search(text, word.start(1) + 1, word.end(1))
        if inside:
            return inside.start()
        end = word.end(1)
    return end


def _is_ordinary(word: str) -> bool:
    """Tell whether a word in Latin letters is no name: a common one, unless capitals say otherwise."""
    small = word.lower()
    if small in _LATIN_ENDS.split():
        return True
    return word[0].islower() and (small in ENGLISH_WORDS or small in everyday_words())


def _any_of(words: str) -> str:
    return "|".join(sorted({re.escape(compose(word)) for word in words.split()}, key=len)[::-1])


@cache
def _titles() -> re.Pattern[str]:
    # Behind a vowel that is written before its letter, a title is part of another word (ເຊື່ອ, believe).
    return re.compile(
        rf"(?P<role>{_any_of(_ROLES)})|(?<![ເແໂໄໃเแโไใ])(?:{_any_of(_TITLES)})"
        rf"|\b(?:{_I_AM_CALLED}|{_any_of(_LATIN_TITLES)})\b",
        re.IGNORECASE,
    )


@cache
def _ends() -> re.Pattern[str]:
    # "That", but not inside ສະຫວ່າງ or สว่าง, which names have in them.
    return re.compile(f"{_any_of(_ENDS)}|{_any_of(_ROLES)}|ວ່າ(?!ງ)|ว่า(?!ง)")
