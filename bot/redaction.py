"""Texts that leave the process, without secrets: those that are known, and what looks like one."""

from __future__ import annotations

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

REDACTED = "[secret]"
SHORTEST_PART = 16
"""Characters from which a part or a spelling of a secret is looked for as well: shorter ones stand in
ordinary words."""

_TOKEN = re.compile(r"(?<!\d)\d{5,}(?::|%3[Aa])[\w-]{30,}", re.ASCII)
"""What every bot token looks like, also somebody else's."""

_IN_ADDRESS = re.compile(r"(?<=://)([^\s/:@'\"]*):[^\s/@'\"]+(?=@)")
"""The password in an address."""


class Redaction:
    """Replaces secrets in texts: ``Redaction([token])("GET /bot…")``.

    A secret is found as it is and as it stands in addresses, JSON, ``repr`` and base64; of a bot token
    also the half behind the colon, which alone is the key. Bot tokens and passwords in addresses are
    found even if nobody named them.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {spelling for secret in secrets if secret for spelling in _spellings(secret)}
        longest_first = sorted(known, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if known else None

    def __call__(self, text: str) -> str:
        """Return ``text`` with every secret replaced."""
        if self._known is not None:
            text = self._known.sub(REDACTED, text)
        return _IN_ADDRESS.sub(rf"\1:{REDACTED}", _TOKEN.sub(REDACTED, text))


def _spellings(secret: str) -> Iterator[str]:
    yield secret
    _, colon, half = secret.partition(":")
    for part in (secret, half) if colon else (secret,):
        if len(part) < SHORTEST_PART:
            continue
        raw = part.encode("utf-8", "surrogateescape")
        quoted = quote(raw, safe="")
        yield from (
            part,
            quoted,
            re.sub("%[0-9A-F]{2}", lambda sign: sign[0].lower(), quoted),
            quote_plus(raw),
            quote(raw),
            json.dumps(part)[1:-1],
            repr(part)[1:-1],
            b64encode(raw).decode().rstrip("="),
            urlsafe_b64encode(raw).decode().rstrip("="),
        )
    # A secret of several lines, of which a log may show one.
    yield from (line for line in secret.splitlines() if len(line) >= SHORTEST_PART)
