"""Who is behind the names and numbers that people type, in our own content."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.offices import MOST, Offices

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found = load(CONTENT, date(2026, 11, 22)).catalogue
    assert found
    return found


@pytest.fixture(scope="module")
def offices(catalogue: Catalogue) -> Offices:
    return Offices(catalogue)


def contacts(offices: Offices, text: str) -> tuple[str, ...]:
    return offices.contacts(offices.find(text))


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("1362", "la-lwu-hotline-1362"),
        ("ເບີ ໑໓໖໒", "la-lwu-hotline-1362"),
        ("call 1506", "th-1506"),
        ("โทร ๑๕๔๖", "th-1546"),
        ("+856 21 267 734", "la-iom-vientiane"),
        ("00856 21267734", "la-iom-vientiane"),
        ("021 267 734", "la-iom-vientiane"),
        ("21267734", "la-iom-vientiane"),
        ("HRDF", "th-hrdf"),
        ("LPN", "th-lpn"),
        ("ຂໍເບີ LPN ແດ່", "th-lpn"),
        ("lao embassy bangkok", "th-lao-embassy-bangkok"),
        ("ສະຖານທູດລາວຢູ່ບາງກອກ", "th-lao-embassy-bangkok"),
        ("สถานทูตลาวที่เกาหลี", "kr-lao-embassy-seoul"),
        ("sathanthut lao yu kaoli", "kr-lao-embassy-seoul"),
        ("ສະຫະພັນແມ່ຍິງ", "la-lwu-hotline-1362"),
        ("lwu champasak", "la-lwu-centre-champasak"),
        ("lwu savannakhet", "la-lwu-hotline-1362"),
        ("mrc xayaboury", "la-mrc-xayaboury"),
        ("ສູນ MRC ປາກເຊ", "la-mrc-champasak"),
        ("ຫ້ອງການແຮງງານ ຈຳປາສັກ", "la-mrc-champasak"),
        ("IOM bangkok", "th-iom-bangkok"),
        ("office in chiang mai", "th-provincial-labour-offices"),
        ("ສະຫວັນນະເຂດ", "la-sengsavang"),
        ("savanakhet", "la-sengsavang"),
        ("korea", "kr-hug-korea-1577-0071"),
        ("ເກົາຫຼີ", "kr-hug-korea-1577-0071"),
    ],
)
def test_a_name_or_number_leads_first_to_its_contact(
    offices: Offices, text: str, contact: str
) -> None:
    assert contacts(offices, text)[:1] == (contact,)


def test_a_number_of_two_countries_leads_to_both_lines(offices: Offices) -> None:
    assert contacts(offices, "1191") == ("la-police-1191", "th-1191-anti-trafficking")


def test_a_province_leads_to_its_offices_then_to_lines_of_the_country(
    offices: Offices, catalogue: Catalogue
) -> None:
    found = [catalogue.contacts[name] for name in contacts(offices, "who can help in chonburi")]
    assert {one.country for one in found} == {"TH"}
    assert found[0].id == "th-provincial-labour-offices"
    assert not any(one.province for one in found[1:])
    assert "th-1546" in {one.id for one in found}
    assert len(found) <= MOST


def test_an_office_without_a_confirmed_number_brings_others_of_the_place(offices: Offices) -> None:
    found = contacts(offices, "mrc savannakhet")
    assert found[:2] == ("la-mrc-savannakhet", "la-sengsavang")
    assert "la-lwu-hotline-1362" in found


@pytest.mark.parametrize(
    "text",
    [
        "how do i get a passport in savannakhet",
        "ພາສປອດຢູ່ສະຫວັນນະເຂດ",
        "thai embassy",
        "ສະຖານທູດໄທ",
        "สถานทูตไทยในเวียงจันทน์",
        "my boss in bangkok does not pay",
        "work in korea",
        "ຢາກໄປເຮັດວຽກເກົາຫຼີ",
        "9999",
    ],
)
def test_questions_and_names_that_are_not_ours_are_left_to_the_matcher(
    offices: Offices, text: str
) -> None:
    assert offices.find(text) == ()


def test_every_name_and_number_of_the_content_is_found(
    offices: Offices, catalogue: Catalogue
) -> None:
    for place in catalogue.places.values():
        for spelled in place.spellings.values():
            assert all(place.id in offices.find(name) for name in spelled), spelled
    for agency in catalogue.agencies.values():
        for spelled in agency.spellings.values():
            known = [offices.contacts(offices.find(name)) for name in spelled]
            assert all(set(agency.contacts) <= set(found) or not found for found in known), spelled
    for contact in catalogue.contacts.values():
        for phone in contact.phones:
            assert contact.id in contacts(offices, phone), phone


def test_articles_on_offices_and_on_danger_come_first(offices: Offices) -> None:
    def labels(text: str) -> list[str]:
        names = offices.find(text)
        return offices.labels(names, offices.contacts(names))

    assert labels("office in pakse")[0] == "find-help-office"
    assert labels("lao embassy bangkok")[0] == "find-help-office"
    assert labels("1669")[0] == "emergency-numbers"
    assert labels("ຕຳຫຼວດ")[0] == "emergency-numbers"
    assert "unpaid-wages" in labels("1546")


def test_an_ordinary_question_costs_less_than_a_third_of_a_millisecond(offices: Offices) -> None:
    questions = [
        "how do i get a passport in savannakhet",
        "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງສາມເດືອນແລ້ວ ເຮັດແນວໃດ",
        "เถ้าแก่ไม่จ่ายเงินเดือนต้องทำยังไง",
        "nai jang bor jai ngern deuan het naeo dai",
    ]
    taken = []
    for _ in range(30):
        started = time.process_time()
        for question in questions:
            offices.find(question)
        taken.append((time.process_time() - started) / len(questions))
    assert min(taken) < 0.0003  # the least: a busy machine must not fail it
