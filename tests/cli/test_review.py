"""review: sheets to print, and the record of who read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import cli
from tests.catalogue.tree import POLICE_LO, WAGES_EN, WAGES_LO
from tests.cli.support import Printed, break_title

HEADING = r'<section class="sheet" id="([a-z0-9-]+)"'
NOY = ["reviewer=Noy S.", "on=2026-11-20"]


def sheets(file: str = "review.html") -> list[str]:
    """Return the articles that have a sheet in the page."""
    return re.findall(HEADING, Path(file).read_text(encoding="utf-8"))


@pytest.mark.usefixtures("project")
def test_review_writes_all_articles_without_a_name(capsys: Printed) -> None:
    assert cli.main(["review"]) == 0
    assert capsys.readouterr().out == (
        "review.html: 2 articles; open it in a browser and print it, A4 across\n"
    )
    assert sheets() == ["police", "wages"]


@pytest.mark.usefixtures("project")
def test_review_writes_articles_and_topics_that_are_named(capsys: Printed) -> None:
    assert cli.main(["review", "help-now", "--output", "one.html"]) == 0
    assert capsys.readouterr().out.startswith("one.html: 1 article; ")
    assert sheets("one.html") == ["police"]
    assert not Path("review.html").exists()


def test_the_language_of_the_settings_comes_first(project: Path) -> None:
    for code, name in (("lo", "ລາວ"), ("en", "English")):
        (project / "config.yaml").write_text(f"languages: {{default: {code}}}\n", "utf-8")
        assert cli.main(["review", "wages"]) == 0
        page = Path("review.html").read_text(encoding="utf-8")
        assert f'<html lang="{code}">' in page
        assert f'<table class="text">\n<thead><tr><th>{name}</th>' in page


@pytest.mark.usefixtures("project")
def test_review_works_with_faults_that_leave_the_content_usable() -> None:
    break_title()
    assert cli.main(["review"]) == 0


@pytest.mark.usefixtures("project")
def test_review_of_content_that_cannot_be_used_names_its_faults(capsys: Printed) -> None:
    Path(WAGES_EN).unlink()
    Path(WAGES_LO).unlink()
    assert cli.main(["review"]) == 1
    assert "has no text in any language; write it or remove the entry" in capsys.readouterr().err
    assert not Path("review.html").exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["polise"], "there is no article or topic 'polise'; did you mean 'police'?\n"),
        (["--output", "none/page.html"], "none/page.html: cannot be written ("),
        (
            ["--record", *NOY, "polise"],
            "there is no article 'polise'; did you mean 'police'?\nNothing was recorded.\n",
        ),
        (["--record", "police"], 'missing: reviewer="Noy S.": who read the texts\n'),
        (["--record", NOY[0], "on=2126-11-20", "police"], "on=2126-11-20 lies in the future ("),
    ],
)
def test_review_says_what_is_wrong_and_writes_nothing(
    capsys: Printed, arguments: list[str], complaint: str
) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert cli.main(["review", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(complaint)
    assert printed.out == ""
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("project")
def test_a_record_takes_no_output(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["review", "--record", *NOY, "police", "--output", "page.html"])
    assert ended.value.code == 2
    assert "--record writes no page; leave out --output" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_the_words_on_a_sheet_record_it_and_check_counts_it_until_it_changes(
    capsys: Printed,
) -> None:
    cli.main(["review", "police"])
    page = Path("review.html").read_text(encoding="utf-8")
    found = re.search(r"<code>(language=lo) (police@[0-9a-f]{8})</code>", page)
    assert found
    capsys.readouterr()
    assert cli.main(["review", "--record", *NOY, *found.groups()]) == 0
    told, public = capsys.readouterr().out.splitlines()
    assert told == f"{POLICE_LO}: reviewed by Noy S. on 2026-11-20"
    assert "public" in public
    assert cli.main(["check"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "(en: 2 drafted, 0 reviewed; lo: 1 drafted, 1 reviewed)" in last
    text = Path(POLICE_LO).read_text(encoding="utf-8")
    Path(POLICE_LO).write_text(text.replace("ເຮັດແນວໃດ", "ໃຫ້ເຮັດແນວໃດ"), "utf-8")
    assert cli.main(["check"]) == 0
    *warnings, last = capsys.readouterr().out.splitlines()
    assert any("(changed-since-review)" in line for line in warnings)
    assert "lo: 2 drafted, 0 reviewed" in last
    assert cli.main(["review", "--record", *NOY, *found.groups()]) == 1
    assert "is no longer the text on that sheet" in capsys.readouterr().err


@pytest.mark.usefixtures("real")
def test_every_article_of_the_project_has_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "all.html"
    assert cli.main(["review", "--output", str(file)]) == 0
    articles = re.findall(
        r"(?m)^      - id: (\S+)", Path("content/catalogue.yaml").read_text("utf-8")
    )
    assert sheets(str(file)) == articles
    assert file.stat().st_size < 8_000_000
