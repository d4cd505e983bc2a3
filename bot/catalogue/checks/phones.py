"""Phone numbers: those of contacts can be rung, and articles hold none in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.catalogue.checks.shown import shown
from bot.catalogue.content import Content, Fault
from bot.catalogue.rules import rule
from bot.problems import Level

SHORT_CODE = re.compile(r"\d{3,6}")
"""A number that is rung inside one country only."""

_LONG = re.compile(r"[+(]?\d[\d\s().\-–~/]{5,}\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–/ ]\s*(?:19|20)\d\d")
_MONEY = (
    r"\s?(?:%|percent|baht|kip|won|yen|ringgit|dollars?|usd|thb|lak"
    r"|ບາດ|ກີບ|ວອນ|ເຢນ|ຣິງກິດ|ໂດລາ|บาท|กีบ|วอน|เยน|ริงกิต|ดอลลาร์)"
)
_SHORT = re.compile(rf"(?<![\d.,/:+$฿₭-])\d{{3,6}}(?![\d]|[.,/:-]\d|{_MONEY})", re.IGNORECASE)


@rule("phone-format")
def phone_format(content: Content) -> Iterator[Fault]:
    """A contact's number cannot be rung in its country. Compare it with the source. A short number
    needs `short_code: 'true'` (3 to 6 digits). A number that is right though it looks odd (a range,
    two lines in one) may be kept with `unverified_format: 'true'`."""
    for contact in content.contacts:
        entry = contact.value
        for number, phone in enumerate(entry.phones):
            if entry.unverified_format or _can_be_rung(phone, entry.country, entry.short_code):
                continue
            what = f"'{phone}' cannot be rung in {entry.country}"
            if SHORT_CODE.fullmatch(phone):
                what += "; for a short number add short_code: 'true'"
            else:
                what += "; compare it with the source (unverified_format: 'true' keeps it as it is)"
            yield contact.fault(what, "phones", number)


@rule("phone-unverified", Level.WARNING)
def phone_unverified(content: Content) -> Iterator[Fault]:
    """A contact's number cannot be rung as it is printed and is kept by `unverified_format`. Find out
    the number that can be dialled."""
    for contact in content.contacts:
        entry = contact.value
        for number, phone in enumerate(entry.phones if entry.unverified_format else ()):
            if not _can_be_rung(phone, entry.country, entry.short_code):
                what = f"'{phone}' cannot be rung in {entry.country} as it is printed"
                remedy = "find out the number that can be dialled"
                yield contact.fault(f"{what}; {remedy}", "phones", number)


def _can_be_rung(phone: str, country: str, short_code: bool) -> bool:
    if short_code and SHORT_CODE.fullmatch(phone):
        return True
    try:
        parsed = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number_for_region(parsed, country)


@rule("phone-in-text")
def phone_in_text(content: Content) -> Iterator[Fault]:
    """A phone number stands in a text in digits, where nobody would find it when it changes. Write a
    link, `[words](contact:id)`: the bot adds the number. If the digits are no number to call, write
    them so that nobody can take them for one: 1,300, or with the currency after them."""
    short_codes = {
        phone
        for contact in content.contacts
        for phone in contact.value.phones
        if SHORT_CODE.fullmatch(phone)
    }
    countries = sorted(
        {contact.value.country for contact in content.contacts} & phonenumbers.SUPPORTED_REGIONS
    )
    for text in content.texts:
        for one in shown(text):
            for number in _numbers(one.text, short_codes, countries):
                what = f"'{number}' is a phone number in digits"
                yield text.fault_at(
                    *one.place(number, one.text.find(number)),
                    f"{what}; link its contact: [words](contact:id)",
                )
    for listed in content.list_texts:
        for path, said in listed.shown():
            for number in _numbers(said, short_codes, countries):
                what = f"'{number}' is a phone number in digits"
                yield listed.fault(f"{what}; name an article with the contact instead", *path)


def _numbers(said: str, short_codes: set[str], countries: list[str]) -> Iterator[str]:
    found = [one[0] for one in _SHORT.finditer(said) if one[0] in short_codes]
    for candidate in _LONG.finditer(said):
        if _YEARS.fullmatch(candidate[0].strip()):
            continue
        for country in countries:
            matches = phonenumbers.PhoneNumberMatcher(candidate[0], country)
            found += [match.raw_string for match in matches]
    yield from dict.fromkeys(found)
