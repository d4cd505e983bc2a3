"""Files that are exchanged together, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.errors import ThangdeeError


def exchange(changes: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Give each file its new bytes; ``changes``: path -> (bytes as they were read, bytes to write).

    Whoever reads meanwhile (a running bot) finds a file as it was or as it is to be, never half of
    it. Raises :class:`ThangdeeError` for a file that is no longer as it was read or cannot be written,
    with all files as they were.
    """
    done: list[Path] = []
    with ExitStack() as stack:
        try:
            ready = {path: _beside(path, new, stack) for path, (_, new) in changes.items()}
            for path, (old, _) in changes.items():
                if path.read_bytes() != old:
                    raise ThangdeeError(
                        f"{path} was changed by somebody else just now; nothing was written, run "
                        "the command again"
                    )
            for path, new_file in ready.items():
                new_file.replace(path.resolve())
                done.append(path)
        except OSError as error:
            for path in done:
                _beside(path, changes[path][0], stack).replace(path.resolve())
            raise ThangdeeError(
                f"{error.filename}: cannot be written ({error.strerror}); nothing was written, mend "
                "its permissions or free space, and run the command again"
            ) from error


def _beside(path: Path, content: bytes, stack: ExitStack) -> Path:
    """Write ``content`` next to ``path``, under a name that the reading of content passes over.

    When ``stack`` ends it is removed, unless it has taken its place.
    """
    target = path.resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as file:
        stack.callback(Path(file.name).unlink, missing_ok=True)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    shutil.copymode(target, file.name)
    return Path(file.name)
