"""parse_mode MarkdownV2 and the older Markdown: marks to entities, with Telegram's errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.simulator.entities import Entity, order
from bot.simulator.links import link_entity
from bot.simulator.parse_html import cant_parse
from bot.simulator.utf16 import byte_offset, utf16_length

RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
RESERVED_IN_CODE = frozenset("`")
LAST_ESCAPABLE = "\x7e"
# Telegram's own names of the kinds in "Can't find end of … entity".
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
EMOJI = re.compile(r"tg://emoji\?id=(\d+)\Z")
TIME = re.compile(r"tg://time\?unix=(\d+)(?:&format=([rRtTdDwW]+))?\Z")
LANGUAGE = re.compile(r"[^\s`]*")
NEW_LINE = re.compile(r"\r\n|\n\r|\n|\r")


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int  # UTF-16, in the output
    begin: int  # index in the input, for errors
    piece: int  # index in the output at which the entity's text begins
    language: str = ""


class _MarkdownV2:
    """One pass over the text; `position` is always at the character to be looked at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.out: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []
        self.in_quote = False
        self.at_line_start = True

    def at(self, mark: str, ahead: int = 0) -> bool:
        return self.text.startswith(mark, self.position + ahead)

    def put(self, character: str) -> None:
        self.out.append(character)
        self.offset += utf16_length(character)

    def parse(self) -> tuple[str, list[Entity]]:
        text = self.text
        while self.position < len(text):
            character = text[self.position]
            following = text[self.position + 1 : self.position + 2]
            if character == "\\" and "\0" < following <= LAST_ESCAPABLE:
                self.put(following)
                self.at_line_start = following == "\n"
                self.position += 2
                continue
            in_code = bool(self.stack) and self.stack[-1].kind in ("code", "pre")
            if character not in (RESERVED_IN_CODE if in_code else RESERVED):
                self.put(character)
                if character != "\r":
                    self.at_line_start = False
                self.position += 1
                continue
            if self.ends():
                self.close()
            else:
                self.open()
        self.finish()
        return "".join(self.out), sorted(self.entities, key=order)

    def ends(self) -> bool:
        """Does the mark here end the innermost open entity?"""
        if not self.stack:
            return False
        if self.in_quote and self.at("\n") and not self.at(">", 1):
            return True
        match self.stack[-1].kind:
            case "bold":
                return self.at("*")
            case "italic":
                return self.at("_") and not self.at("__")
            case "underline":
                return self.at("__")
            case "strikethrough":
                return self.at("~")
            case "spoiler":
                return self.at("||")
            case "code":
                return self.at("`")
            case "pre":
                return self.at("```")
            case "text_link" | "custom_emoji":
                return self.at("]")
        return False

    def open(self) -> None:
        begin = self.position
        character = self.text[begin]
        if character == "\n":
            self.put("\n")
            self.at_line_start = True
            self.position += 1
            return
        if character == ">" and self.at_line_start:
            if not self.in_quote:
                self.in_quote = True
                self.push("blockquote", begin, 1)
            else:
                self.position += 1
            return
        for mark, kind in (
            ("__", "underline"),
            ("_", "italic"),
            ("*", "bold"),
            ("~", "strikethrough"),
            ("||", "spoiler"),
            ("[", "text_link"),
            ("![", "custom_emoji"),
            ("```", "pre"),
            ("`", "code"),
        ):
            if self.at(mark):
                self.push(kind, begin, len(mark))
                return
        raise cant_parse(
            f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
        )

    def push(self, kind: str, begin: int, width: int) -> None:
        self.position += width
        opened = _Open(kind, self.offset, begin, len(self.out))
        if kind == "pre":
            opened.language, self.position = _language(self.text, self.position)
        self.stack.append(opened)

    def close(self) -> None:
        opened = self.stack[-1]
        kind = opened.kind
        if self.at("\n") and kind != "blockquote":
            # "||" directly before the end of a quotation makes it an expandable one.
            gap = self.position - opened.begin
            before = self.text[self.position - 1]
            if kind != "spoiler" or not (
                gap == len("||") or (gap == len("||\r") and before == "\r")
            ):
                raise self.no_end(opened)
            self.stack.pop()
            opened = self.stack[-1]
            if opened.kind != "blockquote":
                raise self.no_end(opened)
            kind = "expandable_blockquote"
        self.stack.pop()
        entity: Entity | None = {"type": kind}
        if kind in ("blockquote", "expandable_blockquote"):
            self.in_quote = False
            self.put("\n")
            self.at_line_start = True
            self.position += 1
        elif kind == "text_link":
            self.position += 1
            inner = "".join(self.out[opened.piece :])
            entity = link_entity(self.url() if self.at("(") else inner)
        elif kind == "custom_emoji":
            self.position += 1
            if not self.at("("):
                raise cant_parse("The entity must contain a tg://emoji or tg://time URL")
            entity = _emoji_or_time(self.url())
        else:
            self.position += {"underline": 2, "spoiler": 2, "pre": 3}.get(kind, 1)
            if opened.language:
                entity = {"type": kind, "language": opened.language}
        length = self.offset - opened.offset
        if entity is not None and length:
            self.entities.append({**entity, "offset": opened.offset, "length": length})

    def url(self) -> str:
        """The link in round brackets at `position`, which moves behind it."""
        begin = self.position + 1
        index, url = begin, []
        while index < len(self.text) and self.text[index] != ")":
            following = self.text[index + 1 : index + 2]
            if self.text[index] == "\\" and "\0" < following <= LAST_ESCAPABLE:
                index += 1
            url.append(self.text[index])
            index += 1
        if index >= len(self.text):
            raise cant_parse(
                f"Can't find end of a URL at byte offset {byte_offset(self.text, begin)}"
            )
        self.position = index + 1
        return "".join(url)

    def no_end(self, opened: _Open) -> Exception:
        at = byte_offset(self.text, opened.begin)
        name = "PreCode" if opened.language else NAMES[opened.kind]
        return cant_parse(f"Can't find end of {name} entity at byte offset {at}")

    def finish(self) -> None:
        """A quotation may end with the text; nothing else may be left open."""
        if self.in_quote:
            kind = "blockquote"
            if self.stack[-1].kind == "spoiler" and self.stack[-1].begin == len(self.text) - 2:
                self.stack.pop()
                kind = "expandable_blockquote"
            opened = self.stack[-1]
            if opened.kind == "blockquote":
                self.stack.pop()
                if length := self.offset - opened.offset:
                    self.entities.append({"type": kind, "offset": opened.offset, "length": length})
        if self.stack:
            raise self.no_end(self.stack[-1])


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """MarkdownV2 to the plain text and its entities. Raises ApiError 400 as Telegram words it."""
    return _MarkdownV2(text).parse()


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """The older Markdown: bold, italic, code and links, none inside another."""
    out: list[str] = []
    entities: list[Entity] = []
    offset = position = 0
    while position < len(text):
        character = text[position]
        if character == "\\" and text[position + 1 : position + 2] in ("_", "*", "`", "["):
            out.append(text[position + 1])
            offset += 1
            position += 2
            continue
        if character not in "_*`[":
            out.append(character)
            offset += utf16_length(character)
            position += 1
            continue
        begin = position
        entity: Entity | None = {"type": {"_": "italic", "*": "bold"}.get(character, "code")}
        end_mark = "]" if character == "[" else character
        position += 1
        if text.startswith("```", begin):
            end_mark = "```"
            language, position = _language(text, begin + 3)
            entity = {"type": "pre", "language": language} if language else {"type": "pre"}
        end = text.find(end_mark, position)
        if end < 0:
            at = byte_offset(text, begin)
            raise cant_parse(f"Can't find end of the entity starting at byte offset {at}")
        inner = text[position:end]
        position = end + len(end_mark)
        if character == "[":
            url = inner
            if text.startswith("(", position):
                close = text.find(")", position)
                close = len(text) if close < 0 else close
                url = text[position + 1 : close]
                position = close + 1
            entity = link_entity(url)
        length = utf16_length(inner)
        if length and entity is not None:
            entities.append({**entity, "offset": offset, "length": length})
        out.append(inner)
        offset += length
    return "".join(out), sorted(entities, key=order)


def _language(text: str, position: int) -> tuple[str, int]:
    """The language behind ``` (if a line break follows it) and the index of the code itself."""
    match = LANGUAGE.match(text, position)
    language = match[0] if match else ""
    end = position + len(language)
    if not language or end >= len(text) or text[end] == "`":
        language, end = "", position
    if line := NEW_LINE.match(text, end):
        end = line.end()
    return language, end


def _emoji_or_time(url: str) -> Entity:
    if match := EMOJI.match(url):
        return {"type": "custom_emoji", "custom_emoji_id": match[1]}
    if match := TIME.match(url):
        entity: Entity = {"type": "date_time", "unix_time": int(match[1])}
        if match[2]:
            entity["date_time_format"] = match[2]
        return entity
    raise cant_parse("Invalid tg://emoji or tg://time URL specified")
