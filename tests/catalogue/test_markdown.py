"""Markdown of articles, cut into lines, parts and links that know their place."""

from __future__ import annotations

from bot.catalogue.markdown import (
    BodyLine,
    BodyPart,
    FrontMatterSplit,
    Link,
    blank_links,
    body_lines,
    links,
    plain_text,
    split_front_matter,
    split_parts,
)


def _parts(body: str) -> list[tuple[str | None, int, str]]:
    return [(part.heading, part.line, part.markdown) for part in split_parts(body_lines(body, 5))]


def test_front_matter_ends_at_the_second_line_of_hyphens() -> None:
    text = "---\na: b\n--- \nbody\n---\nmore"
    assert split_front_matter(text) == FrontMatterSplit("a: b", "body\n---\nmore", 4)


def test_front_matter_may_be_empty_and_the_body_missing() -> None:
    assert split_front_matter("---\n---") == FrontMatterSplit("", "", 3)


def test_parts_begin_at_headings_and_keep_their_line() -> None:
    body = "\nfirst\n\n## One\n\ntext\n\n- list  \n\n## Two\nend\n"
    assert _parts(body) == [
        (None, 5, "first"),
        ("One", 8, "text\n\n- list"),
        ("Two", 14, "end"),
    ]


def test_blank_lines_before_the_first_heading_are_no_part() -> None:
    assert _parts("\n\n## One\ntext") == [("One", 7, "text")]
    assert _parts("\n\n") == []


def test_other_levels_begin_no_part() -> None:
    assert _parts("### Three\ntext") == [(None, 5, "### Three\ntext")]


def test_a_part_without_text_is_still_there() -> None:
    assert list(split_parts(body_lines("## One\n## Two", 1))) == [
        BodyPart("One", 1, ()),
        BodyPart("Two", 2, ()),
    ]


def test_links_know_their_words_target_and_place() -> None:
    line = BodyLine(7, "ກ [a b](contact:x) or [c](https://e.org/?q=1:2)")
    assert list(links(line)) == [
        Link("a b", "contact:x", 7, 3, "ກ "),
        Link("c", "https://e.org/?q=1:2", 7, 23, "ກ [a b](contact:x) or "),
    ]
    first, second = links(line)
    assert (first.scheme, first.id) == ("contact", "x")
    assert (second.scheme, second.id) == ("https", "//e.org/?q=1:2")


def test_a_target_without_colon_has_no_scheme() -> None:
    (link,) = links(BodyLine(1, "[a](b)"))
    assert (link.scheme, link.id) == ("", "")


def test_pictures_and_what_is_not_complete_are_no_links() -> None:
    assert list(links(BodyLine(1, "![a](b) [c]( d) [e] (f) [g]"))) == []


def test_plain_text_keeps_the_words_of_links_and_bold() -> None:
    assert plain_text("**Call** [us](contact:x) now") == "Call us now"
    assert plain_text("[us](contact:x)", lambda text, target: f"{text}={target}") == "us=contact:x"


def test_blanked_links_keep_the_columns() -> None:
    assert blank_links("a [b](c) ![d](e) [f]( g)") == "a " + " " * 6 + " " + " " * 7 + " [f]( g)"
