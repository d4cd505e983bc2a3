"""`thangdee health`: where it asks, and what it says of what answers there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot import cli
from bot.cli.health import where
from bot.config import HealthSection, Settings, WebhookSection
from tests.cli.support import Printed


class Answering(BaseHTTPRequestHandler):
    """Answers with what the test wants."""

    status = 200
    body = b""

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Write nothing."""


@pytest.fixture
def answering(project: Path) -> Iterator[type[Answering]]:
    """Somebody who answers where the settings say that the bot does."""

    class Own(Answering):
        pass

    with HTTPServer(("127.0.0.1", 0), Own) as server:
        settings = f"health: {{port: {server.server_port}}}\n"
        (project / "config.yaml").write_text(settings, encoding="utf-8")
        threading.Thread(target=server.serve_forever).start()
        try:
            yield Own
        finally:
            server.shutdown()


def test_it_says_what_is_wrong_and_exits_with_1(
    capsys: Printed, answering: type[Answering]
) -> None:
    answering.status = 503
    answering.body = json.dumps({"wanting": {"store": "the database is away"}}).encode()
    assert cli.main(["health"]) == 1
    assert capsys.readouterr() == ("", "store: the database is away\n")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"wanting": 3}'])
def test_somebody_else_at_the_port_is_not_taken_for_the_bot(
    capsys: Printed, answering: type[Answering], body: bytes
) -> None:
    answering.body = body
    assert cli.main(["health"]) == 1
    assert "is not Thangdee" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_without_a_port_it_says_how_to_set_one(capsys: Printed) -> None:
    assert cli.main(["health"]) == 1
    assert "as health.port is 0; set a port in config.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "asked"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("localhost", "localhost"), ("10.0.0.7", "10.0.0.7")],  # noqa: S104 - read
)
def test_it_asks_where_the_mode_says_and_on_this_machine(host: str, asked: str) -> None:
    door, pages = WebhookSection(host=host, port=8443), HealthSection(host=host, port=9090)
    webhook = Settings(mode="webhook", webhook=door, health=pages)
    assert where(webhook) == (asked, 8443)
    assert where(webhook.model_copy(update={"mode": "polling"})) == (asked, 9090)
