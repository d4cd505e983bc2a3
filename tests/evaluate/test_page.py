"""The page: complete in itself, nothing in it taken for markup, readable on a phone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest

from bot.catalogue.model import Catalogue
from bot.evaluate.curve import Point
from bot.evaluate.figures import Bin, Share
from bot.evaluate.page import page
from bot.evaluate.plot import calibration_plot, cutoff_plot
from bot.evaluate.report import Report
from tests.browser import PHONE, chromium, open_page
from tests.catalogue.tree import loaded
from tests.evaluate.support import asked

HOSTILE = '<script>alert("x")</script>&amp;\' onload="y'
REPORT = Report(
    f"questions {HOSTILE}",
    HOSTILE,
    (
        asked("wages", "wages 0.9", script=HOSTILE),
        asked("wages", "police 0.8, wages 0.1", text=f"{HOSTILE} ນາຍຈ້າງ", script="lao"),
        asked("police", "", text="nothing"),
        asked("", "wages 0.5", text="the weather"),
    ),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    found = loaded(tmp_path_factory.mktemp("content")).catalogue
    assert found is not None
    return found


class Tags(HTMLParser):
    """Collects elements, text, ids and targets."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.targets += [values["href"] or ""] if "href" in values else []
        self.handlers += [name for name in values if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(reports: list[Report], catalogue: Catalogue) -> Tags:
    tags = Tags()
    tags.feed(page(reports, catalogue))
    return tags


def test_nothing_that_people_wrote_becomes_markup(catalogue: Catalogue) -> None:
    found = read([REPORT], catalogue)
    assert "script" not in found.tags
    assert found.handlers == []
    assert f"{HOSTILE} ນາຍຈ້າງ" in found.text


def test_the_page_asks_for_nothing_from_elsewhere(catalogue: Catalogue) -> None:
    told = page([REPORT], catalogue)
    assert not re.search(r"(?:https?:|src=|url\(|@import|<link)", told)
    assert all(target.startswith("#") for target in read([REPORT], catalogue).targets)


def test_every_figure_stands_there_with_interval_and_counts(catalogue: Catalogue) -> None:
    assert "<b>33</b> <small>6–79</small><br><small>1/3</small>" in page([REPORT], catalogue)


def test_lost_questions_stand_under_their_article_and_pairs_lead_there(
    catalogue: Catalogue,
) -> None:
    found = read([REPORT], catalogue)
    assert set(found.targets) <= {f"#{name}" for name in found.ids}
    told = re.sub(r"\s+", " ", found.text)
    assert "wages Unpaid wagesloses 1 of 2, takes 1 from others" in told
    assert "went to police, 0.80, as the only answer; lao" in told
    assert "the weatherquestion of (no article), 0.50, as the first of a choice" in told
    assert "nothingwent to (no article), nothing was found" in told


def test_two_reports_have_ids_of_their_own(catalogue: Catalogue) -> None:
    ids = read([REPORT, Report("cross-validation", "", REPORT.asked)], catalogue).ids
    assert len(ids) == len(set(ids)) == 4


def test_without_questions_the_page_says_so(catalogue: Catalogue) -> None:
    told = page([Report("t", "", ())], catalogue)
    assert told.count("<p>None.</p>") == 2
    assert "–" in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_small_phone_only_tables_are_pushed_sideways(
    catalogue: Catalogue, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    file = tmp_path / "page.html"
    long = asked("wages", "police 0.8", text="ນາຍຈ້າງບໍ່ຈ່າຍ" * 20, script="x" * 60)
    file.write_text(
        page([Report("a-long-name" * 9, "", (*REPORT.asked, long))], catalogue), "utf-8"
    )
    async with chromium() as browser, open_page(browser, file.as_uri(), scheme=scheme) as opened:
        await opened.evaluate(
            "document.querySelectorAll('details').forEach(one => one.open = true)"
        )
        assert await opened.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        paper, ink = await opened.evaluate(
            "(style => [style.backgroundColor, style.color])(getComputedStyle(document.body))"
        )
        light, dark = "rgb(255, 255, 255)", "rgb(20, 24, 28)"
        assert paper == (light if scheme == "light" else dark)
        assert ink != paper


# Plots

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(  # noqa: S314 - our own
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    )


def test_the_curve_ends_where_the_lowest_cutoff_does_and_cutoffs_are_marked() -> None:
    points = [Point(0.9, 0.5, 0.0), Point(0.3, 1.0, 0.2)]
    found = drawn(cutoff_plot(points, [("sure", 0.7), ("choice", 0.2)]))
    lines = [one.get("points", "") for one in found.iter(f"{SVG}polyline")]
    assert lines[-1].split()[0] == "44.0,230.0"
    assert lines[-1].split()[-1] == "340.0,14.0"  # all questions; the axis ends at 20%
    dots = [(one.get("cx"), one.get("cy")) for one in found.iter(f"{SVG}circle")]
    assert dots == [("192.0", "230.0"), ("340.0", "14.0")]
    texts = [one.text for one in found.iter(f"{SVG}text")]
    assert texts[-2:] == ["sure 0.7", "choice 0.2"]
    assert "20%" in texts


def test_calibration_is_drawn_with_its_intervals_against_the_ideal() -> None:
    found = drawn(calibration_plot([Bin(0.5, Share(1, 2)), Bin(0.9, Share(9, 10))]))
    styles = [one.get("class") for one in found.iter(f"{SVG}polyline")]
    assert (styles.count("ideal"), styles.count("range"), styles.count("curve")) == (1, 2, 1)
    titles = [one.text for one in found.iter(f"{SVG}title")]
    assert titles == ["stated 50%, right 1 of 2", "stated 90%, right 9 of 10"]


def test_nothing_gives_empty_axes() -> None:
    assert drawn(cutoff_plot([], [("sure", 0.7)])).find(f"{SVG}circle") is not None
    assert drawn(calibration_plot([])).find(f"{SVG}circle") is None
