"""Noto Sans Lao, for whatever shows Lao outside of Telegram: the chat page, sheets, posters."""

from __future__ import annotations

from pathlib import Path

FAMILY = "Noto Sans Lao"
FOLDER = Path(__file__).parent
WEIGHTS = {400: FOLDER / "noto-sans-lao-regular.ttf", 700: FOLDER / "noto-sans-lao-bold.ttf"}
"""File of each weight, as CSS counts weights."""
