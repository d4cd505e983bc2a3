"""What a bot says of itself: name, descriptions, commands, menu button, per language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import limits
from bot.simulator.errors import bad_request
from bot.simulator.utf16 import utf16_length

LANGUAGE = re.compile(r"[a-z]{2}\Z")
COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
DEFAULT_SCOPE = ("default",)

Scope = tuple[object, ...]
"""A command scope as a key: its type and, for the narrow ones, chat and user."""


@dataclass(slots=True)
class Profile:
    """Texts by language code ("" is the default); commands by scope and language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[dict[str, Any]]] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)

    def default_commands(self) -> dict[str, list[dict[str, Any]]]:
        """The commands of the default scope by language."""
        return {
            language: commands
            for (scope, language), commands in self.commands.items()
            if scope == DEFAULT_SCOPE
        }


def language_of(given: str | None) -> str:
    """A language code or "" for the default; raises ApiError 400 for anything else."""
    code = given or ""
    if code and not LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def set_text(texts: dict[str, str], language: str, text: str, limit: int, refusal: str) -> None:
    """Set a text, or with "" remove it. Raises ApiError 400 when it is over the limit."""
    if utf16_length(text) > limit:
        raise bad_request(refusal)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)


def check_commands(commands: list[dict[str, Any]]) -> None:
    """At most 100 commands of 1-32 letters a-z, digits and _, each described in 1-256 characters."""
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.match(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(command["description"].strip()) <= limits.COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
