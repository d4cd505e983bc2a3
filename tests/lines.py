"""How many lines the articles take on the smallest phone, drawn as the chat page draws them.

    python -m tests.lines [TOPIC or ARTICLE ...]     lists the screens that are too long

A summary has at most 12 lines before "more", a part 16: what a phone of 640 pixels shows at once
between the chat's head and its first buttons.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.async_api import Browser

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.config import load_settings
from bot.i18n import translator
from bot.simulator.server import Simulator
from handlers import pages
from handlers.richtext import RichText, markdown
from handlers.view import View
from tests.browser import chromium, open_page
from tests.e2e.conftest import ROOT

SUMMARY_LINES = 12
PART_LINES = 16

# As many bubbles as texts, in the log of the page, where its styles and fonts apply.
_MEASURE = """async texts => {
  const log = document.getElementById('log');
  log.replaceChildren(...texts.map(([language, text]) => {
    const line = document.createElement('div');
    line.className = 'text';
    line.textContent = text;
    const bubble = document.createElement('div');
    bubble.className = 'bubble';
    bubble.append(line);
    const message = document.createElement('div');
    message.className = 'message';
    message.lang = language;
    message.append(bubble);
    return message;
  }));
  await document.fonts.ready;
  return [...log.querySelectorAll('.text')].map(line =>
    Math.round(line.getBoundingClientRect().height / parseFloat(getComputedStyle(line).lineHeight)));
}"""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands above "more" on a screen: a summary (part 0), or a part under its heading."""

    article: str
    language: str
    part: int
    text: str

    @property
    def most(self) -> int:
        """Lines that it may have."""
        return PART_LINES if self.part else SUMMARY_LINES


def pieces(catalogue: Catalogue) -> Iterator[Piece]:
    """Yield the texts of all screens of all articles in all languages."""
    settings = load_settings(ROOT / "config.yaml")
    for language in catalogue.languages:
        view = View(translator(language), catalogue, settings, None, "thangdee_bot")
        for article in catalogue.articles.values():
            text = view.text(article)
            yield Piece(article.id, language, 0, text.summary)
            for number, part in enumerate(text.parts, start=1):
                body = markdown(pages.with_links(view, part.markdown))
                heading = RichText(f"{part.heading}\n" if part.heading else "")
                yield Piece(article.id, language, number, (heading + body).text)


async def too_long(browser: Browser, catalogue: Catalogue) -> list[tuple[Piece, int]]:
    """Return the screens that have too many lines on the smallest phone, with their lines."""
    drawn = list(pieces(catalogue))
    async with Simulator(port=0) as simulator, open_page(browser, simulator.url) as page:
        counts = await page.evaluate(_MEASURE, [[one.language, one.text] for one in drawn])
    return [(one, count) for one, count in zip(drawn, counts, strict=True) if count > one.most]


async def _main(wanted: Collection[str]) -> None:
    catalogue = load(ROOT / "content", today=datetime.now(UTC).date()).catalogue
    if catalogue is None:
        sys.exit("content/ cannot be used; run thangdee check")
    async with chromium() as browser:
        for piece, count in await too_long(browser, catalogue):
            article = catalogue.articles[piece.article]
            if wanted and not {article.id, article.topic} & set(wanted):
                continue
            where = f"content/{piece.language}/{article.topic}/{article.id}.md"
            part = f"part {piece.part}" if piece.part else "summary"
            print(f"{where}: {part} has {count} lines of {piece.most}")


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1:]))
