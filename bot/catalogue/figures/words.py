"""The words by which English, Lao and Thai texts state figures: numbers, units, months.

Patterns are regular expressions, their alternatives never inside brackets. Those in Latin letters are
matched as whole words, and but for months without regard to case. Lao and Thai write no blanks, so
one that begins another common word says what may not follow (ບາດ baht, but ບາດເຈັບ hurt).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_LAO = "ໜຶ່ງ ສອງ ສາມ ສີ່ ຫ້າ ຫົກ ເຈັດ ແປດ ເກົ້າ"
_THAI = "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"


def _english() -> Iterator[tuple[str, int]]:
    ones = list(enumerate(_ONES.split(), 1))
    yield from ((word, number) for number, word in ones)
    yield from ((word, number) for number, word in enumerate(_TEENS.split(), 10))
    for number, ten in enumerate(_TENS.split(), 2):
        yield ten, number * 10
        yield from ((f"{ten}-{word}", number * 10 + one) for one, word in ones)


def _by_tens(digits: str, ten: str, last_one: str, twenty: str) -> Iterator[tuple[str, int]]:
    """Yield 1 to 99 as Lao and Thai build them: ສາມສິບຫ້າ is 3 × 10 + 5; 20 and a final 1 are odd."""
    ones = list(enumerate(digits.split(), 1))
    yield from ((word, number) for number, word in ones)
    for number, tens in ((1, ten), (2, twenty), *((n, word + ten) for n, word in ones[2:])):
        yield tens, number * 10
        yield tens + last_one, number * 10 + 1
        yield from ((tens + word, number * 10 + one) for one, word in ones[1:])


SPELLED: dict[str, Decimal] = {
    **{word: Decimal(number) for word, number in _english()},
    **{word: Decimal(number) for word, number in _by_tens(_LAO, "ສິບ", "ເອັດ", "ຊາວ")},
    **{word: Decimal(number) for word, number in _by_tens(_THAI, "สิบ", "เอ็ด", "ยี่สิบ")},
    **dict.fromkeys(("half", "half a", "half an", "ເຄິ່ງ", "ครึ่ง"), Decimal("0.5")),
}
"""Number words from one to ninety-nine, and a half."""

IDIOMS = "ສອງສາມ|สองสาม|ທັງສອງ|ทั้งสอง|ທີໜຶ່ງ|ທີສອງ|ທີສາມ|ที่สอง|ที่สาม"
"""Number words that count nothing: a few, both, the second."""

MAGNITUDES: dict[str, Decimal] = {
    "hundred|ຮ້ອຍ|ร้อย": Decimal(100),
    "thousand|ພັນ|พัน": Decimal(1000),
    "ໝື່ນ|หมื่น": Decimal(10_000),
    "ແສນ|แสน": Decimal(100_000),
    "million|ລ້ານ|ล้าน": Decimal(1_000_000),
    "billion|ຕື້": Decimal(1_000_000_000),
}
"""What times the number before it: 5 ລ້ານ is 5,000,000."""

UNITS: dict[str, tuple[str, int]] = {
    "minutes?|mins?|ນາທີ|นาที": ("minute", 1),
    "hours?|hrs?|ຊົ່ວໂມງ|ชั่วโมง": ("minute", 60),
    "days?|holidays?|ມື້(?!ລະ)|ວັນ(?!ທີ)(?!ລະ)|วัน(?!ที่)(?!ละ)": ("day", 1),
    "weeks?|ອາທິດ(?!ລະ)|สัปดาห์|อาทิตย์": ("day", 7),
    "months?|ເດືອນ(?!ລະ)|เดือน(?!ละ)": ("month", 1),
    "years?|ປີ(?!ລະ)(?!້)|ปี(?!ละ)|ขวบ": ("month", 12),
    "percent|per cent|percentage points?|%|ເປີເຊັນ|ສ່ວນຮ້ອຍ|เปอร์เซ็นต์": ("percent", 1),
    "times|ເທົ່າ(?!ກັນ)(?!ໃດ)|ເທື່ອ|ຄັ້ງ|เท่า|ครั้ง": ("times", 1),
    "baht|thb|ບາດ(?!ເຈັບ)(?!ແຜ)|บาท": ("baht", 1),
    "kip|lak|ກີບ|กีบ": ("kip", 1),
    "dollars?|usd|ໂດລາ|ดอลลาร์": ("dollar", 1),
    "won|krw|ວອນ|วอน": ("won", 1),
    "yen|jpy|ເຢນ|เยน": ("yen", 1),
    "ringgit|myr|ຣິງກິດ|ริงกิต": ("ringgit", 1),
    "km|kilomet(?:re|er)s?|ກິໂລແມັດ|กิโลเมตร": ("metre", 1000),
    "met(?:re|er)s?|ແມັດ|เมตร": ("metre", 1),
    "kg|kilos?|kilograms?|ກິໂລ|กิโลกรัม|กิโล": ("kilogram", 1),
    "lit(?:re|er)s?|ລິດ|ลิตร": ("litre", 1),
    "digits?|ຕົວ|หลัก": ("", 1),
}
"""Unit -> (kind of figure, how many of that kind it is): an hour is 60 minutes, a week 7 days, a year 12
months. The number of digits of a number is no figure, so its kind is empty."""

CURRENCIES: dict[str, str] = {r"us\$|usd|\$": "dollar", "thb|฿": "baht", "lak|₭": "kip"}
"""What stands before an amount of money."""

PERCENT_BEFORE = "ຮ້ອຍລະ|ร้อยละ"
YEAR_BEFORE = r"ປີ|ปี|ພ\.ສ\.|พ\.ศ\."
"""What makes a number a year, also one of the Thai calendar."""

MONTHS: tuple[str, ...] = (
    r"January|Jan|ມັງກອນ|มกราคม|ม\.ค\.",
    r"February|Feb|ກຸມພາ|กุมภาพันธ์|ก\.พ\.",
    r"March|Mar|ມີນາ(?!ຍ)|มีนาคม|มี\.ค\.",
    r"April|Apr|ເມສາ|เมษายน|เม\.ย\.",
    r"May|ພຶດສະພາ|พฤษภาคม|พ\.ค\.",
    r"June|Jun|ມິຖຸນາ|มิถุนายน|มิ\.ย\.",
    r"July|Jul|ກໍລະກົດ|กรกฎาคม|ก\.ค\.",
    r"August|Aug|ສິງຫາ|สิงหาคม|ส\.ค\.",
    r"September|Sept?|ກັນຍາ|กันยายน|ก\.ย\.",
    r"October|Oct|ຕຸລາ(?!ການ)|ตุลาคม|ต\.ค\.",
    r"November|Nov|ພະຈິກ|พฤศจิกายน|พ\.ย\.",
    r"December|Dec|ທັນວາ|ธันวาคม|ธ\.ค\.",
)
"""Names of the months, January first; in Latin letters with their capital, as "may" is a verb."""

BETWEEN = "to|and|or|until|ຫາ|ເຖິງ|ຮອດ|ຫຼື|ແລະ|ถึง|หรือ|และ"
"""What stands between two numbers that share a unit: "15 or 30 days"."""

ABOUT = "over|about|nearly|almost|around|up|at|most|least|more|than|ປະມານ|ເກືອບ|ກວ່າ"
"""What may follow it: "US$1,000 to over 2,000"."""

ADJECTIVES = (
    "working|business|calendar|consecutive|full|whole|straight|more|extra|further|other|paid|unpaid|"
    "rest|normal|public|us|american|thai|lao|korean"
)
"""What may stand between a number and its unit; a working day counts as a day."""

AGES = "under|below|aged?|ages|ອາຍຸບໍ່ຮອດ|ອາຍຸເກີນ|ອາຍຸແຕ່|ອາຍຸ|อายุ"
"""What makes a number without a unit an age: "under 18"."""

LABELS = (
    "sections?|articles?|decrees?|decisions?|agreements?|regulations?|announcements?|orders?|rules?|"
    r"forms?|no\.|numbers?|types?|tor|hotline|ມາດຕາ|ດຳລັດ|ສະບັບທີ|ເລກທີ|ເລກ|ເບີ|ຂໍ້|"
    "ຕໍ|ວັນທີ|ເດືອນ|มาตรา|เลขที่|ข้อ|วันที่|เดือน"
)
"""What makes a number without a unit a name: "section 33"."""

IMPLIED: dict[str, tuple[str, int]] = {
    "twice|double": ("times", 2),
    "day and night": ("minute", 24 * 60),
    "half|ເຄິ່ງ|ครึ่ง": ("percent", 50),
}
"""Words that say the same as a figure in another text, though they state none themselves."""
