"""Names of places are taken out of messages, whatever the spelling."""

from __future__ import annotations

import pytest

from bot.matching.places import Places

PLACES = Places(
    [
        {"en": ["Saraburi"], "lo": ["ສະລະບູລີ"], "th": ["สระบุรี"]},
        {"en": ["Sa Kaeo"], "lo": ["ສະແກ້ວ"], "th": ["สระแก้ว"]},
        {"lo": ["ສະຫວັນ", "ສະຫວັນນະເຂດ"]},
    ]
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ไปสระบุรีรถเที่ยวไหน", "ไป รถเที่ยวไหน"),
        ("Bus to SARABURI?", "bus to  ?"),
        ("work in sakaeo or sa-kaeo", "work in   or  "),
        ("ໄປສະແກວ ແລະ ສະແກ້ວ", "ໄປ  ແລະ  "),  # with another tone, or none
        ("ຢູ່ສະຫວັນນະເຂດ", "ຢູ່ "),  # the longer name first
    ],
)
def test_a_name_is_turned_into_a_blank(text: str, rest: str) -> None:
    assert PLACES.without(text) == rest


@pytest.mark.parametrize("text", ["", "saraburian", "ບູລີ", "hello"])
def test_a_message_that_names_no_place_has_nothing_to_take_out(text: str) -> None:
    assert PLACES.without(text) is None


def test_without_places_nothing_is_taken_out() -> None:
    assert Places().without("") is None
    assert Places().without("saraburi") is None
