"""How commands end: faults, signals, readers that have gone."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot import __version__
from tests.cli.support import program, ran
from tests.waiting import PATIENCE

TOKEN = "123456789:token-of-the-command-line-tests"


FAULTY = """\
import sys
from bot import app, cli
async def serve(settings, secrets, stop):
    raise ConnectionError(f"nothing at /bot{secrets.bot_token}/getMe") from KeyError("their words")
app.serve = serve
sys.exit(cli.main(["run"]))
"""


@pytest.mark.usefixtures("project")
def test_our_own_fault_exits_with_3_and_says_where_to_report_it_without_secrets() -> None:
    code, output, errors = ran("-c", FAULTY, environment={"TELEGRAM_BOT_TOKEN": TOKEN})
    assert (code, output) == (3, "")
    assert "Traceback" in errors
    assert "ConnectionError: nothing at /bot[secret]/getMe" in errors
    assert "KeyError\n" in errors  # whose text may be anybody's
    assert "their words" not in errors
    assert TOKEN not in errors
    assert errors.splitlines()[-1] == (
        f"thangdee {__version__} stopped on a fault of its own (ConnectionError). Please report it as "
        "CONTRIBUTING.md tells, with the command and the lines above."
    )


@pytest.mark.usefixtures("project")
def test_ctrl_c_ends_a_command_with_130_and_no_traceback(tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    os.mkfifo(questions)  # reading it waits for somebody to write
    with program("-m", "bot", "evaluate", str(questions)) as process:
        writer = _opened_when_read(questions, process)
        process.send_signal(signal.SIGINT)
        os.close(writer)  # a signal that comes right before the read is noticed right after it
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, errors) == (130, "", "")


def _opened_when_read(fifo: Path, process: subprocess.Popen[str]) -> int:
    """Open ``fifo`` for writing as soon as ``process`` reads it."""
    while True:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02)


@contextmanager
def with_a_reply_in_hand() -> Iterator[subprocess.Popen[str]]:
    """Run the bot, with somebody's reply on its way to a Telegram that takes 4 seconds to answer."""
    with program("-m", "bot", "run", "--local", "--port", "0") as process:
        assert process.stdout
        address = next(line for line in process.stdout if "http://" in line).split()[1]
        with httpx.Client(base_url=address) as http:
            bot = http.get("/control/state").json()["bots"][0]["id"]
            person = http.post("/control/users", json={"first_name": "Noy"}).json()["id"]
            fault = {"method": "sendMessage", "kind": "timeout", "seconds": 4}
            assert http.post("/control/faults", json=fault).status_code == 200
            http.post("/control/send", json={"bot_id": bot, "from": person, "text": "/help"})
            events: list[dict[str, object]] = []
            while not any(event["type"] == "consumed" for event in events):
                answer = http.get("/control/events", params={"after": len(events), "wait": 5})
                events += answer.json()["events"]
        yield process


@pytest.mark.usefixtures("project")
def test_a_second_ctrl_c_does_not_wait_for_what_is_in_hand() -> None:
    with with_a_reply_in_hand() as process:
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in errors


@pytest.mark.usefixtures("project")
def test_a_second_sigterm_still_lets_what_is_in_hand_be_finished() -> None:
    with with_a_reply_in_hand() as process:
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [["check"], ["ask", "hello"], ["--help"]])
def test_a_reader_that_has_seen_enough_is_no_fault(arguments: list[str]) -> None:
    with program("-m", "bot", *arguments) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == ""
