from __future__ import annotations

import pytest

from bot.language.latin import looks_like_lao, sound_key
from bot.language.reading import read_aloud

SPELLINGS = {
    "ຈ້າງ": "jang chang jaang",
    "ນາຍຈ້າງ": "naijang naychang naijaang",
    "ວຽກ": "viak wiak viek wiek",
    "ບໍ່": "bor bo baw boh",
    "ເງິນ": "ngern ngeun ngoen ngen nguen",
    "ຊ່ວຍ": "suay xuay souay xouay xuai",
    "ຢາກ": "yak yaak",
    "ໄປ": "pai pay",
    "ເຮັດ": "het hed heth",
    "ເດືອນ": "deuan duean deun duen",
    "ມື້": "meu mue",
    "ຍັງ": "nyang nhang yang",
    "ຈ່າຍ": "jai jay chai jaay",
    "ຄົນ": "khon kon",
    "ໄທ": "thai tai thay",
    "ຕຳຫຼວດ": "tamluat tamruat tamlouat",
    "ບໍລິສັດ": "bolisat borisat borlisat",
    "ລູກ": "luk look louk",
    "ຜົວ": "phua poua pua",
    "ເມຍ": "mia mea mie",
    "ສະບາຍດີ": "sabaidee sabaydi sabaidi",
    "ຂອບໃຈ": "khopjai khobjai kobchai",
    "ສະຖານທູດ": "sathanthut satanthut",
    "ກັບ": "kap kab gap",
    "ຫຼອກ": "lok lork lawk",
    "ຄວາມ": "khuam kwam khwam",
    "ຂ້ອຍ": "khoi khoy koi",
    "ຢູ່": "yu you yoo",
    "ສັນຍາ": "sanya sannya xanya",
    "ໂທລະສັບ": "tholasap torasap tolasap",
    "ທະນາຄານ": "thanakhan tanakan",
}


@pytest.mark.parametrize(
    ("lao", "spelling"),
    [(lao, spelling) for lao, many in SPELLINGS.items() for spelling in many.split()],
)
def test_a_spelling_by_ear_sounds_like_the_lao_word(lao: str, spelling: str) -> None:
    assert sound_key(spelling) == sound_key(lao)


@pytest.mark.parametrize(
    ("lao", "heard"),
    [
        ("ຂ້ອຍຢາກໄປເຮັດວຽກຢູ່ໄທ", "koiyakpaihetviakyutai"),
        ("ນາຍຈ້າງບໍ່ຈ່າຍເງິນເດືອນ", "naijangbojaingeundeun"),
        ("ຢາກອອກຈາກວຽກ", "yakokjakviak"),
        ("ຫຼວງພະບາງ", "luangpabang"),
        ("ໂຮງໝໍ", "hongmo"),
    ],
)
def test_lao_script_is_read_syllable_by_syllable(lao: str, heard: str) -> None:
    assert read_aloud(lao) == heard


def test_different_vowels_keep_words_apart() -> None:
    assert (
        len({sound_key(word) for word in ("ban", "bin", "bon", "bun", "ben", "bian", "buan")}) == 7
    )


def test_digits_stay_and_signs_go() -> None:
    assert sound_key("tho 1362, dai-bor?") == "to 1362 dai bo"


def test_accents_do_not_matter() -> None:
    assert sound_key("khámouane") == sound_key("khamouane")


@pytest.mark.parametrize(
    "text",
    [
        "nai jang bor jai ngern deuan",
        "yak pai het viak thai",
        "passport hai tong het neo dai",
        "khoy yu rayong bor mi bat",
        "sabaidee",
    ],
)
def test_latin_letter_lao_is_told_from_english(text: str) -> None:
    assert looks_like_lao(text)


@pytest.mark.parametrize(
    "text",
    [
        "my boss does not pay me",
        "how can I send money home",
        "passport",
        "hello",
        "can I go to Korea with a tattoo",
        "ຂ້ອຍຢາກກັບບ້ານ",
        "",
    ],
)
def test_english_and_other_scripts_are_not_latin_letter_lao(text: str) -> None:
    assert not looks_like_lao(text)
