"""thangdee link and thangdee poster."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import MEND, main
from bot.poster.draw import Format
from tests.cli.support import Printed
from tests.poster.support import codes, picture

DRAFT = "not yet read by a native speaker: ລາວ, English; have it read before you print many\n"


@pytest.fixture
def named(project: Path) -> Path:
    """A project whose bot has a name at Telegram, and a partner."""
    (project / "config.yaml").write_text("bot: {username: our_bot}\n")
    (project / "content/partners.yaml").write_text("partners:\n  - {id: mrc, name: {en: MRC}}\n")
    return project


@pytest.mark.parametrize(
    ("options", "payload"),
    [
        ([], ""),
        (["--partner", "mrc"], "?start=m_mrc"),
        (["--topic", "complaints"], "?start=t-complaints"),
        (["--article", "wages", "--partner", "mrc"], "?start=a-wages_mrc"),
    ],
)
def test_link_prints_the_address_alone(
    named: Path, capsys: Printed, options: list[str], payload: str
) -> None:
    assert main(["link", *options]) == 0
    assert capsys.readouterr() == (f"https://t.me/our_bot{payload}\n", "")


@pytest.mark.parametrize("command", ["link", "poster"])
def test_without_the_bot_s_name_it_says_where_to_write_it(
    project: Path, capsys: Printed, command: str
) -> None:
    assert main([command]) == MEND
    assert capsys.readouterr().err == (
        "config.yaml: 'bot.username' is empty, but every link needs it; write the bot's name at "
        "Telegram there, without @, such as thangdee_bot\n"
    )
    assert not list(project.glob("*.pdf"))


@pytest.mark.parametrize("command", ["link", "poster"])
def test_an_unknown_id_gets_the_nearest_one(named: Path, capsys: Printed, command: str) -> None:
    assert main([command, "--article", "wage", "--partner", "mcr"]) == MEND
    assert capsys.readouterr().err == (
        "there is no article 'wage'; did you mean 'wages'?\n"
        "there is no partner 'mcr'; did you mean 'mrc'?\n"
    )


@pytest.mark.parametrize(
    ("options", "file", "form"),
    [
        (["--article", "wages", "--partner", "mrc"], "thangdee-wages-mrc-a4.pdf", Format.PDF),
        (["--topic", "complaints", "--size", "card"], "thangdee-complaints-card.pdf", Format.PDF),
        (["--format", "svg", "--size", "a6"], "thangdee-a6.svg", Format.SVG),
        (["--output", "ours.PNG", "--size", "card"], "ours.PNG", Format.PNG),
        (["--output", "ours", "--format", "png", "--size", "a6"], "ours", Format.PNG),
    ],
)
def test_a_poster_is_written_in_the_form_that_is_asked_for(
    named: Path, capsys: Printed, options: list[str], file: str, form: Format
) -> None:
    assert main(["poster", *options]) == 0
    assert capsys.readouterr() == (f"{file}\n", DRAFT)
    (found,) = codes(picture((named / file).read_bytes(), form))
    assert found.startswith("https://t.me/our_bot")


def test_all_makes_a_file_of_every_topic_in_a_folder(named: Path, capsys: Printed) -> None:
    assert main(["poster", "--all", "--partner", "mrc", "--size", "a6", "--output", "out/p"]) == 0
    files = ["out/p/thangdee-help-now-mrc-a6.pdf", "out/p/thangdee-complaints-mrc-a6.pdf"]
    assert capsys.readouterr().out.splitlines() == files
    found = [codes(picture((named / file).read_bytes(), Format.PDF)) for file in files]
    base = "https://t.me/our_bot?start="
    assert found == [[f"{base}t-help-now_mrc"], [f"{base}t-complaints_mrc"]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "png", "--output", "a.pdf"], "contradict each other"),
        (["--all", "--topic", "complaints"], "not allowed with argument --all"),
        (["--topic", "complaints", "--article", "wages"], "not allowed with argument"),
        (["--size", "a5"], "invalid"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    named: Path, capsys: Printed, options: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["poster", *options])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(named: Path, capsys: Printed) -> None:
    assert main(["poster", "--output", "nowhere/a.pdf"]) == MEND
    assert "nowhere/a.pdf: cannot be written" in capsys.readouterr().err
    Path("taken").write_text("a file")
    assert main(["poster", "--all", "--output", "taken"]) == MEND
    assert "taken: cannot be made a folder" in capsys.readouterr().err
