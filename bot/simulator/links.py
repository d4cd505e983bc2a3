"""Which links Telegram accepts, in text and in buttons."""

from __future__ import annotations

import re
from typing import Any

USER_LINK = re.compile(r"tg://user\?id=(\d+)\Z", re.IGNORECASE)
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
WEB_LINK = re.compile(r"(?:[^/@\s]*@)?(?P<host>[^/?#:\s]+)(?::(?P<port>[^/?#]*))?(?:[/?#]\S*)?\Z")
SCHEMES = frozenset({"http", "https", "tg", "ton", "tonsite", "ftp"})
LAST_PORT = 65535


def link_fault(url: str) -> str | None:
    """Why Telegram refuses the link, in its words; None when it takes it."""
    url = url.strip()
    given = SCHEME.match(url)
    scheme = given[1].lower() if given else "http"
    if scheme not in SCHEMES:
        return "Unsupported URL protocol"
    match = WEB_LINK.match(url, given.end() if given else 0)
    if not match:
        return "URL host is empty"
    port = match["port"]
    if port is not None and not (port.isdecimal() and 0 < int(port) <= LAST_PORT):
        return "Wrong port number specified in the URL"
    if scheme in ("http", "https", "ftp") and "." not in match["host"]:
        return "Wrong HTTP URL"
    return None


def link_entity(url: str) -> dict[str, Any] | None:
    """The entity (without its place) of a link in a text; None when Telegram drops the link."""
    user = USER_LINK.match(url)
    if user:
        return {"type": "text_mention", "user": {"id": int(user[1])}}
    if link_fault(url):
        return None
    url = url.strip()
    if "://" not in url:
        url = f"http://{url}"
    scheme, rest = url.split("://", 1)
    host = re.split("[/?#]", rest, maxsplit=1)[0]
    slash = "/" if scheme.lower() in ("http", "https") and len(rest) == len(host) else ""
    return {"type": "text_link", "url": url + slash}
