"""/stats: a picture for the staff, an unknown command for everybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.simulator.world import FIRST_PERSON
from bot.store import Event
from tests.e2e.chat import Chat
from tests.e2e.conftest import House, running, settings_in
from tests.e2e.test_groups import in_group

STAFF = FIRST_PERSON
UNKNOWN = {"lo": "ຂ້ອຍບໍ່ຮູ້ຈັກຄຳສັ່ງນີ້", "en": "I do not know this command."}
NOTHING = {
    "lo": "ໃນ 30 ມື້ທີ່ຜ່ານມາ ບໍ່ມີຫຍັງໃຫ້ນັບ",
    "en": "Nothing was counted in the last 30 days.",
}
QUESTIONS = {"lo": "ຄຳຖາມ: 37", "en": "Questions: 37"}
DANGER = {"lo": "ຟັງຄືມີອັນຕະລາຍ: ໜ້ອຍ", "en": "Sounded dangerous: few"}
MENU = {"lo": "ເມນູ", "en": "Menu"}


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A bot that has counted nothing; the first person who comes is its staff."""
    settings = settings_in(tmp_path_factory.mktemp("office"), staff=(STAFF,))
    async with running(settings) as found:
        yield found


@pytest.fixture(scope="module")
async def staff(office: House) -> Chat:
    """The chat of the staff."""
    chat = await office.person()
    assert chat.user_id == STAFF
    return chat


async def speaks(house: House, chat: Chat, language: str) -> None:
    """Let somebody read ``language``."""
    await house.services.store.people.put(chat.user_id, language=language)


@pytest.fixture
async def counted(office: House) -> House:
    """The bot with a day of counts, the same each time."""
    counts = office.services.store.counts
    for event, number in ((Event.ANSWERED, 25), (Event.UNKNOWN, 9), (Event.URGENT, 3)):
        for _ in range(number):
            counts.add(event, language="lo", script="lao")
    await counts.flush()
    return office


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_before_anything_is_counted_staff_are_told_so(
    office: House, staff: Chat, language: str
) -> None:
    await speaks(office, staff, language)
    assert (await staff.say("/stats")).text == NOTHING[language]


async def test_staff_get_the_picture_with_its_numbers(counted: House, staff: Chat) -> None:
    for language in ("lo", "en"):
        await speaks(counted, staff, language)
        shown = await staff.say("/stats")
        assert (shown.message["photo"][-1]["width"], shown.text) == (1080, "")
        caption = shown.message["caption"].splitlines()
        assert QUESTIONS[language] in caption
        assert DANGER[language] in caption
        assert any("🆘" in label for label in shown.buttons)
        menu = await staff.tap(shown, MENU[language])
        assert not menu.edited  # a picture cannot turn into a text
        assert menu.text


async def test_who_is_served_meanwhile_waits_for_no_picture(counted: House, staff: Chat) -> None:
    other = await counted.reader("en")
    await staff.send(text="/stats")
    assert (await other.say("/menu")).text
    assert (await staff.reply()).message["photo"]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_for_everybody_else_it_is_an_unknown_command(office: House, language: str) -> None:
    stranger = await office.reader(language)
    reply = await stranger.say("/stats")
    assert reply.text == UNKNOWN[language]
    assert "photo" not in reply.message


async def test_in_a_group_nobody_gets_it_as_others_read_along(counted: House, staff: Chat) -> None:
    group = await in_group(staff)
    reply = await group.say("/stats@thangdee_bot")
    assert "photo" not in reply.message
    assert UNKNOWN["lo"] in reply.text
