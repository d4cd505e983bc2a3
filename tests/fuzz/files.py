"""Files that others write: content, settings, message catalogs, questions for programs."""

from __future__ import annotations

import json
import tempfile
import warnings
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from bot.catalogue.loader import load
from bot.catalogue.model import Review
from bot.catalogue.translation import with_review
from bot.config import Settings, load_settings
from bot.errors import ProblemsError, ThangdeeError
from bot.evaluate.questions import read_questions
from bot.jsonlines import replies
from bot.pofile import read_catalog
from bot.yamlfile import parse, validate
from tests.catalogue.tree import TODAY, VALID, WITH_VALUES, write
from tests.e2e.conftest import ROOT
from tests.fuzz import house, texts
from tests.fuzz.target import bytes_of, text_of, within

SECONDS = 0.25
MOST_BYTES = 20_000
"""Of a file whose reading is timed."""

FILES = VALID | WITH_VALUES
_NAMES = sorted(FILES)


def read_yaml(data: bytes) -> None:
    """Read YAML: data with places, or problems; held against the schema of the settings as well."""
    text = text_of(data)[:MOST_BYTES]
    document = within(2 * SECONDS, "reading YAML", lambda: parse(text, "f.yaml"))
    _, problems = within(2 * SECONDS, "checking", lambda: validate(document, Settings))
    for problem in (*document.problems, *problems):
        str(problem)
        assert problem.line >= 1
        assert problem.column >= 1
    for path, place in document.ends.items():
        assert place >= document.places[path], "a value ends before it begins"


@cache
def _folder() -> Path:
    # Held by its finalizer until the process ends.
    _folder.made = tempfile.TemporaryDirectory(prefix="thangdee-fuzz-")  # type: ignore[attr-defined]
    return Path(_folder.made.name)  # type: ignore[attr-defined]


def read_content(data: bytes) -> None:
    """Load a small content folder in which one file is another: the first byte says which."""
    name, rest = _NAMES[data[0] % len(_NAMES)] if data else _NAMES[0], data[1:]
    folder = _folder()
    if not (folder / "content").exists():
        write(folder, dict(FILES))
    (folder / name).write_bytes(rest)
    try:
        found = within(1, "loading", lambda: load(folder / "content", TODAY))
        for problem in found.problems:
            str(problem)
        assert found.catalogue or found.errors, "there is neither a catalogue nor an error"
        if found.catalogue:
            for _ in (*found.catalogue.examples(), *found.catalogue.descriptions()):
                pass
    finally:
        (folder / name).write_text(FILES[name], encoding="utf-8", newline="")


def read_settings(data: bytes) -> None:
    """Load settings: they are right, or every fault has its line."""
    path = _folder() / "config.yaml"
    path.write_bytes(data)
    try:
        settings = load_settings(path)
    except ProblemsError as error:
        str(error)
    else:
        _ = settings.content, settings.data


def read_question_set(data: bytes) -> None:
    """Load labelled questions."""
    path = _folder() / "questions.yaml"
    path.write_bytes(data)
    try:
        read_questions([path])
    except ThangdeeError as error:
        str(error)


def review(data: bytes) -> None:
    """Write a review into the file of an article: done exactly, or not at all."""
    text = text_of(data)
    with_review(text, Review("Noy 'S.'", date(2026, 12, 1)))


def read_po(data: bytes) -> None:
    """Read a message catalog."""
    path = _folder() / "messages.po"
    path.write_bytes(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read_catalog(path)
    except ProblemsError as error:
        str(error)


def ask_lines(data: bytes) -> None:
    """Answer lines of JSON: each gets one line of JSON that can be read."""
    answerer = house.library().current.answerer
    lines = data.split(b"\n")
    found = list(replies(answerer, lines, house.LANGUAGES, 500))
    assert len(found) == len(lines)
    for reply in found:
        told = json.loads(reply.line)
        assert ("error" in told) is not reply.ok
        assert reply.line.count(b"\n") == 1


@st.composite
def _changed(draw: st.DrawFn, whole: str) -> str:
    """Put, take and double pieces of a file that is right."""
    for _ in range(draw(st.integers(1, 4))):
        lines = whole.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        piece = draw(st.one_of(texts.short, st.sampled_from(_YAML)))
        match draw(st.integers(0, 5)):
            case 0:
                lines[at] = lines[at][:column] + piece + lines[at][column:]
            case 1:
                lines[at] = lines[at][:column]
            case 2:
                lines[at] = lines[at].partition(":")[0] + ": " + piece
            case 3:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 4:
                del lines[at]
            case 5:
                lines[at:at] = draw(texts.lines).split("\n")
        whole = "\n".join(lines)
    return whole


_YAML = (
    "&a", "*a", "<<: *a", "!!python/object:os.system", "!!binary x", "? ", "[", "]", "{}", "[[[[",
    "- - - -", "|", ">-", "%YAML 9.9", "---", "...", "\t", "a: b", "'", '"', "~", "no", "0x1F",
    "-", "2026-13-45", "9" * 400, "{a: " * 40, "&a [*a, *a]", "!", "!<x>", "- id: police",
    "id: wages", "[wages, wages]", "{en: x, lo: x}", "contact:th-police", "(article:wages)",
    "[x](contact:no)", "{th-wage}", "{th-wage.date}",
    "translation: {reviewed: {by: x, on: 2026-01-01}}", "checked: 9999-12-31", "1e999",
    "999999999999", "#", "lock* + door", "* + *", "+ +", "(", "a" * 300,
)  # fmt: skip
yaml_inputs = st.one_of(
    st.sampled_from(sorted(FILES.values())).flatmap(_changed).map(bytes_of),
    st.lists(st.one_of(st.sampled_from(_YAML), texts.short), max_size=10)
    .map("\n".join)
    .map(bytes_of),
    st.builds(lambda piece, times: bytes_of(piece * times), st.sampled_from(_YAML), st.integers(1, 500)),
    st.binary(max_size=64),
)  # fmt: skip
content_inputs = st.integers(0, len(_NAMES) - 1).flatmap(
    lambda number: st.one_of(
        _changed(FILES[_NAMES[number]]).map(bytes_of), texts.lines.map(bytes_of)
    ).map(lambda rest: bytes([number]) + rest)
)
settings_inputs = st.one_of(
    _changed((ROOT / "config.yaml").read_text(encoding="utf-8")).map(bytes_of), yaml_inputs
)
question_inputs = st.one_of(
    _changed("- text: a\n  script: latin\n  labels: [passport]\n  urgent: x\n").map(bytes_of),
    yaml_inputs,
)
review_inputs = (
    st.sampled_from(sorted(text for name, text in FILES.items() if name.endswith(".md")))
    .flatmap(_changed)
    .map(bytes_of)
)
po_inputs = st.one_of(
    _changed(
        '# c\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n#: bot/x.py:1\n'
        'msgid "a {b}"\nmsgstr "ກ {b}"\n\nmsgctxt "c"\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\n'
    ).map(bytes_of),
    st.binary(max_size=64),
)
line_inputs = st.lists(
    st.one_of(
        st.builds(
            lambda text, language: json.dumps({"text": text, "language": language}).encode(),
            texts.words,
            st.sampled_from(["lo", "en", None, "xx", 1, [], {}]),
        ),
        st.binary(max_size=30),
        st.sampled_from([b"[" * 3_000, b"1" * 5_000, b'{"text": 1}', b'{"text": "\\ud800"}']),
    ),
    max_size=2,
).map(b"\n".join)
