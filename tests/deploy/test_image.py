"""The Dockerfile copies what there is, runs what there is, as nobody in particular."""

from __future__ import annotations

import re
import shlex
import tomllib

import pytest

import bot
from bot.config import load_settings
from tests.cli.support import COMMANDS, ROOT
from tests.deploy.support import (
    PROGRAM,
    arguments,
    compose,
    dockerfile,
    exec_form,
    read,
)


def copied() -> list[str]:
    """Return what is copied from the project, not from another stage."""
    found = []
    for each in arguments("COPY"):
        *sources, _ = [word for word in shlex.split(each) if not word.startswith("--")]
        if "--from=" not in each:
            found += sources
    return found


def test_everything_that_is_copied_is_there_and_in_the_build_s_context() -> None:
    assert [name for name in copied() if not (ROOT / name).exists()] == []
    first, *let_in = [
        line for line in read(".dockerignore").splitlines() if not line.startswith("#")
    ]
    assert first == "*", "what is not named must stay out: secrets, data, history"
    allowed = {line.removeprefix("!").rstrip("/") for line in let_in if line.startswith("!")}
    for name in copied():
        assert {name.rstrip("/"), name.split("/", 1)[0]} & allowed, name


def test_all_packages_of_the_project_are_copied() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    packages = {
        name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    assert packages <= {name.rstrip("/") for name in copied()}
    for name in (project["project"]["readme"], "LICENSE", "content/LICENSE"):
        assert name in copied()


def test_it_runs_the_program_without_a_shell_in_between() -> None:
    assert exec_form(arguments("ENTRYPOINT")[0]) == [PROGRAM]
    assert PROGRAM in tomllib.loads(read("pyproject.toml"))["project"]["scripts"]
    assert exec_form(arguments("CMD")[0]) == ["run"]
    health = exec_form(arguments("HEALTHCHECK")[0].partition("CMD ")[2])
    prepare = exec_form(arguments("RUN")[-1])
    for program, command in (health, prepare):
        assert program == PROGRAM
        assert command in COMMANDS


def test_it_runs_as_a_user_who_owns_only_what_must_be_written() -> None:
    (user,) = arguments("USER")
    assert re.fullmatch(r"(\d+):\1", user)
    made = next(text for text in arguments("RUN") if "useradd" in text)
    assert f"--uid {user.split(':')[0]} " in made
    assert "--shell /usr/sbin/nologin" in made
    owned = re.search(
        r"install --directory --owner=thangdee --group=thangdee --mode=700 (.*)", made
    )
    assert owned
    assert owned[1].split() == ["/app/data", "/app/backups"]
    assert "--chown" not in read("Dockerfile")
    words = [word for word, _ in dockerfile()]
    assert words.index("USER") < words.index("ENTRYPOINT")


def test_packages_are_those_of_the_lock() -> None:
    install = next(text for text in arguments("RUN") if "requirements.lock" in text)
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(install.split())
    ours = next(text for text in arguments("RUN") if "--no-build-isolation" in text)
    assert "--no-deps" in ours


def test_both_stages_are_the_same_slim_python_by_its_tag() -> None:
    bases = {text.split()[0] for text in arguments("FROM")}
    assert len(bases) == 1
    minor = re.fullmatch(r"python:3\.(\d+)-slim-\w+", bases.pop())
    assert minor
    assert int(minor[1]) >= 11


def test_version_and_port_are_those_of_the_program() -> None:
    assert f'org.opencontainers.image.version="{bot.__version__}"' in arguments("LABEL")[0]
    assert compose()["x-bot"]["image"] == f"thangdee:{bot.__version__}"
    settings = load_settings(ROOT / "deploy/config.yaml")
    assert arguments("EXPOSE") == [str(settings.webhook.port)]
    assert settings.health.port, "without one the health check fails with mode: polling"


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "deploy/config.yaml", "deploy/Caddyfile"]
)
def test_no_secret_stands_in_a_file(name: str) -> None:
    text = read(name)
    assert not re.search(r"\d{6,}:[\w-]{20,}", text), "a bot token"
    assert not re.search(r"(?i)(token|key|secret|password)\w*: *['\"]?[0-9a-f]{16,}", text)


def test_secrets_never_get_into_the_project() -> None:
    ignored = read(".gitignore").splitlines()
    assert {"/secrets/", "/.env"} <= set(ignored)
