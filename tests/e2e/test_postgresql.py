"""The whole bot over a PostgreSQL: what it remembers outlives it, as over SQLite."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from tests.e2e.conftest import running, settings_in


async def test_choices_outlive_the_bot_and_forget_deletes_them(
    tmp_path: Path, postgresql: URL
) -> None:
    settings = settings_in(tmp_path, database=postgresql.render_as_string(hide_password=False))
    async with running(settings) as house:
        user = (await house.reader("en")).user_id
    async with running(settings) as house:
        chat = await house.person()
        assert chat.user_id == user  # the local Telegram begins anew with the same ids
        menu = await chat.say("/privacy")
        assert menu.text.startswith("🔒 Privacy")
        assert (await house.services.store.people.get(user)).language == "en"
        await chat.tap(await chat.tap(menu, "Delete"), "Yes")
        assert (await house.services.store.people.get(user)).language is None
    assert not list(settings.data.glob("*.sqlite3"))
