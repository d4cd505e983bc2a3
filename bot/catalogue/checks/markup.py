"""Markdown that the bot can show: ``##`` headings, bold, plain lists, links; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.content import Content, Fault, fault_in
from bot.catalogue.rules import rule
from bot.catalogue.scalars import scalars

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[a-z]+|#\d+);")
_HEADING = re.compile(r"\s{0,3}(#+)(\s*)(.*)")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
_TABLE = re.compile(r"\s*\|.*\|\s*|[\s|:-]*-{3,}\s*\|[\s|:-]*")
_NESTED = re.compile(r"(?:\s{2,}|\t)(?:[-*+]|\d+[.)])\s")
_OTHER = (
    (re.compile(r"`"), "code (`)"),
    (re.compile(r"^\s{0,3}>"), "a quotation (>)"),
    (re.compile(r"^\s{0,3}(?:~{3,}|([-*_])(?:\s*\1){2,}\s*$)"), "a line drawn across"),
    (re.compile(r"~~|\|\|"), "crossed-out or hidden text"),
    (re.compile(r"\[\^"), "a footnote"),
    (re.compile(r"^\s{4,}\S"), "a line that begins with four blanks"),
)
_BRACES = re.compile("[{}]")
_PLAIN = re.compile(r"\*\*|\]\(|^\s*#+\s|^\s*(?:[-*]|\d+\.)\s", re.MULTILINE)


@rule("raw-html")
def raw_html(content: Content) -> Iterator[Fault]:
    """There is HTML in a text (`<b>`, `<br>`, `&nbsp;`). It would be shown as it is or make the message
    fail. Use `**bold**`, new lines and `##` headings, or leave it out."""
    for document in content.documents:
        for path, text in scalars(document):
            if found := _HTML.search(text):
                yield fault_in(document, path, _html(found[0]))
    for article in content.texts:
        for line in article.lines:
            if found := _HTML.search(line.text):
                yield article.fault_at(line.number, found.start() + 1, _html(found[0]))


def _html(found: str) -> str:
    return f"'{found[:30]}' is HTML, which cannot be shown; use **bold**, '## ' headings, new lines"


@rule("heading")
def heading(content: Content) -> Iterator[Fault]:
    """Each part begins with two number signs, a blank and its title: `## What to do`. Other levels
    (`#`, `###`), lines under a title and headings without text do not exist."""
    for article in content.texts:
        above = ""
        for line in article.lines:
            found = _HEADING.fullmatch(line.text)
            wrong = found and (found[1] != "##" or not found[2] or not found[3].strip())
            if wrong or (above.strip() and _UNDERLINE.fullmatch(line.text)):
                what = "a heading is written '## ' and its title, nothing else"
                yield article.fault_at(line.number, 1, f"{what}; correct this line")
            above = line.text
        for part in article.parts:
            if part.heading and not part.markdown.strip():
                what = (
                    f"nothing stands under '{part.heading}'; write its text or remove the heading"
                )
                yield article.fault_at(part.line, 1, what)


@rule("table")
def table(content: Content) -> Iterator[Fault]:
    """There is a table, which does not fit a phone. Write a list, one thing per line."""
    for article in content.texts:
        for line in article.lines:
            if _TABLE.fullmatch(line.text):
                what = "a table does not fit a phone; write a list, one thing per line"
                yield article.fault_at(line.number, 1, what)


@rule("image")
def image(content: Content) -> Iterator[Fault]:
    """There is a picture, which articles cannot hold. Say it in words."""
    for article in content.texts:
        for line in article.lines:
            if (column := line.text.find("![")) >= 0:
                what = "articles hold no pictures; say it in words"
                yield article.fault_at(line.number, column + 1, what)


@rule("nested-list")
def nested_list(content: Content) -> Iterator[Fault]:
    """A list stands inside another list. Make it one list, or give the inner one its own part."""
    for article in content.texts:
        for line in article.lines:
            if _NESTED.match(line.text):
                what = "a list inside a list; begin the line without blanks, or make another part"
                yield article.fault_at(line.number, 1, what)


@rule("other-markup")
def other_markup(content: Content) -> Iterator[Fault]:
    """Something stands in the text that the bot does not show as meant: code, quotations, lines drawn
    across, footnotes, bold that does not end on its line. Use only `**bold**`, lists and links."""
    for article in content.texts:
        for line in article.lines:
            if _TABLE.fullmatch(line.text) or _NESTED.match(line.text):
                continue
            for pattern, name in _OTHER:
                if found := pattern.search(line.text):
                    what = f"{name} cannot be shown; use only **bold**, lists and links"
                    yield article.fault_at(line.number, found.start() + 1, what)
            if line.text.count("**") % 2:
                what = "'**' does not end on this line; write '**' at both ends of the bold words"
                yield article.fault_at(line.number, line.text.rfind("**") + 1, what)


@rule("plain-text")
def plain_text_only(content: Content) -> Iterator[Fault]:
    """A title, summary or checklist contains Markdown (bold, a link, a list, a heading), or a checklist
    braces, which stay visible as signs there. Write plain sentences."""
    for article in content.texts:
        for key in ("title", "summary"):
            text = getattr(article.front, key, "")
            if found := _PLAIN.search(text):
                sign = found[0].strip()
                what = f"'{sign}' is Markdown, but the {key} is plain text; write plain sentences"
                yield article.fault(what, key)
    for text in content.list_texts:
        for path, said in text.shown():
            if found := _PLAIN.search(said) or _BRACES.search(said):
                what = f"'{found[0].strip()}' would be shown as it is; write a plain sentence"
                yield text.fault(what, *path)
