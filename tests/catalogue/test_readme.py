"""content/README.md explains every field and every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.catalogue.checks import RULES
from bot.catalogue.forms import FILES
from bot.catalogue.schema import Entry

README = (Path(__file__).parents[2] / "content" / "README.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    """Return the text under the heading that names a file, up to the next heading."""
    found = re.search(
        rf"^#+ `[^`\n]*{re.escape(heading)}`[^\n]*\n(.*?)(?=^#|\Z)", README, re.M | re.S
    )
    assert found, f"content/README.md needs a heading with `{heading}`"
    return found[1]


def _fields(entries: tuple[type[Entry], ...]) -> list[str]:
    return [field.alias or name for entry in entries for name, field in entry.model_fields.items()]


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_a_file_is_explained_under_its_heading(name: str) -> None:
    section = _section(name)
    explained = re.findall(r"^\| `([a-z_]+)` \|", section, re.M)
    assert sorted(set(explained)) == sorted(set(_fields(FILES[name])))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_in_the_words_of_the_program(rule: str) -> None:
    one = RULES[rule]
    row = f"| `{rule}` | {one.level} | {one.explanation.replace('|', chr(92) + '|')} |"
    assert row in README.splitlines(), f"content/README.md needs this row:\n{row}"


def test_no_rule_is_explained_that_does_not_exist() -> None:
    explained = re.findall(r"^\| `([a-z0-9-]+)` \| (?:error|warning) \|", README, re.M)
    assert sorted(explained) == sorted(RULES)
