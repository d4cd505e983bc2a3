"""YAML as people write it: every scalar is text, duplicate keys are faults, places are kept.

PyYAML's own loading turns ``no`` into False, ``0856…`` into a number and lets the second of two
equal keys win silently (gotcha 28). So the node tree is read instead: scalars stay the text that was
typed, and each value's line and column stay known for messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.problems import Level, Problem

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, both from 1."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null"}
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML text as plain data (dict, list, str, None) with the place of every value.

    ``places`` maps the path of a value, such as ``("topics", 0, "id")``, to where it was written;
    ``key_places`` the path of a mapping's entry to where its key stands.
    """

    file: str
    data: Any
    places: Mapping[Path, Place]
    key_places: Mapping[Path, Place]
    problems: tuple[Problem, ...]

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
    in ``problems``; after a syntax fault ``data`` is None.
    """
    offset = first_line - 1
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1 + offset, mark.column + 1) if mark else (first_line, 1)
        what = getattr(error, "problem", None) or str(error)
        fault = Problem(
            file, line, column, Level.ERROR, "yaml-syntax",
            f"not readable as YAML: {what}; look for a missing space after ':', a missing quote or "
            "wrong indentation on this line or the one above",
        )  # fmt: skip
        return Document(file, None, {}, {}, (fault,))
    reader = _Reader(file, offset)
    data = reader.value(root, ()) if root is not None else None
    return Document(file, data, reader.places, reader.key_places, tuple(reader.problems))


class _Reader:
    def __init__(self, file: str, offset: int) -> None:
        self.file = file
        self.offset = offset
        self.places: dict[Path, Place] = {}
        self.key_places: dict[Path, Place] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.places[path] = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        text = str(node.value)
        plain = getattr(node, "style", None) is None  # not quoted
        return None if plain and text.lower() in _NULLS else text

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line, column = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(
                    line, column, "yaml-key", "a key must be plain text; write 'name: value'"
                )
                continue
            key = str(key_node.value)
            if key in result:
                first_line, _ = self.key_places[(*path, key)]
                self._fault(
                    line, column, "duplicate-key",
                    f"'{key}' stands here a second time (first on line {first_line}); "
                    "keep one of the two",
                )  # fmt: skip
                continue
            self.key_places[(*path, key)] = (line, column)
            result[key] = self.value(value_node, (*path, key))
        return result

    def _place(self, node: yaml.Node) -> Place:
        return node.start_mark.line + 1 + self.offset, node.start_mark.column + 1

    def _fault(self, line: int, column: int, rule: str, text: str) -> None:
        self.problems.append(Problem(self.file, line, column, Level.ERROR, rule, text))


_EXPECTED = {
    "missing": "is missing; add the line",
    "extra_forbidden": "is not a known key; correct its spelling or remove it",
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
}


def validation_problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    """Turn pydantic's findings about ``document.data`` into problems at their places."""
    for finding in error.errors(include_url=False):
        path: Path = tuple(finding["loc"])
        name = ".".join(str(step) for step in path) or "the file"
        kind = finding["type"]
        said = _EXPECTED.get(kind) or finding["msg"].removeprefix("Value error, ")
        got = finding["input"]
        if isinstance(got, str) and kind not in ("missing", "extra_forbidden"):
            said = f"{said}, not '{got[:60]}'"
        rule = {"missing": "missing-key", "extra_forbidden": "unknown-key"}.get(kind, "wrong-value")
        yield document.problem(path, rule, f"'{name}' {said}", at_key=kind == "extra_forbidden")


def validate(document: Document, model: type[_Model]) -> tuple[_Model | None, list[Problem]]:
    """Check ``document`` against ``model``; return the model (None if faulty) and all problems."""
    if document.problems:
        return None, list(document.problems)
    try:
        return model.model_validate(document.data if document.data is not None else {}), []
    except ValidationError as error:
        return None, list(validation_problems(document, error))
