"""How the chat page looks: small phones, thumbs, contrast by day and by night."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import PHONE, chromium, keep_screenshot
from tests.simulator.stage import Stage, inline, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")

LAO = "ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນຂອງຂ້ອຍໄວ້ແລະບໍ່ຈ່າຍຄ່າແຮງງານມາສາມເດືອນແລ້ວຂ້ອຍຄວນເຮັດແນວໃດດີກ່ອນທີ່ຈະໝົດອາຍຸວີຊາໝັ້ນຫຼຸ້ນນ້ຳກໍ່ເຈົ້າ"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    async with staged(browser) as opened:
        yield opened


async def test_nothing_runs_over_the_edge_of_a_small_phone(stage: Stage, tmp_path: Path) -> None:
    await stage.said(f"{LAO}\n{'W' * 300}\nhttps://example.org/{'a' * 200}")
    row = [{"text": "ຄຳຖາມທີ່ຍາວຫຼາຍກ່ຽວກັບແຮງງານ", "callback_data": str(n)} for n in range(4)]
    await stage.call(
        "sendMessage",
        chat_id=(await stage.write("more"))["chat"]["id"],
        text=LAO,
        reply_markup=inline(row),
    )
    await expect(stage.bubble(LAO)).to_have_count(2)
    wide = await stage.page.evaluate(
        """() => {
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const over = [];
          while (words.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(words.currentNode);
            const box = words.currentNode.parentElement.closest('.bubble, button, main');
            const edge = Math.min(innerWidth, box?.getBoundingClientRect().right ?? innerWidth);
            if ([...range.getClientRects()].some(part => part.width && part.right > edge + 0.5)) {
              over.push(words.currentNode.data);
            }
          }
          return over;
        }"""
    )
    assert wide == []
    assert await stage.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    await keep_screenshot(stage.page, "page-360x640", tmp_path)


async def test_every_control_is_large_enough_for_a_thumb(stage: Stage) -> None:
    markup = {"keyboard": [[{"text": "🆘"}, {"text": "💼"}]], "resize_keyboard": True}
    await stage.said("Topics", reply_markup=markup)
    await stage.call(
        "sendMessage",
        chat_id=(await stage.write("x"))["chat"]["id"],
        text="Buttons",
        reply_markup=inline([{"text": "A", "callback_data": "a"}]),
    )
    await expect(stage.button("A")).to_be_visible()
    small = await stage.page.evaluate(
        """() => [...document.querySelectorAll('button, textarea, select, a.card')]
            .filter(node => node.checkVisibility() && !node.closest('.text'))
            .map(node => [node.getBoundingClientRect(), node.ariaLabel ?? node.textContent])
            .filter(([box]) => box.width < 44 || box.height < 44).map(([, name]) => name)"""
    )
    assert small == []


CONTRAST = """(selectors) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const paint = (under, colour) => {
    canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r} ${g} ${b})`;
  };
  const light = (colour) => {
    const parts = colour.match(/\\d+/g).map(Number).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  return selectors.map(selector => {
    const node = document.querySelector(selector);
    const chain = [];
    for (let up = node; up; up = up.parentElement) {
      chain.unshift(getComputedStyle(up).backgroundColor);
    }
    const ground = chain.reduce(paint, 'white');
    const ink = paint(ground, getComputedStyle(node).color);
    const [dark, bright] = [light(ink), light(ground)].sort((x, y) => x - y);
    return [selector, (bright + 0.05) / (dark + 0.05)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground_by_day_and_by_night(
    browser: Browser, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    async with staged(browser, scheme=scheme, size=(412, 915)) as stage:
        markup = inline([{"text": "Next", "callback_data": "n"}])
        await stage.said("ໂທ https://t.me/road_bot ດຽວນີ້", reply_markup=markup)
        await expect(stage.button("Next")).to_be_visible()
        selectors = [
            *(".in .text", ".out .text", ".in .meta", ".out .meta", ".in .text a", ".out .link"),
            *(".inline-keyboard .key", "#chat-title", "#chat-status", "#attach", ".day"),
        ]
        contrasts = await stage.page.evaluate(CONTRAST, selectors)
        too_low = [(name, value) for name, value in contrasts if value < 4.5]
        ink = await stage.page.evaluate("getComputedStyle(document.getElementById('log')).color")
        await keep_screenshot(stage.page, f"page-{scheme}", tmp_path)
    assert too_low == []
    assert (ink == "rgb(233, 240, 238)") == (scheme == "dark")
