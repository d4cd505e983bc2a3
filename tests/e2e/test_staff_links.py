"""Links: staff get them in the chat with a picture to hand on; who comes by one brings its partner."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.simulator.world import FIRST_PERSON
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import TOKEN, House, running, settings_in
from tests.e2e.test_groups import in_group
from tests.poster.support import codes
from tests.waiting import PATIENCE

STAFF = FIRST_PERSON
LINK = "https://t.me/thangdee_bot"
PARTNERS = "partners:\n  - {id: radio, name: {en: Village Radio, lo: ວິທະຍຸບ້ານ}}\n"
UNKNOWN = {"lo": "ຂ້ອຍບໍ່ຮູ້ຈັກຄຳສັ່ງນີ້", "en": "I do not know this command."}
HAND_ON = {"lo": "ລິ້ງໃຫ້ສົ່ງຕໍ່", "en": "Links to hand on"}


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A bot with a partner, one of whose people is staff: the first who comes."""
    folder: Path = tmp_path_factory.mktemp("office")
    settings = settings_in(folder, staff=(STAFF,))
    (folder / "content/partners.yaml").write_text(PARTNERS, "utf-8")
    async with running(settings) as house:
        yield house


@pytest.fixture(scope="module")
async def staff(office: House) -> Chat:
    """The chat of the staff."""
    chat = await office.person()
    assert chat.user_id == STAFF
    return chat


async def speaks(office: House, chat: Chat, language: str) -> None:
    """Let somebody read ``language``."""
    await office.services.store.people.put(chat.user_id, language=language)


async def picture(office: House, photo: Reply) -> Image.Image:
    """Return the picture of a message."""
    largest = photo.message["photo"][-1]["file_id"]
    async with httpx.AsyncClient(base_url=office.simulator.url, timeout=PATIENCE) as http:
        told = (await http.get(f"/bot{TOKEN}/getFile", params={"file_id": largest})).json()
        path = told["result"]["file_path"]
        return Image.open(BytesIO((await http.get(f"/file/bot{TOKEN}/{path}")).content))


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_staff_get_a_link_and_a_picture_with_its_code(
    office: House, staff: Chat, language: str
) -> None:
    await speaks(office, staff, language)
    photo = await staff.say("/link unpaid-wages radio")
    link = f"{LINK}?start=a-unpaid-wages_radio"
    assert photo.message["caption"] == f"ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ\nMy boss does not pay me\n{link}"
    assert not photo.buttons
    assert codes(await picture(office, photo)) == [link]
    told = await staff.reply()
    assert link in told.text
    copy = next(button for label, button in told.buttons.items() if "📋" in label)
    assert copy["copy_text"] == {"text": link}
    assert any("🆘" in label for label in told.buttons)


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_without_words_staff_choose_from_the_topics(
    office: House, staff: Chat, language: str
) -> None:
    await speaks(office, staff, language)
    asked = await staff.say("/link")
    assert HAND_ON[language] in asked.text
    photo = await staff.tap_data(asked, "g:tcomplaints")
    assert photo.message["caption"].endswith(f"{LINK}?start=t-complaints")
    await staff.reply()
    asked = await staff.say("/link radio")
    assert {"lo": "ວິທະຍຸບ້ານ", "en": "Village Radio"}[language] in asked.text
    photo = await staff.tap_data(asked, "g:m_radio")
    assert photo.message["caption"].endswith(f"{LINK}?start=m_radio")
    await staff.reply()


async def test_a_slip_of_the_keyboard_gets_the_nearest_page_offered_first(
    office: House, staff: Chat
) -> None:
    await speaks(office, staff, "en")
    asked = await staff.say("/link unpaid-wage Radio")
    assert "There is no page or partner called unpaid-wage." in asked.text
    assert next(iter(asked.buttons)).endswith("My boss does not pay me")
    photo = await staff.tap(asked, "My boss does not pay me")
    assert photo.message["caption"].endswith("?start=a-unpaid-wages_radio")
    await staff.reply()


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_for_others_the_command_is_unknown_and_its_buttons_lead_nowhere(
    office: House, language: str
) -> None:
    chat = await office.reader(language)
    answer = await chat.say("/link unpaid-wages")
    assert answer.text == UNKNOWN[language]
    shown = await chat.tap_data(answer, "g:m", stale=True)
    assert LINK not in shown.text
    assert "photo" not in shown.message


async def test_in_a_group_staff_are_people_like_all_others(staff: Chat) -> None:
    talk = await in_group(staff)
    answer = await talk.say("/link@thangdee_bot unpaid-wages")
    assert UNKNOWN["lo"] in answer.text


async def test_who_comes_by_a_partner_s_link_brings_the_partner(office: House) -> None:
    chat = await office.person()
    first = await chat.say("/start a-unpaid-wages_radio")
    people = office.services.store.people
    assert (await people.get(chat.user_id)).partner == "radio"
    await chat.tap(first, "English")
    await chat.reply()
    assert "My boss does not pay me" in (await chat.reply()).text
    assert (await people.get(chat.user_id)).partner == "radio"


@pytest.mark.parametrize("payload", ["m_nobody", "a-unpaid-wages", "m_RADIO"])
async def test_no_partner_is_kept_whom_nobody_knows(office: House, payload: str) -> None:
    chat = await office.person()
    assert (await chat.say(f"/start {payload}")).text
    assert (await office.services.store.people.get(chat.user_id)).partner is None
