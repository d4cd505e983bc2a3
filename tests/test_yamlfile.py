"""YAML as text with places."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from bot.problems import Level, Problem
from bot.yamlfile import MAX_DEPTH, MOST_FAULTS, Path, Place, parse, validate, validate_at


def _said(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "f.yaml").problems]


def test_every_scalar_stays_the_text_that_was_typed() -> None:
    text = "a: no\nb: 0856123\nc: 2026-11-21\nd: 1e3\ne: 0x1F\nf: 12:30\ng: '1'\n"
    assert parse(text, "f").data == {
        "a": "no", "b": "0856123", "c": "2026-11-21", "d": "1e3", "e": "0x1F", "f": "12:30", "g": "1",
    }  # fmt: skip


def test_only_a_bare_null_is_nothing() -> None:
    text = "a:\nb: ~\nc: null\nd: Null\ne: ''\nf: 'null'\ng: []\n"
    assert parse(text, "f").data == {
        "a": None, "b": None, "c": None, "d": None, "e": "", "f": "null", "g": [],
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "   \n", "# only a comment\n", "---\n"])
def test_an_empty_text_holds_nothing(text: str) -> None:
    document = parse(text, "f")
    assert (document.data, document.problems) == (None, ())


def test_every_value_and_key_has_its_place() -> None:
    document = parse("a:\n  - b: c\n    d: >-\n      long\n      text\n", "f", first_line=2)
    assert document.data == {"a": [{"b": "c", "d": "long text"}]}
    assert document.places == {
        (): (2, 1),
        ("a",): (3, 3),
        ("a", 0): (3, 5),
        ("a", 0, "b"): (3, 8),
        ("a", 0, "d"): (4, 8),
    }
    assert document.key_places == {
        ("a",): (2, 1),
        ("a", 0, "b"): (3, 5),
        ("a", 0, "d"): (4, 5),
    }


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("a: b  # note\nc:\n", {("a",): (2, 5), ("c",): (3, 3), (): (3, 3)}),
        ("a: 'b'  ", {("a",): (2, 7), (): (2, 7)}),
        ("a: {b: [c,\n  d] }  # note", {("a",): (3, 7), ("a", "b"): (3, 5), (): (3, 7)}),
        ("a:\n  b: c  # note\n# note\n", {("a",): (3, 7), ("a", "b"): (3, 7), (): (3, 7)}),
        ("- a\n- b\n\n", {(1,): (3, 4), (): (3, 4)}),
    ],
)
def test_every_value_has_the_place_behind_its_last_sign(text: str, ends: dict[Path, Place]) -> None:
    found = parse(text, "f", first_line=2).ends
    assert {path: found[path] for path in ends} == ends


def test_a_place_that_was_not_written_is_that_of_its_parent() -> None:
    document = parse("x: 1\na:\n  b: c\n", "f")
    assert document.place(("a", "z", 3)) == (3, 3)
    assert document.place(("q",)) == (1, 1)
    assert parse("", "f").place(("a",)) == (1, 1)


def test_a_problem_stands_at_a_value_or_at_its_key() -> None:
    document = parse("a: b\n", "f")
    assert document.problem(("a",), "r", "t") == Problem("f", 1, 4, Level.ERROR, "r", "t")
    at_key = document.problem(("a",), "r", "t", level=Level.WARNING, at_key=True)
    assert at_key == Problem("f", 1, 1, Level.WARNING, "r", "t")


def test_values_that_others_read_as_booleans_are_remembered() -> None:
    document = parse("a: yes\nb: 'no'\nc: [On, off-road, TRUE]\n", "f")
    assert document.bare_booleans == (("a",), ("c", 0), ("c", 2))


def test_a_repeated_key_is_a_fault_and_the_first_value_stays() -> None:
    text = "a: 1\na: {b: [1, {c: d}]}\ne: f\n"
    assert parse(text, "f").data == {"a": "1", "e": "f"}
    assert _said(text) == [
        "f.yaml:2:1: [error] 'a' stands here a second time (first on line 1); keep one of the two "
        "(duplicate-key)"
    ]


def test_the_same_key_in_two_mappings_is_none() -> None:
    assert _said("- {a: 1}\n- {a: 1}\n") == []


def test_a_key_that_is_no_text_is_a_fault() -> None:
    assert _said("? [x]\n: y\n{z: 1}: 2\nb: c\n") == [
        "f.yaml:1:3: [error] a key must be plain text; write 'name: value' (yaml-key)",
        "f.yaml:3:1: [error] a key must be plain text; write 'name: value' (yaml-key)",
    ]


def test_a_syntax_fault_names_its_line_and_what_to_look_for() -> None:
    hint = (
        "look for a missing space after ':', a missing quote or wrong indentation on this line or "
        "the one above (yaml-syntax)"
    )
    assert _said("a: 1\nb: [2\nc: 3\n") == [
        f"f.yaml:3:2: [error] not readable as YAML: did not find expected ',' or ']'; {hint}"
    ]
    assert _said("a: b\n---\nc: d\n") == [
        "f.yaml:2:1: [error] not readable as YAML: '---' begins a second document here; keep one in "
        f"each file; {hint}"
    ]


def test_the_first_line_is_added_to_the_place_of_a_syntax_fault() -> None:
    (problem,) = parse("a: [", "f", first_line=10).problems
    assert (problem.line, problem.column) == (11, 1)


def test_a_control_character_is_named_with_its_place() -> None:
    assert _said("ກ: ດີ\nb: x\x07y\n") == [
        "f.yaml:2:5: [error] not readable as YAML: the invisible character U+0007 stands here; "
        "delete it (yaml-syntax)"
    ]


def test_every_alias_is_refused_with_its_name() -> None:
    text = "a: &one [x]\nb: *one\nc: {<<: *one}\n"
    assert parse(text, "f").data is None
    assert [line.partition(":")[2] for line in _said(text)] == [
        "2:4: [error] '*one' stands for a part written elsewhere, which is not allowed here; write "
        "that part out in full and remove '&one' (yaml-alias)",
        "3:9: [error] '*one' stands for a part written elsewhere, which is not allowed here; write "
        "that part out in full and remove '&one' (yaml-alias)",
    ]


def test_aliases_that_grow_without_bound_and_circles_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    *aliases, last = parse("\n".join(lines), "f").problems
    assert {problem.rule for problem in aliases} == {"yaml-alias"}
    assert len(aliases) == MOST_FAULTS
    assert str(last) == (
        "f:13:12: [error] the rest is not read: 100 faults stand above; mend those first (yaml-syntax)"
    )
    assert [problem.rule for problem in parse("&a [*a]", "f").problems] == ["yaml-alias"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_ends_no_process(opening: str) -> None:
    """PyYAML's own composer overflows the C stack on this."""
    *before, problem = parse(opening * 200_000, "f").problems
    assert problem.rule == "yaml-syntax"
    assert [one.rule for one in before] == (["yaml-key"] if opening == "? " else [])


def test_a_nesting_that_is_still_allowed() -> None:
    assert _said("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert len(_said("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2))) == 1


@given(st.text(alphabet="ab:-[]{}&*?|>!%@`'\"#, \n\t\x00\u2028ກ", max_size=40))
def test_no_text_raises_and_every_fault_lies_in_it(text: str) -> None:
    lines = text.count("\n") + text.count("\u2028") + 2
    assert all(1 <= problem.line <= lines for problem in parse(text, "f").problems)


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: int
    kind: Literal["big", "small"] = "big"


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    inner: list[Inner] = []


def _found(text: str) -> list[str]:
    return [str(problem) for problem in validate(parse(text, "f"), Outer)[1]]


def test_a_text_that_fits_becomes_the_model() -> None:
    model, problems = validate(parse("name: x\ninner: [{size: 3}]\n", "f"), Outer)
    assert model == Outer(name="x", inner=[Inner(size=3)])
    assert problems == []


def test_all_faults_are_found_at_once_with_their_places() -> None:
    assert _found("name: [x]\nnane: y\ninner:\n  - {size: big}\n  - {kind: huge}\n  - word\n") == [
        "f:1:7: [error] 'name' must be text (wrong-value)",
        "f:4:12: [error] 'inner.1.size' must be a whole number, not 'big' (wrong-value)",
        "f:5:5: [error] 'inner.2.size' is missing; add the line (missing-key)",
        "f:5:12: [error] 'inner.2.kind' must be 'big' or 'small', not 'huge' (wrong-value)",
        "f:6:5: [error] 'inner.3' must be a mapping ('name: value' lines), not 'word' (wrong-value)",
        "f:2:1: [error] 'nane' is not a known key; did you mean 'name'? (unknown-key)",
    ]


def test_faults_of_form_and_of_meaning_come_together() -> None:
    assert _found("name: x\nname: y\ncolour: red\n") == [
        "f:2:1: [error] 'name' stands here a second time (first on line 1); keep one of the two "
        "(duplicate-key)",
        "f:3:1: [error] 'colour' is not a known key; correct its spelling or remove it (unknown-key)",
    ]


def test_a_value_left_out_is_told_from_a_wrong_one() -> None:
    assert _found("name:\ninner:\n") == [
        "f:1:6: [error] 'name' is empty; write its value or remove the line (wrong-value)",
        "f:2:7: [error] 'inner' is empty; write its value or remove the line (wrong-value)",
    ]


def test_an_empty_file_lacks_what_is_required_and_a_list_is_no_file() -> None:
    assert _found("") == ["f:1:1: [error] 'name' is missing; add the line (missing-key)"]
    assert _found("- a\n") == [
        "f:1:1: [error] the file must be a mapping ('name: value' lines) (wrong-value)"
    ]


def test_after_a_syntax_fault_nothing_else_is_said() -> None:
    assert [problem.rule for problem in validate(parse("a: [", "f"), Outer)[1]] == ["yaml-syntax"]


def test_one_entry_is_checked_on_its_own() -> None:
    document = parse("inner:\n  - {size: 1}\n  - {size: x}\n", "f")
    assert validate_at(document, ("inner", 0), Inner) == (Inner(size=1), [])
    model, problems = validate_at(document, ("inner", 1), Inner)
    assert model is None
    assert [str(problem) for problem in problems] == [
        "f:3:12: [error] 'size' must be a whole number, not 'x' (wrong-value)"
    ]
