"""Secrets are hidden in every spelling in which they could leave the process."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, quote_plus

import pytest

from bot.redaction import REDACTED, Redaction

TOKEN = "123456789:AAF-the_token_of_these_tests_0000"
PASSWORD = 'a "pass"/word+of ປະຕູ & more'
KEY = "-----BEGIN KEY-----\nbase64-lines-of-a-key\n-----END KEY-----"


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("secret", [TOKEN, PASSWORD, KEY])
@pytest.mark.parametrize(
    "spelling",
    [
        str,
        quote,
        quote_plus,
        lambda secret: quote(secret, safe=""),
        lambda secret: quote(secret, safe="").replace("%3A", "%3a"),
        json.dumps,
        repr,
        base64_of,
        lambda secret: base64.urlsafe_b64encode(secret.encode()).decode(),
    ],
)
def test_every_spelling_of_a_secret_is_hidden(secret: str, spelling: object) -> None:
    assert callable(spelling)
    said = spelling(secret)
    shown = Redaction([secret])(f"asked {said} in vain")
    assert said.strip("'\"=") not in shown
    assert REDACTED in shown
    assert shown.startswith("asked ")
    assert shown.endswith(" in vain")


def test_the_half_behind_the_colon_is_a_secret_too_and_a_short_one_is_not() -> None:
    hidden = Redaction([TOKEN, "1:LOCAL"])
    assert hidden(f"key {TOKEN.partition(':')[2]}") == f"key {REDACTED}"
    assert hidden("the LOCAL one, 1:LOCAL") == f"the LOCAL one, {REDACTED}"


def test_one_line_of_a_secret_of_several_lines_is_hidden() -> None:
    assert Redaction([KEY])("line: base64-lines-of-a-key") == f"line: {REDACTED}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"/bot987654321:{'x' * 35}/getMe", f"/bot{REDACTED}/getMe"),
        (f"/bot987654321%3A{'x' * 35}/getMe", f"/bot{REDACTED}/getMe"),
        ("postgresql://bot:s3cr3t@db/thangdee", f"postgresql://bot:{REDACTED}@db/thangdee"),
        (
            "at 10:30, see https://example.org:8443/a@b",
            "at 10:30, see https://example.org:8443/a@b",
        ),
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_named_it(text: str, shown: str) -> None:
    assert Redaction()(text) == shown
