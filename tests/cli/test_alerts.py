"""thangdee alert: drafts, what is refused, and what becomes of an alert without a running bot."""

from __future__ import annotations

import asyncio
import io
import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot import cli
from bot.store import AlertTopic, Store
from tests.cli.support import Printed

TEXT = "--- lo\nລະວັງ\n\n--- en\nBeware\n"


@pytest.fixture(autouse=True)
def nobody_at_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer to any question, and nothing piped in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))


def thangdee(line: str) -> int:
    return cli.main(["alert", *shlex.split(line)])


def in_store(folder: Path, work: Callable[[Store], Awaitable[None]]) -> None:
    async def opened() -> None:
        store = await Store.open(folder / "data", b"any key")
        await work(store)
        await store.close()

    asyncio.run(opened())


def subscribed(folder: Path, *chats: int) -> None:
    async def add(store: Store) -> None:
        for chat in chats:
            await store.subscriptions.add(chat, AlertTopic.SCAMS)

    in_store(folder, add)


def drafted(folder: Path) -> None:
    (folder / "alert.md").write_text(TEXT, encoding="utf-8")
    assert thangdee("new --topic scams --file alert.md") == 0


def test_a_draft_is_shown_in_both_languages_with_its_receivers(
    project: Path, capsys: Printed
) -> None:
    subscribed(project, 1, 2)
    drafted(project)
    expected = f"alert 1 (scams), draft\n\n{TEXT}\n2 would get it: thangdee alert send 1\n"
    assert capsys.readouterr().out == expected
    assert thangdee("show 1") == 0
    assert capsys.readouterr().out == expected


def test_a_text_can_be_piped_in(
    project: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(TEXT))
    assert thangdee("new --topic crisis") == 0
    assert "alert 1 (crisis), draft" in capsys.readouterr().out


def test_a_text_can_be_written_in_an_editor_that_begins_with_the_languages(
    project: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = project / "editor.py"
    editor.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n"
        "assert file.read_text('utf-8') == '--- lo\\n\\n\\n--- en\\n\\n'\n"
        f"file.write_text({TEXT!r}, 'utf-8')\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(editor))}")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert thangdee("new --topic law") == 0
    assert TEXT in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("show 7", "there is no alert 7; see `thangdee alert list`"),
        ("send 1", "nobody would get alert 1: no chat asked for scams"),
        ("pause 1", "alert 1 is draft: it is not being sent"),
        ("correct 1 --file alert.md", "alert 1 is a draft that nobody got"),
        ("new --topic law --file nope.md", "nope.md: cannot be read as UTF-8 text"),
        ("new --topic law --file bad.md", "bad.md: there is no text under a line '--- en'"),
    ],
)
def test_what_cannot_be_done_is_told_and_ends_with_1(
    project: Path, capsys: Printed, line: str, complaint: str
) -> None:
    drafted(project)
    Path("bad.md").write_text("--- lo\nລະວັງ\n", encoding="utf-8")
    assert thangdee(line) == cli.MEND
    assert complaint in capsys.readouterr().err


def test_nothing_is_sent_without_a_yes(project: Path, capsys: Printed) -> None:
    subscribed(project, 1)
    drafted(project)
    assert thangdee("send 1") == cli.MEND
    assert "nothing was sent" in capsys.readouterr().err
    assert thangdee("show 1") == 0
    assert "draft" in capsys.readouterr().out


def test_what_becomes_of_an_alert_is_told_unknown_fates_first_of_all(
    project: Path, capsys: Printed
) -> None:
    subscribed(project, 1, 2, 3)
    drafted(project)

    async def half_sent(store: Store) -> None:
        alert = await store.alerts.get(1)
        assert alert
        await store.alerts.send(alert)
        for settle in (lambda one: store.deliveries.sent(one, 5), store.deliveries.unknown):
            delivery = await store.deliveries.claim()
            assert delivery
            await settle(delivery)

    in_store(project, half_sent)
    capsys.readouterr()
    assert thangdee("pause 1") == 0
    assert capsys.readouterr().out == "alert 1 (scams), paused\n"
    assert thangdee("show 1") == 0
    assert capsys.readouterr().out == (
        f"alert 1 (scams), paused\n\n{TEXT}\n"
        "     3  chats\n"
        "     1  wait for it\n"
        "     1  arrived\n"
        "     1  may have arrived or not: thangdee alert unknown 1 --again | --leave\n"
    )
    assert thangdee("list") == 0
    assert capsys.readouterr().out.endswith("scams         paused     2/3, 1 unknown\n")
    assert thangdee("resume 1") == 0
    assert thangdee("cancel 1") == 0
    assert thangdee("unknown 1 --leave") == 0
    assert capsys.readouterr().out.endswith("alert 1 (scams), cancelled\n1 stay as they are\n")
    assert thangdee("correct 1 --file alert.md") == 0
    assert "alert 2 (scams), draft, corrects alert 1" in capsys.readouterr().out


def test_the_bar_of_send_goes_on_until_the_alert_is_done(
    project: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(project, 1, 2)
    drafted(project)

    async def bot_meanwhile() -> None:
        """Do in the pause of the bar what a running bot does."""
        store = await Store.open(project / "data", b"any key")
        while delivery := await store.deliveries.claim():
            await store.deliveries.sent(delivery, 5)
        await store.alerts.finish()
        await store.close()

    monkeypatch.setattr("bot.cli.alerts._until_next_look", bot_meanwhile)
    assert thangdee("send 1 --yes") == 0
    told = capsys.readouterr()
    assert told.out.endswith("alert 1 (scams), done: 2 of 2 arrived\n")
    assert "2/2" in told.err


@pytest.mark.parametrize(
    "part", ["new", "correct", "list", "show", "send", "pause", "resume", "cancel", "unknown"]
)
def test_each_part_has_help_with_an_example_that_works(capsys: Printed, part: str) -> None:
    with pytest.raises(SystemExit) as ended:
        thangdee(f"{part} --help")
    assert ended.value.code == 0
    example = capsys.readouterr().out.split("\nexample:\n  thangdee ")[1]
    assert callable(cli._parser().parse_args(shlex.split(example)).command)
