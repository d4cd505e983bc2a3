"""No id, name or option that is not a path itself leads a command out of its folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from tests.catalogue.tree import write

ELSEWHERE = ("../escaped", "complaints/../../escaped", "/srv/escaped", "complaints/x/../../../escaped",
             "complaints/..", "..\\escaped", "complaints/\u202ex", "complaints/x\x00y")  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "a/b/project"
    write(folder, {})
    (folder / "config.yaml").write_text("bot: {username: thangdee_bot}\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.parents[2].rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize(
    "command",
    [
        ["new", "{}"],
        ["review", "{}", "--output", "page.html"],
        ["review", "--record", "reviewer=x", "on=2026-11-20", "{}"],
        ["poster", "--article", "{}"],
        ["poster", "--topic", "{}"],
        ["poster", "--all", "--partner", "{}"],
        ["link", "--checklist", "{}"],
    ],
    ids=" ".join,
)
def test_no_id_is_a_path(project: Path, command: list[str], name: str) -> None:
    before = everything(project)
    try:
        code = cli.main([part.format(name) for part in command])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code in (1, 2)
    assert everything(project) == before
