"""A Poster -> PDF, PNG or SVG of one page, by typst."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst

from bot import fonts
from bot.errors import ThangdeeError
from bot.poster.wording import Poster

TEMPLATE = Path(__file__).with_name("poster.typ")
DOTS_PER_INCH = 300
"""Of a PNG: what print shops ask for."""

QUIET_ZONE = 4
"""White modules around the QR code, as ISO/IEC 18004 asks for: without them phones do not find it."""


_NO_ROOM = re.compile("no room: ([a-z ]+)")
"""What the template says of a text that fits at no size."""


class Size(StrEnum):
    """The paper: A4 for a wall, A6 for a table, a card of 85 by 54 mm for a purse or as a sticker."""

    A4 = "a4"
    A6 = "a6"
    CARD = "card"


class Format(StrEnum):
    """The kind of file."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


def draw(poster: Poster, size: Size, form: Format, logos: Path) -> bytes:
    """Return the file; ``logos`` is the folder in which the poster's logo lies.

    Raises :class:`ThangdeeError` for a logo that cannot be drawn and for a text too long for the paper.
    """
    # What people wrote reaches typst as data, never as source: no sign in it is a command. The folder
    # holds nothing but the page's own files, so that nothing in a logo can reach any other.
    with TemporaryDirectory(prefix="thangdee-poster-") as made:
        folder = Path(made)
        page = Path(shutil.copyfile(TEMPLATE, folder / TEMPLATE.name))
        (folder / "qr.svg").write_bytes(_qr(poster.address))
        logo = None
        if poster.logo:
            logo = f"logo{Path(poster.logo).suffix}"
            shutil.copyfile(logos / poster.logo, folder / logo)
        said = json.dumps({**asdict(poster), "logo": logo}, ensure_ascii=False)
        try:
            return typst.compile(
                page,
                root=folder,
                font_paths=_fonts(),
                format=form.value,
                ppi=DOTS_PER_INCH,
                sys_inputs={"poster": said, "size": size.value},
            )
        except typst.TypstError as error:
            raise _explained(error, poster, size, logos) from error


def _explained(error: typst.TypstError, poster: Poster, size: Size, logos: Path) -> Exception:
    """Return what somebody can act on; an error that is ours as it is."""
    said = str(error)
    if found := _NO_ROOM.search(said):
        return ThangdeeError(
            f"the {found[1]} of the poster '{poster.title[0]}' is too long for the size {size}; "
            "shorten it, or choose a larger size"
        )
    if poster.logo and "failed to" in said:
        return ThangdeeError(
            f"{logos / poster.logo}: cannot be drawn ({error.message}); save it anew, or name "
            "another file in partners.yaml"
        )
    return error


@cache
def _fonts() -> typst.Fonts:
    # No font of the machine: a poster looks the same wherever it is made.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def _qr(address: str) -> bytes:
    """Return the QR code of ``address`` as SVG; a seventh of it may be dirty or torn (level M)."""
    code = BytesIO()
    segno.make_qr(address, error="m").save(code, kind="svg", border=QUIET_ZONE)
    return code.getvalue()
