"""The little Markdown that articles use, with the line and column of everything in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]*)\)")
_LINK_OR_IMAGE = re.compile("!?" + _LINK.pattern.removeprefix("(?<!!)"))
_HEADING = re.compile(r"##(?!#)\s*(.*)")
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatterSplit:
    """An article file cut in two; ``body`` begins on line ``body_line`` of the file.

    ``front`` is None when the ``---`` lines are not as they must be; ``fault`` says what is wrong.
    """

    front: str | None
    body: str
    body_line: int
    fault: str = ""


def split_front_matter(text: str) -> FrontMatterSplit:
    """Cut ``text`` at its two ``---`` lines; the front matter begins on line 2."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        fault = (
            "the first line must be '---'; title, summary and questions follow, then '---' again"
        )
        return FrontMatterSplit(None, "", 1, fault)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            front = "\n".join(lines[1:number])
            return FrontMatterSplit(front, "\n".join(lines[number + 1 :]), number + 2)
    fault = "the part that begins with '---' does not end; write '---' on a line before the text"
    return FrontMatterSplit(None, "", 1, fault)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One line of an article's text; ``number`` counts from 1 in the whole file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One screen: a heading (None before the first) on ``line``, and the lines under it."""

    heading: str | None
    line: int
    lines: tuple[BodyLine, ...]

    @property
    def markdown(self) -> str:
        """The text under the heading, without empty lines around it."""
        return "\n".join(line.text.rstrip() for line in self.lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Link:
    """``[text](target)`` at a place; ``before`` is what stands before it on its line."""

    text: str
    target: str
    line: int
    column: int
    before: str

    @property
    def scheme(self) -> str:
        """What stands before the first colon: ``contact``, ``article``, ``https``."""
        return self.target.partition(":")[0] if ":" in self.target else ""

    @property
    def id(self) -> str:
        """What stands after the first colon."""
        return self.target.partition(":")[2]


def body_lines(body: str, first_line: int) -> tuple[BodyLine, ...]:
    """Number the lines of ``body``, which begins on ``first_line`` of its file."""
    return tuple(BodyLine(number, text) for number, text in enumerate(body.split("\n"), first_line))


def split_parts(lines: tuple[BodyLine, ...]) -> Iterator[BodyPart]:
    """Yield the parts that ``##`` headings begin; what stands before the first only if there is any."""
    heading: str | None = None
    start, under = (lines[0].number if lines else 1), list[BodyLine]()
    for line in lines:
        found = _HEADING.match(line.text)
        if found is None:
            under.append(line)
            continue
        if heading is not None or any(one.text.strip() for one in under):
            yield BodyPart(heading, start, tuple(under))
        heading, start, under = found[1].strip(), line.number, []
    if heading is not None or any(one.text.strip() for one in under):
        yield BodyPart(heading, start, tuple(under))


def links(line: BodyLine) -> Iterator[Link]:
    """Yield the well-formed links of a line."""
    for found in _LINK.finditer(line.text):
        start = found.start()
        yield Link(found[1].strip(), found[2], line.number, start + 1, line.text[:start])


def plain_text(markdown: str, replace: Callable[[str, str], str] = lambda text, _: text) -> str:
    """Return ``markdown`` without marks of bold and links; ``replace(text, target)`` renders a link."""
    return with_links(markdown, replace).replace("**", "")


def with_links(markdown: str, replace: Callable[[str, str], str]) -> str:
    """Return ``markdown`` with ``replace(text, target)`` in place of each well-formed link."""
    return _LINK.sub(lambda link: replace(link[1], link[2]), markdown)


def blank_targets(line: str) -> str:
    """Return the line with all of a link but its text replaced by blanks, so that columns stay."""

    def blanked(link: re.Match[str]) -> str:
        return f" {link[1]} " + " " * (len(link[0]) - len(link[1]) - 2)

    return _LINK.sub(blanked, line)


def blank_links(line: str) -> str:
    """Return the line with each well-formed link (or image) replaced by as many blanks."""
    return _LINK_OR_IMAGE.sub(lambda link: " " * len(link[0]), line)
