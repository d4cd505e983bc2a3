"""thangdee backup and restore as an operator runs them."""

from __future__ import annotations

import asyncio
import gzip
import io
import re
import shlex
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot import app, cli
from bot.config import Secrets
from bot.store import AlertTopic, Person, Store
from bot.store.migrate import LATEST
from tests.cli.support import Printed, program
from tests.waiting import PATIENCE

CHAT = 7_123_456_789
KEY = "a person key of the tests only"
OTHER_KEY = "another person key of the tests"
COPY = "copy.jsonl.gz"


@pytest.fixture(autouse=True)
def with_a_key(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """The project's folder, the secret of an operator."""
    for name in ("TELEGRAM_BOT_TOKEN", "THANGDEE_DATABASE_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("THANGDEE_PERSON_KEY", KEY)


def thangdee(line: str) -> int:
    return cli.main(shlex.split(line))


def in_store(where: Path | URL, work: Callable[[Store], Awaitable[object]]) -> None:
    async def opened() -> None:
        store = await Store.open(where, app.person_key(Secrets(person_key=KEY)))
        try:
            await work(store)
        finally:
            await store.close()

    asyncio.run(opened())


@pytest.fixture
def data(project: Path) -> Path:
    """The folder of a database in which somebody chose Lao and wants alerts."""

    async def choose(store: Store) -> None:
        await store.people.put(CHAT, language="lo")
        await store.subscriptions.add(CHAT, AlertTopic.SCAMS)

    in_store(project / "data", choose)
    return project / "data"


def emptied(data: Path) -> None:
    for file in data.glob("thangdee.sqlite3*"):
        file.unlink()


def language_is_known(where: Path | URL, *, known: bool = True) -> None:
    async def look(store: Store) -> None:
        assert await store.people.get(CHAT) == Person("lo" if known else None)
        assert await store.subscriptions.of(CHAT) == {AlertTopic.SCAMS}

    in_store(where, look)


def test_a_copy_is_for_its_owner_alone_and_comes_back(data: Path, capsys: Printed) -> None:
    assert thangdee(f"backup --output {COPY}") == 0
    assert capsys.readouterr().out == (
        f"{COPY}: 2 rows, 1 of them of people, in tables '{LATEST}'\n"
        "Keep THANGDEE_PERSON_KEY elsewhere: with another key nobody in it is known again.\n"
    )
    assert stat.S_IMODE(Path(COPY).stat().st_mode) == 0o600
    assert KEY.encode() not in gzip.decompress(Path(COPY).read_bytes())
    emptied(data)
    assert thangdee(f"restore {COPY}") == 0
    told = capsys.readouterr().out
    assert re.fullmatch(r"2 rows, 1 of them of people, as of 20\S+, are back\n", told)
    language_is_known(data)
    assert sorted(path.name for path in Path().iterdir()) == ["content", COPY, "data"]


def test_it_moves_to_postgresql_by_one_setting(
    data: Path, capsys: Printed, postgresql: URL
) -> None:
    assert thangdee(f"backup --output {COPY}") == 0
    # Without a password, also an empty one: config.yaml must hold none.
    address = postgresql._replace(drivername="postgresql", password=None)
    Path("config.yaml").write_text(f"database: {address.render_as_string()}\n", "utf-8")
    assert thangdee(f"restore {COPY}") == 0
    language_is_known(postgresql)
    assert thangdee(f"backup --output again-{COPY}") == 0
    Path("config.yaml").unlink()
    assert thangdee(f"restore --replace again-{COPY}") == 0
    language_is_known(data)


@pytest.mark.usefixtures("data")
def test_nothing_is_written_over_unless_told(capsys: Printed) -> None:
    Path(COPY).write_text("mine", "utf-8")
    assert thangdee(f"backup --output {COPY}") == 1
    assert capsys.readouterr().err == (
        f"{COPY} is there already; name another file, or write --overwrite\n"
    )
    assert Path(COPY).read_text("utf-8") == "mine"
    assert thangdee(f"backup --overwrite --output {COPY}") == 0
    assert gzip.decompress(Path(COPY).read_bytes()).startswith(b'{"format"')


@pytest.mark.usefixtures("data")
def test_a_database_with_people_is_not_replaced_unless_told(capsys: Printed) -> None:
    assert thangdee(f"backup --output {COPY}") == 0
    assert thangdee(f"restore {COPY}") == 1
    assert "the database is not empty (there are rows in: person, subscription)" in (
        capsys.readouterr().err
    )
    assert thangdee(f"restore {COPY} --replace") == 0


def test_another_person_key_is_noticed(
    data: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thangdee(f"backup --output {COPY}") == 0
    emptied(data)
    monkeypatch.setenv("THANGDEE_PERSON_KEY", OTHER_KEY)
    assert thangdee(f"restore {COPY}") == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith("the backup was made with another person key than the one set here")
    assert "--other-key" in complaint
    assert not list(data.glob("*.sqlite3"))
    monkeypatch.delenv("THANGDEE_PERSON_KEY")
    assert thangdee(f"restore {COPY}") == 1
    assert "with a person key, and none is set here" in capsys.readouterr().err
    assert thangdee(f"restore {COPY} --other-key") == 0
    monkeypatch.setenv("THANGDEE_PERSON_KEY", KEY)
    language_is_known(data)  # its rows are still those of the first key


def test_a_copy_made_without_a_key_says_so_and_fits_any(
    data: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("THANGDEE_PERSON_KEY")
    assert thangdee(f"backup --output {COPY}") == 0
    assert "No person key is set here, so a restore cannot tell" in capsys.readouterr().out
    emptied(data)
    monkeypatch.setenv("THANGDEE_PERSON_KEY", OTHER_KEY)
    assert thangdee(f"restore {COPY}") == 0


@pytest.mark.usefixtures("data")
def test_a_folder_gets_files_named_for_the_moment_and_keeps_the_newest(capsys: Printed) -> None:
    folder = Path("backups")
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")
    older = [folder / f"thangdee-2026010{day}-030000.jsonl.gz" for day in (1, 2, 3)]
    for file in older:
        file.write_text("old", "utf-8")
    assert thangdee("backup --output backups --keep 2") == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names[:2] == ["notes.txt", older[2].name]
    assert re.fullmatch(r"thangdee-\d{8}-\d{6}\.jsonl\.gz", names[2])
    assert len(names) == 3
    assert f"{older[0]}: deleted, as the newest 2 are kept" in capsys.readouterr().out


def test_it_can_be_piped_to_a_program_that_encrypts_and_back(
    data: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thangdee("backup --output -") == 0
    piped = capsysbinary.readouterr()
    assert piped.err.startswith(b"standard output: 2 rows")
    emptied(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.out)))
    assert thangdee("restore -") == 0
    language_is_known(data)


def has_open(process: subprocess.Popen[str], file: Path) -> bool:
    """Tell whether ``process`` has opened ``file``, as far as this system tells."""
    handles = Path(f"/proc/{process.pid}/fd")
    return not handles.exists() or any(one.resolve() == file for one in handles.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_backup_that_is_killed_leaves_no_half_file(
    data: Path, number: signal.Signals, tmp_path: Path
) -> None:
    other = sqlite3.connect(data / "thangdee.sqlite3", isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")  # so the backup waits, its file begun
    with closing(other), program("-m", "bot", "backup", "--output", COPY) as process:
        while not (list(tmp_path.glob(".*.part")) and has_open(process, data / "thangdee.sqlite3")):
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02)
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 130)
    assert "Traceback" not in errors
    assert not Path(COPY).exists()
    if number is not signal.SIGKILL:
        assert not list(tmp_path.glob(".*.part"))


@pytest.mark.usefixtures("data")
def test_a_folder_that_is_not_there_is_said_so(capsys: Printed) -> None:
    assert thangdee("backup --output nowhere/copy") == 1
    assert capsys.readouterr().err.startswith("nowhere/copy: cannot be written (No such file")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "copy.jsonl.gz: cannot be read (No such file or directory)"),
        (b"not a backup", "copy.jsonl.gz is no backup of Thangdee; name a file that"),
    ],
)
def test_what_cannot_be_restored_is_said_so(
    data: Path, capsys: Printed, content: bytes | None, complaint: str
) -> None:
    if content is not None:
        Path(COPY).write_bytes(content)
    assert thangdee(f"restore {COPY} --replace") == 1
    assert capsys.readouterr().err.startswith(complaint)
    language_is_known(data)


def test_a_copy_that_was_cut_off_is_refused_before_anything_is_touched(
    data: Path, capsys: Printed
) -> None:
    assert thangdee(f"backup --output {COPY}") == 0
    whole = Path(COPY).read_bytes()
    Path(COPY).write_bytes(whole[:-30])
    assert thangdee(f"restore {COPY} --replace") == 1
    assert "copy.jsonl.gz is cut off after" in capsys.readouterr().err
    language_is_known(data)


def test_without_a_database_there_is_nothing_to_copy(project: Path, capsys: Printed) -> None:
    assert thangdee(f"backup --output {COPY}") == 1
    assert "there is no database data/thangdee.sqlite3" in capsys.readouterr().err
    assert not (project / "data").exists()
    assert not Path(COPY).exists()


def test_an_alert_that_was_on_its_way_is_paused_and_named(data: Path, capsys: Printed) -> None:
    async def send(store: Store) -> None:
        await store.alerts.send(await store.alerts.create(AlertTopic.SCAMS, {"en": "beware"}))

    in_store(data, send)
    assert thangdee(f"backup --output {COPY}") == 0
    emptied(data)
    assert thangdee(f"restore {COPY}") == 0
    assert "paused, as chats may have got them since: 1 of the alerts" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["backup --output x --keep 3", "backup --output . --keep 0", "backup"]
)
def test_wrong_command_lines(capsys: Printed, line: str) -> None:
    with pytest.raises(SystemExit) as ended:
        thangdee(line)
    assert ended.value.code == 2
    assert re.search(
        "--keep works where|is no number of files|required: --output", capsys.readouterr().err
    )
