"""What stands under every page: when it was checked, by which source; and that a text is a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from bot.i18n import translator
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House, running, settings_in

WAGES = "unpaid-wages"
DRAFT = {
    "lo": "ສະບັບຮ່າງ: ຍັງບໍ່ມີຄົນລາວອ່ານກວດຂໍ້ຄວາມນີ້",
    "en": "Draft: a native speaker has not read this text yet.",
}


async def pages(house: House, language: str) -> tuple[Chat, list[Reply]]:
    """Return all pages of the article as a reader meets them, the first one first."""
    chat = await house.reader(language)
    text = house.services.library.current.catalogue.articles[WAGES].text(language)
    shown = [await chat.say(f"/start a-{WAGES}")]
    for number in range(1, len(text.parts) + 1):
        shown.append(await chat.tap(shown[-1], f"({number}/{len(text.parts)})"))
    return chat, shown


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_every_page_says_when_it_was_checked_and_where_it_comes_from(
    house: House, language: str
) -> None:
    catalogue = house.services.library.current.catalogue
    article, tr = catalogue.articles[WAGES], translator(language)
    source = catalogue.sources[article.sources[0]]
    checked = tr("Checked on {date}", date=tr.date(article.checked))
    said = tr("Source: {source}", source=f"{source.publisher} ({source.as_of})")
    _, shown = await pages(house, language)
    assert len(shown) > 3
    for page in shown:
        assert f"{checked} · {said}" in "\n".join(page.entity_texts("italic"))


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_a_draft_says_so_once_on_its_first_page(house: House, language: str) -> None:
    chat, shown = await pages(house, language)
    assert [DRAFT[language] in page.text for page in shown] == [True, *[False] * (len(shown) - 1)]
    other = "en" if language == "lo" else "lo"
    back = await chat.say(f"/start a-{WAGES}")
    assert DRAFT[other] in (await chat.tap(back, "🌐")).text


async def test_a_text_that_was_read_has_no_notice_and_its_other_language_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["review", "--record", "reviewer=Noy", "on=2026-11-21", WAGES]) == 0
    async with running(settings) as house:
        lao, english = await house.reader("lo"), await house.reader("en")
        assert DRAFT["lo"] not in (await lao.say(f"/start a-{WAGES}")).text
        assert DRAFT["en"] in (await english.say(f"/start a-{WAGES}")).text


async def test_an_operator_can_switch_the_notice_off(tmp_path: Path) -> None:
    async with running(settings_in(tmp_path, show_draft_notice=False)) as house:
        for language in DRAFT:
            _, shown = await pages(house, language)
            assert not any(DRAFT[language] in page.text for page in shown)
            assert (
                house.services.library.current.catalogue.articles[WAGES].text(language).review
                is None
            )
