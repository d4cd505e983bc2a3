"""``partners.yaml`` and ``logos/``: who hands out links and posters of the bot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from bot.catalogue.model import LOGOS
from bot.catalogue.schema import Entry, Identified, Line, Texts

MAX_LOGO_BYTES = 500_000
"""Enough for a logo that prints well at 40 mm; a photograph from a camera is larger."""

MOST_PIXELS = 4_000
"""Of a PNG, in each direction: unpacked it takes 64 MB then. At 40 mm, 500 are printed."""

MOST_USES = 10
"""Repetitions (``use``) in an SVG: each can repeat others, so that 60 make thousands of millions."""

_FORBIDDEN = (b"<!ENTITY", b"<script", b"<foreignObject")
"""In an SVG: what grows without bound, runs, or is another page."""

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:png|svg)")
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_BEGINS_WITHIN = 4096
"""Bytes: before the picture itself there may be comments and a licence."""


def _logo(name: str) -> str:
    if not _FILE_NAME.fullmatch(name):
        raise ValueError(
            f"must be the name of a file in {LOGOS}/ with Latin letters, digits, _ and -, that ends "
            "in .png or .svg, such as my-office.png"
        )
    return name


def _website(address: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\.[^\s]+", address):
        raise ValueError("must be a whole address, such as https://example.org")
    return address


LogoFile = Annotated[Line, AfterValidator(_logo)]
"""A name without folder: a logo lies in ``logos/`` and nowhere else."""


class PartnersFile(Entry):
    """``partners.yaml`` as a whole."""

    partners: list[Any]


class PartnerEntry(Identified):
    """One partner; the id is the code that stands in links."""

    name: Texts
    logo: LogoFile | None = None
    contact: Line | None = None
    website: Annotated[Line, AfterValidator(_website)] | None = None


def logo_fault(folder: Path, name: str) -> str | None:
    """Say what is wrong with the logo ``name`` of the content in ``folder``; None if it can be used."""
    path = folder / LOGOS / name
    try:
        # A link to elsewhere would print whatever file it leads to.
        if path.resolve(strict=True).parent != (folder / LOGOS).resolve() or not path.is_file():
            return "is no ordinary file; put the picture itself there"
        size = path.stat().st_size
        if size > MAX_LOGO_BYTES:
            return f"has {size:,} bytes, at most {MAX_LOGO_BYTES:,} are used; make it smaller"
        content = path.read_bytes()
    except FileNotFoundError:
        return "is missing; put it there, or remove the line"
    except OSError as error:
        return f"cannot be read: {error.strerror}; mend its permissions"
    return _png_fault(content) if path.suffix == ".png" else _svg_fault(content)


def _png_fault(content: bytes) -> str | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return "is not a picture of the kind PNG; save it anew as one"
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    if max(width, height) > MOST_PIXELS:
        return (
            f"has {width:,} by {height:,} pixels, at most {MOST_PIXELS:,} are used each way; make it "
            "smaller"
        )
    return None


def _svg_fault(content: bytes) -> str | None:
    if b"<svg" not in content[:_SVG_BEGINS_WITHIN]:
        return "is not a picture of the kind SVG; save it anew as one"
    found = [sign.decode() for sign in _FORBIDDEN if sign.lower() in content.lower()]
    if content.count(b"<use") > MOST_USES:
        found.append(f"<use more than {MOST_USES} times")
    if found:
        return f"holds {', '.join(found)}; save it anew as a plain SVG, or as PNG"
    return None
