"""compose.yaml, the settings in it, the proxy and the document agree with each other and the program."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import make_url

from bot.app.running import STOP_SECONDS
from bot.config import SECRET_VARIABLES, load_settings
from tests.cli.support import COMMANDS, ROOT
from tests.deploy.support import DEPLOY, compose, read

SERVICES: dict[str, dict[str, Any]] = compose()["services"]
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("thangdee:")]
SETTINGS = load_settings(DEPLOY / "config.yaml")


def test_the_services_are_those_that_the_document_tells_of() -> None:
    document = read("docs/deploy.md")
    for name in (*SERVICES, *compose()["volumes"]):
        assert f"`{name}`" in document, name
    assert {"bot", "postgres", "proxy", "backup", "prepare"} == set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_no_more_rights_than_it_needs_and_is_bounded(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory", "pids"} == set(service["deploy"]["resources"]["limits"])
    assert not service.get("privileged")
    assert "restart" in service
    assert service["logging"]["options"]["max-size"]
    assert all("noexec" in each or "postgresql" in each for each in service["tmpfs"])


def test_what_serves_is_looked_at_and_what_ends_is_not() -> None:
    checked = [name for name, one in SERVICES.items() if one.get("healthcheck", {}).get("test")]
    assert checked == ["postgres", "proxy"]
    assert "healthcheck" not in SERVICES["bot"]  # the image brings its own
    for name in ("prepare", "backup"):
        assert SERVICES[name]["healthcheck"] == {"disable": True}


@pytest.mark.parametrize("name", OURS)
def test_what_is_run_are_commands_of_the_program(name: str) -> None:
    command = SERVICES[name].get("command", ["run"])
    assert command[0] in COMMANDS


def test_only_the_proxy_can_be_reached_and_the_database_by_nobody_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert compose()["networks"]["inside"] == {"internal": True}
    shared = set(SERVICES["bot"]["networks"]) & set(SERVICES["proxy"]["networks"])
    assert shared == {"inside"}


def test_there_are_two_replicas_with_time_to_finish_what_is_in_hand() -> None:
    bot = SERVICES["bot"]
    assert bot["deploy"]["replicas"] == 2
    assert int(bot["stop_grace_period"].removesuffix("s")) > STOP_SECONDS


def test_secrets_are_files_with_the_names_that_the_program_reads() -> None:
    given = SERVICES["bot"]["environment"]
    assert set(given) == {f"{variable}_FILE" for variable in SECRET_VARIABLES.values()}
    files = compose()["secrets"]
    for variable, path in given.items():
        name = path.removeprefix("/run/secrets/")
        assert name in SERVICES["bot"]["secrets"], variable
        assert files[name] == {"file": f"./secrets/{name}"}
        assert f"secrets/{name}" in read("docs/deploy.md")
    assert not SERVICES["prepare"]["secrets"], "what it does needs none"


def test_what_is_mounted_is_there_and_cannot_be_written() -> None:
    for service in SERVICES.values():
        for mount in service["volumes"]:
            source, target, *options = mount.split(":")
            if source.startswith("./"):
                assert (ROOT / source).exists(), mount
                assert options == ["ro"], mount
            else:
                assert source in compose()["volumes"], mount
                assert target.startswith("/"), mount


def test_the_settings_say_where_things_are_in_the_container() -> None:
    mounts = dict(mount.split(":")[:2] for mount in SERVICES["bot"]["volumes"])
    assert mounts["./deploy/config.yaml"] == "/app/config.yaml"
    assert mounts["./content"] == f"/app/{SETTINGS.paths.content}"
    assert mounts["data"] == f"/app/{SETTINGS.paths.data}"
    assert (SETTINGS.mode, SETTINGS.webhook.host) == ("webhook", "0.0.0.0")  # noqa: S104 - as written
    database, server = make_url(SETTINGS.database), SERVICES["postgres"]["environment"]
    assert (database.host, database.port) == ("postgres", None)
    assert (database.username, database.database) == (
        server["POSTGRES_USER"],
        server["POSTGRES_DB"],
    )


def test_the_proxy_leads_telegram_to_the_bot_and_nothing_else_anywhere() -> None:
    caddy = re.sub(r"(?m)^\s*#.*\n", "", read("deploy/Caddyfile"))
    url = urlsplit(SETTINGS.webhook.url)
    assert re.findall(r"\bpath (\S+)", caddy) == [url.path]
    assert re.findall(r"\bdynamic a (\S+ \d+)", caddy) == [f"bot {SETTINGS.webhook.port}"]
    assert caddy.count("reverse_proxy") == 1
    assert "respond 404" in caddy
    assert "request>headers delete" in caddy, "errors would log the webhook's secret"
    assert f"THANGDEE_HOST={url.hostname}" in read(".env.example").splitlines()
