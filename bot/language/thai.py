"""Thai letters for Lao ears: Thai words and Lao words of one origin meet in one key.

Unicode puts most Lao letters 0x80 above their Thai twins; the rest is spelling. The rules work
letter by letter without knowing words or syllables, so some come out wrong where a syllable's end
cannot be told from the next one's beginning. That is good enough for comparing many-letter
stretches and not for showing to people.
"""

from __future__ import annotations

import re

from bot.language.lao import canonical, loose

# Words of everyday questions that Thai and Lao say differently; rules cannot join these. It grows
# with the content. The longest match wins.
_NOT_COGNATE = {
    "ไม่": "ບໍ່",
    "ไหม": "ບໍ່",
    "มั้ย": "ບໍ່",
    "ทำงาน": "ເຮັດວຽກ",
    "ทำ": "ເຮັດ",
    "งาน": "ວຽກ",
    "อะไร": "ຫຍັງ",
    "อย่างไร": "ແນວໃດ",
    "ยังไง": "ແນວໃດ",
    "เท่าไหร่": "ເທົ່າໃດ",
    "เท่าไร": "ເທົ່າໃດ",
    "ที่ไหน": "ຢູ່ໃສ",
    "ไหน": "ໃດ",
    "กี่": "ຈັກ",
    "ใคร": "ໃຜ",
    "ฉัน": "ຂ້ອຍ",
    "ผม": "ຂ້ອຍ",
    "หนู": "ຂ້ອຍ",
    "โรงพยาบาล": "ໂຮງໝໍ",
    "หนังสือเดินทาง": "ໜັງສືຜ່ານແດນ",
    "พาสปอร์ต": "ພາສປອດ",
    "กลับบ้าน": "ເມືອບ້ານ",
    "ตั้งครรภ์": "ຖືພາ",
    "กลัว": "ຢ້ານ",
    "พูด": "ເວົ້າ",
    "ทะเลาะ": "ຜິດກັນ",
    "ค่าจ้าง": "ຄ່າແຮງ",
    "โทรศัพท์": "ໂທລະສັບ",
    "สวัสดี": "ສະບາຍດີ",
    "แรงงาน": "ແຮງງານ",
    "กองทุน": "ກອງທຶນ",
    "ประเทศ": "ປະເທດ",
    "ถูก": "ຖືກ",
    "รถ": "ລົດ",
}
_TONE = "[\u0e48-\u0e4b]?"
_WORDS = re.compile(
    f"(?:{'|'.join(sorted(_NOT_COGNATE, key=len, reverse=True))})(?![\u0e47-\u0e4d])"  # ไหม, not ไหม้
)

_VOWEL_AFTER = "ะ-\u0e3a\u0e47-\u0e4d"  # signs after, above or below a letter: it begins a syllable
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("[ก-ฮ][ิุ]?\u0e4c", ""),  # a silenced letter: ศูนย์ ສູນ
        ("อย(?=ู่|่าง?|าก)", "ย"),  # อยู่ อย่า อย่าง อยาก ຢູ່ ຢ່າ ຢ່າງ ຢາກ
        ("\u0e4d(" + _TONE + ")า", "\\1ำ"),
        ("รร(?=[ก-ฮ])", "ั"),  # กรรม
        ("รร", "ัน"),
        ("(?<=[กขคตปผพ])ร(?=[" + _VOWEL_AFTER + "อว])", ""),  # clusters: ประเทศ ປະເທດ
        ("(?<=[กขคปผพ])ล(?=[" + _VOWEL_AFTER + "อ])", ""),  # กลับ ກັບ
        ("(?<=[าิีุู])[รลญฬณ](?![" + _VOWEL_AFTER + "])", "น"),  # ธนาคาร ທະນາຄານ
        ("(?<=ั)ตร", "ต"),  # บัตร ບັດ
        ("(?<=ั)ญ", "น"),  # สัญญา ສັນຍາ
        ("(?<=[าิีุูัว])[ตทธศษสชจฎฏฐ](?![" + _VOWEL_AFTER + "])", "ด"),  # บาท ບາດ
        ("(?<=[าิีุูั])[พภป](?![" + _VOWEL_AFTER + "])", "บ"),  # รูป ຮູບ
        ("เ([ก-ฮ]{1,2})ี(" + _TONE + ")ย", "\\1\\2\u0ebd"),  # เขียน ຂຽນ
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
_FOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(f"ເ({_LAO_LETTER}{{1,2}})ຍ"), "\\1ຽ"),  # ເມຍ and ຂຽນ are one vowel
    (re.compile("ືອ|ຶອ"), "ື"),  # มือ ມື
    (re.compile("ັວ"), "ວ"),  # ครัว ຄົວ
    (re.compile("ຫລ"), "ລ"),  # ตำรวจ ຕຳຫຼວດ
)
_ONE_FOR_MANY = str.maketrans({
    "ະ": None,  # unwritten in Thai: ธนาคาร ທະນາຄານ
    "ໍ": "ອ", "ຮ": "ລ", "ຢ": "ຍ", "ໃ": "ໄ", "ິ": "ີ", "ຶ": "ື", "ຸ": "ູ",
})  # fmt: skip


def to_lao(text: str) -> str:
    """Return ``text`` with its Thai stretches as a Lao would spell what he hears.

    Words that the languages do not share are replaced where a short list knows them; other
    scripts stay. The result is canonical Lao.
    """
    text = _WORDS.sub(lambda word: _NOT_COGNATE[word[0]], canonical(text))
    for pattern, meant in _RULES:
        text = pattern.sub(meant, text)
    return canonical(text.translate(_LETTERS))


def shared_key(text: str) -> str:
    """Return a key in Lao letters under which Thai and Lao spellings of one word meet.

    The loose key of :func:`to_lao`, without ະ, with long and short vowels as one and with ຮ as ລ
    (Thai ร is either). Only for fuzzy steps.
    """
    key = loose(to_lao(text))
    for pattern, meant in _FOLD:
        key = pattern.sub(meant, key)
    return key.translate(_ONE_FOR_MANY)
