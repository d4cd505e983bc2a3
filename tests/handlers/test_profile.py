"""What Telegram shows of the bot itself fits its limits whole, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.constants import BotCommandLimit, BotDescriptionLimit

from bot.i18n import translator
from handlers.start import COMMANDS
from tests.e2e.conftest import House

CODES = ("", "lo", "en")


@pytest.fixture(scope="module")
async def profile(house: House) -> dict[str, Any]:
    """What the bot has told Telegram of itself."""
    return await house.profile()


@pytest.mark.parametrize("code", CODES)
def test_every_command_is_listed_with_a_text_that_fits(profile: dict[str, Any], code: str) -> None:
    commands = {one["command"]: one["description"] for one in profile["commands"][code]}
    assert set(commands) == {*COMMANDS, "remind", "hide"}
    assert next(iter(commands)) == "sos"
    for name, text in commands.items():
        assert BotCommandLimit.MIN_COMMAND <= len(name) <= BotCommandLimit.MAX_COMMAND
        assert BotCommandLimit.MIN_DESCRIPTION <= len(text) <= BotCommandLimit.MAX_DESCRIPTION


@pytest.mark.parametrize("code", CODES)
def test_descriptions_fit_and_are_not_cut(profile: dict[str, Any], code: str) -> None:
    long, short = profile["descriptions"][code], profile["short_descriptions"][code]
    assert 0 < len(long) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    assert 0 < len(short) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    for language in [code] if code else ["lo", "en"]:
        tr = translator(language)
        assert tr("Checked answers for Lao workers abroad") in short
        assert tr(LONG) in long


LONG = (
    "Answers for Lao people who work abroad or want to: the legal way, problems at work, "
    "sending money, coming home, help in danger. Free. Does not ask who you are."
)


def test_everybody_else_sees_both_languages_lao_first(profile: dict[str, Any]) -> None:
    (text,) = {one["description"] for one in profile["commands"][""] if one["command"] == "menu"}
    assert text == f"{translator('lo')('All topics')} · All topics"
