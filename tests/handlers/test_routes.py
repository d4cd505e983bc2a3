"""Every route survives being a button; nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.model import Help
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from bot.store import Paper
from handlers.alert_routes import StaffAct, StaffAlert, Subscribe, Wish
from handlers.deeplinks import Arrival, payload, read_payload
from handlers.reminder_routes import (
    ConfirmDate,
    KeepReminder,
    PickDate,
    RemoveReminder,
    RenewReminder,
)
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    Chosen,
    Feedback,
    ForgetMe,
    GiveLink,
    KeepChecklist,
    Place,
    Route,
    SendAsText,
    Target,
    ToArticle,
    ToChecklist,
    ToContacts,
    ToHelp,
    ToNamed,
    ToOffices,
    ToProvinces,
    ToRelated,
    ToShare,
    ToSources,
    ToTopic,
    decode,
    encode,
)
from handlers.verdict import Verdict

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
TICKS = st.integers(0, 2**32 - 1)
PAGES = st.integers(0, 999)
TARGETS: st.SearchStrategy[Target] = st.one_of(
    st.sampled_from(Place),
    st.builds(ToTopic, IDS),
    st.builds(ToArticle, IDS, PAGES),
    st.builds(Chosen, IDS),
    st.builds(ToContacts, IDS, PAGES),
    st.builds(ToRelated, IDS),
    st.builds(ToSources, IDS),
    st.builds(ToNamed, st.tuples(IDS), PAGES),
    st.builds(ToOffices, st.sampled_from(["LA", "TH"])),
    st.builds(ToProvinces, st.sampled_from(["LA", "TH"])),
    st.builds(PickDate, st.sampled_from(Paper), st.integers(0, 9999), st.integers(0, 12)),
    st.builds(ConfirmDate, st.sampled_from(Paper), st.dates()),
    st.builds(Feedback, IDS, st.sampled_from(Verdict)),
    st.builds(ToHelp, st.sampled_from(["LA", "TH"]), st.sampled_from(Help), PAGES),
    st.builds(ToChecklist, IDS, TICKS, PAGES),
    st.builds(KeepChecklist, IDS, TICKS),
    st.builds(ToShare, IDS),
    st.builds(SendAsText, IDS, st.booleans()),
)
LINKS = st.one_of(
    st.builds(Link, st.just(LinkTo.MENU), partner=st.none() | IDS.filter(lambda id: len(id) <= 20)),
    st.builds(
        Link,
        st.sampled_from([LinkTo.TOPIC, LinkTo.ARTICLE]),
        IDS,
        st.none() | IDS.filter(lambda id: len(id) <= 20),
    ),
)
ROUTES: st.SearchStrategy[Route] = st.one_of(
    TARGETS,
    st.just(ForgetMe()),
    st.builds(ChooseLanguage, st.sampled_from(["lo", "en", "kjg", "hmn"]), TARGETS),
    st.builds(ChooseCountry, st.sampled_from(["LA", "TH", "other"]), TARGETS),
    *(
        st.builds(change, st.sampled_from(Paper), st.dates())
        for change in (KeepReminder, RemoveReminder, RenewReminder)
    ),
    st.builds(GiveLink, LINKS),
    st.builds(Subscribe, st.sampled_from(Wish), st.sampled_from(["law", "crisis", "all"])),
    st.builds(StaffAlert, st.sampled_from(StaffAct), st.integers(0, 999_999_999)),
)


@pytest.mark.parametrize(
    ("route", "data"),
    [
        (Place.MENU, "menu"),
        (Place.FORGET, "forget"),
        (ToTopic("complaints"), "t:complaints"),
        (ToArticle("unpaid-wages"), "a:unpaid-wages:0"),
        (ToArticle("unpaid-wages", 2), "a:unpaid-wages:2"),
        (Chosen("unpaid-wages"), "q:unpaid-wages"),
        (ToContacts("unpaid-wages", 1), "c:unpaid-wages:1"),
        (ToRelated("unpaid-wages"), "r:unpaid-wages"),
        (ToSources("unpaid-wages"), "s:unpaid-wages"),
        (ToNamed(("mrc", "champasak"), 1), "k:mrc.champasak:1"),
        (ToNamed(("1362",)), "k:1362:0"),
        (ToOffices("TH"), "o:TH"),
        (ToProvinces("LA"), "p:LA"),
        (ToHelp("TH", Help.UNPAID_WAGES, 1), "h:TH:unpaid-wages:1"),
        (Feedback("unpaid-wages", Verdict.NOT_MINE), "f:unpaid-wages:not-mine"),
        (ForgetMe(), "fo"),
        (ToChecklist("before-leaving"), "b:before-leaving:0:0"),
        (ToChecklist("before-leaving", 0b10001, 1), "b:before-leaving:11:1"),
        (KeepChecklist("before-leaving", 2**32 - 1), "bk:before-leaving:ffffffff"),
        (ToShare("unpaid-wages"), "x:unpaid-wages"),
        (SendAsText("unpaid-wages"), "xt:unpaid-wages:0"),
        (SendAsText("unpaid-wages", everything=True), "xt:unpaid-wages:1"),
        (PickDate(Paper.WORK_PERMIT), "d:work-permit:0:0"),
        (PickDate(Paper.VISA, 2027, 12), "d:visa:2027:12"),
        (ConfirmDate(Paper.REPORT_90, date(2027, 1, 9)), "dd:report-90:2027-01-09"),
        (KeepReminder(Paper.PASSPORT, date(2027, 12, 31)), "dk:passport:2027-12-31"),
        (RemoveReminder(Paper.PASSPORT, date(2027, 12, 31)), "dx:passport:2027-12-31"),
        (RenewReminder(Paper.PASSPORT, date(2027, 12, 31)), "dn:passport:2027-12-31"),
        (ChooseLanguage("lo", ToArticle("unpaid-wages", 2)), "l:lo:a:unpaid-wages:2"),
        (ChooseCountry("other", Place.SOS), "n:other:sos"),
        (GiveLink(Link(LinkTo.MENU)), "g:m"),
        (Subscribe(Wish.STOP, "scams"), "e:stop:scams"),
        (StaffAlert(StaffAct.SEND, 3), "m:send:3"),
        (GiveLink(Link(LinkTo.ARTICLE, "unpaid-wages", "my-radio")), "g:aunpaid-wages_my-radio"),
    ],
)
def test_a_route_is_written_so_that_buttons_of_old_messages_stay_readable(
    route: Route, data: str
) -> None:
    assert encode(route) == data
    assert decode(data) == route


@given(ROUTES)
def test_every_route_comes_back_from_its_button(route: Route) -> None:
    assert decode(encode(route)) == route


@given(st.one_of(st.builds(ToTopic, IDS), st.builds(ToArticle, IDS), st.builds(ToChecklist, IDS)))
def test_every_topic_article_and_checklist_comes_back_from_its_link(
    route: ToTopic | ToArticle | ToChecklist,
) -> None:
    text = payload(route)
    assert read_payload(text) == Arrival(route)
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text())
def test_no_text_makes_decoding_fail(text: str) -> None:
    read, arrival = decode(text), read_payload(text)
    assert read is None or encode(read) == text
    assert arrival is None or payload(arrival.target, arrival.partner) == text


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "Menu",
        " menu",
        "menu\n",
        "a:unpaid-wages",
        "a:unpaid-wages:",
        "a:unpaid-wages:-1",
        "a:unpaid-wages:1000",
        "a:Unpaid:0",
        "a:-x:0",
        "a:x--y:0",
        "t:",
        "t:a:b",
        "t:ບັນຫາ",
        "x:unpaid-wages:0",
        "xt:unpaid-wages:2",
        "b:going:1F:0",
        "b:going:123456789:0",
        "l:lo",
        "l:lo:",
        "l:lo:nowhere",
        "l:l:menu",
        "l:lo:l:en:menu",
        "n:TH:n:LA:sos",
        "l:lo:dk:visa:2027-12-31",
        "d:driving-licence:0:0",
        "d:visa:2027",
        "dd:visa:2027-02-30",
        "dk:visa:2027-1-1",
        "l:../..:menu",
        "l:lo:g:m",
        "g:",
        "g:x",
        "g:t",
        "g:t-complaints",
    ],
)
def test_data_that_no_version_of_us_wrote_leads_nowhere(data: str) -> None:
    assert decode(data) is None


NO_LINKS = ["", "t", "t-", "a-", "a-X", "x-y", "menu", "a-b-", "a_b", "t-ລາວ"]
NO_PARTNERS = ["_mrc", "a-b_", "m_a_b", "m-x", "m_" + "x" * 21]


@pytest.mark.parametrize("text", [*NO_LINKS, *NO_PARTNERS])
def test_links_that_no_version_of_us_wrote_lead_nowhere(text: str) -> None:
    assert read_payload(text) is None


def test_the_longest_ids_of_article_and_partner_fit_one_button() -> None:
    assert len(encode(GiveLink(Link(LinkTo.ARTICLE, "a" * 40, "p" * 20)))) == 64


def test_button_data_of_64_bytes_passes_and_of_65_is_refused_with_what_to_do() -> None:
    assert len(encode(ToTopic("x" * 62))) == 64
    with pytest.raises(ThangdeeError, match="has 65 bytes, Telegram allows 64: shorten the id"):
        encode(ToTopic("x" * 63))
    with pytest.raises(ThangdeeError, match="has 68 bytes"):
        encode(ChooseLanguage("lo", ToTopic("x" * 61)))


def test_a_link_of_64_characters_passes_and_of_65_is_refused_with_what_to_do() -> None:
    assert len(payload(ToArticle("x" * 62))) == 64
    with pytest.raises(ThangdeeError, match="has 65 characters, Telegram allows 64: shorten"):
        payload(ToArticle("x" * 63))


@given(st.one_of(st.just(Place.MENU), st.builds(ToTopic, IDS), st.builds(ToArticle, IDS)), IDS)
def test_the_partner_who_gave_a_link_out_comes_back_from_it(target: Target, partner: str) -> None:
    partner = partner[:20].rstrip("-")
    text = f"{payload(target)}_{partner}"
    assert read_payload(text) == Arrival(target, partner)
    if len(text) <= 64:
        assert payload(target, partner) == text
