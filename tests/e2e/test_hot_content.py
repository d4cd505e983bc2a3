"""Content that changes while the bot runs: taken up as a whole, or refused and told to the staff."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot import ahead
from bot.health import Part
from bot.knowledge import Library
from bot.simulator.world import FIRST_PERSON
from handlers.context import Context
from tests.catalogue.tree import CATALOGUE, POLICE_EN, TODAY, VALID, WAGES_EN, WAGES_LO, write
from tests.e2e.chat import Chat
from tests.e2e.conftest import House, running, settings_in
from tests.waiting import PATIENCE, until

STAFF, OTHER_STAFF = FIRST_PERSON, FIRST_PERSON + 1
LINE = re.compile(r"(?m)^.*wages\.md:2$")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[House]:
    """A bot with two articles; the first two who come are its staff."""
    write(tmp_path, {})
    async with running(settings_in(tmp_path, staff=(STAFF, OTHER_STAFF))) as house:
        yield house


async def staff_of(house: House, language: str) -> Chat:
    """Return the chat of the next member of the staff, who reads ``language``."""
    chat = await house.person()
    await house.services.store.people.put(chat.user_id, language=language)
    await chat.say("/menu")  # Telegram lets a bot write only to people who wrote first
    return chat


def edit(house: House, file: str, text: str) -> None:
    """Save a file of the content."""
    (house.settings.content.parent / file).write_text(text, encoding="utf-8")


async def refused(house: House, rules: list[str]) -> None:
    """Wait until changed content was refused because of ``rules``."""
    library = house.services.library

    def seen() -> bool:
        return bool(library.refused) and [one.rule for one in library.refused.errors] == rules  # type: ignore[union-attr]

    await until(seen)


async def in_use(house: House, title: str) -> None:
    """Wait until the article on wages is called ``title``."""
    library = house.services.library
    await until(
        lambda: (
            library.refused is None
            and library.current.catalogue.articles["wages"].text("en").title == title
        )
    )


LONG = VALID[WAGES_EN].replace("Unpaid wages", "U" * 41)


async def test_staff_are_told_of_a_fault_once_and_that_it_was_mended(office: House) -> None:
    english, lao = await staff_of(office, "en"), await staff_of(office, "lo")
    stranger = await office.reader("en")
    old = office.services.library.current.catalogue.version
    edit(office, WAGES_EN, LONG)
    await refused(office, ["title-too-long"])
    told = (await english.reply()).text
    assert told.startswith("⚠️ Changed content is not in use. Errors: 1\n\n")
    assert LINE.search(told)
    assert "the title has 41 characters, at most 40 fit; shorten it" in told
    assert told.endswith(f"People go on reading the old content ({old}).")
    told_lao = (await lao.reply()).text
    assert "ເນື້ອໃນທີ່ແກ້ໃໝ່ ຍັງບໍ່ໄດ້ໃຊ້" in told_lao
    assert LINE.search(told_lao)
    edit(office, WAGES_EN, LONG + "\nThe same fault, saved again.\n")
    seen = office.services.library.refused
    await until(lambda: office.services.library.refused is not seen)
    edit(office, WAGES_EN, VALID[WAGES_EN].replace("Unpaid wages", "Mended"))
    await in_use(office, "Mended")
    new = office.services.library.current.catalogue.version
    # It is the next message: nothing was said of the same fault.
    mended = (await english.reply()).text
    assert mended == f"✅ The content has no errors any more; {new} is in use."
    assert new in (await lao.reply()).text
    assert "Mended" in (await stranger.say("pay 1")).text  # and nobody else was told


async def test_of_many_faults_the_first_are_told_and_how_many_more(office: House) -> None:
    english = await staff_of(office, "en")
    for file in (WAGES_EN, WAGES_LO, POLICE_EN):
        edit(office, file, re.sub(r"(?m)^questions:\n(  - .*\n)+", "", VALID[file]))
    edit(office, CATALOGUE, VALID[CATALOGUE].replace("related: [wages]", "related: [wagon]"))
    told = (await told_of_many(office, english)).split("\n\n")
    errors = len(office.services.library.refused.errors)  # type: ignore[union-attr]
    assert errors > 3
    assert told[0] == f"⚠️ Changed content is not in use. Errors: {errors}"
    assert [bool(re.search(r":\d+\n", one)) for one in told[1:4]] == [True] * 3
    assert told[4] == f"{errors - 3} more: thangdee check shows them all."


async def told_of_many(house: House, chat: Chat) -> str:
    """Return what staff are told when all of several changes were seen."""
    while True:
        await until(lambda: house.services.library.refused is not None)
        text = (await chat.reply()).text
        errors = house.services.library.refused.errors  # type: ignore[union-attr]
        if f"Errors: {len(errors)}\n" in text and len(errors) > 3:
            return text


async def test_staff_who_blocked_the_bot_keep_it_from_nobody(
    office: House, own_log: pytest.LogCaptureFixture
) -> None:
    gone, english = await staff_of(office, "en"), await staff_of(office, "en")
    await gone.control("block", user_id=gone.user_id, bot_id=office.bot_id, blocked=True)
    edit(office, WAGES_EN, LONG)
    await refused(office, ["title-too-long"])
    assert LINE.search((await english.reply()).text)
    assert "a member of the staff was not told of content: Forbidden" in own_log.text
    assert str(gone.user_id) not in own_log.text


async def test_each_answer_is_wholly_from_one_version_while_content_is_swapped(
    office: House,
) -> None:
    people = [await office.reader("en") for _ in range(4)]
    done = asyncio.Event()
    shown: set[str] = set()

    async def ask(chat: Chat) -> None:
        while not done.is_set():
            text = (await chat.say("pay 1")).text
            versions = set(re.findall(r"version-\d|Unpaid wages|right to your pay", text))
            assert len(versions) == 1 or versions == {"Unpaid wages", "right to your pay"}, text
            shown.update(versions)

    asking = [asyncio.create_task(ask(chat)) for chat in people]

    def was_shown(version: str) -> bool:
        for one in asking:
            if one.done():
                one.result()  # why it asks no longer
        return version in shown

    for number in range(2):
        text = VALID[WAGES_EN].replace("Unpaid wages", f"Pay of version-{number}")
        text = text.replace("You have a right to your pay.", f"Known in version-{number}.")
        edit(office, WAGES_EN, text)
        await until(partial(was_shown, f"version-{number}"))
    done.set()
    await asyncio.gather(*asking)
    assert {"Unpaid wages", "version-0", "version-1"} <= shown


async def test_a_reply_in_the_making_keeps_the_content_it_began_with(office: House) -> None:
    context = Context(office.application)
    library = office.services.library
    before = context.knowledge
    edit(office, WAGES_EN, VALID[WAGES_EN].replace("Unpaid wages", "No pay"))
    await in_use(office, "No pay")
    reader = await context.reader_in(None)
    assert context.view(reader, "en").catalogue is before.catalogue
    assert Context(office.application).knowledge is library.current is not before


async def test_a_folder_that_is_replaced_is_watched_like_the_first_one(office: House) -> None:
    content = office.settings.content
    shutil.move(content, content.with_name("old"))
    await until(lambda: is_missing(office))
    assert office.services.health.trouble(Part.CONTENT)
    shutil.copytree(content.with_name("old"), content)
    await until(lambda: office.services.library.refused is None)
    edit(office, WAGES_EN, VALID[WAGES_EN].replace("Unpaid wages", "Back again"))
    await in_use(office, "Back again")
    assert office.services.health.trouble(Part.CONTENT) is None


def is_missing(house: House) -> bool:
    refused = house.services.library.refused
    return refused is not None and {one.rule for one in refused.errors} == {"missing-file"}


async def test_content_is_read_apart_as_it_would_be_here(tmp_path: Path) -> None:
    write(tmp_path, {})
    learned = tmp_path / "learned"
    loaded = await ahead.load_ahead(tmp_path / "content", TODAY, max_age_days=365, learned=learned)
    library = Library.open(tmp_path / "content", TODAY, learned=learned)
    assert loaded.catalogue == library.current.catalogue
    assert loaded.counts == library.counts
    assert list(learned.iterdir())


async def test_a_stop_does_not_wait_for_content_that_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, slow = tmp_path / "began", tmp_path / "slow"
    slow.write_text(f"#!/bin/sh\necho $$ > {began}.part\nmv {began}.part {began}\nexec sleep 600\n")
    slow.chmod(0o755)
    write(tmp_path, {})
    others = asyncio.all_tasks()  # another bot may run beside this one, with a watch of its own
    async with running(settings_in(tmp_path)) as house:
        monkeypatch.setattr(sys, "executable", str(slow))
        edit(house, WAGES_EN, LONG)
        await until(began.exists)
        child = int(began.read_text())
        own = asyncio.all_tasks() - others
        [watching] = [one for one in own if "watch_content" in repr(one)]
        watching.cancel()  # as the end of the services does
        await asyncio.wait([watching], timeout=PATIENCE)
        assert watching.cancelled()
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


async def test_a_process_that_ends_without_an_answer_keeps_the_old_content_until_one_answers(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.watching.LOOK_SECONDS", 0.2)
    health, python = office.services.health, sys.executable
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    edit(office, WAGES_EN, VALID[WAGES_EN].replace("Unpaid wages", "No pay"))
    await until(lambda: health.trouble(Part.CONTENT) is not None)
    assert office.services.library.current.catalogue.articles["wages"].text("en").title != "No pay"
    monkeypatch.setattr(sys, "executable", python)
    await in_use(office, "No pay")
    await until(lambda: health.trouble(Part.CONTENT) is None)
