"""The page to print: what stands on a sheet, beside what, and how it comes out on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.model import Catalogue, Review
from tests.browser import PHONE, chromium, open_page
from tests.catalogue.tree import TODAY, write
from tests.review.support import CHANGES, KHMU_LANGUAGE, KHMU_WAGES, Told, catalogue_of, printed

HOSTILE = '<script>alert("x")</script>&amp;\' onload="y'


@pytest.fixture
def catalogue(workplace: Path) -> Catalogue:
    return catalogue_of(workplace)


def reviewed(catalogue: Catalogue, review: Review) -> Catalogue:
    """Return the catalogue with the Lao article on the police read."""
    article = catalogue.articles["police"]
    texts = {**article.texts, "lo": replace(article.texts["lo"], review=review)}
    return replace(
        catalogue, articles={**catalogue.articles, "police": replace(article, texts=texts)}
    )


# The text


def test_languages_stand_beside_each_other_line_by_line(catalogue: Catalogue) -> None:
    rows = Told(printed(catalogue, "police")).rows
    start = rows.index(["ລາວ", "English", "ຂຽນໃສ່ນີ້ · Write here"])
    assert rows[start + 1 : start + 9] == [
        ["ໂທຫາຕຳຫຼວດ", "Call the police", "ຫົວຂໍ້ · title"],
        ["ໂທຫາເບີຂ້າງລຸ່ມນີ້", "Call the number below.", "ໜ້າທຳອິດ · first screen"],
        ["ເຮັດແນວໃດ", "What to do", "1"],
        ["1.ໂທຫາຕຳຫຼວດ 191 ກ່ອນ", "1.Call the police 191 & stay.", "1.1"],
        ["2.ຫຼື ຫ້ອງການ", "2.Or the office. Its people help.", "1.2"],
        ["ໝົດແລ້ວ", "Nothing else.", "1.3"],
        ["ຕື່ມ", "More", "2"],
        ["•ເບິ່ງຄ່າແຮງ → ບໍ່ໄດ້ຄ່າແຮງ", "•See wages → Unpaid wages.", "2.1"],
    ]


def test_the_readers_language_comes_first(catalogue: Catalogue) -> None:
    rows = Told(printed(catalogue, "police", order=("en", "lo"))).rows
    assert ["English", "ລາວ", "Write here · ຂຽນໃສ່ນີ້"] in rows
    assert ["What to do", "ເຮັດແນວໃດ", "1"] in rows


def test_parts_without_the_same_lines_stand_beside_each_other_whole(catalogue: Catalogue) -> None:
    rows = Told(printed(catalogue, "wages")).rows
    start = rows.index(["ບໍ່ໄດ້ຄ່າແຮງ", "Unpaid wages", "ຫົວຂໍ້ · title"])
    assert rows[start + 2 : start + 6] == [
        ["ເຮັດແນວໃດ", "", "1"],
        ["•ຂຽນມື້ໄວ້•ຂຽນຊົ່ວໂມງໄວ້", "Before the first heading.", "1.1"],
        ["", "What to do", "2"],
        ["", "•Write down the days.", "2.1"],
    ]


def test_a_third_language_has_a_column_of_its_own_and_may_lack_articles(workplace: Path) -> None:
    khmu = {
        KHMU_LANGUAGE: "name: Khmu\nscript: latin\ntopics: {}\nunfinished: 'true'\n",
        KHMU_WAGES: "---\ntitle: Ngeun\nsummary: Mo.\nquestions: [a, b, c, d, e, f, g, h]\n"
        "translation: drafted\n---\n## Ta\n- Khian.\n",
    }
    write(workplace, {**CHANGES, **khmu})
    told = Told(printed(catalogue_of(workplace)))
    assert ["ລາວ", "English", "Khmu", "ຂຽນໃສ່ນີ້ · Write here"] in told.rows
    assert ["ບໍ່ໄດ້ຄ່າແຮງ", "Unpaid wages", "Ngeun", "ຫົວຂໍ້ · title"] in told.rows
    assert ["1.ໂທຫາຕຳຫຼວດ 191 ກ່ອນ", "1.Call the police 191 & stay.", "", "1.1"] in told.rows
    assert "Khmu: not written yet" in told.text
    assert "Khmu (8)" in told.text


# What the text rests on


def test_what_the_article_must_answer_stands_above_it(catalogue: Catalogue) -> None:
    article = replace(catalogue.articles["wages"], covers=("wage late", "paid < agreed"))
    page = printed(replace(catalogue, articles={"wages": article}), "wages")
    assert '<span lang="en">Must answer</span>: wage late; paid &lt; agreed</p>' in page


def test_facts_stand_with_caution_confidence_and_source(catalogue: Catalogue) -> None:
    told = Told(printed(catalogue, "police"))
    assert told.row("Police in Thailand") == [
        "Police in Thailand answer at 191 & all day. call-191\n⚠ Ask again in 2027.",
        "2024-05",
        "high",
        "Telephone list. Ministry. 2024\nhttps://example.org/list",
    ]
    assert told.row("Two calls") == [
        "Two calls cost 6 baht. two-calls", "2023", "LOW", "worked out from: call-191",
    ]  # fmt: skip


def test_a_fact_without_source_is_marked(catalogue: Catalogue) -> None:
    lone = replace(catalogue.facts["two-calls"], worked_from=())
    changed = replace(catalogue, facts={**catalogue.facts, "two-calls": lone})
    assert Told(printed(changed, "police")).row("Two calls")[3] == "?"


def test_contacts_stand_with_the_numbers_of_the_bot_and_what_is_known_of_them(
    catalogue: Catalogue,
) -> None:
    assert Told(printed(catalogue, "police")).row("ຕຳຫຼວດ · Police") == [
        "ຕຳຫຼວດ · Police th-police\nໃນໄທເທົ່ານັ້ນ · Thailand only",
        "191\n+66 2 343 9300",
        "ໄທ · Thailand\nບໍ່ເສຍເງິນ · free; emergency",
        "2026",
        "high",
        "Telephone list. Ministry. 2024\nhttps://example.org/list",
    ]


def test_a_number_that_is_not_confirmed_says_so(catalogue: Catalogue) -> None:
    row = Told(printed(catalogue, "police")).row("ບໍ່ແນ່ໃຈ")
    assert row[1] == "+66 2 111 1111\nຍັງບໍ່ໄດ້ຢັ້ງຢືນ ອາດຜິດ\nnot confirmed, may be wrong"
    assert row[4] == "LOW"


def test_a_contact_that_only_the_text_names_is_among_them(catalogue: Catalogue) -> None:
    assert catalogue.articles["police"].contacts == ("th-police", "th-unsure")
    assert Told(printed(catalogue, "police")).row("ຫ້ອງການ")[1] == "–"


def test_questions_stand_by_language_and_script_with_their_number(catalogue: Catalogue) -> None:
    told = printed(catalogue, "police")
    lists = re.findall(r"<h4>(.*?)</h4>\n<ul><li>\xa0(.*?)</li>", told)
    assert [(Told(title).text, first) for title, first in lists] == [
        ("ລາວ (8)", "ຖາມ 1"),
        ("ລາວ · ຂຽນດ້ວຍຕົວອັກສອນອັງກິດ · in Latin letters (1)", "to ha tamluat"),
        ("ລາວ · ຂຽນດ້ວຍຕົວອັກສອນໄທ · in Thai letters (1)", "โทรหาตำรวจ"),
        ("English (8)", "ask 1"),
    ]


def test_an_article_without_facts_and_contacts_has_no_empty_tables(catalogue: Catalogue) -> None:
    bare = replace(catalogue.articles["wages"], facts=(), contacts=())
    changed = replace(catalogue, articles={"wages": bare})
    assert not re.search(r'class="(facts|contacts)"', printed(changed))


# State and record


def test_each_text_ends_with_the_words_that_record_it(catalogue: Catalogue) -> None:
    texts = catalogue.articles["police"].texts
    told = Told(printed(catalogue, "police"))
    for code, name in (("lo", "ລາວ"), ("en", "English")):
        (row,) = (row for row in told.rows if row[0] == name and "change" in str(row))
        assert row[-1] == f"language={code} police@{texts[code].digest}"


def test_the_state_of_each_text_is_on_its_sheet_and_in_the_list(catalogue: Catalogue) -> None:
    read = Review("Noy <S.>", date(2026, 11, 20))
    for review, lao in (
        (read, "Noy <S.> ອ່ານກວດແລ້ວ 20 ພະຈິກ 2026"),
        (replace(read, of="00c0ffee"), "ມີການແກ້ຫຼັງ Noy <S.> ອ່ານກວດ 20 ພະຈິກ 2026"),
    ):
        told = Told(printed(reviewed(catalogue, review), "police"))
        assert f"ລາວ: {lao} · English: not read yet" in told.text
        listed = ["", "1", "ໂທຫາຕຳຫຼວດ", "Call the police", "police", "2026-11-01"]
        assert [*listed, lao, "not read yet"] in told.rows


def test_each_page_names_its_article_and_the_content(catalogue: Catalogue) -> None:
    tops = re.findall(r'@page sheet-\d \{ @top-left \{ content: "(.*?)"; \} \}', printed(catalogue))
    said = [re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), top) for top in tops]
    version = f"content {catalogue.version}, {TODAY.isoformat()}"
    assert said == [f"police  1/2  {version}", f"wages  2/2  {version}"]


# The file


def test_nothing_that_people_wrote_becomes_markup(catalogue: Catalogue) -> None:
    article = catalogue.articles["police"]
    review = Review(HOSTILE, TODAY)
    texts = {
        code: replace(
            text, title=HOSTILE, summary=HOSTILE, questions=(HOSTILE,), review=review,
            other_scripts={HOSTILE: (HOSTILE,)},
            parts=(replace(text.parts[0], heading=HOSTILE, markdown=f"- {HOSTILE}\n{HOSTILE}"),),
        )
        for code, text in article.texts.items()
    }  # fmt: skip
    texts_of = {"lo": HOSTILE, "en": HOSTILE}
    changed = replace(
        catalogue,
        articles={"police": replace(article, icon=HOSTILE, texts=texts)},
        contacts={
            name: replace(
                one, name=texts_of, note=texts_of, hours=texts_of, province=texts_of, as_of=HOSTILE,
                caution=HOSTILE, phones=(HOSTILE,), website=HOSTILE,
            )
            for name, one in catalogue.contacts.items()
        },
        facts={
            name: replace(one, fact=HOSTILE, caution=HOSTILE, worked_from=(HOSTILE,), as_of=HOSTILE)
            for name, one in catalogue.facts.items()
        },
        sources={
            name: replace(one, title=HOSTILE, publisher=HOSTILE, url=f"https://{HOSTILE}")
            for name, one in catalogue.sources.items()
        },
        languages={code: replace(one, name=HOSTILE) for code, one in catalogue.languages.items()},
        topics={name: replace(one, titles=texts_of) for name, one in catalogue.topics.items()},
    )  # fmt: skip
    found = Told(printed(changed))
    assert "script" not in found.tags
    assert not any(name.startswith("on") for name in found.attributes)
    assert found.text.count(HOSTILE) > 40


def test_an_address_that_is_none_is_no_link(catalogue: Catalogue) -> None:
    sources = {
        name: replace(one, url="javascript:alert(1)") for name, one in catalogue.sources.items()
    }
    html = printed(replace(catalogue, sources=sources))
    assert "javascript:alert(1)" in html
    assert not re.search(r'href="(?!#)', html)


def test_it_needs_nothing_from_elsewhere_and_carries_its_fonts_once(catalogue: Catalogue) -> None:
    html = printed(catalogue)
    assert (
        re.findall(r'(?:url\("|src=|@import|<link|<script)(.{0,20})', html)
        == ["data:font/ttf;base64"] * 2
    )
    assert "default-src 'none'" in html


async def test_on_paper_sheets_begin_on_a_new_page_and_none_is_empty(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "review.html"
    pages = {}
    async with chromium() as browser:
        for names in ((), ("police",), ("wages",)):
            file.write_text(printed(catalogue, *names), "utf-8")
            async with open_page(browser, file.as_uri()) as opened:
                pdf = await opened.pdf(prefer_css_page_size=True)
            pages[names] = len(re.findall(rb"/Type /Page\b", pdf))
            boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", pdf)
            assert {(int(wide), int(high)) for wide, high in boxes} == {(841, 594)}  # A4 across
    assert pages["wages",] == 2  # the front sheet and its own
    assert pages[()] == 1 + (pages["police",] - 1) + (pages["wages",] - 1)


async def test_on_a_small_phone_nothing_is_pushed_sideways_and_lao_is_in_its_own_font(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "review.html"
    long = replace(catalogue.facts["call-191"], id="x" * 64, fact="ນາຍຈ້າງບໍ່ຈ່າຍ" * 20)
    file.write_text(
        printed(replace(catalogue, facts={**catalogue.facts, "call-191": long})), "utf-8"
    )
    async with chromium() as browser, open_page(browser, file.as_uri(), scheme="dark") as opened:
        assert await opened.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        loaded = "[...document.fonts].filter(font => font.status === 'loaded').length"
        assert await opened.evaluate(f"document.fonts.ready.then(() => {loaded})") == 2
