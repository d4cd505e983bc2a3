"""Partners: their logos can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.catalogue.content import Content, Fault
from bot.catalogue.model import LOGOS
from bot.catalogue.partners import logo_fault
from bot.catalogue.rules import rule


@rule("unusable-logo")
def unusable_logo(content: Content) -> Iterator[Fault]:
    """The `logo` of a partner is not in `logos/`, is larger than 500,000 bytes or 4,000 pixels, holds
    more than a plain drawing, or is not a picture of the kind that its name says. Put the right file
    there, or remove the line."""
    for partner in content.partners:
        name = partner.value.logo
        if name is not None and (what := logo_fault(Path(content.folder), name)):
            yield partner.fault(f"{LOGOS}/{name} {what}", "logo")
