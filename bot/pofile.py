"""Message catalogs (gettext ``.po``) as people edit them: every fault with its line, nothing guessed.

Babel alone would print a warning for some faults and cut the last letter off a text whose closing
quote is missing. So the form of each line is looked at first.
"""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po

from bot.errors import ProblemsError
from bot.problems import Level, Problem

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?{_QUOTED}")


def read_catalog(path: Path) -> Catalog:
    """Return the catalog in ``path``, comments and all.

    Raises :class:`ProblemsError` with every faulty line, and OSError if the file cannot be read.
    """
    name = _shown(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProblemsError(
            [_fault(name, line, "is not UTF-8 text; save the file as UTF-8")]
        ) from error
    lines = text.splitlines()
    faults = [
        _fault(name, number, "must be a comment (#) or a text between two quotes, alone or after "
               "msgid or msgstr; put a backslash before a quote inside the text")
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line.strip())
    ]  # fmt: skip
    if faults:
        raise ProblemsError(faults)
    try:
        return read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        reason = str(error).removesuffix(f" on {error.lineno}")
        what = f"is out of place ({reason}); each msgid is followed by its msgstr"
        raise ProblemsError([_fault(name, error.lineno + 1, what)]) from error


def _fault(name: str, line: int, text: str) -> Problem:
    return Problem(name, line, 1, Level.ERROR, "po-syntax", f"this line {text}")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
