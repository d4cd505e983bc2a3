"""Help and wrong command lines."""

from __future__ import annotations

import re
import shlex

import pytest

from bot import __version__, cli
from tests.cli.support import COMMANDS, Printed, ran


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
    assert f"\nexample:\n  thangdee {command}" in capsys.readouterr().out


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
        (["ask"], "one of the arguments text --jsonl is required"),
        (["ask", "one", "two"], "unrecognized arguments: two"),
        (["ask", "one", "--jsonl"], "argument --jsonl: not allowed with argument text"),
        (["check", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["run", "--port", "http"], "'http' is no port: write a number from 0 to 65535"),
        (["run", "--port", "65536"], "'65536' is no port: write a number from 0 to 65535"),
        (["run", "--port", "-1"], "'-1' is no port: write a number from 0 to 65535"),
        (["new"], "the following arguments are required: TOPIC/ID"),
        (["evaluate"], "name a FILE of labelled questions, or --cross-validate, or both"),
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
