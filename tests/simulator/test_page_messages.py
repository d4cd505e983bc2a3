"""What the chat page makes of messages: entities, Lao, media, and what happens to messages later."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import chromium, keep_screenshot
from tests.simulator.stage import Stage, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    async with staged(browser) as opened:
        yield opened


def entity(text: str, part: str, kind: str, **fields: str) -> dict[str, Any]:
    """A MessageEntity over the first `part` of `text`, counted in UTF-16 units as Telegram does."""

    def units(piece: str) -> int:
        return len(piece.encode("utf-16-le")) // 2

    offset, length = units(text[: text.index(part)]), units(part)
    return {"type": kind, "offset": offset, "length": length, **fields}


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + bytes([n % 256] * width) for n in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    )


async def test_entities_are_found_behind_lao_and_emoji(stage: Stage, tmp_path: Path) -> None:
    text = (
        "🆘👩🏽‍🌾 ຖ້າອັນຕະລາຍ ໂທ +6621234567 ຫຼື /sos. ສິດ ຂອງ ທ່ານ ແມ່ນ code ແລະ "
        "https://example.org/ກ ຫຼື ເວັບ. ລັບ🤫\nອ້າງອີງ\nprint('ລາວ')\n" + "ຍາວ" * 90
    )
    parts = [
        *(("ຖ້າອັນຕະລາຍ", "bold"), ("ອັນຕະລາຍ", "italic"), ("+6621234567", "phone_number")),
        *(("/sos", "bot_command"), ("ສິດ", "underline"), ("ຂອງ", "strikethrough"), ("code", "code")),
        *(("https://example.org/ກ", "url"), ("ລັບ🤫", "spoiler"), ("ອ້າງອີງ", "blockquote")),
        *(("print('ລາວ')", "pre"), ("ຍາວ" * 90, "expandable_blockquote")),
    ]
    entities = [entity(text, part, kind) for part, kind in parts]
    entities.append(entity(text, "ເວັບ", "text_link", url="https://t.me/road_bot?start=x"))
    await stage.said(text, entities=entities)
    bubble = stage.bubble("ອັນຕະລາຍ").locator(".text")
    await expect(bubble.locator("strong")).to_have_text("ຖ້າອັນຕະລາຍ")
    await expect(bubble.locator("strong em")).to_have_text("ອັນຕະລາຍ")
    await expect(bubble.locator("u")).to_have_text("ສິດ")
    await expect(bubble.locator("s")).to_have_text("ຂອງ")
    await expect(bubble.locator("blockquote").first).to_have_text("ອ້າງອີງ")
    await expect(bubble.locator("pre")).to_have_text("print('ລາວ')")
    call = bubble.get_by_role("link", name="+6621234567")
    await expect(call).to_have_attribute("href", "tel:+6621234567")
    await expect(bubble.locator(".spoiler-text")).to_have_css("opacity", "0")
    await bubble.locator(".spoiler").click()
    await expect(bubble.locator(".revealed")).to_have_text("ລັບ🤫")
    await bubble.get_by_role("button", name="Show more").click()
    await expect(bubble.locator(".expandable")).to_have_class(re.compile(r"\bopen\b"))
    await bubble.get_by_role("button", name="code", exact=True).click()
    assert await stage.page.evaluate("navigator.clipboard.readText()") == "code"
    await keep_screenshot(stage.page, "page-entities", tmp_path)
    await bubble.get_by_role("button", name="/sos").click()
    assert (await stage.next_update("message"))["text"] == "/sos"
    await bubble.get_by_role("link", name="ເວັບ").click()
    assert (await stage.next_update("message"))["text"] == "/start x"


async def test_a_text_that_looks_like_markup_stays_text(stage: Stage) -> None:
    hostile = "<img src=x onerror=alert(1)> <b>&amp;</b>"
    await stage.said(hostile)
    await expect(stage.bubble(hostile).locator("img, b")).to_have_count(0)


async def test_lao_is_set_in_the_shipped_font_and_breaks_between_words(
    stage: Stage, tmp_path: Path
) -> None:
    spaced = (
        "ນາຍຈ້າງ ຍຶດ ໜັງສື ຜ່ານ ແດນ ຂອງ ຂ້ອຍ ໄວ້ ແລະ ບໍ່ ຈ່າຍ ຄ່າ ແຮງ ງານ ມາ ສາມ ເດືອນ ແລ້ວ ຂ້ອຍ "
        "ຄວນ ເຮັດ ແນວ ໃດ ດີ ກ່ອນ ທີ່ ຈະ ໝົດ ອາຍຸ ວີຊາ ໝັ້ນ ຫຼຸ້ນ ນ້ຳ ກໍ່ ເຈົ້າ"
    )
    words = spaced.split()
    text = "".join(words * 2)
    await stage.said(text)
    await expect(stage.bubble(text).locator(".bubble")).to_have_attribute("lang", "lo")
    lines = await stage.page.evaluate(
        """() => {
          const text = document.querySelector('.in .text').firstChild;
          const lines = [];
          let last = null;
          for (let at = 0; at < text.length; at += 1) {
            const range = document.createRange();
            range.setStart(text, at); range.setEnd(text, at + 1);
            const top = range.getBoundingClientRect().bottom;
            if (range.getClientRects().length && (last === null || top > last + 8)) {
              lines.push(''); last = top;
            }
            lines[lines.length - 1] += text.data[at];
          }
          return lines;
        }"""
    )
    assert "".join(lines) == text
    assert len(lines) > 4
    ends = {0}
    for word in words * 2:
        ends.add(max(ends) + len(word))
    breaks = [sum(map(len, lines[: n + 1])) for n in range(len(lines))]
    assert [at for at in breaks if at not in ends] == []
    loaded = await stage.page.evaluate(
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    )
    assert '"Noto Sans Lao"' in loaded or "Noto Sans Lao" in loaded
    await keep_screenshot(stage.page, "page-lao", tmp_path)


async def test_what_the_bot_sends_besides_text_is_shown(stage: Stage, tmp_path: Path) -> None:
    chat = (await stage.write("media"))["chat"]["id"]
    await stage.call(
        "sendPhoto", files={"photo": ("a.png", png(80, 60))}, chat_id=chat, caption="A photo"
    )
    album = [{"type": "photo", "media": f"attach://p{n}"} for n in range(2)]
    await stage.call(
        "sendMediaGroup",
        files={f"p{n}": (f"{n}.png", png(60, 60)) for n in range(2)},
        chat_id=chat,
        media=json.dumps(album),
    )
    for kind, name in (("voice", "v.ogg"), ("audio", "a.mp3"), ("video", "v.mp4")):
        await stage.call(
            f"send{kind.capitalize()}", files={kind: (name, b"no sound")}, chat_id=chat
        )
    await stage.call("sendDocument", files={"document": ("law.pdf", b"%PDF")}, chat_id=chat)
    await stage.call("sendLocation", chat_id=chat, latitude=17.97, longitude=102.6)
    await stage.call(
        *("sendVenue",),
        chat_id=chat,
        latitude=13.7,
        longitude=100.5,
        title="Embassy",
        address="Bangkok",
    )
    await stage.call("sendContact", chat_id=chat, phone_number="+6625396667", first_name="Office")

    await expect(stage.bubble("A photo").get_by_role("img")).to_have_js_property("naturalWidth", 80)
    await expect(stage.page.locator(".album img")).to_have_count(2)
    await expect(stage.page.get_by_role("button", name="Play")).to_have_count(2)
    await expect(stage.page.locator("video[controls]")).to_have_count(1)
    download = stage.page.get_by_role("link", name="law.pdf")
    await expect(download).to_have_attribute("download", "law.pdf")
    await expect(stage.page.get_by_label("Location, 17.97000, 102.60000")).to_be_visible()
    await expect(stage.page.get_by_label("Embassy, 13.70000, 100.50000")).to_contain_text("Bangkok")
    office = stage.page.get_by_role("link", name="Office")
    await expect(office).to_have_attribute("href", "tel:+6625396667")
    await keep_screenshot(stage.page, "page-media", tmp_path)


@pytest.mark.parametrize(
    ("choice", "kind"), [("Photo", "photo"), ("Document", "document"), ("Voice message", "voice")]
)
async def test_a_person_sends_a_sample_file(stage: Stage, choice: str, kind: str) -> None:
    await stage.button("Attach").click()
    await stage.button(choice).click()
    await stage.page.get_by_role("button", name="A sample").click()
    if kind != "voice":
        await stage.page.get_by_label("Caption").fill("ໃບສັນຍາ")
        await stage.button("Send").last.click()
    message = await stage.next_update("message")
    assert message[kind]
    assert message.get("caption") == (None if kind == "voice" else "ໃບສັນຍາ")


async def test_a_person_sends_a_sticker_a_place_and_a_contact(stage: Stage, tmp_path: Path) -> None:
    await stage.button("Attach").click()
    await keep_screenshot(stage.page, "page-attach", tmp_path)
    await stage.button("Sticker").click()
    await stage.button("Glad").click()
    assert (await stage.next_update("message"))["sticker"]
    await expect(stage.page.locator("img.sticker")).to_have_js_property("naturalWidth", 512)
    await stage.button("Attach").click()
    await stage.button("Location").click()
    await stage.page.get_by_role("button", name="Other coordinates").click()
    await stage.page.get_by_label("Latitude").fill("15.12")
    await stage.page.get_by_label("Longitude").fill("105.8")
    await stage.button("Send").last.click()
    place = (await stage.next_update("message"))["location"]
    assert (place["latitude"], place["longitude"]) == (15.12, 105.8)
    await stage.button("Attach").click()
    await stage.button("Contact").click()
    await stage.page.get_by_role("button", name="Somebody else").click()
    await stage.page.get_by_label("Name").fill("Kham")
    await stage.page.get_by_label("Phone number").fill("+856 20 55500000")
    await stage.button("Send").last.click()
    assert (await stage.next_update("message"))["contact"]["first_name"] == "Kham"


async def test_typing_deleting_pinning_and_reacting_are_seen(stage: Stage) -> None:
    sent = await stage.said("Look here")
    where = {"chat_id": sent["chat"]["id"], "message_id": sent["message_id"]}
    await stage.call("sendChatAction", chat_id=where["chat_id"], action="typing")
    await expect(stage.page.get_by_role("img", name="The bot is typing")).to_be_visible()
    await stage.call("pinChatMessage", **where)
    await expect(stage.page.locator("#pinned")).to_have_text("Look here")
    await stage.call("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await expect(stage.bubble("Look here").get_by_label("Reactions")).to_have_text("👍")
    await stage.call("deleteMessage", **where)
    await expect(stage.bubble("Look here")).to_have_count(0)


async def test_an_answer_names_what_it_answers(stage: Stage) -> None:
    question = await stage.write("ຄ່າແຮງ")
    reply = {"message_id": question["message_id"]}
    await stage.call(
        "sendMessage", chat_id=question["chat"]["id"], text="Yes", reply_parameters=reply
    )
    await expect(stage.bubble("Yes").locator(".quote")).to_have_text("Youຄ່າແຮງ")


async def test_a_forced_reply_opens_the_answer_line(stage: Stage) -> None:
    sent = await stage.said("Your name?", reply_markup={"force_reply": True})
    await expect(stage.page.locator("#draft-note")).to_contain_text("Reply to Road")
    answer = await stage.write("Noy")
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
