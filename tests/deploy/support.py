"""What the files of a deployment say, for tests that hold them against the program."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from tests.cli.support import ROOT

DEPLOY = ROOT / "deploy"
PROGRAM = "thangdee"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def dockerfile() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile with their arguments, each in one line."""
    text = re.sub(r"(?m)^#.*\n", "", read("Dockerfile")).replace("\\\n", " ")
    return [
        (word, " ".join(rest.split()))
        for word, _, rest in (line.partition(" ") for line in text.splitlines() if line.strip())
    ]


def arguments(instruction: str) -> list[str]:
    """Return the arguments of all instructions of a kind."""
    return [rest for word, rest in dockerfile() if word == instruction]


def exec_form(text: str) -> list[str]:
    """Return the words of ``["a", "b"]``; anything else would run in a shell."""
    words = json.loads(text)
    assert isinstance(words, list)
    return words


def compose() -> dict[str, Any]:
    loaded = yaml.safe_load(read("compose.yaml"))
    assert isinstance(loaded, dict)
    return loaded


def unit(name: str) -> list[tuple[str, str]]:
    """Return the settings of a unit in order; some stand there more than once."""
    lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return [(key, value) for key, _, value in pairs]


def setting(name: str, key: str) -> str:
    """Return the one value of a setting in a unit."""
    (found,) = [value for each, value in unit(name) if each == key]
    return found
