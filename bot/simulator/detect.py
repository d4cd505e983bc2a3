"""Links, mentions, commands and numbers that Telegram finds in a text without being told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.simulator.entities import Entity
from bot.simulator.utf16 import LAST_BMP, utf16_offsets

# Most messages hold none of these characters and need no search at all.
WORTH_A_LOOK = re.compile(r"[@/#$.+]|\d{4}.?\d{4}")
MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32})(?!\w)")
COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>@])")
HASHTAG = re.compile(r"(?<![\w·])#([\w·]{1,256})(?:@[a-zA-Z0-9_]{3,32})?(?![\w·#])")
CASHTAG = re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?:@[a-zA-Z0-9_]{3,32})?(?![\w$])")
EMAIL = re.compile(
    r"(?<![\w.+-])(?:[a-zA-Z0-9_+-]{1,26}\.){0,10}[a-zA-Z0-9_+-]{1,35}"
    r"@(?:[a-zA-Z0-9_-]+\.)+[a-zA-Z]{2,8}(?![\w-])"
)
URL = re.compile(
    r"(?<![\w@.])(?P<scheme>(?:https?|ftp)://)?(?P<domain>(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,63}"
    r"|(?:\d{1,3}\.){3}\d{1,3})(?P<port>:\d{1,5})?(?P<path>[/?#][^\s<>\"«»]*)?(?![\w@-])",
    re.IGNORECASE,
)
TG_URL = re.compile(r"(?<!\w)(?:tg|ton|tonsite)://[a-zA-Z0-9_-]+(?:[/?#][^\s<>\"«»]*)?")
PHONE = re.compile(r"(?<![\w+.,/-])\+\d(?:[ ().-]{0,2}\d){6,14}(?!\w)")
CARD = re.compile(r"(?<![\w+.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
PATH_END = ".:;,('?!`"
SHORT_NAMES = frozenset({"gif", "nft", "pic", "ufc", "vid"})
# Domains without a scheme are links only under endings that exist. Telegram has all of them;
# here are the ones a bot in this part of the world meets (two-letter endings are all accepted).
ENDINGS = frozenset(
    [
        "academy",
        "agency",
        "app",
        "asia",
        "bank",
        "biz",
        "blog",
        "center",
        "charity",
        "church",
        "click",
        "cloud",
        "club",
        "com",
        "community",
        "company",
        "cool",
        "coop",
        "dev",
        "digital",
        "edu",
        "education",
        "email",
        "events",
        "expert",
        "family",
        "finance",
        "foundation",
        "fund",
        "gov",
        "group",
        "guide",
        "guru",
        "health",
        "help",
        "host",
        "hospital",
        "info",
        "int",
        "international",
        "io",
        "jobs",
        "land",
        "law",
        "legal",
        "life",
        "link",
        "live",
        "loan",
        "love",
        "market",
        "media",
        "mil",
        "mobi",
        "money",
        "museum",
        "name",
        "net",
        "network",
        "news",
        "ngo",
        "ong",
        "online",
        "org",
        "page",
        "pro",
        "report",
        "school",
        "services",
        "shop",
        "site",
        "social",
        "solutions",
        "space",
        "store",
        "support",
        "team",
        "tech",
        "tel",
        "today",
        "tools",
        "top",
        "training",
        "travel",
        "video",
        "vip",
        "website",
        "wiki",
        "work",
        "works",
        "world",
        "xyz",
        "zone",
        "ລາວ",
        "ไทย",
    ]
)


def detect(text: str) -> list[Entity]:
    """The entities that Telegram adds to a text by itself, sorted, none overlapping another."""
    if not WORTH_A_LOOK.search(text):
        return []
    taken: list[tuple[int, int, str]] = []
    for kind, start, stop in _found(text):
        if all(stop <= other or start >= end for other, end, _ in taken):
            taken.append((start, stop, kind))
    if not taken:
        return []
    places = utf16_offsets(text) if not text.isascii() and max(text) > LAST_BMP else None
    entities = []
    for start, stop, kind in sorted(taken):
        offset = places[start] if places else start
        end = places[stop] if places else stop
        entities.append({"type": kind, "offset": offset, "length": end - offset})
    return entities


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    """What each pattern finds; where two overlap the earlier one in this order wins."""
    if "://" in text:
        for match in TG_URL.finditer(text):
            yield "url", match.start(), match.end()
    if "@" in text:
        for match in EMAIL.finditer(text):
            yield "email", match.start(), match.end()
    if "." in text:
        for match in URL.finditer(text):
            stop = _url_end(match)
            if stop:
                yield "url", match.start(), stop
    if "@" in text:
        for match in MENTION.finditer(text):
            if len(match[1]) >= 4 or match[1].lower() in SHORT_NAMES:
                yield "mention", match.start(), match.end()
    if "/" in text:
        for match in COMMAND.finditer(text):
            yield "bot_command", match.start(), match.end()
    if "#" in text:
        for match in HASHTAG.finditer(text):
            if any(unicodedata.category(letter).startswith("L") for letter in match[1]):
                yield "hashtag", match.start(), match.end()
    if "$" in text:
        for match in CASHTAG.finditer(text):
            yield "cashtag", match.start(), match.end()
    if "+" in text:
        for match in PHONE.finditer(text):
            yield "phone_number", match.start(), match.end()
    for match in CARD.finditer(text):
        if _is_card(match[0]):
            yield "bank_card_number", match.start(), match.end()


def _url_end(match: re.Match[str]) -> int:
    """Where the link ends: closing brackets and punctuation after it are not part of it; 0 = no link."""
    domain = match["domain"]
    ending = domain.rsplit(".", 1)[-1]
    if ending.isdigit():
        if any(int(part) > 255 for part in domain.split(".")):
            return 0
    elif (
        not match["scheme"]
        and ending.lower() not in ENDINGS
        and not (len(ending) == 2 and ending.isascii())
    ):
        return 0
    path = match["path"] or ""
    open_brackets: list[str] = []
    length = len(path)
    for index, character in enumerate(path):
        if character in "([{":
            open_brackets.append(character)
        elif character in ")]}" and (
            not open_brackets or open_brackets.pop() + character not in ("()", "[]", "{}")
        ):
            length = index
            break
    while length and path[length - 1] in PATH_END:
        length -= 1
    return match.end() - len(path) + length


def _is_card(found: str) -> bool:
    """Luhn's check, which keeps other long numbers (a phone, an id) from being taken for a card."""
    total = 0
    for index, digit in enumerate(reversed([int(c) for c in found if c.isdigit()])):
        doubled = digit * 2 if index % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
