"""A month of an invented bot: the same numbers every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.catalogue.model import Catalogue
from bot.report.model import Period
from bot.store import Count, Event, Unanswered

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))

TYPED = (("lo", "lao", 9), ("lo", "latin", 5), ("lo", "thai", 3), ("en", "latin", 2))
PARTNERS = (("mrc", 6), ("iom", 2), ("", 1))
UNANSWERED = (
    ("ຢາກເຮັດໃບຂັບຂີ່ຢູ່ໄທ", "lo", "lao", 9),
    ("ເຮັດໃບຂັບຂີ່ໄທແນວໃດ", "lo", "lao", 4),
    ("yak het bai khap khi", "lo", "latin", 2),
    ("ลาคาทองวันนี้", "lo", "thai", 3),
    ("ລາຄາຄຳມື້ນີ້", "lo", "lao", 11),
    ("laka kham mue ni", "lo", "latin", 2),
    ("how to get a driving licence in thailand", "en", "latin", 5),
    ("driving license thailand how", "en", "latin", 1),
    ("marry a thai man", "en", "latin", 1),
)


def counts(catalogue: Catalogue) -> Iterator[Count]:
    """Yield a month of counts: most of all on the first articles, of the last third nothing."""
    articles = list(catalogue.articles)
    for number, day in enumerate(NOVEMBER.days):
        yield Count(day, Event.PERSON, number=3 if number % 9 == 4 else 20 + number % 7 * 5)
        for partner, share in PARTNERS:
            yield Count(day, Event.LINK, partner=partner, number=share)
            yield Count(day, Event.NEW, partner=partner, number=max(1, share // 2))
        for language, script, weight in TYPED:
            for event, times in (
                (Event.ANSWERED, 2), (Event.OFFERED, 1), (Event.UNKNOWN, 1), (Event.CHOSEN, 1)
            ):  # fmt: skip
                place = number * weight * times % (2 * len(articles) // 3)
                found = articles[place] if event in (Event.ANSWERED, Event.CHOSEN) else ""
                yield Count(day, event, language, script, found, number=weight * times)
                if found:
                    yield Count(day, Event.OPENED, language, "", found, number=weight * times)
        for event in (Event.URGENT, Event.CONTACTS, Event.SOS, Event.NEARBY, Event.SHARED):
            yield Count(day, event, "lo", "lao", number=1)
        for place, event in enumerate((Event.HELPFUL, Event.HELPFUL, Event.WRONG)):
            judged = articles[number * (place + 1) % min(7, len(articles))]
            yield Count(day, event, article=judged, number=2)
            if event is Event.WRONG:
                yield Count(day, Event.UNHELPFUL, article=judged, number=2)
    yield Count(NOVEMBER.first, Event.CHECKLIST, number=17)
    yield Count(NOVEMBER.first, Event.REMINDED, number=8)
    yield Count(NOVEMBER.first, Event.SUBSCRIBED, number=2)
    yield Count(NOVEMBER.first, Event.INLINE, number=6)


def unanswered() -> Iterator[Unanswered]:
    """Yield questions that nobody answered."""
    for place, (text, language, script, number) in enumerate(UNANSWERED):
        yield Unanswered(NOVEMBER.days[place], text, language, script, number)
