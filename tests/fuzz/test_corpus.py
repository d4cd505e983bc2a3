"""Inputs that found a fault once never do again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import CORPUS
from tests.fuzz.targets import TARGETS

KEPT = [path for target in TARGETS.values() for path in target.kept()]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_mended_fault_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name].run(path.read_bytes())


def test_every_kept_input_belongs_to_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= {*TARGETS}
