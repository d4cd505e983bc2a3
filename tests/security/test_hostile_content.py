"""A malicious editor: no file of the content folder ends the bot, holds it up or leads out of it."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue.partners import logo_fault
from tests.catalogue.tree import CONTACTS, FACTS, URGENT, WAGES_EN, loaded, write
from tests.e2e.conftest import ROOT
from tests.held_up import not_held_up

SECONDS = 8
"""CPU time that a whole hostile folder may take; about a second where nothing else runs, and never with
a file of a megabyte more than a few times that of the largest honest one."""

MEGABYTE = 1_000_000
MOST_MEMORY = 400 * MEGABYTE
"""Bytes that a process which reads a bomb may ask for in all."""

LAUGHS = "\n".join(
    ["a0: &a0 [lol]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))]
)
BOMBS: dict[str, str] = {
    "aliases": LAUGHS,
    "lists in lists": "[" * (MEGABYTE - 1),
    "mappings in mappings": "{a: " * (MEGABYTE // 4 - 1),
    "lists in lists, line by line": "- " * (MEGABYTE // 2 - 1),
    "keys in keys": "? " * (MEGABYTE // 2 - 1),
    "many values": "contacts: [" + "a," * (MEGABYTE // 2 - 20) + "]",
    "many entries": "contacts:\n" + "- {x: 1}\n" * (MEGABYTE // 10),
    "many keys": "".join(f"k{n}: v\n" for n in range(MEGABYTE // 12)),
    "one key again and again": "a: b\n" * (MEGABYTE // 5 - 1),
    "one long line": "a: " + "x" * (MEGABYTE - 4),
    "one long key": "? " + "x" * (MEGABYTE - 10) + "\n: y",
    "escapes": 'a: "' + "\\u0e81" * (MEGABYTE // 6 - 2) + '"',
    "anchors": "".join(f"- &a{n} b\n" for n in range(MEGABYTE // 12)),
    "documents": "---\n" * (MEGABYTE // 4),
    "a file that is too long": "x: y\n" * MEGABYTE,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_its_place_and_quickly(tmp_path: Path, bomb: str) -> None:
    with not_held_up(SECONDS):
        found = loaded(tmp_path, {CONTACTS: BOMBS[bomb]})
    assert found.errors
    assert all(len(str(one)) < 2_000 for one in found.errors)
    assert any(one.file.endswith(CONTACTS) for one in found.errors)


READING = """
import resource, sys
from datetime import date
from pathlib import Path
from bot.catalogue.loader import load

resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]),) * 2)
print(*load(Path(sys.argv[1]), date(2026, 11, 21)).errors, sep="\\n")
"""


@pytest.mark.parametrize("bomb", ["many values", "many entries"])
def test_a_bomb_takes_little_memory(tmp_path: Path, bomb: str) -> None:
    write(tmp_path, {URGENT: BOMBS[bomb]})

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", READING, str(tmp_path / "content"), str(MOST_MEMORY)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert f"{URGENT}:" in done.stdout


ARTICLE = 58_000
"""Bytes of an absurd text that is just not too long to be read."""
ARTICLES: dict[str, str] = {
    "too long": "word " * ARTICLE,
    "many headings": "## a\n" * (ARTICLE // 5),
    "marks": "**" * (ARTICLE // 2),
    "brackets": "[" * ARTICLE,
    "links": "[a](" * (ARTICLE // 4),
    "pictures": "![a](b" * (ARTICLE // 6),
    "quotes": "> " * (ARTICLE // 2),
    "lists": "".join(" " * depth + "- a\n" for depth in range(400)),
    "tables": "|" * ARTICLE,
    "values": "{" * ARTICLE,
    "blanks": " " * ARTICLE,
}


@pytest.mark.parametrize("bomb", ARTICLES)
def test_an_absurd_article_is_refused_quickly(tmp_path: Path, bomb: str) -> None:
    write(tmp_path, {})
    front, _ = (tmp_path / WAGES_EN).read_text("utf-8").rsplit("---\n", 1)
    with not_held_up(SECONDS):
        found = loaded(tmp_path, {WAGES_EN: f"{front}---\n{ARTICLES[bomb]}\n"})
    if bomb != "blanks":
        assert any(one.file.endswith(WAGES_EN) for one in found.errors), found.problems


def deep(folder: Path) -> None:
    path = folder / "content/en/complaints"
    for _ in range(500):
        path /= "d"
    path.mkdir(parents=True)
    (path / "x.md").write_text("x", "utf-8")


def many(folder: Path) -> None:
    for number in range(1_100):
        (folder / f"content/en/complaints/many-{number}.md").write_text("x", "utf-8")


def heavy(folder: Path) -> None:
    for number in range(60):
        (folder / f"content/facts/heavy-{number}.yaml").write_text("#" * (MEGABYTE - 1), "utf-8")


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (deep, "folders lie within each other; move these files up (unreadable-file)"),
        (many, "files stand in this folder, the rest is not read"),
        (heavy, "all files together have more than 50,000,000 bytes"),
    ],
)
def test_an_absurd_folder_is_refused_with_what_to_do(
    tmp_path: Path, fill: Callable[[Path], None], said: str
) -> None:
    write(tmp_path, {})
    fill(tmp_path)
    with not_held_up(SECONDS):
        found = loaded(tmp_path)
    assert any(said in str(one) for one in found.errors)


SECRET = "the secret of another file"


@pytest.mark.parametrize("file", [WAGES_EN, CONTACTS, FACTS, "content/en/language.yaml"])
@pytest.mark.parametrize("relative", [True, False])
def test_no_link_leads_out_of_the_content(tmp_path: Path, file: str, *, relative: bool) -> None:
    write(tmp_path, {})
    outside = tmp_path / "outside"
    outside.write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n", "utf-8")
    path = tmp_path / file
    path.unlink()
    depth = len(Path(file).parts) - 1
    path.symlink_to("../" * depth + "outside" if relative else outside)
    write_nothing_else = [
        one for one in loaded_as_is(tmp_path) if one.endswith("(unreadable-file)")
    ]
    assert len(write_nothing_else) == 1
    assert "a link leads out of the folder with the content; put the file itself here" in str(
        write_nothing_else
    )
    assert SECRET not in str(loaded_as_is(tmp_path))


def test_no_folder_that_is_a_link_leads_out_of_the_content(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "content/en/complaints").rename(tmp_path / "elsewhere")
    (tmp_path / "content/en/complaints").symlink_to(tmp_path / "elsewhere")
    assert any("missing" in one for one in loaded_as_is(tmp_path))


def test_links_within_the_content_and_a_content_folder_that_is_one_are_allowed(
    tmp_path: Path,
) -> None:
    write(tmp_path / "real", {})
    (tmp_path / "content").symlink_to(tmp_path / "real/content")
    article = tmp_path / WAGES_EN
    (tmp_path / "content/.data").mkdir()
    article.rename(tmp_path / "content/.data/wages.md")
    article.symlink_to("../../.data/wages.md")
    assert not [one for one in loaded_as_is(tmp_path) if "[error]" in one]


def loaded_as_is(folder: Path) -> list[str]:
    from bot.catalogue.loader import load
    from tests.catalogue.tree import TODAY

    return [str(one) for one in load(folder / "content", TODAY).problems]


# Logos


def png(width: int, height: int) -> bytes:
    """Return a small file that says it is a picture of that size in pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("bomb.png", png(60_000, 60_000), "60,000 by 60,000 pixels"),
        ("wide.png", png(4_000_000_000, 1), "pixels"),
        ("cut.png", b"\x89PNG\r\n\x1a\n", "is not a picture of the kind PNG"),
        ("fine.png", png(400, 300), None),
        ("fine.svg", SVG.format("").encode(), None),
        (
            "laughs.svg",
            b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
            "<!ENTITY",
        ),
        ("uses.svg", SVG.format('<use href="#a"/>' * 40).encode(), "<use"),
        ("script.svg", SVG.format("<script>1</script>").encode(), "<script"),
    ],
)
def test_a_logo_that_would_burst_is_refused(
    tmp_path: Path, name: str, content: bytes, fault: str | None
) -> None:
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / name).write_bytes(content)
    found = logo_fault(tmp_path, name)
    assert fault in (found or "") if fault else found is None
