"""The units of systemd are right, harden what they run, and agree with settings and document."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.running import STOP_SECONDS
from bot.config import SECRET_VARIABLES, load_settings
from tests.cli.support import COMMANDS
from tests.deploy.support import DEPLOY, read, setting, unit

SERVICES = ["thangdee.service", "thangdee-backup.service"]
UNITS = [*SERVICES, "thangdee-backup.timer"]
PROGRAM = "/srv/thangdee/.venv/bin/thangdee"
MOST_EXPOSED = 15
"""Tenths; systemd calls 2.0 and below safe, an ordinary service has 9.6."""

analyze = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(not analyze, reason="there is no systemd-analyze here")


def ran(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - our own units
        [str(analyze), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={"SYSTEMD_COLORS": "0", "PATH": "/usr/bin:/bin"},
    )
    return done.returncode, done.stdout + done.stderr


@needs_systemd
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(PROGRAM, sys.executable), encoding="utf-8")
    assert ran("verify", *(str(tmp_path / name) for name in UNITS)) == (0, "")


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_may_do_is_little(name: str) -> None:
    code, told = ran(
        "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(DEPLOY / name)
    )
    assert code == 0, told


def test_both_services_are_hardened_alike() -> None:
    def hardening(name: str) -> list[tuple[str, str]]:
        settings = unit(name)
        return settings[settings.index(("PrivateTmp", "yes")) :]

    bot, backup = map(hardening, SERVICES)
    own = {("SystemCallFilter", "setpriority"), ("WantedBy", "multi-user.target")}
    assert own <= set(bot)
    assert [pair for pair in bot if pair not in own] == [
        pair for pair in backup if pair != ("ProcSubset", "pid")
    ]


def test_the_bot_can_measure_its_own_process() -> None:
    # prometheus_client needs /proc/stat, which is hidden otherwise, and tells nothing without.
    assert "ProcSubset" not in dict(unit("thangdee.service"))


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_run_are_commands_with_the_settings_of_the_document(name: str) -> None:
    lines = [value for key, value in unit(name) if key.startswith("ExecStart")]
    for line in lines:
        program, option, config, command, *_ = line.split()
        assert (program, option, config) == (PROGRAM, "--config", "/etc/thangdee/config.yaml")
        assert command in COMMANDS
    assert setting(name, "EnvironmentFile") == "/etc/thangdee/secrets.env"


def test_a_stop_has_time_to_finish_what_is_in_hand() -> None:
    assert int(setting("thangdee.service", "TimeoutStopSec")) > STOP_SECONDS
    assert setting("thangdee.service", "Restart") == "always"


def test_the_settings_say_where_systemd_lets_it_write() -> None:
    settings = load_settings(DEPLOY / "config-server.yaml")
    assert settings.data == Path("/var/lib") / setting("thangdee.service", "StateDirectory")
    assert settings.mode == "polling"
    assert settings.health.port
    backup = setting("thangdee-backup.service", "ExecStart")
    folder = re.search(r"--output /var/lib/(\S+)", backup)
    assert folder
    assert folder[1] in setting("thangdee-backup.service", "StateDirectory").split()


def test_the_secrets_of_the_example_are_those_that_the_program_reads() -> None:
    names = re.findall(r"(?m)^(\w+)=(.*)$", read("deploy/secrets.env.example"))
    assert names
    for name, value in names:
        assert name in SECRET_VARIABLES.values()
        assert value == ""


def test_the_document_installs_every_file() -> None:
    document = read("docs/deploy.md")
    for file in DEPLOY.iterdir():
        assert f"deploy/{file.name}" in document, file.name


def test_the_command_for_a_shell_runs_the_program_with_settings_and_secrets() -> None:
    script = DEPLOY / "thangdee"
    assert script.stat().st_mode & 0o111
    done = subprocess.run(["/bin/sh", "-n", script], capture_output=True, check=False)  # noqa: S603 - ours
    assert (done.returncode, done.stderr) == (0, b"")
    text = script.read_text(encoding="utf-8")
    for needed in (PROGRAM, "/etc/thangdee/config.yaml", "/etc/thangdee/secrets.env"):
        assert needed in text
