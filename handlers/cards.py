"""Contacts as lines and cards: who helps, the number, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot import directory
from bot.catalogue.model import Charge, Contact, text_in
from bot.i18n import flag
from handlers.helps import helps_with
from handlers.opening import holidays, open_now
from handlers.richtext import RichText, bold, italic, joined, link
from handlers.routes import Target, ToVenue
from handlers.screen import Button, Rows, Screen
from handlers.view import View

LONGEST_IN_ROW = {1: 30, 2: 14, 3: 6}
"""Characters of a number that a 360-pixel phone shows on one of so many buttons in a row."""

_NO_LINK = "\u2060"
"""Word joiner: between digits it keeps phones from making a number out of them that a tap calls."""


def contact_line(view: View, contact: Contact) -> RichText:
    """Return a contact in a line: flag, name, number, what it costs and when it answers."""
    numbers = directory.numbers(contact)
    line = RichText(f"{flag(contact.country)} {text_in(contact.name, view.language)}: ")
    line += bold(numbers[0] if numbers else "-")
    details = [*_charge(view, contact), text_in(contact.hours, view.language)]
    told = " · ".join(detail for detail in details if detail)
    return line + (f" ({told})" if told else "")


def card(view: View, contact: Contact) -> RichText:
    """Return a contact as a card: everything a caller wants to know, and what is not sure."""
    tr = view.tr
    name = text_in(contact.name, view.language)
    country = f"{flag(contact.country)} {tr.country(contact.country)}"
    lines = [bold(name), RichText(_where(view, contact, country)), *_numbers(view, contact)]
    hours = text_in(contact.hours, view.language)
    languages = tr.list(tr.language_name(code) for code in contact.languages)
    charge = " · ".join(_charge(view, contact))
    helps = tr("Helps with: {list}", list=helps_with(tr, contact.topics))
    facts = [("🤝", helps if contact.topics else "")]
    facts += [
        ("💰", charge),
        ("🕐", _hours(view, contact)),
        ("🗣", languages),
    ]
    facts += [("✉️", contact.email or "")]
    lines += [RichText(f"{icon} {fact}") for icon, fact in facts if fact]
    missing = [
        (tr("what it costs"), charge), (tr("hours"), hours), (tr("languages"), languages)
    ]  # fmt: skip
    if unknown := [what for what, known in missing if not known]:
        lines.append(RichText(f"❔ {tr('Not known: {list}', list=tr.list(unknown))}"))
    if address := contact.website or contact.facebook:
        lines.append(RichText("🌍 ") + _address(address))
    if note := text_in(contact.note, view.language):
        lines.append(RichText(f"ℹ️ {note}"))
    return joined([*lines, italic(_seen(view, contact))])


def brief(view: View, contact: Contact, number: int, way: str) -> RichText:
    """Return what somebody needs to get to a contact: ``number`` in a list, name, ``way``, and numbers.

    What a caller must know first stands with it; everything else is on its :func:`card`.
    """
    name = text_in(contact.name, view.language)
    facts = [("📏", way), ("🏠", text_in(contact.address, view.language))]
    after = [("🕐", _hours(view, contact)), ("ℹ️", text_in(contact.note, view.language))]
    lines = [bold(f"{number}. {flag(contact.country)} {name}")]
    lines += [RichText(f"{icon} {fact}") for icon, fact in facts if fact]
    lines += _numbers(view, contact)
    return joined([*lines, *(RichText(f"{icon} {fact}") for icon, fact in after if fact)])


def cards(
    view: View,
    title: str,
    everybody: Sequence[Contact],
    page: int,
    at: Callable[[int], Target],
    back: Target | None,
    more: Rows = (),
    draw: Callable[[View, Contact], RichText] = card,
) -> Screen:
    """Return page ``page`` (from 0) of the cards of ``everybody``; a page past the end is the last one.

    ``at`` gives the way to a page, ``back`` is where the first one leads back to; ``more`` are rows
    that stand under the cards; ``draw`` makes a card.
    """
    size = view.settings.limits.contacts_per_screen
    pages = max(1, -(-len(everybody) // size))
    page = min(page, pages - 1)
    shown = everybody[page * size : (page + 1) * size]
    heading = bold(title) if title else RichText()
    content = joined(
        [
            heading,
            *(draw(view, one) for one in shown),
            _only_inside(view, shown),
            RichText(holidays(view, shown)),
        ],
        "\n\n",
    )
    rows = [copy_buttons(shown)] if any(map(directory.numbers, shown)) else []
    rows += _on_map(view, shown)
    if page + 1 < pages:
        rows.append((Button(f"➡️ {view.tr('More')} ({page + 2}/{pages})", at(page + 1)),))
    foot = view.foot(at(page), at(page - 1) if page else back)
    return Screen(content, (*rows, *more, *foot))


def _only_inside(view: View, shown: Sequence[Contact]) -> RichText:
    """Warn where short numbers of several countries stand together: the same one can be another's."""
    countries = {contact.country for contact in shown if contact.short_code}
    if len(countries) < 2:
        return RichText()
    return RichText(view.tr("Short numbers work only inside their own country."))


def copy_buttons(contacts: Iterable[Contact], beside: int = 0) -> tuple[Button, ...]:
    """Return a row of buttons that copy the first numbers to call, so that nobody has to type them.

    ``beside`` is how many other buttons stand in the row. Numbers that would be cut on a phone are left
    out; phones make long ones in a text callable anyway.
    """
    row: list[str] = []
    for number in dict.fromkeys(found[0] for one in contacts if (found := directory.numbers(one))):
        longer = [*row, number]
        if max(map(len, longer)) <= LONGEST_IN_ROW.get(len(longer) + beside, 0):
            row = longer
    return tuple(Button(f"📋 {number}", copy=number) for number in row)


def _on_map(view: View, shown: Sequence[Contact]) -> Rows:
    """Return a button for each contact whose place on the map is known."""
    there = [one for one in shown if one.at is not None]
    if len(there) == 1:
        return ((Button(f"🧭 {view.tr('How to get there')}", ToVenue(there[0].id)),),)
    return tuple(
        (Button(f"🧭 {text_in(one.name, view.language)}", ToVenue(one.id)),) for one in there
    )


def _address(address: str) -> RichText:
    """Return an address as people say it: without scheme and www."""
    if not address.startswith(("http://", "https://")):
        return RichText(address)
    return link(address.partition("://")[2].removeprefix("www.").rstrip("/"), address)


def _hours(view: View, contact: Contact) -> str:
    hours = (text_in(contact.hours, view.language), open_now(view, contact))
    return " · ".join(filter(None, hours))


def _where(view: View, contact: Contact, country: str) -> str:
    place = [text_in(contact.province, view.language), text_in(contact.address, view.language)]
    return " · ".join([country, *(text for text in place if text)])


def _numbers(view: View, contact: Contact) -> list[RichText]:
    numbers = directory.numbers(contact)
    if numbers:
        return [_number(view, contact, number) for number in numbers]
    if contact.phones:
        said = view.tr("not confirmed, may be wrong")
        dead = ", ".join(_NO_LINK.join(phone) for phone in contact.phones)
        return [RichText(f"⚠️ {dead} ({said})")]
    return [RichText(f"⚠️ {view.tr('no number known: ask one of the others')}")]


def _seen(view: View, contact: Contact) -> str:
    if not contact.sources:
        return view.tr("Where this was seen is not known")
    source = view.catalogue.sources[contact.sources[0]]
    return view.tr("Seen {date}: {source}", date=contact.as_of, source=source.publisher)


def _number(view: View, contact: Contact, number: str) -> RichText:
    line = RichText("📞 ") + bold(number)
    if number.startswith("+"):
        return line
    country = view.tr.country(contact.country)
    return line + f" ({view.tr('inside {country} only', country=country)})"


def _charge(view: View, contact: Contact) -> list[str]:
    match contact.charge:
        case Charge.FREE:
            return [view.tr("free")]
        case Charge.PAID:
            return [view.tr("not free")]
        case Charge.UNKNOWN:
            return []
