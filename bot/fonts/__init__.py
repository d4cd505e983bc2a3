"""Noto Sans Lao, for whatever shows Lao outside of Telegram: the chat page, sheets, reports, posters."""

from __future__ import annotations

from base64 import b64encode
from itertools import starmap
from pathlib import Path

FAMILY = "Noto Sans Lao"
FOLDER = Path(__file__).parent
WEIGHTS = {400: FOLDER / "noto-sans-lao-regular.ttf", 700: FOLDER / "noto-sans-lao-bold.ttf"}
"""File of each weight, as CSS counts weights."""


def faces() -> str:
    """Return CSS with both weights within it, for a page in one file."""
    return "".join(starmap(_face, WEIGHTS.items()))


def _face(weight: int, file: Path) -> str:
    content = b64encode(file.read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{content}") format("truetype"); }}\n'
    )
