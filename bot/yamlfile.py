"""YAML as people write it: every scalar is text, duplicate keys are faults, places are kept.

PyYAML's own loading turns ``no`` into False, ``0856…`` into a number and lets the second of two
equal keys win silently (gotcha 28); its composer crashes the process on deeply nested text and its
aliases can blow a small file up without bound. So the parser's events are read instead: scalars stay
the text that was typed, each value's line and column stay known for messages, aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from bot.problems import Level, Problem

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, both from 1."""

MAX_DEPTH = 20
"""Mappings and lists within each other: far more than any file of ours needs."""

MOST_EVENTS = 200_000
"""Keys and values, beginnings and ends of lists and mappings: several times what the largest file
has. It bounds time and memory, as a million signs can hold half a million values."""

MOST_FAULTS = 100
"""After so many faults of form the rest of a file is not read: nobody mends more in one go."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null"}
_BOOLEANS = {"yes", "no", "on", "off", "true", "false"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML text as plain data (dict, list, str, None) with the place of every value.

    ``places`` maps the path of a value, such as ``("topics", 0, "id")``, to where it was written,
    ``ends`` to the place behind its last sign; ``key_places`` the path of a mapping's entry to where
    its key stands. ``bare_booleans`` are the
    paths of values such as ``no`` or ``true`` written without quotes, which other programs would
    not read as text.
    """

    file: str
    data: Any
    places: Mapping[Path, Place]
    key_places: Mapping[Path, Place]
    problems: tuple[Problem, ...]
    bare_booleans: tuple[Path, ...] = ()
    ends: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Return the place of ``path``, or of its nearest parent that was written."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(
        self, path: Path, rule: str, text: str, *, level: Level = Level.ERROR, at_key: bool = False
    ) -> Problem:
        """Return a problem at the value (or, ``at_key``, at the key) that ``path`` leads to."""
        place = self.key_places.get(path) if at_key else None
        line, column = place or self.place(path)
        return Problem(self.file, line, column, level, rule, text)


def parse(text: str, file: str, *, first_line: int = 1) -> Document:
    """Read one YAML document.

    ``file`` is the name for messages; ``first_line`` the line of the file on which ``text`` begins
    (front matter begins on line 2). Faults of syntax, duplicate keys and keys that are not text are
    in ``problems``; after a syntax fault or an alias ``data`` is None.
    """
    reader = _Reader(file, first_line - 1)
    try:
        data = reader.document(_bounded(yaml.parse(text, Loader=_LOADER)))
    except (yaml.reader.ReaderError, UnicodeEncodeError):  # half of a sign beyond U+FFFF is no text
        fault = _forbidden_character(text, file, first_line)
        return Document(file, None, {}, {}, (fault,))
    except yaml.YAMLError as error:
        before = reader.problems if isinstance(error, _TooMuch) else ()
        fault = _syntax_fault(error, file, first_line)
        return Document(file, None, {}, {}, (*before, fault))
    return Document(
        file, data, reader.places, reader.key_places, tuple(reader.problems),
        tuple(reader.bare_booleans), reader.ends,
    )  # fmt: skip


def _syntax_fault(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    what = getattr(error, "problem", None) or str(error)
    text = (
        f"not readable as YAML: {what}; look for a missing space after ':', a missing quote or "
        "wrong indentation on this line or the one above"
    )
    if isinstance(error, _TooMuch):
        text = f"the rest is not read: {what}"
    return Problem(file, line, column, Level.ERROR, "yaml-syntax", text)


def _forbidden_character(text: str, file: str, first_line: int) -> Problem:
    found = _FORBIDDEN.search(text)
    before, sign = (text[: found.start()], found[0]) if found else ("", "\0")
    line, column = before.count("\n") + first_line, len(before) - before.rfind("\n")
    what = f"not readable as YAML: the invisible character U+{ord(sign):04X} stands here; delete it"
    return Problem(file, line, column, Level.ERROR, "yaml-syntax", what)


class _TooMuch(yaml.MarkedYAMLError):
    """Reading on would take too long."""


def _refuse(
    event: Any, what: str, kind: type[yaml.MarkedYAMLError] = yaml.MarkedYAMLError
) -> NoReturn:
    raise kind(problem=what, problem_mark=event.start_mark)


def _skip(events: Iterator[Any], event: Any) -> None:
    """Read past the value that ``event`` begins."""
    depth = 0
    while True:
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
        if depth == 0:
            return
        event = next(events)


def _bounded(events: Iterator[Any]) -> Iterator[Any]:
    for number, event in enumerate(events):
        if number > MOST_EVENTS:
            what = f"{MOST_EVENTS:,} keys and values stand above; is this file what it should be?"
            _refuse(event, what, _TooMuch)
        yield event


class _Reader:
    """Builds plain data from the parser's events, noting places and faults on the way."""

    def __init__(self, file: str, offset: int) -> None:
        self.file = file
        self.offset = offset
        self.places: dict[Path, Place] = {}
        self.ends: dict[Path, Place] = {}
        self.end: Place = (1, 1)
        self.key_places: dict[Path, Place] = {}
        self.bare_booleans: list[Path] = []
        self.problems: list[Problem] = []
        self.aliased = False

    def document(self, events: Iterator[Any]) -> Any:
        next(events)  # the stream's start
        if not isinstance(next(events), yaml.DocumentStartEvent):
            return None
        data = self._value(events, next(events), ())
        next(events)  # the document's end
        after = next(events)
        if isinstance(after, yaml.DocumentStartEvent):
            what = "'---' begins a second document here; keep one in each file"
            _refuse(after, what)
        return None if self.aliased else data

    def _value(self, events: Iterator[Any], event: Any, path: Path) -> Any:
        self.places[path] = self._place(event)
        value = self._read(events, event, path)
        # What is refused (a list as a key) is passed over, so that nothing may have been read.
        self.ends[path] = self.end = max(self.end, self.places[path])
        return value

    def _read(self, events: Iterator[Any], event: Any, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            what = f"more than {MAX_DEPTH} lists and mappings lie within each other"
            _refuse(event, what)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        if isinstance(event, yaml.AliasEvent):
            self.aliased = True
            self.end = self._behind(event)
            self._fault(
                event, "yaml-alias",
                f"'*{_short(event.anchor)}' stands for a part written elsewhere, which is not allowed "
                f"here; write that part out in full and remove '&{_short(event.anchor)}'",
            )  # fmt: skip
            return None
        return self._scalar(event, path)

    def _scalar(self, event: Any, path: Path) -> str | None:
        self.end = self._behind(event)
        text = str(event.value)
        plain = not event.style  # not quoted
        if plain and text.lower() in _BOOLEANS:
            self.bare_booleans.append(path)
        return None if plain and text.lower() in _NULLS else text

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            result.append(self._value(events, event, (*path, len(result))))
        self._close(event)
        return result

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = str(event.value) if isinstance(event, yaml.ScalarEvent) else None
            if key is not None and key not in result:
                self.key_places[(*path, key)] = self._place(event)
                result[key] = self._value(events, next(events), (*path, key))
                continue
            if key is None:
                self._fault(event, "yaml-key", "a key must be plain text; write 'name: value'")
                _skip(events, event)
            else:
                first_line, _ = self.key_places[(*path, key)]
                self._fault(
                    event, "duplicate-key",
                    f"'{_short(key)}' stands here a second time (first on line {first_line}); "
                    "keep one of the two",
                )  # fmt: skip
            _skip(events, next(events))
        self._close(event)
        return result

    def _close(self, event: Any) -> None:
        # A bracket ends where it stands; lines without brackets end with their last value.
        if event.start_mark.index != event.end_mark.index:
            self.end = self._behind(event)

    def _place(self, event: Any) -> Place:
        return event.start_mark.line + 1 + self.offset, event.start_mark.column + 1

    def _behind(self, event: Any) -> Place:
        return event.end_mark.line + 1 + self.offset, event.end_mark.column + 1

    def _fault(self, event: Any, rule: str, text: str) -> None:
        self.problems.append(Problem(self.file, *self._place(event), Level.ERROR, rule, text))
        if len(self.problems) >= MOST_FAULTS:
            _refuse(event, f"{MOST_FAULTS} faults stand above; mend those first", _TooMuch)


_EXPECTED = {
    "too_short": "must have at least one entry",
    "missing": "is missing; add the line",
    "extra_forbidden": "is not a known key; {remedy}",
    "string_type": "must be text",
    "dict_type": "must be a mapping ('name: value' lines)",
    "list_type": "must be a list ('- item' lines)",
    "tuple_type": "must be a list ('- item' lines)",
    "model_type": "must be a mapping ('name: value' lines)",
    "model_attributes_type": "must be a mapping ('name: value' lines)",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "must be a number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
_KEY = "[key]"
"""How pydantic marks that not the value but its key is at fault."""


def validation_problems(
    document: Document, error: ValidationError, model: type[BaseModel], at: Path = ()
) -> Iterator[Problem]:
    """Turn pydantic's findings about the value at ``at`` of ``document`` into problems.

    ``model`` is what the value was checked against.
    """
    findings = error.errors(include_url=False)
    for finding in findings[:MOST_FAULTS]:
        loc: Path = tuple(finding["loc"])
        kind = finding["type"]
        at_key = kind == "extra_forbidden" or loc[-1:] == (_KEY,)
        path = tuple(step for step in loc if step != _KEY)
        steps = (_short(str(step + 1 if isinstance(step, int) else step)) for step in path)
        name = f"'{'.'.join(steps)}'" if path else ("this entry" if at else "the file")
        said = _EXPECTED.get(kind) or finding["msg"].removeprefix("Value error, ")
        said = said.replace("Input should be", "must be")
        if kind == "extra_forbidden":
            said = said.format(remedy=_remedy(str(path[-1]), _known_keys(model, path[:-1])))
        elif kind in ("greater_than_equal", "less_than_equal"):
            said = said.format(**finding["ctx"])
        got = finding["input"]
        if got is None and kind.endswith("_type"):
            said = "is empty; write its value or remove the line"
        if said.startswith("must") and isinstance(got, str) and got.strip():
            said = f"{said}, not '{_short(got)}'"
        rule = {"missing": "missing-key", "extra_forbidden": "unknown-key"}.get(kind, "wrong-value")
        yield document.problem((*at, *path), rule, f"{name} {said}", at_key=at_key)
    if (more := len(findings) - MOST_FAULTS) > 0:
        what = f"{more:,} more faults stand in this part; mend those first that are named"
        yield document.problem(at, "wrong-value", what)


def _short(text: object) -> str:
    return str(text)[:60]


def _remedy(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, sorted(known), n=1)
    return f"did you mean '{near[0]}'?" if near else "correct its spelling or remove it"


def _known_keys(model: Any, path: Path) -> Iterable[str]:
    """Return the keys that may stand in the mapping that ``path`` leads to, seen from ``model``."""
    for step in path:
        field = _fields(model).get(str(step))
        # Past a list or a mapping of entries, each entry is of the type named last: dict[str, Entry].
        model = field if field is not None else model
    return _fields(model)


def _fields(annotation: Any) -> dict[str, Any]:
    """Return key -> type of the model in ``annotation``, such as ``Entry`` or ``tuple[Entry, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return {field.alias or name: field.annotation for name, field in fields}
    return {key: kind for inner in get_args(annotation) for key, kind in _fields(inner).items()}


def validate_at(
    document: Document, at: Path, model: type[_Model]
) -> tuple[_Model | None, list[Problem]]:
    """Check the value at ``at`` against ``model``; return the model (None if faulty) and problems."""
    value = document.data
    for step in at:
        value = value[step]
    try:
        return model.model_validate(value if value is not None else {}), []
    except ValidationError as error:
        return None, list(validation_problems(document, error, model, at))


def validate(document: Document, model: type[_Model]) -> tuple[_Model | None, list[Problem]]:
    """Check ``document`` against ``model``; return the model (None if faulty) and all problems."""
    if document.data is None and document.problems:
        return None, list(document.problems)
    found, problems = validate_at(document, (), model)
    problems = [*document.problems, *problems]
    return (None if problems else found), problems
