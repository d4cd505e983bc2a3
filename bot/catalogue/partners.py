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
    good = (
        content.startswith(_PNG)
        if path.suffix == ".png"
        else b"<svg" in content[:_SVG_BEGINS_WITHIN]
    )
    if not good:
        return f"is not a picture of the kind {path.suffix[1:].upper()}; save it anew as one"
    return None
