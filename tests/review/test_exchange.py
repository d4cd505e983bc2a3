"""Files that are exchanged together, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import ThangdeeError
from bot.review.exchange import exchange

Changes = dict[Path, tuple[bytes, bytes]]


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    """Three files and what is to become of them."""
    found: Changes = {}
    for name in ("a", "b", "c"):
        path = tmp_path / f"{name}.md"
        path.write_bytes(b"old " + name.encode())
        found[path] = (path.read_bytes(), b"new " + name.encode())
    return found


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.iterdir())]


OLD, NEW = [b"old a", b"old b", b"old c"], [b"new a", b"new b", b"new c"]


def test_all_files_get_their_new_bytes_and_nothing_else_stays(
    changes: Changes, tmp_path: Path
) -> None:
    exchange(changes)
    assert contents(tmp_path) == NEW


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    exchange({link: (b"old", b"new")})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_somebody_else_changed_stops_everything(
    changes: Changes, tmp_path: Path
) -> None:
    (tmp_path / "c.md").write_bytes(b"of somebody else")
    with pytest.raises(ThangdeeError) as refusal:
        exchange(changes)
    assert str(refusal.value) == (
        f"{tmp_path / 'c.md'} was changed by somebody else just now; nothing was written, run the "
        "command again"
    )
    assert contents(tmp_path) == [*OLD[:2], b"of somebody else"]


def test_a_file_that_is_gone_stops_everything(changes: Changes, tmp_path: Path) -> None:
    (tmp_path / "b.md").unlink()
    with pytest.raises(ThangdeeError) as refusal:
        exchange(changes)
    assert str(refusal.value) == (
        f"{tmp_path / 'b.md'}: cannot be written (No such file or directory); nothing was written, "
        "mend its permissions or free space, and run the command again"
    )
    assert contents(tmp_path) == [OLD[0], OLD[2]]


def test_what_was_written_before_a_disk_failed_is_taken_back(
    changes: Changes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.replace
    failing = [str(tmp_path / "c.md")]

    def fail_once(source: Path, target: Path) -> None:
        if str(target) in failing:
            failing.clear()
            raise OSError(5, "Input/output error", str(target))
        rename(source, target)

    monkeypatch.setattr(os, "replace", fail_once)
    with pytest.raises(ThangdeeError, match=r"c\.md: cannot be written \(Input/output error\)"):
        exchange(changes)
    assert contents(tmp_path) == OLD
