"""The command line as its users meet it: output, exit codes, faults."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot import __version__, cli
from bot.config import load_settings
from tests.catalogue.tree import CATALOGUE, WAGES_EN, write

ROOT = Path(__file__).parents[1]
COMMANDS = ["run", "ask", "check", "new", "evaluate"]
TOKEN = "123456789:token-of-the-command-line-tests"
PATIENCE = 30
"""Seconds after which a program that should have ended has failed the test."""

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small articles, as working folder."""
    write(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project itself as working folder, only to be read."""
    monkeypatch.chdir(ROOT)


@contextmanager
def program(
    *command: str | bytes, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run Python with ``command`` in the working folder, without the tester's own secrets."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("TELEGRAM_", "THANGDEE_", "PYTHON"))
    }
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *command],
        env=inherited
        | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        | dict(environment or {}),
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # nothing, if it has ended


def ran(
    *command: str | bytes, environment: Mapping[str, str] | None = None
) -> tuple[int, str, str]:
    """Return exit code, output and errors of a program that ends by itself."""
    with program(*command, environment=environment) as process:
        output, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, output, errors


def break_title() -> None:
    """Make a title too long, which is an error but leaves the content usable."""
    article = Path(WAGES_EN)
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("Unpaid wages", "t" * 41), "utf-8")


TITLE_FAULT = "the title has 41 characters, at most 40 fit; shorten it (title-too-long)"


# Help


def test_help_lists_every_command_with_an_example(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert re.findall(r"(?m)^    ([a-z]+) +[a-z]", told) == COMMANDS
    assert sorted(set(re.findall(r"(?m)^  thangdee ([a-z]+)", told))) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_of_it(capsys: Printed, command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"\nexample:\n  thangdee {command} " in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_is_a_command_line_that_works(capsys: Printed, command: str) -> None:
    with pytest.raises(SystemExit):
        cli.main([*command.split(), "--help"])
    examples = re.findall(r"(?m)^  thangdee (.*?)(?:   .*)?$", capsys.readouterr().out)
    assert examples
    for example in examples:
        options = cli._parser().parse_args(shlex.split(example))
        assert callable(options.command)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["serve"], "invalid choice: 'serve' (choose from"),
        (["ask"], "the following arguments are required: text"),
        (["ask", "one", "two"], "unrecognized arguments: two"),
        (["check", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["run", "--port", "http"], "'http' is no port: write a number from 0 to 65535"),
        (["run", "--port", "65536"], "'65536' is no port: write a number from 0 to 65535"),
        (["run", "--port", "-1"], "'-1' is no port: write a number from 0 to 65535"),
        (["new"], "the following arguments are required: TOPIC/ID"),
        (["evaluate"], "the following arguments are required: FILE"),
    ],
)
def test_a_wrong_command_line_exits_with_2_and_says_why(
    capsys: Printed, arguments: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_python_m_bot_is_the_same_program() -> None:
    assert ran("-m", "bot", "--version") == (0, f"thangdee {__version__}\n", "")


# check


@pytest.mark.usefixtures("real")
def test_check_of_the_projects_content_finds_no_error(capsys: Printed) -> None:
    assert cli.main(["check"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"\d+ articles in 2 languages \(.*\), \d+ contacts: 0 errors, .*", last)


@pytest.mark.usefixtures("project")
def test_check_prints_an_error_with_its_place_and_exits_with_1(capsys: Printed) -> None:
    break_title()
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr()
    assert f"{WAGES_EN}:2:8: [error] {TITLE_FAULT}" in printed.out.splitlines()
    assert ": 1 error, " in printed.out.splitlines()[-1]
    assert printed.err == ""


@pytest.mark.usefixtures("project")
def test_check_prints_annotations_for_github(capsys: Printed) -> None:
    break_title()
    assert cli.main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"::error file={WAGES_EN},line=2,col=8::{TITLE_FAULT}" in lines
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines[:-1])


def test_check_judges_age_by_the_settings(capsys: Printed, project: Path) -> None:
    write(project, {CATALOGUE: ("checked: 2026-11-01", "checked: 2020-01-01")})
    assert cli.main(["check"]) == 0
    assert re.search(r"days ago \(at most 365\)", capsys.readouterr().out)
    (project / "config.yaml").write_text("limits: {checked_days: 99000}\n", "utf-8")
    cli.main(["check"])
    assert "overdue" not in capsys.readouterr().out


def test_check_in_a_folder_without_content_says_what_is_missing(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    assert "content/catalogue.yaml:1:1: [error] this file is missing" in capsys.readouterr().out


# new


@pytest.mark.usefixtures("project")
def test_new_makes_files_in_which_only_what_is_to_be_written_is_missing(capsys: Printed) -> None:
    cli.main(["check"])
    before = set(capsys.readouterr().out.splitlines()[:-1])
    assert cli.main(["new", "complaints/made-by-a-test"]) == 0
    made = [f"content/{code}/complaints/made-by-a-test.md" for code in ("en", "lo")]
    assert capsys.readouterr().out.splitlines() == [*made, "content/catalogue.yaml"]
    assert cli.main(["check"]) == 1
    after = capsys.readouterr().out.splitlines()[:-1]
    # Lines of other entries in catalogue.yaml may have moved; their words have not.
    known = {line.split(" ", 1)[1] for line in before}
    added = [line for line in after if line.split(" ", 1)[1] not in known]
    places = {line.split(":")[0] for line in added}
    assert places == {*made, "content/catalogue.yaml"}
    rules = {match[1] for line in added if (match := re.search(r"\(([a-z-]+)\)$", line))}
    assert rules == {"todo", "too-few-questions", "missing-source", "missing-contact"}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("article", "complaint"),
    [
        ("dismissed", "'dismissed' is not of the form TOPIC/ID; write for example"),
        ("holidays/beach", "there is no topic 'holidays'; the topics are: help-now, complaints"),
        ("complaints/wages", "'wages' exists already under 'complaints'"),
        ("complaints/Über", "'Über' cannot be an id: use small letters a-z"),
    ],
)
def test_new_refuses_what_cannot_be_an_article_and_writes_nothing(
    capsys: Printed, article: str, complaint: str
) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path("content").rglob("*")}
    assert cli.main(["new", article]) == 1
    assert capsys.readouterr().err.startswith(complaint)
    assert {path: path.stat().st_mtime_ns for path in Path("content").rglob("*")} == before


# ask


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ບໍ່ໄດ້ຄ່າແຮງ", ["script    Lao", "urgent    no", "answer    sure: ", "complaints/wages  ບໍ່"]),
        ("unpaid wages", ["language  en (English)", "answer    sure: ", "wages  Unpaid wages"]),
        (
            "they lock the door",
            ["urgent    yes: help-now/police  ", "answer    the urgent article"],
        ),
        ("😀 ?!", ["urgent    no", "answer    unknown: ", "matches   none: "]),
    ],
)
def test_ask_explains_the_answer(capsys: Printed, text: str, expected: list[str]) -> None:
    assert cli.main(["ask", text]) == 0
    told = capsys.readouterr().out
    assert [part for part in expected if part not in told] == []


@pytest.mark.usefixtures("real")
def test_ask_finds_an_article_of_the_project(capsys: Printed) -> None:
    assert cli.main(["ask", "my boss kept my passport"]) == 0
    assert re.search(r"(?m)^  \* \d\.\d{3}  complaints/passport-taken  ", capsys.readouterr().out)


def test_ask_reads_no_more_of_a_message_than_the_bot(capsys: Printed, project: Path) -> None:
    (project / "config.yaml").write_text("limits: {message_characters: 50}\n", "utf-8")
    assert cli.main(["ask", "x" * 60]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"message   {'x' * 50}"


@pytest.mark.usefixtures("project")
def test_faults_in_usable_content_are_told_beside_the_answer() -> None:
    break_title()
    code, output, errors = ran("-m", "bot", "ask", "where is the police")
    assert code == 0
    assert output.startswith("message   where is the police\n")
    assert errors == (
        f"ERROR bot.knowledge: faulty content is in use: {WAGES_EN}:2:8: [error] {TITLE_FAULT}\n"
    )


def test_content_that_cannot_be_used_ends_ask_with_its_faults(
    capsys: Printed, project: Path
) -> None:
    (project / "content/urgent.yaml").unlink()
    assert cli.main(["ask", "unpaid wages"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("content/urgent.yaml:1:1: [error] this file is missing")


@pytest.mark.usefixtures("project")
def test_a_terminal_that_cannot_show_lao_gets_it_escaped() -> None:
    latin = {"PYTHONIOENCODING": "latin-1"}
    code, output, errors = ran("-m", "bot", "ask", "ນາຍ", environment=latin)
    assert (code, errors) == (0, "")
    assert output.startswith("message   \\u0e99\\u0eb2\\u0e8d\n")
    assert ran("-m", "bot", "--help", environment=latin)[0] == 0


@pytest.mark.usefixtures("project")
def test_a_message_that_is_no_utf8_is_explained_all_the_same() -> None:
    code, output, errors = ran("-m", "bot", "ask", b"\xff\xfe")
    assert (code, errors) == (0, "")
    assert output.startswith("message   \\udcff\\udcfe\n")


# evaluate


@pytest.mark.usefixtures("real")
def test_evaluate_prints_a_row_per_script_and_their_total(capsys: Printed) -> None:
    files = sorted(str(path) for path in (ROOT / "tests/questions").glob("*.yaml"))
    assert cli.main(["evaluate", *files]) == 0
    head, *rows, last = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["script", "n", "top-1", "top-3"]
    scripts = ["lao", "latin-en", "thai", "latin-lo", "mixed", "all"]
    assert [row.split()[0] for row in rows] == scripts
    assert re.fullmatch(r"\d+ questions not counted: no article of their labels exists\.", last)


@pytest.mark.usefixtures("project")
def test_evaluate_says_which_file_cannot_be_read_or_is_faulty_where(
    capsys: Printed, tmp_path: Path
) -> None:
    missing, faulty = tmp_path / "missing.yaml", tmp_path / "faulty.yaml"
    assert cli.main(["evaluate", str(missing)]) == 1
    assert capsys.readouterr().err.startswith(f"{missing}: cannot be read (")
    faulty.write_text("- {text: hello, labels: []}\n")
    assert cli.main(["evaluate", str(faulty)]) == 1
    assert capsys.readouterr().err.startswith(f"{faulty}:1:3: [error] ")


# Settings

SIMPLE = [
    ["ask", "hello"],
    ["check"],
    ["new", "complaints/x"],
    ["evaluate", "questions.yaml"],
    ["run", "--local"],
]


@pytest.mark.parametrize("arguments", SIMPLE, ids=lambda arguments: arguments[0])
def test_every_command_refuses_faulty_settings(
    capsys: Printed, project: Path, arguments: list[str]
) -> None:
    (project / "config.yaml").write_text("mode: polling\nlimits: {nonsense: 1}\n", "utf-8")
    assert cli.main(arguments) == 1
    assert capsys.readouterr().err.startswith("config.yaml:2:10: [error] 'limits.nonsense'")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", SIMPLE, ids=lambda arguments: arguments[0])
def test_a_settings_file_that_is_named_must_be_there(capsys: Printed, arguments: list[str]) -> None:
    assert cli.main(["--config", "confg.yaml", *arguments]) == 1
    assert capsys.readouterr().err == (
        "there is no settings file confg.yaml; check what stands after --config, or leave it out "
        "to use config.yaml in this folder\n"
    )


def test_gotcha_28_yaml_keeps_what_was_written_and_a_repeated_key_is_a_fault(
    capsys: Printed, project: Path
) -> None:
    config = project / "config.yaml"
    config.write_text("bot:\n  name: {lo: no, en: 0856}\n", "utf-8")
    assert load_settings(config).bot.name == {"lo": "no", "en": "0856"}
    config.write_text("mode: polling\nmode: webhook\n", "utf-8")
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == (
        "config.yaml:2:1: [error] 'mode' stands here a second time (first on line 1); keep one of "
        "the two (duplicate-key)\n"
    )


def test_without_a_settings_file_the_defaults_hold(capsys: Printed, project: Path) -> None:
    assert not (project / "config.yaml").exists()
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("2 articles in 2 languages")


def test_paths_begin_from_the_settings_file_that_is_named(
    capsys: Printed, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "other.yaml").write_text("mode: polling\n", "utf-8")
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    assert cli.main(["--config", "../other.yaml", "check"]) == 0
    assert capsys.readouterr().out.startswith("2 articles in 2 languages")


@pytest.mark.usefixtures("project")
def test_a_token_that_is_none_ends_run_without_showing_it() -> None:
    wrong = {"TELEGRAM_BOT_TOKEN": "hunter2"}
    code, output, errors = ran("-m", "bot", "run", environment=wrong)
    assert (code, output) == (1, "")
    assert errors.startswith("TELEGRAM_BOT_TOKEN is not of the form 123456789:letters-and-digits")
    assert "hunter2" not in errors


# How commands end

FAULTY = """\
import sys
from bot import app, cli
async def serve(settings, secrets, stop):
    raise LookupError(f"nothing at /bot{secrets.bot_token}/getMe")
app.serve = serve
sys.exit(cli.main(["run"]))
"""


@pytest.mark.usefixtures("project")
def test_our_own_fault_exits_with_3_and_says_where_to_report_it_without_secrets() -> None:
    code, output, errors = ran("-c", FAULTY, environment={"TELEGRAM_BOT_TOKEN": TOKEN})
    assert (code, output) == (3, "")
    assert "Traceback" in errors
    assert "LookupError: nothing at /bot[secret]/getMe" in errors
    assert TOKEN not in errors
    assert errors.splitlines()[-1] == (
        f"thangdee {__version__} stopped on a fault of its own (LookupError). Please report it as "
        "CONTRIBUTING.md tells, with the command and the lines above."
    )


@pytest.mark.usefixtures("project")
def test_ctrl_c_ends_a_command_with_130_and_no_traceback(tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    os.mkfifo(questions)  # reading it waits for somebody to write
    with program("-m", "bot", "evaluate", str(questions)) as process:
        writer = _opened_when_read(questions, process)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    os.close(writer)
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
