"""The settings an operator writes in ``config.yaml``; secrets come from the environment alone.

Every key has a default that works, so an empty or missing file is a valid one. Faults are reported
together, each as ``config.yaml:line:column``.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.errors import ProblemsError, ThangdeeError
from bot.problems import Level, Problem
from bot.yamlfile import Document, parse, validate
from bot.yamlfile import Path as YamlPath

CONFIG_FILE = "config.yaml"

_USERNAME = re.compile("[A-Za-z][A-Za-z0-9_]{4,31}")
"""What Telegram allows."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def _country(code: str) -> str:
    if code not in SUPPORTED_REGIONS:
        raise ValueError("must be the code of a country (ISO 3166) in capitals, such as LA or KR")
    return code


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise ValueError("must be the code of a language (ISO 639), such as lo or hmn")
    return code


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty; write a text, or remove the line")
    return text.strip()


def _postgresql(address: str) -> str:
    # No message begins with "must": then the value would be shown, and with it a password.
    if not address:
        return address
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < len("/d"):
        raise ValueError(
            "is no address such as postgresql://USER@HOST/DATABASE; correct or empty it"
        )
    if parts.password is not None or "password" in parts.query.lower():
        raise ValueError(
            "holds a password; put it into THANGDEE_DATABASE_PASSWORD, without it here"
        )
    return address.replace("postgres://", "postgresql://", 1)


def _username(name: str) -> str:
    if name and not _USERNAME.fullmatch(name):
        raise ValueError("must be the bot's name at Telegram without @, such as thangdee_bot")
    return name


def _is_here(address: object) -> bool:
    """Tell whether an address is plain http on this machine."""
    try:
        parts = urlsplit(address if isinstance(address, str) else "")
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}


def _api_url(address: str) -> str:
    parts = urlsplit(address)
    if parts.username is not None:
        raise ValueError("holds a name or password, which stand before an @; write it without them")
    if address and not (_is_here(address) or (parts.scheme == "https" and parts.hostname)):
        raise ValueError("must be empty, an address with https://, or http:// on this machine")
    return address.rstrip("/")


CountryCode = Annotated[str, AfterValidator(_country)]
LanguageCode = Annotated[str, AfterValidator(_language)]
Text = Annotated[str, AfterValidator(_filled)]
Texts = Annotated[Mapping[LanguageCode, Text], Field(min_length=1)]
Port = Annotated[int, Field(ge=0, le=65535)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BotSection(_Section):
    """What the bot says of itself, per language."""

    name: Texts = {"lo": "ທາງດີ", "en": "Thangdee"}
    operator: Texts = {
        "lo": "ທີມງານທາງດີ (ຍັງບໍ່ໄດ້ຕັ້ງຊື່ອົງກອນ)",
        "en": "the Thangdee team (no organisation named yet)",
    }
    username: Annotated[str, AfterValidator(_username)] = ""
    api_url: Annotated[str, AfterValidator(_api_url)] = ""


class LanguagesSection(_Section):
    """Which language comes first."""

    default: LanguageCode = "lo"
    order: tuple[LanguageCode, ...] = ("lo", "en")

    def sorted(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return language codes with the default first, then in ``order``, then the others."""
        first = [self.default, *self.order]

        def rank(code: str) -> tuple[int, str]:
            return (first.index(code) if code in first else len(first)), code

        return tuple(sorted(codes, key=rank))


class CountriesSection(_Section):
    """Which countries a person can say to be in."""

    offered: tuple[CountryCode, ...] = ("LA", "TH", "KR", "JP", "MY")
    before_choice: tuple[CountryCode, ...] = ("TH", "LA")


class WebhookSection(_Section):
    """Where Telegram calls the bot, in webhook mode."""

    url: str = ""
    host: Text = "127.0.0.1"
    port: Port = 8443


class HealthSection(_Section):
    """Where programs that watch the bot ask how it is."""

    host: Text = "127.0.0.1"
    port: Port = 0


class LocalSection(_Section):
    """Where the built-in local Telegram listens."""

    host: Text = "127.0.0.1"
    port: Port = 8087


class PathsSection(_Section):
    """Folders, relative to the settings file."""

    content: Text = "content"
    data: Text = "data"


class LimitsSection(_Section):
    """Sizes and counts; each within bounds that keep Telegram's own limits."""

    message_characters: int = Field(default=500, ge=50, le=500)
    contacts_on_first_screen: int = Field(default=3, ge=1, le=5)
    contacts_per_screen: int = Field(default=3, ge=1, le=8)
    checked_days: int = Field(default=365, ge=1)
    updates_at_once: int = Field(default=64, ge=1, le=256)
    messages_per_minute: int = Field(default=30, ge=5, le=600)
    messages_per_second: int = Field(default=30, ge=5, le=10_000)


class RetentionSection(_Section):
    """For how long what is kept is kept, in days."""

    people_days: int = Field(default=365, ge=1)
    counts_days: int = Field(default=1_100, ge=31)
    unanswered_days: int = Field(default=90, ge=1, le=90)
    deliveries_days: int = Field(default=30, ge=1, le=90)


class ReportsSection(_Section):
    """What reports hide, so that nobody can be recognised."""

    smallest_group: int = Field(default=5, ge=3)
    withhold_single_texts: bool = True


class AlertsSection(_Section):
    """How fast alerts are sent. Telegram takes about 30 messages a second from a bot, with answers."""

    per_second: int = Field(default=20, ge=1, le=25)


class RemindersSection(_Section):
    """When reminders come."""

    hour: int = Field(default=9, ge=6, le=20)


class LogSection(_Section):
    """How much is logged."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(_Section):
    """All settings. ``folder`` is where the settings file lies; paths are relative to it."""

    bot: BotSection = BotSection()
    languages: LanguagesSection = LanguagesSection()
    countries: CountriesSection = CountriesSection()
    mode: Literal["polling", "webhook"] = "polling"
    webhook: WebhookSection = WebhookSection()
    health: HealthSection = HealthSection()
    local: LocalSection = LocalSection()
    paths: PathsSection = PathsSection()
    limits: LimitsSection = LimitsSection()
    show_draft_notice: bool = True
    staff: tuple[Annotated[int, Field(ge=1)], ...] = ()
    database: Annotated[str, AfterValidator(_postgresql)] = ""
    retention: RetentionSection = RetentionSection()
    reports: ReportsSection = ReportsSection()
    alerts: AlertsSection = AlertsSection()
    reminders: RemindersSection = RemindersSection()
    log: LogSection = LogSection()

    _folder: Path = Path()

    @property
    def content(self) -> Path:
        """The folder with the articles."""
        return self._folder / self.paths.content

    @property
    def data(self) -> Path:
        """The folder for the database; made when first needed."""
        return self._folder / self.paths.data


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file means all defaults.

    Raises :class:`ProblemsError` with every fault (unknown key, wrong type, unreadable file), each
    with its line and column.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text; save it as UTF-8" if isinstance(error, ValueError) else (
            f"cannot be read ({error.strerror}); check that it is a file this user may read"
        )  # fmt: skip
        raise ProblemsError(
            [Problem(name, 1, 1, Level.ERROR, "unreadable", f"the settings file {reason}")]
        ) from error
    document = parse(text, name)
    settings, problems = validate(document, Settings)
    problems.extend(_webhook_without_address(document))
    if settings is None or problems:
        raise ProblemsError(problems)
    settings._folder = path.parent
    return settings


def _webhook_without_address(document: Document) -> Iterator[Problem]:
    data = document.data if isinstance(document.data, dict) else {}
    webhook = data.get("webhook")
    url = webhook.get("url") if isinstance(webhook, dict) else None
    bot = data.get("bot")
    server = bot.get("api_url") if isinstance(bot, dict) else None
    # A telegram-bot-api server on this machine calls plain addresses as well.
    schemes = ("https://", "http://") if _is_here(server) else ("https://",)
    if data.get("mode") != "webhook" or (isinstance(url, str) and url.startswith(schemes)):
        return
    place: YamlPath = ("webhook", "url") if url is not None else ("mode",)
    yield document.problem(
        place, "wrong-value",
        "mode webhook needs 'webhook.url', an address that begins with https:// and reaches this "
        "bot; write it there, or set mode: polling",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must never be written to a file, a log or a message; see docs/settings.md.

    ``repr`` shows none of them.
    """

    bot_token: str | None = field(default=None, repr=False)
    person_key: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    database_password: str | None = field(default=None, repr=False)


SECRET_VARIABLES = {
    "bot_token": "TELEGRAM_BOT_TOKEN",
    "person_key": "THANGDEE_PERSON_KEY",
    "webhook_secret": "THANGDEE_WEBHOOK_SECRET",
    "database_password": "THANGDEE_DATABASE_PASSWORD",
}
"""Field of :class:`Secrets` -> environment variable."""

_SECRET_OF_OTHERS = "PGPASSWORD"  # noqa: S105 - a variable's name; asyncpg reads it by itself


def secrets_in(environment: Mapping[str, str]) -> list[str]:
    """Return every secret that ``environment`` holds, usable or not: what nothing may show."""
    found = [environment.get(_SECRET_OF_OTHERS, "").strip()]
    for name in SECRET_VARIABLES.values():
        found.append(environment.get(name, "").strip())
        with contextlib.suppress(ThangdeeError):  # whoever needs it tells what is wrong with it
            found.append(_secret({f"{name}_FILE": environment.get(f"{name}_FILE", "")}, name))
    return [secret for secret in found if secret]


SHORTEST_PERSON_KEY = 16
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram allows."""


def load_secrets(environment: Mapping[str, str] = os.environ) -> Secrets:
    """Read the secrets from environment variables; an empty variable counts as not set.

    A variable whose name ends with ``_FILE`` names a file that holds the secret instead, as containers
    are handed theirs.

    Raises :class:`ThangdeeError` for a file that cannot be read, and for a secret that cannot be used: a
    token that is none, a secret Telegram refuses, a person key under 16 characters (it could be guessed,
    and with it who is behind a row of the database). The message never shows the secret.
    """
    values = {name: _secret(environment, key) for name, key in SECRET_VARIABLES.items()}
    token, person_key, webhook_secret, password = values.values()
    if token and not _TOKEN.fullmatch(token):
        raise ThangdeeError(
            "TELEGRAM_BOT_TOKEN is not of the form 123456789:letters-and-digits; copy it anew from "
            "@BotFather"
        )
    if person_key and len(person_key) < SHORTEST_PERSON_KEY:
        raise ThangdeeError(
            f"THANGDEE_PERSON_KEY has {len(person_key)} characters; it needs at least "
            f"{SHORTEST_PERSON_KEY} random ones: make one with `openssl rand -hex 32`"
        )
    if webhook_secret and not _WEBHOOK_SECRET.fullmatch(webhook_secret):
        raise ThangdeeError(
            "THANGDEE_WEBHOOK_SECRET may hold 1 to 256 of the characters A-Z a-z 0-9 _ - only; "
            "make one with `openssl rand -hex 32`"
        )
    return Secrets(token or None, person_key or None, webhook_secret or None, password or None)


def _secret(environment: Mapping[str, str], variable: str) -> str:
    file = environment.get(f"{variable}_FILE", "").strip()
    value = environment.get(variable, "").strip()
    if not file:
        return value
    if value:
        raise ThangdeeError(f"{variable} and {variable}_FILE are both set; keep one of the two")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not text" if isinstance(error, ValueError) else error.strerror
        raise ThangdeeError(
            f"{variable}_FILE names {file}, which cannot be read ({reason}); check that it is there "
            "and that this user may read it"
        ) from error
