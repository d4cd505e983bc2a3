"""Settings, as every command takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from bot.config import load_settings
from tests.cli.support import Printed, ran

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
