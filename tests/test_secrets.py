"""Secrets: where they come from, and that nothing shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Secrets, load_secrets
from bot.errors import ThangdeeError

TOKEN = "123456789:AAF-the_token_of_these_tests"
PERSON_KEY = "0123456789abcdef"
WEBHOOK_SECRET = "a-secret_of-these-tests"


def test_secrets_come_from_the_environment() -> None:
    environment = {
        "TELEGRAM_BOT_TOKEN": f" {TOKEN}\n",  # as a careless copy leaves it
        "THANGDEE_PERSON_KEY": PERSON_KEY,
        "THANGDEE_WEBHOOK_SECRET": WEBHOOK_SECRET,
    }
    assert load_secrets(environment) == Secrets(TOKEN, PERSON_KEY, WEBHOOK_SECRET)


def test_a_variable_that_is_empty_or_missing_is_not_set() -> None:
    assert load_secrets({"THANGDEE_PERSON_KEY": "", "TELEGRAM_BOT_TOKEN": " "}) == Secrets()


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", "utf-8")
    assert load_secrets({"TELEGRAM_BOT_TOKEN_FILE": str(file)}) == Secrets(TOKEN)
    assert load_secrets({"TELEGRAM_BOT_TOKEN_FILE": " ", "TELEGRAM_BOT_TOKEN": TOKEN}).bot_token
    with pytest.raises(ThangdeeError) as refused:
        load_secrets({"TELEGRAM_BOT_TOKEN_FILE": str(file), "TELEGRAM_BOT_TOKEN": TOKEN})
    assert str(refused.value) == (
        "TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set; keep one of the two"
    )
    with pytest.raises(
        ThangdeeError, match=r"_FILE names .*nowhere, which cannot be read \(No such"
    ):
        load_secrets({"THANGDEE_PERSON_KEY_FILE": str(tmp_path / "nowhere")})
    file.write_bytes(b"\xff")
    with pytest.raises(ThangdeeError, match="cannot be read \\(it is not text\\)"):
        load_secrets({"TELEGRAM_BOT_TOKEN_FILE": str(file)})


def test_no_secret_is_shown_when_secrets_are_printed() -> None:
    secrets = Secrets(TOKEN, PERSON_KEY, WEBHOOK_SECRET)
    assert f"{secrets} {secrets!r}" == "Secrets() Secrets()"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        (
            "THANGDEE_PERSON_KEY",
            "fifteen letters",
            "THANGDEE_PERSON_KEY has 15 characters; it needs at least 16 random ones: make one with "
            "`openssl rand -hex 32`",
        ),
        (
            "TELEGRAM_BOT_TOKEN",
            "AAF-the_token_without_its_number",
            "TELEGRAM_BOT_TOKEN is not of the form 123456789:letters-and-digits; copy it anew from "
            "@BotFather",
        ),
        (
            "THANGDEE_WEBHOOK_SECRET",
            "with spaces and signs!",
            "THANGDEE_WEBHOOK_SECRET may hold 1 to 256 of the characters A-Z a-z 0-9 _ - only; make "
            "one with `openssl rand -hex 32`",
        ),
    ],
)
def test_a_secret_that_cannot_be_used_is_refused_without_showing_it(
    variable: str, value: str, said: str
) -> None:
    with pytest.raises(ThangdeeError) as refused:
        load_secrets({variable: value})
    assert str(refused.value) == said
    assert value not in said
