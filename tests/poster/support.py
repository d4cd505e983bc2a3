"""Posters of a small catalogue and of ours, and what a scanner and a reader find on them."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import typst
import zxingcpp
from PIL import Image

from bot.catalogue.model import Catalogue
from bot.config import Settings
from bot.i18n import translators
from bot.links import Link
from bot.poster.draw import Format, Size, draw
from bot.poster.wording import Poster, word

LONGEST_USERNAME = "thangdee_" + "x" * 19 + "_bot"
"""32 characters, all that Telegram allows."""

READ_AT = 150
"""Dots per inch of the picture that a scanner gets: half of what is printed."""


def poster(catalogue: Catalogue, link: Link, username: str = "thangdee_bot") -> Poster:
    return word(catalogue, Settings(), translators(["lo", "en"]), username, link)


def drawn(said: Poster, size: Size, form: Format = Format.PDF, logos: Path = Path()) -> bytes:
    return draw(said, size, form, logos)


def picture(content: bytes, form: Format) -> Image.Image:
    """Return the page as a scanner sees it."""
    match form:
        case Format.PNG:
            return Image.open(BytesIO(content))
        case Format.PDF:
            document = pypdfium2.PdfDocument(content)
            assert len(document) == 1
            found: Image.Image = document[0].render(scale=READ_AT / 72).to_pil()
            return found
        case Format.SVG:
            with TemporaryDirectory() as made:
                page = Path(made) / "page.typ"
                page.write_text(
                    '#set page(width: auto, height: auto)\n#image("poster.svg")', "utf-8"
                )
                page.with_name("poster.svg").write_bytes(content)
                png = typst.compile(page, root=page.parent, format="png", ppi=READ_AT)
            return Image.open(BytesIO(png))


def codes(page: Image.Image) -> list[str]:
    """Return what the QR codes of the page say."""
    return [found.text for found in zxingcpp.read_barcodes(page)]


def text(pdf: bytes) -> str:
    """Return the text that can be selected; see :func:`bare`."""
    return bare(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def bare(said: str) -> str:
    """Return ``said`` without blanks and signs over and under letters, each letter once in a row.

    Readers of PDF disagree on where those signs stand, and some tell a letter with its signs twice.
    """
    letters = (
        one for one in said if not one.isspace() and unicodedata.category(one) not in ("Mn", "Cc")
    )
    return "".join(letter for letter, _ in groupby(letters))
