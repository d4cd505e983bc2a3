"""report: what people asked, for organisations."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from bot import cli
from bot.store import Event, Store
from tests.cli.support import Printed

NOVEMBER = ["report", "--from", "2026-11-01", "--to", "2026-11-30"]


def of_today() -> list[str]:
    today = datetime.now(UTC).date().isoformat()
    return ["report", "--from", today, "--to", today]


def fill() -> None:
    """Count something today, in the database of the working folder."""

    async def counted() -> None:
        store = await Store.open(Path("data"), b"any key")
        for _ in range(12):
            store.counts.add(Event.PERSON, language="lo")
            store.counts.add(Event.ANSWERED, language="lo", script="lao", article="wages")
            await store.unanswered.add("ask the price of gold", "en", "latin")
        for _ in range(4):
            store.counts.add(Event.SOS)
        await store.close()

    asyncio.run(counted())


@pytest.mark.usefixtures("project")
def test_report_writes_a_page_in_both_languages(capsys: Printed) -> None:
    fill()
    report = of_today()
    today = report[-1]
    assert cli.main([*report, "--html", "--output", "now.html"]) == 0
    assert capsys.readouterr().out == f"now.html: {today} to {today}, 1 day\n"
    html = Path("now.html").read_text("utf-8")
    assert "ຄຳຖາມທີ່ຍັງບໍ່ມີຄຳຕອບ" in html
    assert "Questions without an answer" in html
    assert "ask the price of gold" in html


@pytest.mark.usefixtures("project")
def test_report_writes_one_language(capsys: Printed) -> None:
    fill()
    assert cli.main([*of_today(), "--csv", "--output", "now.csv", "--language", "en"]) == 0
    text = Path("now.csv").read_text("utf-8-sig")
    assert 'glance,visits,"People, counted anew each day",How many,12' in text
    assert "uses,sos,Emergency numbers opened,How many,few" in text
    assert not re.search("[ກ-ໝ]", text)


@pytest.mark.usefixtures("project")
def test_report_writes_a_workbook() -> None:
    fill()
    assert cli.main([*of_today(), "--xlsx", "--output", "now.xlsx"]) == 0
    book = openpyxl.load_workbook("now.xlsx")
    assert book["glance"]["B6"].value == 12
    assert book["uses"]["B8"].value == "ໜ້ອຍ / few"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("form", ["html", "csv", "xlsx"])
def test_a_report_of_nothing_is_written_and_says_so(capsys: Printed, form: str) -> None:
    assert cli.main([*NOVEMBER, f"--{form}", "--output", "none"]) == 0
    assert capsys.readouterr().out == (
        "none: 2026-11-01 to 2026-11-30, 30 days; nothing was counted on these days\n"
    )
    assert Path("none").stat().st_size


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["report"], "the following arguments are required: --from, --to, --output"),
        ([*NOVEMBER, "--output", "x"], "one of the arguments --html --csv --xlsx is required"),
        ([*NOVEMBER, "--html", "--csv", "--output", "x"], "not allowed with argument --html"),
        (
            ["report", "--from", "1.11.2026", "--to", "2026-11-30", "--csv", "--output", "x"],
            "'1.11.2026' is no day; write it as year, month and day: ",
        ),
        (
            ["report", "--from", "2026-11-31", "--to", "2026-11-30", "--csv", "--output", "x"],
            "'2026-11-31' is no day",
        ),
        (
            ["report", "--from", "2026-11-30", "--to", "2026-11-01", "--csv", "--output", "x"],
            "--from 2026-11-30 is after --to 2026-11-01; swap them",
        ),
        (
            ["report", "--from", "1926-11-30", "--to", "2026-11-01", "--csv", "--output", "x"],
            "at most 1100 days fit into a report; name a later --from",
        ),
    ],
)
def test_a_wrong_command_line_is_refused(
    capsys: Printed, arguments: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err
    assert not Path("x").exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--output", "none/x"], "none/x: cannot be written ("),
        (["--output", "x", "--language", "fr"],
         "there is no language 'fr'; write --language both, or one of lo, en\n"),
    ],
)  # fmt: skip
def test_report_says_what_to_mend(capsys: Printed, arguments: list[str], complaint: str) -> None:
    assert cli.main([*NOVEMBER, "--html", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(complaint)
    assert printed.out == ""


def test_the_settings_say_what_is_hidden(project: Path) -> None:
    fill()
    (project / "config.yaml").write_text(
        "reports: {smallest_group: 3, withhold_single_texts: false}\n", "utf-8"
    )
    assert cli.main([*of_today(), "--csv", "--output", "now.csv", "--language", "en"]) == 0
    assert "uses,sos,Emergency numbers opened,How many,4" in Path("now.csv").read_text("utf-8-sig")
