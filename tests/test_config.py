"""Settings: defaults that work, faults with their place, secrets that stay secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import SECRET_VARIABLES, Settings, load_settings
from bot.errors import ProblemsError
from bot.yamlfile import Document, parse

ROOT = Path(__file__).parents[1]
COMMITTED = (ROOT / "config.yaml").read_text(encoding="utf-8")
DOCUMENTED = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def leaves(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """Yield the dotted names of all settings."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from leaves(kind, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def field_of(name: str) -> Any:
    """Return pydantic's description of a setting."""
    *sections, last = name.split(".")
    model: type[BaseModel] = Settings
    for section in sections:
        model = model.model_fields[section].annotation  # type: ignore[assignment]
    return model.model_fields[last]


def written(document: Document, name: str) -> Any:
    """Return what stands under a dotted name."""
    value = document.data
    for step in name.split("."):
        value = value[step]
    return value


def rows(heading: str) -> dict[str, list[str]]:
    """Return the table below a heading of docs/settings.md: first cell, unquoted -> all cells."""
    section = DOCUMENTED.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines[2:]]
    return {line[0].strip("`"): line for line in cells}


SETTINGS = list(leaves(Settings))


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    """Return what is wrong with a settings file of this text."""
    file = tmp_path / "config.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ProblemsError) as refused:
        load_settings(file)
    return str(refused.value).splitlines()


# The committed file


def test_the_committed_file_writes_out_every_default_and_a_missing_one_means_the_same(
    tmp_path: Path,
) -> None:
    defaults = Settings().model_dump()
    assert load_settings(ROOT / "config.yaml").model_dump() == defaults
    assert load_settings(tmp_path / "missing.yaml").model_dump() == defaults
    document = parse(COMMITTED, "config.yaml")
    for name in SETTINGS:
        assert written(document, name) is not None, name


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_a_comment(name: str) -> None:
    document = parse(COMMITTED, "config.yaml")
    line, _ = document.key_places[tuple(name.split("."))]
    assert re.search(r" # \S", COMMITTED.splitlines()[line - 1])


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert list(rows("All settings")) == SETTINGS


@pytest.mark.parametrize("name", SETTINGS)
def test_the_documented_default_is_the_one_of_the_committed_file(name: str) -> None:
    _, _, default, _ = rows("All settings")[name]
    shown = parse(f"default: {default.strip('`')}", "settings.md").data["default"]
    assert shown == written(parse(COMMITTED, "config.yaml"), name)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_documented_limits_are_those_that_are_checked(name: str) -> None:
    _, _, _, limits = rows("All settings")[name]
    for bound in field_of(name).metadata:
        for kind in ("ge", "le"):
            if (number := getattr(bound, kind, None)) is not None:
                assert re.search(rf"\b{number}\b", limits), f"{name}: {kind} {number}"


def test_every_secret_is_documented_and_no_other() -> None:
    assert set(rows("Secrets")) == set(SECRET_VARIABLES.values())


# Files that work


@pytest.mark.parametrize("text", ["", "# nothing set yet\n", "---\n", "{}\n"])
def test_an_empty_file_means_all_defaults(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text)
    assert load_settings(file).model_dump() == Settings().model_dump()


def test_what_is_set_replaces_the_default_and_only_that(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(
        "limits: {contacts_per_screen: 2}\nshow_draft_notice: no\nbot:\n  name: {lo: ພີ່ນ້ອງ}\n",
        encoding="utf-8-sig",  # as Windows Notepad saves it
    )
    settings = load_settings(file)
    assert settings.limits.contacts_per_screen == 2
    assert settings.limits.contacts_on_first_screen == 3
    assert settings.show_draft_notice is False
    assert dict(settings.bot.name) == {"lo": "ພີ່ນ້ອງ"}
    assert settings.bot.operator == Settings().bot.operator


def test_paths_begin_at_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("paths: {content: texts, data: /var/lib/thangdee}\n")
    settings = load_settings(file)
    assert settings.content == tmp_path / "texts"
    assert settings.data == Path("/var/lib/thangdee")
    assert settings.model_copy(update={"mode": "webhook"}).content == tmp_path / "texts"


def test_webhook_mode_with_an_https_address_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("mode: webhook\nwebhook: {url: 'https://bot.example.org/telegram'}\n")
    assert load_settings(file).webhook.url == "https://bot.example.org/telegram"


# Faults

COUNTRY = "must be the code of a country (ISO 3166) in capitals, such as LA or KR"
WEBHOOK = (
    "mode webhook needs 'webhook.url', an address that begins with https:// and reaches this bot; "
    "write it there, or set mode: polling (wrong-value)"
)
FAULTS: dict[str, tuple[str | bytes, list[str]]] = {
    "an unknown key, nearly right": (
        "bot:\n  nam: {lo: ທາງດີ}\n",
        ["2:3: [error] 'bot.nam' is not a known key; did you mean 'name'? (unknown-key)"],
    ),
    "an unknown key, like no other": (
        "colour: red\n",
        [
            "1:1: [error] 'colour' is not a known key; correct its spelling or remove it "
            "(unknown-key)"
        ],
    ),
    "a choice that there is not": (
        "mode: carrier-pigeon\nlog:\n  level: trace\n",
        [
            "1:7: [error] 'mode' must be 'polling' or 'webhook', not 'carrier-pigeon' (wrong-value)",
            "3:10: [error] 'log.level' must be 'debug', 'info', 'warning' or 'error', not 'trace' "
            "(wrong-value)",
        ],
    ),
    "a wrong type": (
        "limits:\n  checked_days: soon\nshow_draft_notice: perhaps\nlocal: 8087\n"
        "languages:\n  order: lo\n  default: [lo]\n",
        [
            "2:17: [error] 'limits.checked_days' must be a whole number, not 'soon' (wrong-value)",
            "3:20: [error] 'show_draft_notice' must be true or false, not 'perhaps' (wrong-value)",
            "4:8: [error] 'local' must be a mapping ('name: value' lines), not '8087' (wrong-value)",
            "6:10: [error] 'languages.order' must be a list ('- item' lines), not 'lo' "
            "(wrong-value)",
            "7:12: [error] 'languages.default' must be text (wrong-value)",
        ],
    ),
    "out of range": (
        "limits:\n  message_characters: 49\n  contacts_on_first_screen: 6\n"
        "local: {port: 65536}\nwebhook: {port: -1}\n",
        [
            "2:23: [error] 'limits.message_characters' must be at least 50, not '49' (wrong-value)",
            "3:29: [error] 'limits.contacts_on_first_screen' must be at most 5, not '6' "
            "(wrong-value)",
            "4:15: [error] 'local.port' must be at most 65535, not '65536' (wrong-value)",
            "5:17: [error] 'webhook.port' must be at least 0, not '-1' (wrong-value)",
        ],
    ),
    "codes that name nothing": (
        "countries:\n  offered: [LA, KO]\n  before_choice: [th]\nlanguages:\n  default: Lao\n"
        "bot:\n  name: {LO: ທາງດີ}\n",
        [
            f"2:17: [error] 'countries.offered.2' {COUNTRY}, not 'KO' (wrong-value)",
            f"3:19: [error] 'countries.before_choice.1' {COUNTRY}, not 'th' (wrong-value)",
            "5:12: [error] 'languages.default' must be the code of a language (ISO 639), such as lo "
            "or hmn, not 'Lao' (wrong-value)",
            "7:10: [error] 'bot.name.LO' must be the code of a language (ISO 639), such as lo or "
            "hmn, not 'LO' (wrong-value)",
        ],
    ),
    "a password where none may stand, which no message repeats": (
        "database: postgresql://bot:hunter22@db/thangdee\nbot:\n  api_url: http://bot:hunter22@host\n",
        [
            "1:11: [error] 'database' holds a password; put it into THANGDEE_DATABASE_PASSWORD, "
            "without it here (wrong-value)",
            "3:12: [error] 'bot.api_url' holds a name or password, which stand before an @; write it "
            "without them (wrong-value)",
        ],
    ),
    "a password in the question mark's part": (
        "database: postgresql://db/thangdee?user=bot&password=hunter22\n",
        [
            "1:11: [error] 'database' holds a password; put it into THANGDEE_DATABASE_PASSWORD, "
            "without it here (wrong-value)",
        ],
    ),
    "another database": (
        "database: bot:hunter22@db/thangdee\n",
        [
            "1:11: [error] 'database' is no address such as postgresql://USER@HOST/DATABASE; correct "
            "or empty it (wrong-value)"
        ],
    ),
    "nothing where something must be": (
        "local: {host: ''}\nbot:\n  name: {}\n  operator:\n    lo: ' '\nlimits:\n",
        [
            "1:15: [error] 'local.host' must not be empty; write a text, or remove the line "
            "(wrong-value)",
            "3:9: [error] 'bot.name' must have at least one entry (wrong-value)",
            "5:9: [error] 'bot.operator.lo' must not be empty; write a text, or remove the line "
            "(wrong-value)",
            "6:8: [error] 'limits' is empty; write its value or remove the line (wrong-value)",
        ],
    ),
    "a key twice": (
        "mode: polling\nlog: {level: info}\nmode: webhook\n",
        [
            "3:1: [error] 'mode' stands here a second time (first on line 1); keep one of the two "
            "(duplicate-key)"
        ],
    ),
    "broken YAML": (
        "bot:\n  name: {lo: ທາງດີ\nmode: polling\n",
        [
            "3:5: [error] not readable as YAML: did not find expected ',' or '}'; look for a missing "
            "space after ':', a missing quote or wrong indentation on this line or the one above "
            "(yaml-syntax)"
        ],
    ),
    "a list": (
        "- mode: polling\n",
        ["1:1: [error] the file must be a mapping ('name: value' lines) (wrong-value)"],
    ),
    "an alias": (
        "bot: {name: &n {lo: ທາງດີ}, operator: *n}\n",
        [
            "1:39: [error] '*n' stands for a part written elsewhere, which is not allowed here; "
            "write that part out in full and remove '&n' (yaml-alias)"
        ],
    ),
    "a key that is no text": (
        "? [mode]\n: polling\n",
        ["1:3: [error] a key must be plain text; write 'name: value' (yaml-key)"],
    ),
    "not UTF-8": (
        "mode: polling # caf\u00e9\n".encode("latin-1"),
        ["1:1: [error] the settings file is not UTF-8 text; save it as UTF-8 (unreadable)"],
    ),
    "a webhook without address": ("mode: webhook\n", [f"1:7: [error] {WEBHOOK}"]),
    "a webhook without https": (
        "webhook:\n  port: 8443\n  url: http://bot.example.org\nmode: webhook\n",
        [f"3:8: [error] {WEBHOOK}"],
    ),
    "a webhook among other faults": (
        "mode: webhook\nwebhook: {url: [], prt: 1}\n",
        [
            "2:16: [error] 'webhook.url' must be text (wrong-value)",
            f"2:16: [error] {WEBHOOK}",
            "2:20: [error] 'webhook.prt' is not a known key; did you mean 'port'? (unknown-key)",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_and_remedy(tmp_path: Path, name: str) -> None:
    text, expected = FAULTS[name]
    assert problems(tmp_path, text) == [f"config.yaml:{line}" for line in expected]


def test_a_settings_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(ProblemsError) as refused:
        load_settings(tmp_path / "config.yaml")
    assert str(refused.value) == (
        "config.yaml:1:1: [error] the settings file cannot be read (Is a directory); check that it "
        "is a file this user may read (unreadable)"
    )


def test_every_rule_is_documented() -> None:
    told = {line.rsplit("(", 1)[1].strip(")") for _, lines in FAULTS.values() for line in lines}
    assert told | {"missing-key"} == set(rows("When something is wrong"))


def test_a_webhook_of_a_server_on_this_machine_may_be_plain_http(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    webhook = "mode: webhook\nwebhook: {url: 'http://127.0.0.1:8443/telegram'}\n"
    file.write_text(f"bot: {{api_url: 'http://127.0.0.1:8081'}}\n{webhook}", "utf-8")
    assert load_settings(file).webhook.url == "http://127.0.0.1:8443/telegram"
    file.write_text(webhook, "utf-8")
    with pytest.raises(ProblemsError):
        load_settings(file)
