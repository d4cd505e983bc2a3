"""Commands for those who spread the word: links, and posters with QR codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot.catalogue.loader import load
from bot.catalogue.model import LOGOS, Catalogue
from bot.cli.common import Add, settings_of, today, write
from bot.config import CONFIG_FILE, Settings
from bot.errors import ProblemsError, ThangdeeError
from bot.i18n import translators
from bot.links import Link, LinkTo, address
from bot.poster.choice import chosen_link
from bot.poster.draw import Format, Size, draw
from bot.poster.wording import drafted, word

FOLDER = "posters"
"""Where ``--all`` writes without ``--output``."""


def add(command: Add) -> None:
    """Add ``poster`` and ``link``."""
    poster = command(
        "poster",
        _poster,
        "make a poster, table card or sticker",
        "poster --article unpaid-wages --output poster.pdf\n"
        "  thangdee poster --all --partner village-radio --size a6 --output posters",
    )
    what = _page(poster)
    what.add_argument(
        "--all", action="store_true", help="every topic, each in a file of its own in a folder"
    )
    poster.set_defaults(refuse=poster.error)
    poster.add_argument(
        "--size",
        type=Size,
        choices=list(Size),
        default=Size.A4,
        help="a4 for a wall, a6 for a table, card (85 by 54 mm) for a purse or as a sticker",
    )
    poster.add_argument(
        "--format",
        type=Format,
        choices=list(Format),
        help="pdf to print, png (300 dots per inch) to send, svg to draw on; "
        "default: what the name of the file says, else pdf",
    )
    poster.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help=f"the file to write; with --all the folder (default: {FOLDER})",
    )
    _page(command("link", _link, "print a link to the bot", "link --topic complaints"))


def _page(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """Add the options that say where a link leads; return the group of those that exclude others."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--topic", metavar="ID", help="a topic of content/catalogue.yaml")
    what.add_argument("--article", metavar="ID", help="an article; without any: the bot itself")
    what.add_argument("--checklist", metavar="ID", help="a list of content/checklists.yaml")
    parser.add_argument("--partner", metavar="CODE", help="who hands it out: content/partners.yaml")
    return what


def _link(options: argparse.Namespace) -> int:
    """Print the link that opens the bot at a topic, an article, a checklist or its beginning."""
    settings, catalogue = _opened(options)
    link = _chosen(options, catalogue)
    print(address(settings.bot.username, link))
    return 0


def _poster(options: argparse.Namespace) -> int:
    """Make a poster in the first two languages, with a QR code that opens the bot.

    It leads to a topic, an article, a checklist or to the bot itself, and counts for a partner.
    """
    settings, catalogue = _opened(options)
    form = _format(options)
    if options.all:
        partner = chosen_link(catalogue, partner=options.partner).partner
        links = [Link(LinkTo.TOPIC, topic, partner) for topic in catalogue.topics]
        folder = options.output or Path(FOLDER)
        files = [folder / _name(link, options.size, form) for link in links]
        _make(folder)
    else:
        link = _chosen(options, catalogue)
        links, files = [link], [options.output or Path(_name(link, options.size, form))]
    words = translators({*catalogue.languages, "en"})
    jobs = list(zip(links, files, strict=True))
    # The bar is for people who wait: none where nobody looks, none for a moment.
    for link, file in tqdm(jobs, unit="poster", disable=None if options.all else True):
        said = word(catalogue, settings, words, settings.bot.username, link)
        write(file, draw(said, options.size, form, settings.content / LOGOS))
    for file in files:
        print(file)
    _tell_of_drafts(catalogue, settings, links)
    return 0


def _chosen(options: argparse.Namespace, catalogue: Catalogue) -> Link:
    return chosen_link(
        catalogue,
        topic=options.topic,
        article=options.article,
        checklist=options.checklist,
        partner=options.partner,
    )


def _opened(options: argparse.Namespace) -> tuple[Settings, Catalogue]:
    settings = settings_of(options)
    if not settings.bot.username:
        raise ThangdeeError(
            f"{options.config or CONFIG_FILE}: 'bot.username' is empty, but every link needs it; write "
            "the bot's name at Telegram there, without @, such as thangdee_bot"
        )
    loaded = load(settings.content, today(), max_age_days=settings.limits.checked_days)
    if loaded.catalogue is None:
        raise ProblemsError(loaded.errors)
    return settings, loaded.catalogue


def _format(options: argparse.Namespace) -> Format:
    """Return the kind of file that is asked for; refuse two that contradict each other."""
    said: Format | None = options.format
    ending = "" if options.all or not options.output else options.output.suffix[1:].lower()
    if said and ending in set(Format) and said != ending:
        options.refuse(f"--format {said} and the file {options.output} contradict each other")
    return said or (Format(ending) if ending in set(Format) else Format.PDF)


def _name(link: Link, size: Size, form: Format) -> str:
    """Return a file name that tells posters apart: thangdee-complaints-village-radio-a4.pdf."""
    return "-".join(filter(None, ("thangdee", link.name, link.partner, size))) + f".{form}"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ThangdeeError(
            f"{folder}: cannot be made a folder ({error.strerror}); name another one after --output"
        ) from error


def _tell_of_drafts(catalogue: Catalogue, settings: Settings, links: Sequence[Link]) -> None:
    """Say so where no native speaker has read what is printed: on the wall nobody could mend it."""
    unread = {code for link in links for code in drafted(catalogue, settings, link)}
    codes = settings.languages.sorted(unread)
    if codes:
        names = ", ".join(catalogue.languages[code].name for code in codes)
        print(
            f"not yet read by a native speaker: {names}; have it read before you print many",
            file=sys.stderr,
        )
