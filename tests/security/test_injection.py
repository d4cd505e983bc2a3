"""Names, queries, partners and content hold commands of other languages; nothing obeys them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.catalogue.model import Catalogue
from bot.evaluate.page import page as evaluation
from bot.evaluate.report import Report
from bot.i18n import translators
from bot.report.gather import gather
from bot.report.model import Rules
from bot.report.page import page as report_page
from bot.report.words import Words
from bot.review.edition import Edition
from bot.review.page import page as review_page
from bot.review.selection import chosen
from bot.simulator.world import FIRST_PERSON
from bot.store import Unanswered
from tests.browser import chromium, open_page
from tests.catalogue.tree import TODAY, loaded
from tests.e2e.chat import Chat
from tests.e2e.conftest import House, running, settings_in
from tests.evaluate.support import asked
from tests.report import sample
from tests.simulator.stage import staged

SCRIPT = "document.title='OBEYED'"
MARKUP = (
    f'"\'></title></style></textarea><script>{SCRIPT}</script><img src=x onerror="{SCRIPT}">'
    f'<svg onload="{SCRIPT}"><a href="javascript:{SCRIPT}">x</a>&lt;b&gt;'
)
QUERIES = (
    MARKUP,
    "<b>unpaid</b> wages</b></a>",
    "*bold* _it_ [x](tg://user?id=1) `unpaid` ||wages|| ~x~ \\",
    "unpaid \u202ewages\u202c \u200bx\u200dy\ufeff \x00\x07",
    "'; DROP TABLE person; --",
    "%s %(name)s {0} {self.__class__} $(id) `id` ${jndi:ldap://x}",
    "= 1 + 1 unpaid wages",
)
NAMES = ("<b>", "\u202eyoN", "\u200b", "*_[`", "&lt;script&gt;", "\u0e81" * 40)
TEXTS = {
    *("title", "summary", "name", "note", "publisher", "heading", "fact", "caution", "by", "of"),
    *("script", "questions", "other_scripts", "markdown", "address"),
}
"""Fields of the content that people read; the others are ids and numbers."""


def poisoned(value: Any, *, text: bool = False) -> Any:
    """Return ``value`` with a command behind every text in it that people read."""
    if isinstance(value, str):
        return value + MARKUP if text else value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            one.name: poisoned(getattr(value, one.name), text=one.name in TEXTS)
            for one in fields(value)
            if one.init
        }
        return replace(value, **changes)
    if isinstance(value, Mapping):
        return {key: poisoned(one, text=text) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(poisoned(one, text=text) for one in value)
    return value


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    found = loaded(tmp_path_factory.mktemp("content")).catalogue
    assert found is not None
    made = poisoned(found)
    assert isinstance(made, Catalogue)
    return made


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every page that the commands write, with nothing but hostile texts."""
    codes = ("lo", "en")
    edition = Edition(catalogue, translators(codes), TODAY)
    yield "review", review_page(edition, chosen(catalogue, ()))
    words = Words(catalogue, list(translators(codes).values()))
    rows = [Unanswered(sample.NOVEMBER.first, text, "en", "latin", 20) for text in QUERIES]
    counts = list(sample.counts(catalogue))
    report = gather(counts, rows, catalogue, sample.NOVEMBER, Rules(5, withhold=False))
    yield "report", report_page(report, words)
    questions = tuple(asked("wages", "police 0.8", text=text, script=MARKUP) for text in QUERIES)
    yield "evaluate", evaluation([Report(MARKUP, MARKUP, questions)], catalogue)


async def test_no_page_that_a_command_writes_runs_or_loads_what_people_wrote(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    """The browser reports what its rules had to stop: then the page would fail here as well."""
    async with chromium() as browser:
        for name, html in pages(catalogue):
            file = tmp_path / f"{name}.html"
            file.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
            assert "OBEYED" in html  # the texts are there
            async with open_page(browser, file.as_uri()) as page:
                # The title of the evaluation and others: text, with nothing of it obeyed.
                assert await page.title() != "OBEYED"
                for element in ("script", "img", "iframe", "[onload]", "[onerror]", "textarea"):
                    assert await page.locator(element).count() == 0, f"{name}: {element}"
                links = await page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
                assert set(links) <= {"file:", "https:", "tel:"}


async def test_the_chat_page_obeys_no_name_message_button_or_title() -> None:
    async with chromium() as browser, staged(browser, people=(MARKUP[:60],)) as stage:
        rows = [[{"text": MARKUP[:60], "callback_data": "x"}, {"text": "u", "url": "https://a.b"}]]
        said = await stage.said(MARKUP, reply_markup={"inline_keyboard": rows})
        chat = said["chat"]["id"]
        await stage.call(
            "sendMessage",
            chat_id=chat,
            text=MARKUP,
            reply_markup={"keyboard": [[{"text": "<b>k"}]]},
        )
        await stage.call("setMyName", name="<img src=x>")
        await stage.call("setMyDescription", description=MARKUP[:500])
        await stage.call(
            "sendDocument", chat_id=str(chat), caption=MARKUP,
            files={"document": ("<img src=x onerror=a>.txt", b"x")},
        )  # fmt: skip
        await stage.write(MARKUP)
        await expect(stage.bubble(MARKUP).first).to_be_visible()
        assert await stage.page.title() != "OBEYED"
        assert await stage.page.locator("main script, main [onerror], img[src=x]").count() == 0


# What is sent to Telegram

STAFF = FIRST_PERSON
LAST = "<i>the operator</i>"
"""Only /about says it."""
PARTNERS = {"partners": [{"id": "radio", "name": {"en": "<b>Radio</b> *x*", "lo": "ວິທະຍຸ <i>"}}]}
ALERT = f"/alert scams\n--- lo\n<b>ລະວັງ</b> {MARKUP}\n--- en\n<b>Beware</b> \u202e [x](javascript:alert)"


@pytest.fixture(scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A bot whose operator, partner and names are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    settings = settings_in(folder, staff=(STAFF,))
    hostile = {"lo": "<b>ທາງດີ</b> *x*", "en": "<b>Thangdee</b> [x](tg://user?id=1)"}
    operator = {"lo": f"{hostile['lo']} {LAST}", "en": f"{hostile['en']} {LAST}"}
    told = settings.bot.model_copy(update={"name": hostile, "operator": operator})
    (folder / "content/partners.yaml").write_text(json.dumps(PARTNERS), "utf-8")
    async with running(settings.model_copy(update={"bot": told})) as found:
        yield found


SAID = (
    *QUERIES,
    *(
        "/start a-<b>",
        "/start m_radio",
        "/start <script>",
        "/link <b>x",
        "/link unpaid-wages radio",
    ),
    *("/stats <b>", "/<b>", "/remind <b>", ALERT, "/help", "/offices", "/checklist", "/sos"),
    *("my boss locks me in and beats me", "unpaid wages"),
)
TAPS = ("a:unpaid-wages:1", "s:unpaid-wages", "c:unpaid-wages:0", "xt:unpaid-wages:1", "g:m_radio",
        "b:before-leaving:1f:0", "<b>", "a:<b>:0", "l:en:sos", "m:show:1")  # fmt: skip


async def everything(chat: Chat) -> None:
    """Say what is hostile and open what is usual; return when all of it is answered."""
    menu = await chat.say("/menu")
    for said in SAID:
        await chat.send(text=said)
    for data in TAPS:
        where = {"bot_id": chat.bot_id, "from": chat.user_id, "chat_id": chat.chat_id}
        number = menu.message["message_id"]
        await chat.control("press", **where, message_id=number, data=data, stale=True)
    for query in (*QUERIES, ""):
        who = {"bot_id": chat.bot_id, "from": chat.user_id, "query": query[:256]}
        await chat.control("inline", **who)
    await chat.send(text="/about")
    while f"<b>Thangdee</b> [x](tg://user?id=1) {LAST}" not in (await chat.reply()).text:
        pass


def keys(value: Any) -> Iterator[str]:
    """Yield the names of all fields in a request, also in JSON within it."""
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, Mapping):
        yield from value
        for one in value.values():
            yield from keys(one)
    elif isinstance(value, list):
        for one in value:
            yield from keys(one)


async def test_nothing_is_ever_sent_with_a_markup_language(house: House) -> None:
    """No request names a ``parse_mode``, so no name or query can open or close anything."""
    for name in NAMES:
        chat = await house.person(first_name=name, last_name=name, username="thangdee_fan")
        await house.services.store.people.put(chat.user_id, language="en")
        if name == NAMES[0]:
            assert chat.user_id == STAFF
            await everything(chat)
        else:
            for said in ("/start", QUERIES[1], "/about"):
                await chat.say(said)
    requests = await house.requests()
    assert len(requests) > 60
    assert not [one for one in requests if any(key.endswith("parse_mode") for key in keys(one))]
    assert {"sendMessage", "sendPhoto", "answerInlineQuery", "editMessageText"} <= {
        one["method"] for one in requests
    }
    kinds = {one["type"] for sent in requests for one in entities(sent["parameters"])}
    assert kinds <= {"bold", "italic", "text_link", "url", "blockquote", "code", "underline"}
    refused = [one for one in requests if one["ok"] is False]
    assert not [one for one in refused if "entit" in str(one) and "parse" in str(one)]


def entities(parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("entities", "caption_entities"):
        found = parameters.get(name) or []
        yield from json.loads(found) if isinstance(found, str) else found


async def test_no_link_of_a_message_leads_anywhere_but_to_the_web(house: House) -> None:
    """A link in an alert could run something or name a person; only the web is linked to."""
    chat = await house.person()
    await chat.say("/start")
    for sent in await house.requests():
        for one in entities(sent["parameters"]):
            assert str(one.get("url", "https://")).startswith(("https://", "http://", "tel:"))
