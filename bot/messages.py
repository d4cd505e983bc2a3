"""Keeps a language's message catalog in step with the code: ``python -m bot.messages lo``.

Messages are the English texts that the code hands to a Translator. They are found in the syntax tree:
``pybabel extract`` does not see the ones that stand inside an f-string.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po

from bot.errors import ThangdeeError
from bot.i18n import LOCALES
from bot.pofile import read_catalog

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "handlers")
TRANSLATORS = frozenset({"tr", "self"})
"""What a Translator is called where it is used; ``self`` only inside its own class."""


_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"""


def messages(root: Path = ROOT) -> dict[str, list[tuple[str, int]]]:
    """Return every message of the code with the places (file below ``root``, line) where it stands.

    Raises :class:`ThangdeeError` for a message that is not written out, which nobody could translate.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for call in sorted(_calls(tree), key=lambda call: (call.lineno, call.col_offset)):
                match call.args:
                    case [ast.Constant(value=str(message))]:
                        found.setdefault(message, []).append((name, call.lineno))
                    case _:
                        raise ThangdeeError(
                            f"{name}:{call.lineno}: a Translator takes one message, written out in "
                            "quotes; give what varies as {name} and name=value"
                        )
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in TRANSLATORS:
                yield node
            case ast.Call(func=ast.Attribute(attr="tr")):
                yield node


def updated(old: Catalog, root: Path = ROOT) -> Catalog:
    """Return ``old`` with the messages of the code: new ones empty, those no longer used left out.

    Names of countries and languages (entries with a context) are the translators' own and stay.
    """
    new = Catalog(header_comment=old.header_comment)
    for text, places in messages(root).items():
        known = old.get(text)
        comments = known.user_comments if known else ()
        locations = [(name, 0) for name in dict.fromkeys(name for name, _ in places)]
        new.add(text, known.string if known else "", locations, user_comments=comments)
    for entry in old:
        if entry.context:
            new.add(
                entry.id, entry.string, context=entry.context, user_comments=entry.user_comments
            )
    return new


def write(catalog: Catalog, path: Path) -> None:
    """Write ``catalog`` to ``path``, without the header lines and line numbers that only make noise."""
    entries = BytesIO()
    write_po(entries, catalog, width=100, include_lineno=False, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{catalog.header_comment}\n{_HEADER}\n".encode() + entries.getvalue())


def main(arguments: Sequence[str]) -> int:
    """Update the catalog of each language named; print how many messages wait for translation."""
    for language in arguments:
        path = LOCALES / language / "messages.po"
        comment = f"# The bot's own words in the language '{language}'; see docs/translating.md."
        old = read_catalog(path) if path.is_file() else Catalog(header_comment=comment)
        new = updated(old)
        write(new, path)
        waiting = sum(1 for entry in new if entry.id and not entry.string)
        print(f"{path}: {len(new)} messages, {waiting} to translate")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except ThangdeeError as error:
        sys.exit(str(error))
