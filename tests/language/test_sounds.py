"""How many of the spellings people use by ear meet the Lao word they mean."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from bot import yamlfile
from bot.language.hearing import heard
from bot.language.latin import joined_sound

_TABLE = Path(__file__).with_name("sounds.yaml")

# Words of the table that sound alike but for tone, length or breath, which the key leaves out.
ALIKE = {
    "bat": "ບັດ ບາດ",
    "hai": "ໄຮ່ ຫາຍ ໃຫ້",
    "hu": "ເຮືອ ຮູ້",
    "ka": "ຄ່າ ຂາ ຂ້າ",
    "kai": "ຂາຍ ໄຂ້",
    "kao": "ເຂົາ ເກົ່າ ເຂົ້າ",
    "ku": "ກູ້ ຂູ່",
    "lok": "ໂລກ ຫຼອກ",
    "mu": "ໝູ່ ມື ເມືອ ມື້",
    "nam": "ນຳ ນ້ຳ",
    "ni": "ໜີ້ ໜີ",
    "pai": "ໃຜ ໄປ",
    "payat": "ປະຢັດ ພະຍາດ",
    "su": "ຊື່ ຊື້",
    "ta": "ຕາ ຖ້າ",
    "tai": "ໄທ ຕາຍ",
    "to": "ຕໍ່ ໂທ",
    "tog": "ທ້ອງ ຕ້ອງ",
    "yag": "ຍັງ ຫຍັງ",
}


def spellings() -> dict[str, list[str]]:
    table = yamlfile.parse(_TABLE.read_text(encoding="utf-8"), _TABLE.name).data
    return {lao: [one.replace("-", " ") for one in many.split()] for lao, many in table.items()}


def test_96_of_100_spellings_of_the_350_most_used_words_sound_like_the_word() -> None:
    pairs = [(lao, one) for lao, many in spellings().items() for one in many]
    met = sum(joined_sound(one) == joined_sound(lao) for lao, one in pairs)
    assert (len(spellings()), len(pairs)) == (350, 1346)
    assert met >= 1296


def test_every_word_has_a_spelling_that_sounds_like_it() -> None:
    assert [
        lao
        for lao, many in spellings().items()
        if not any(joined_sound(one) == joined_sound(lao) for one in many)
    ] == []


def test_only_words_that_differ_in_tone_length_or_breath_sound_alike() -> None:
    words = defaultdict(list)
    for lao in spellings():
        words[joined_sound(lao)].append(lao)
    assert {key: " ".join(many) for key, many in words.items() if len(many) > 1} == ALIKE


@pytest.mark.parametrize(
    ("what", "spelled"),
    [
        ("j, ch, z begin alike", "jang chang zang"),
        ("w and v", "wiak viak"),
        ("ou, oo and u", "louk look luk"),
        ("x and s", "xuay suay"),
        ("breathed or not", "khon kon"),
        ("th and t", "thai tai"),
        ("ph and p", "phua pua"),
        ("final k and g", "mak mag"),
        ("final t, d and th", "het hed heth"),
        ("final p and b", "jap jab"),
        ("r and l", "rot lot"),
        ("nh, ny and y", "nhang nyang yang"),
        ("ai, ay and ey", "hai hay hey"),
        ("ao and au", "lao lau"),
        ("aw, or, o and oh", "baw bor bo boh"),
        ("eu, ue, u and eua", "deun duen dun deuan"),
        ("er, oe and eu", "ngern ngoen ngeun"),
        ("ia, ie and ea", "viak viek veak"),
        ("eo, ew and aew", "leo lew laew"),
        ("iu and iew", "niu niew niw"),
        ("doubled letters", "bin binn biin been"),
        ("French silent e", "khon khone"),
        ("ແຂວງ", "khwaeng khoueng kweng khueng"),
        ("tch", "matjam matcham"),
    ],
)
def test_spellings_that_are_heard_alike(what: str, spelled: str) -> None:
    assert len({heard(one) for one in spelled.split()}) == 1, what


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("penyang", "pen nyang"),
        ("khithot", "khit hot"),
        ("maeying", "mae ying"),
        ("konngan", "kon ngan"),
        ("sanya", "san ya"),
        ("banha", "ban ha"),
        ("ophom", "op hom"),
    ],
)
def test_a_blank_between_syllables_changes_nothing(joined: str, apart: str) -> None:
    assert joined_sound(joined) == joined_sound(apart)
