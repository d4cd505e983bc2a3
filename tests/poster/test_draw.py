"""Posters on paper: one page each, with a code that can be scanned and a text that fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bot.catalogue.model import Catalogue
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from bot.poster.choice import chosen_link
from bot.poster.draw import Format, Size, draw
from tests.poster.support import LONGEST_USERNAME, bare, codes, drawn, picture, poster, text

MILLIMETRE = 72 / 25.4
PAPER = {Size.A4: (210, 297), Size.A6: (105, 148), Size.CARD: (85, 54)}


def links(catalogue: Catalogue) -> dict[str, Link]:
    return {
        "bot": chosen_link(catalogue),
        "topic": chosen_link(catalogue, topic="complaints", partner="radio"),
        "article": chosen_link(catalogue, article="wages", partner="twenty-letters-long1"),
    }


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("what", ["bot", "topic", "article"])
def test_the_code_leads_to_the_page(
    small: Catalogue, folder: Path, what: str, size: Size, form: Format
) -> None:
    said = poster(small, links(small)[what])
    assert codes(picture(draw(said, size, form, folder / "logos"), form)) == [said.address]


@pytest.mark.parametrize("size", Size)
def test_the_longest_code_of_all_can_be_read(ours: Catalogue, size: Size) -> None:
    said = poster(ours, Link(LinkTo.TOPIC, "complaints"), LONGEST_USERNAME)
    said = replace(said, address=f"https://t.me/{LONGEST_USERNAME}?start={'x' * 64}")
    assert codes(picture(drawn(said, size), Format.PDF)) == [said.address]


@pytest.mark.parametrize("size", Size)
def test_all_topics_and_the_longest_titles_fit(ours: Catalogue, size: Size) -> None:
    longest = {
        max(ours.articles.values(), key=lambda one: len(one.text(code).title)).id
        for code in ("lo", "en")
    }
    wanted = [Link(LinkTo.TOPIC, one) for one in ours.topics]
    for link in [Link(LinkTo.MENU), *wanted, *(Link(LinkTo.ARTICLE, one) for one in longest)]:
        said = poster(ours, link, LONGEST_USERNAME)
        pdf = drawn(said, size)
        assert len(pypdfium2.PdfDocument(pdf)) == 1
        assert bare(said.title[0]) in text(pdf)


@pytest.mark.parametrize("size", Size)
def test_the_text_can_be_selected_and_the_page_has_the_size_of_the_paper(
    small: Catalogue, folder: Path, size: Size
) -> None:
    said = poster(small, chosen_link(small, article="wages", partner="radio"))
    pdf = draw(said, size, Format.PDF, folder / "logos")
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    wide, high = PAPER[size]
    assert (width, height) == pytest.approx((wide * MILLIMETRE, high * MILLIMETRE), abs=0.01)
    found = text(pdf)
    shown = [*said.title, *said.promise, "@thangdee_bot", "191", *said.scan]
    if size is not Size.CARD:
        shown += [*said.above, *said.operator, *said.partner, *said.checked, *said.danger]
    assert [one for one in shown if bare(one) not in found] == []


def test_a_picture_has_the_dots_that_print_shops_ask_for(small: Catalogue, folder: Path) -> None:
    said = poster(small, chosen_link(small))
    card = picture(draw(said, Size.CARD, Format.PNG, folder), Format.PNG)
    assert card.size == (1004, 638)  # 85 by 54 mm at 300 dots per inch


def test_the_logo_is_on_the_page(small: Catalogue, folder: Path) -> None:
    for partner, there in ((None, False), ("radio", True)):
        said = poster(small, chosen_link(small, partner=partner))
        for size in Size:
            page = picture(draw(said, size, Format.PDF, folder / "logos"), Format.PDF)
            colours = {colour for _, colour in page.convert("RGB").getcolors(1 << 24) or ()}
            assert ((255, 0, 255) in colours) is there


HOSTILE = [
    '#image("../../etc/passwd") $x^2$ *bold* _it_ `raw` <label> @ref // comment',
    '"] #panic("no") [ \\u{41} = heading',
    '"} {"size": "a4", "title": [',
    "- a + b / c: d",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_people_wrote_is_read_as_a_command(small: Catalogue, name: str) -> None:
    said = poster(small, chosen_link(small, topic="complaints"))
    words = (name, name)
    said = replace(said, title=words, partner=words, operator=words, points=(words,), bot=words)
    found = text(drawn(said, Size.A4))
    # On the title, the line above it, the list and at the foot; blanks and line ends apart.
    assert found.count(bare(name)) >= 4


def test_a_logo_cannot_reach_any_other_file(small: Catalogue, folder: Path) -> None:
    secret = folder / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<rect width="9" height="9" fill="#f0f"/></svg>'
    )
    for address in (secret.as_uri(), str(secret), "../secret.svg"):
        (folder / "logos/radio.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" '
            'xmlns:xlink="http://www.w3.org/1999/xlink">'
            f'<image xlink:href="{address}" href="{address}" width="9" height="9"/></svg>'
        )
        said = poster(small, chosen_link(small, partner="radio"))
        try:
            pdf = draw(said, Size.CARD, Format.PDF, folder / "logos")
        except ThangdeeError as error:
            assert "cannot be drawn" in str(error)  # noqa: PT017 - either way is safe
            continue
        page = picture(pdf, Format.PDF).convert("RGB")
        assert (255, 0, 255) not in {colour for _, colour in page.getcolors(1 << 24) or ()}


def test_a_logo_that_cannot_be_drawn_is_named(small: Catalogue, folder: Path) -> None:
    (folder / "logos/radio.svg").write_text("<svg this is none")
    said = poster(small, chosen_link(small, partner="radio"))
    with pytest.raises(ThangdeeError, match=r"logos/radio\.svg: cannot be drawn"):
        draw(said, Size.A4, Format.PDF, folder / "logos")


def test_a_text_that_fits_at_no_size_is_named(small: Catalogue) -> None:
    said = replace(poster(small, chosen_link(small)), operator=("x " * 3000,))
    with pytest.raises(ThangdeeError, match="the line of operator and partner of the poster"):
        drawn(said, Size.A4)
