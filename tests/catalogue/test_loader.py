"""A content folder as a Catalogue: what is in it, and what never happens to it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.loader import Counts, State, load
from bot.catalogue.model import (
    Article,
    ArticleText,
    Charge,
    Confidence,
    Contact,
    Danger,
    Fact,
    Help,
    Language,
    Part,
    Point,
    Review,
    Source,
    Topic,
)
from bot.catalogue.opening import parse
from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    LAO,
    POLICE_EN,
    POLICE_LO,
    TODAY,
    URGENT,
    VALID,
    WAGES_EN,
    WAGES_LO,
    loaded,
    write,
)


def test_valid_content_has_no_problems(workplace: Path) -> None:
    found = loaded(workplace)
    assert found.problems == ()
    assert found.counts == Counts(2, (State("en", 2, 0), State("lo", 2, 0)), contacts=3)


def test_an_article_arrives_whole(workplace: Path) -> None:
    catalogue = loaded(workplace).catalogue
    assert catalogue is not None
    assert catalogue.articles["police"] == Article(
        id="police",
        topic="help-now",
        icon="👮",
        checked=date(2026, 11, 1),
        sources=("ministry",),
        contacts=("th-police", "th-unsure"),
        related=("wages",),
        texts={
            "en": ArticleText(
                title="Call the police",
                summary="Call the number below.",
                parts=(
                    Part("What to do", "1. Call the [police](contact:th-police)."),
                    Part("More", "- See [wages](article:wages)."),
                ),
                questions=tuple(f"ask {number}" for number in range(1, 9)),
                other_scripts={},
                review=None,
                digest="9a4a658d",
            ),
            "lo": ArticleText(
                title="ໂທຫາຕຳຫຼວດ",
                summary="ໂທຫາເບີຂ້າງລຸ່ມນີ້",
                parts=(Part("ເຮັດແນວໃດ", "1. ໂທຫາ [ຕຳຫຼວດ](contact:th-police)"),),
                questions=tuple(f"ຖາມ {number}" for number in range(1, 9)),
                other_scripts={"latin": ("to ha tamluat",), "thai": ("โทรหาตำรวจ",)},
                review=None,
                digest="78b5d196",
            ),
        },
    )


def test_everything_else_arrives_whole(workplace: Path) -> None:
    catalogue = loaded(workplace).catalogue
    assert catalogue is not None
    assert catalogue.languages == {
        "en": Language("en", "English", "latin"),
        "lo": Language("lo", "ລາວ", "lao"),
    }
    assert catalogue.topics == {
        "help-now": Topic("help-now", "🆘", {"en": "Help now", "lo": "ຊ່ວຍເຫຼືອດ່ວນ"}, ("police",)),
        "complaints": Topic(
            "complaints", "💬", {"en": "Problems at work", "lo": "ບັນຫາໃນວຽກ"}, ("wages",)
        ),
    }
    assert catalogue.sources == {
        "ministry": Source(
            "ministry", "Telephone list", "Ministry", "2026-10", 2024, False,
            "https://example.org/list",
        )
    }  # fmt: skip
    assert catalogue.facts == {
        "pay-in-3-days": Fact(
            id="pay-in-3-days",
            fact="In Thailand wages are due within 3 days after a job ends.",
            as_of="2024-07",
            confidence=Confidence.MEDIUM,
            source="ministry",
            caution="An older text says 7 days.",
        )
    }
    assert catalogue.articles["wages"].facts == ("pay-in-3-days",)
    assert list(catalogue.contacts) == ["th-police", "th-unsure", "th-office"]
    assert catalogue.contacts["th-police"] == Contact(
        id="th-police",
        name={"en": "Police", "lo": "ຕຳຫຼວດ"},
        country="TH",
        phones=("191", "+66 2 343 9300"),
        confidence=Confidence.HIGH,
        sources=("ministry",),
        as_of="2026",
        province={},
        address={},
        hours={},
        note={"en": "Thailand only", "lo": "ໃນໄທເທົ່ານັ້ນ"},
        run_by={},
        topics=(Help.EMERGENCY,),
        charge=Charge.FREE,
        short_code=True,
    )
    assert catalogue.danger == (Danger("police", {"en": ("lock* + door",), "lo": ("ບໍ່ໃຫ້ + ອອກ",)}),)
    assert catalogue.calm == {"en": ("yesterday",)}


def test_what_teaches_danger_arrives(workplace: Path) -> None:
    catalogue = loaded(
        workplace,
        {
            URGENT: (
                "calm:",
                "    examples: {en: [he locked us in]}\n"
                "signs: {lock: {en: [lock*]}}\n"
                "calm_examples: {en: [how do I lock the app]}\ncalm:",
            )
        },
    ).catalogue
    assert catalogue is not None
    assert catalogue.danger[0].examples == {"en": ("he locked us in",)}
    assert catalogue.signs == {"lock": {"en": ("lock*",)}}
    assert catalogue.calm_examples == {"en": ("how do I lock the app",)}


def test_every_optional_field_of_a_contact_arrives(workplace: Path) -> None:
    more = (
        "    province: {en: Bangkok}\n    address: {en: Road 1}\n    hours: {en: Day and night}\n"
        "    open: 24/7\n"
        "    languages: [th, en]\n    run_by: {en: Ministry}\n    website: www.example.org\n"
        "    email: help@example.org\n    facebook: help\n    latitude: '13.7'\n"
        "    longitude: '100.5'\n    approximate: 'true'\n    caution: Ring first.\n    free: paid\n"
    )
    catalogue = loaded(workplace, {CONTACTS: ("    free: free\n", more)}).catalogue
    assert catalogue is not None
    contact = catalogue.contacts["th-police"]
    assert contact == replace(
        contact,
        province={"en": "Bangkok"},
        address={"en": "Road 1"},
        hours={"en": "Day and night"},
        languages=("th", "en"),
        run_by={"en": "Ministry"},
        website="www.example.org",
        email="help@example.org",
        facebook="help",
        open=parse("24/7"),
        at=Point(13.7, 100.5),
        approximate=True,
        caution="Ring first.",
        charge=Charge.PAID,
    )


def test_a_text_before_the_first_heading_is_a_part_of_its_own(workplace: Path) -> None:
    catalogue = loaded(workplace).catalogue
    assert catalogue is not None
    assert catalogue.articles["wages"].text("en").parts == (
        Part(None, "Before the first heading."),
        Part("What to do", "- Write down the days."),
    )


def test_a_review_arrives_with_name_and_date_and_is_counted(workplace: Path) -> None:
    review = "translation:\n  reviewed: {by: Noy, on: 2026-11-20}"
    found = loaded(workplace, {POLICE_LO: ("translation: drafted", review)})
    assert found.problems == ()
    assert found.counts == Counts(2, (State("en", 2, 0), State("lo", 1, 1)), contacts=3)
    assert found.catalogue is not None
    text = found.catalogue.articles["police"].text("lo")
    assert text.review == Review("Noy", date(2026, 11, 20))
    assert text.reviewed


def test_a_review_of_another_text_arrives_but_does_not_count(workplace: Path) -> None:
    review = "translation: {reviewed: {by: Noy, on: 2026-11-20, of: 00c0ffee}}"
    found = loaded(workplace, {POLICE_LO: ("translation: drafted", review)})
    assert found.counts == Counts(2, (State("en", 2, 0), State("lo", 2, 0)), contacts=3)
    assert found.catalogue is not None
    text = found.catalogue.articles["police"].text("lo")
    assert text.review == Review("Noy", date(2026, 11, 20), "00c0ffee")
    assert not text.reviewed


def test_a_retired_article_is_known_by_the_one_that_takes_its_place(workplace: Path) -> None:
    entry = "      - {id: old, retired: police}\n      - id: wages"
    found = loaded(workplace, {CATALOGUE: ("      - id: wages", entry)})
    assert found.problems == ()
    assert found.catalogue is not None
    assert found.catalogue.retired == {"old": "police"}
    assert list(found.catalogue.articles) == ["police", "wages"]


def test_a_third_language_is_a_folder_and_no_code(workplace: Path) -> None:
    write(workplace, {})
    folder = workplace / "content" / "xx" / "help-now"
    folder.mkdir(parents=True)
    (folder.parent / "language.yaml").write_text(
        "name: Khmu\nscript: latin\ntopics: {help-now: Help, complaints: Work}\n"
    )
    text = VALID[POLICE_EN].replace("Call the police", "Kam Khmu").replace("ask", "mo")
    (folder / "police.md").write_text(text)
    found = load(workplace / "content", TODAY)
    assert [str(one) for one in found.problems] == [
        "content/catalogue.yaml:16:13: [error] 'wages' has no text in 'xx'; write "
        "content/xx/complaints/wages.md (missing-translation)"
    ]
    assert found.catalogue is not None
    assert list(found.catalogue.languages) == ["en", "lo", "xx"]
    assert found.catalogue.topics["help-now"].titles["xx"] == "Help"
    assert found.catalogue.articles["police"].text("xx").title == "Kam Khmu"
    assert found.catalogue.articles["wages"].text("xx").title == "Unpaid wages"
    assert ("mo 1", "police") in list(found.catalogue.examples())


def test_a_language_that_is_being_built_up_only_warns(faults: Faults) -> None:
    unfinished = VALID[LAO].replace("script: lao", "script: lao\nunfinished: 'true'")
    assert faults({LAO: unfinished, WAGES_LO: None}) == [
        "content/catalogue.yaml:16:13: [warning] 'wages' has no text in 'lo'; write "
        "content/lo/complaints/wages.md (missing-translation)"
    ]


def test_an_error_that_leads_nowhere_leaves_no_catalogue(workplace: Path) -> None:
    found = loaded(workplace, {CATALOGUE: ("related: [wages]", "related: [nothing]")})
    assert found.catalogue is None
    assert len(found.errors) == 1


def test_a_slip_of_writing_is_an_error_but_leaves_a_catalogue(workplace: Path) -> None:
    found = loaded(workplace, {POLICE_EN: ("Call the police", "Call" * 11)})
    assert found.catalogue is not None
    assert [one.rule for one in found.errors] == ["title-too-long"]


def test_the_version_is_the_same_for_the_same_bytes_and_changes_with_any(
    workplace: Path,
) -> None:
    versions = []
    for text in ("Call the number below.", "Call the number.", "Call the number below."):
        catalogue = loaded(workplace, {POLICE_EN: ("Call the number below.", text)}).catalogue
        assert catalogue is not None
        versions.append(catalogue.version)
    assert len(versions[0]) == 12
    assert versions[0] == versions[2] != versions[1]


def test_the_catalogue_cannot_be_changed(workplace: Path) -> None:
    catalogue = loaded(workplace).catalogue
    assert catalogue is not None
    with pytest.raises(TypeError):
        catalogue.articles["police"].texts["en"] = None  # type: ignore[index]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(workplace: Path) -> None:
    before = loaded(workplace).catalogue
    for name, text in VALID.items():
        (workplace / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    after = load(workplace / "content", TODAY)
    assert after.problems == ()
    assert before is not None
    assert after.catalogue is not None
    assert replace(after.catalogue, version=before.version) == before


def test_hidden_files_are_not_looked_at(workplace: Path) -> None:
    write(workplace, {"content/.git/x.md": "x", "content/en/help-now/.police.md.swp": "x"})
    assert load(workplace / "content", TODAY).problems == ()


def test_a_missing_folder_is_one_problem_per_thing_that_should_be_there(workplace: Path) -> None:
    assert [str(one) for one in load(workplace / "content", TODAY).problems] == [
        "content:1:1: [error] no language stands here; add a folder such as 'en' with a "
        "language.yaml in it (missing-file)",
        "content:1:1: [error] the folder cannot be read: No such file or directory; restore it or "
        "mend its permissions (missing-file)",
        *(
            f"content/{name}.yaml:1:1: [error] this file is missing; restore it or write it anew "
            "(missing-file)"
            for name in ("catalogue", "contacts", "names", "sources", "urgent")
        ),
    ]


def test_a_folder_in_the_place_of_a_file(workplace: Path) -> None:
    write(workplace, {WAGES_EN: None})
    (workplace / WAGES_EN).mkdir()
    (workplace / CONTACTS).unlink()
    (workplace / CONTACTS).mkdir()
    assert [str(one) for one in load(workplace / "content", TODAY).problems] == [
        "content/contacts.yaml:1:1: [error] this is a folder; a text file must stand here "
        "(unreadable-file)",
        "content/en/complaints/wages.md:1:1: [error] this is a folder; a text file must stand here "
        "(unreadable-file)",
    ]


def test_text_that_is_not_utf_8(workplace: Path) -> None:
    write(workplace, {})
    (workplace / WAGES_EN).write_bytes("---\ntitle: caf\xe9\n---\n".encode("latin-1"))
    assert [str(one) for one in load(workplace / "content", TODAY).problems] == [
        "content/en/complaints/wages.md:2:11: [error] the text is not stored as UTF-8; save the "
        "file again with the encoding UTF-8 (unreadable-file)"
    ]


def test_a_file_of_enormous_size_is_not_read(workplace: Path) -> None:
    write(workplace, {WAGES_EN: "x" * 1_000_001})
    assert [str(one) for one in load(workplace / "content", TODAY).problems] == [
        "content/en/complaints/wages.md:1:1: [error] the file has 1,000,001 bytes, at most "
        "60,000 are read; shorten it, or look whether it is a text file at all (unreadable-file)"
    ]


def test_what_is_no_ordinary_file_is_not_waited_for(workplace: Path) -> None:
    write(workplace, {WAGES_EN: None})
    os.mkfifo(workplace / WAGES_EN)
    assert [str(one) for one in load(workplace / "content", TODAY).problems] == [
        "content/en/complaints/wages.md:1:1: [error] this is not an ordinary file; a text file must "
        "stand here (unreadable-file)"
    ]


def test_a_link_to_nothing_and_a_link_in_a_circle(workplace: Path) -> None:
    write(workplace, {WAGES_EN: None, WAGES_LO: None})
    (workplace / WAGES_EN).symlink_to("nowhere.md")
    (workplace / WAGES_LO).symlink_to("wages.md")
    assert [(one.file, one.rule) for one in load(workplace / "content", TODAY).problems] == [
        ("content/en/complaints/wages.md", "missing-file"),
        ("content/lo/complaints/wages.md", "unreadable-file"),
    ]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(sorted(VALID)),
    start=st.floats(0, 1),
    length=st.integers(0, 30),
    put=st.one_of(
        st.text(alphabet="-:[]{}&*!|>'\"#\n \tກ້ໍ\u202e\x00a1", max_size=12),
        st.sampled_from(["---\n", "<b>", "](", "- [", "\n  - id: x\n", "{" * 60, "?", "&a *a"]),
    ),
)
def test_no_slip_of_an_editor_raises(
    workplace: Path, name: str, start: float, length: int, put: str
) -> None:
    text = VALID[name]
    at = int(start * len(text))
    found = loaded(workplace, {name: text[:at] + put + text[at + length :]})
    assert (found.catalogue is None) <= bool(found.errors)
