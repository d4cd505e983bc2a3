"""The command that asks the running bot how it is."""

from __future__ import annotations

import argparse
import http.client
import ipaddress
import json
import sys
import time

from bot.cli.common import MEND, Add, settings_of
from bot.config import Settings
from bot.errors import ThangdeeError
from bot.health import READY

SECONDS = 10
"""How long it waits for the answer; the bot itself gives its store two."""

PAUSE = 0.5
"""Seconds between questions while it waits."""


def add(command: Add) -> None:
    """Add ``health``."""
    health = command("health", _health, "ask the running bot if it is ready", "health --wait 60")
    health.add_argument(
        "--wait",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="how long to ask again until it is ready (default: 0, only once)",
    )


def _seconds(text: str) -> float:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds: write one such as 60")
    return float(text)


def _health(options: argparse.Namespace) -> int:
    """Ask the bot that runs on this machine with the same settings whether it is ready to answer.

    The exit code is 0 if it is, else 1, with what is wrong: for service managers and containers.
    --wait is for scripts that have just started it.
    """
    host, port = where(settings_of(options))
    last = time.monotonic() + options.wait
    while (wanting := ask(host, port)) and time.monotonic() < last:
        time.sleep(PAUSE)
    for part, trouble in wanting.items():
        print(f"{part}: {trouble}", file=sys.stderr)
    if wanting:
        return MEND
    print("ready")
    return 0


def where(settings: Settings) -> tuple[str, int]:
    """Return host and port at which the bot answers; raises ThangdeeError if it answers nowhere."""
    webhook = settings.mode == "webhook"
    door = settings.webhook if webhook else settings.health
    if not door.port:
        name = "webhook.port" if webhook else "health.port"
        raise ThangdeeError(
            f"nobody can ask the bot, as {name} is 0; set a port in config.yaml, such as 9090, and "
            "start the bot again"
        )
    return _reachable(door.host), door.port


def _reachable(host: str) -> str:
    """Return the address of this machine for one that means all of its addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "::1" if address.version == 6 else "127.0.0.1"


def ask(host: str, port: int) -> dict[str, str]:
    """Return what keeps the bot at ``host`` and ``port`` from answering people: part -> what to do."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.request("GET", READY)
        answer = json.loads(connection.getresponse().read())
        return {str(part): str(trouble) for part, trouble in answer["wanting"].items()}
    except (OSError, http.client.HTTPException) as error:
        return {
            "process": f"nothing answers at {host}:{port} ({type(error).__name__}); is the bot running, "
            "with these settings?"
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"process": f"what answers at {host}:{port} is not Thangdee; look at the settings"}
    finally:
        connection.close()
