"""Partners: codes, contacts, logos."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.partners import MAX_LOGO_BYTES
from tests.catalogue.conftest import Faults
from tests.catalogue.tree import loaded

PARTNERS = "content/partners.yaml"
PNG = b"\x89PNG\r\n\x1a\n rest"
SVG = b'<?xml version="1.0"?>\n<!-- ours --><svg xmlns="http://www.w3.org/2000/svg"/>'


def entry(**fields: str) -> dict[str, str]:
    """Return a change that writes one partner."""
    given = {"id": "radio", "name": "{en: Radio, lo: ວິທະຍຸ}", **fields}
    lines = "\n    ".join(f"{key}: {value}" for key, value in given.items())
    return {PARTNERS: f"partners:\n  - {lines}\n"}


def logo(workplace: Path, name: str, content: bytes) -> Path:
    """Write a logo."""
    path = workplace / "content/logos" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def test_a_partner_with_everything_is_in_the_catalogue(workplace: Path) -> None:
    logo(workplace, "radio.svg", SVG)
    found = loaded(
        workplace, entry(logo="radio.svg", contact="th-office", website="https://example.org")
    )
    assert found.problems == ()
    assert found.catalogue is not None
    partner = found.catalogue.partners["radio"]
    assert (partner.name["lo"], partner.logo) == ("ວິທະຍຸ", "radio.svg")
    assert (partner.contact, partner.website) == ("th-office", "https://example.org")


def test_without_the_file_or_with_an_empty_list_there_is_no_partner(workplace: Path) -> None:
    for changes in ({}, {PARTNERS: "partners: []\n"}):
        found = loaded(workplace, changes)
        assert found.problems == ()
        assert found.catalogue is not None
        assert found.catalogue.partners == {}


def test_a_partner_whose_contact_is_unknown(faults: Faults) -> None:
    assert faults(entry(contact="th-ofice")) == [
        f"{PARTNERS}:4:14: [error] 'th-ofice' is not in contacts.yaml; did you mean 'th-office'? "
        "(unknown-contact)"
    ]


@pytest.mark.parametrize("code", ["a" * 21, "Radio", "radio_1", "radio--1"])
def test_a_code_that_does_not_fit_a_link(faults: Faults, code: str) -> None:
    (found,) = faults(entry(id=code))
    assert found.startswith(f"{PARTNERS}:2:9: [error] '{code}' cannot be an id")
    assert "at most 20 signs" in found


def test_a_code_stands_once(faults: Faults) -> None:
    twice = "partners:\n" + "  - {id: radio, name: {en: Radio}}\n" * 2
    (found,) = faults({PARTNERS: twice})
    assert "the partner 'radio' stands already on line 2" in found


@pytest.mark.parametrize(
    "name", ["../radio.png", "/etc/radio.png", "a/b.svg", "radio.jpg", ".png", "'..\\a.png'"]
)
def test_a_logo_is_a_plain_name_of_a_picture(faults: Faults, name: str) -> None:
    (found,) = faults(entry(logo=name))
    assert found.startswith(f"{PARTNERS}:4:11: [error]")
    assert "must be the name of a file in logos/" in found


def test_a_logo_that_is_missing(faults: Faults) -> None:
    assert faults(entry(logo="radio.png")) == [
        f"{PARTNERS}:4:11: [error] logos/radio.png is missing; put it there, or remove the line "
        "(unusable-logo)"
    ]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("radio.png", SVG, "is not a picture of the kind PNG; save it anew as one"),
        ("radio.svg", PNG, "is not a picture of the kind SVG; save it anew as one"),
        (
            "radio.png",
            PNG + bytes(MAX_LOGO_BYTES),
            "has 500,013 bytes, at most 500,000 are used; make it smaller",
        ),
    ],
)
def test_a_logo_that_cannot_be_used(
    workplace: Path, faults: Faults, name: str, content: bytes, what: str
) -> None:
    logo(workplace, name, content)
    assert faults(entry(logo=name)) == [
        f"{PARTNERS}:4:11: [error] logos/{name} {what} (unusable-logo)"
    ]


def test_a_logo_that_is_a_link_to_elsewhere_is_refused(workplace: Path, faults: Faults) -> None:
    logo(workplace, "other.png", PNG).rename(workplace / "secret.png")
    (workplace / "content/logos/radio.png").symlink_to(workplace / "secret.png")
    (found,) = faults(entry(logo="radio.png"))
    assert "logos/radio.png is no ordinary file" in found


def test_a_website_is_a_whole_address(faults: Faults) -> None:
    (found,) = faults(entry(website="javascript:alert(1)"))
    assert found.startswith(f"{PARTNERS}:4:14: [error]")
    assert "such as https://example.org" in found
