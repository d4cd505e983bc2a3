"""Files and their ids: an id works for one bot and one kind of media, as Telegram's do."""

from __future__ import annotations

import base64
import binascii
import hashlib
import mimetypes
from dataclasses import dataclass
from typing import Any

from bot.simulator import limits
from bot.simulator.errors import bad_request
from bot.simulator.images import dimensions

Json = dict[str, Any]

# Kinds of media, with the first letters of their ids and the folder of their download path.
KINDS = {
    "photo": ("AgAC", "photos"),
    "document": ("BQAC", "documents"),
    "video": ("BAAC", "videos"),
    "animation": ("CgAC", "animations"),
    "audio": ("CQAC", "music"),
    "voice": ("AwAC", "voice"),
    "video_note": ("DQAC", "video_notes"),
    "sticker": ("CAAC", "stickers"),
}
NAMES = {prefix: kind for kind, (prefix, _) in KINDS.items()}
MIME = {
    "photo": "image/jpeg",
    "video": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/mpeg",
    "voice": "audio/ogg",
    "sticker": "image/webp",
    "video_note": "video/mp4",
}
# A person who sends "a photo" in a test rarely cares which: one grey pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mN4BgAA6QDozC3TaQAAAABJRU5ErkJggg=="
)
SIDES_TOTAL = 10_000  # a photo's width and height together
SIDES_RATIO = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came over HTTP."""

    name: str
    data: bytes
    mime_type: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram keeps. The same bytes sent as another kind are another file."""

    unique_id: str
    kind: str
    name: str
    mime_type: str
    data: bytes

    def path(self) -> str:
        """Its place under /file/bot<token>/."""
        suffix = mimetypes.guess_extension(self.mime_type) or ""
        name = self.name if "." in self.name else f"{self.name or 'file'}{suffix}"
        return f"{KINDS[self.kind][1]}/{self.unique_id}/{name}"


class FileStore:
    """All files, in memory, by kind and content."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload, *, limit: int = limits.FILE_UPLOAD) -> StoredFile:
        """Keep a file sent as `kind`. Raises ApiError 400/413 for an empty or too big one."""
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > limit:
            raise bad_request("file is too big")
        digest = hashlib.sha256(f"{kind}\0{upload.name}\0".encode() + upload.data).digest()
        unique = base64.urlsafe_b64encode(digest[:11]).decode().rstrip("=")
        found = self._files.get(unique)
        if found is None:
            mime = upload.mime_type or mimetypes.guess_type(upload.name)[0]
            if kind in ("photo", "voice", "sticker", "video_note") and not (mime or "").strip():
                mime = MIME[kind]
            mime = mime or MIME.get(kind, "application/octet-stream")
            if kind == "photo" and upload.data.startswith(b"\x89PNG"):
                mime = "image/png"
            found = StoredFile(unique, kind, upload.name, mime, upload.data)
            self._files[unique] = found
        return found

    def by_path(self, path: str) -> StoredFile | None:
        """The file at a download path."""
        parts = path.split("/")
        found = self._files.get(parts[1]) if len(parts) > 1 else None
        return found if found and found.path() == path else None

    def by_id(self, file_id: str, bot_id: int | None = None) -> StoredFile | None:
        """The file behind an id; with `bot_id` only when the id was given to that bot."""
        prefix, rest = file_id[:4], file_id[4:]
        if prefix not in NAMES:
            return None
        try:
            plain = base64.urlsafe_b64decode(rest + "=" * (-len(rest) % 4)).decode("ascii")
            owner, unique = plain.split(":", 1)
            if bot_id is not None and int(owner) != bot_id:
                return None
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return None
        found = self._files.get(unique)
        return found if found and KINDS[found.kind][0] == prefix else None


def file_id(file: StoredFile, bot_id: int) -> str:
    """The id under which this bot knows the file."""
    plain = f"{bot_id}:{file.unique_id}".encode()
    return KINDS[file.kind][0] + base64.urlsafe_b64encode(plain).decode().rstrip("=")


def check_photo(data: bytes) -> tuple[int, int]:
    """A photo's width and height. Raises ApiError 400 when Telegram could not show it as one."""
    size = dimensions(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > SIDES_TOTAL:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(size) > SIDES_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def media_object(file: StoredFile, bot_id: int, extra: Json | None = None) -> Any:
    """The Bot API's object of a file as this bot sees it: PhotoSize list, Document, Voice, …

    `extra` are fields the sender gave (duration, performer, …).
    """
    found: Json = {
        "file_id": file_id(file, bot_id),
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }
    width, height = dimensions(file.data) or (512, 512)
    if file.kind == "photo":
        return [{**found, "width": width, "height": height}]
    given = {key: value for key, value in (extra or {}).items() if value is not None}
    match file.kind:
        case "sticker":
            found |= {"type": "regular", "width": width, "height": height}
            found |= {
                "is_animated": file.name.endswith(".tgs"),
                "is_video": file.name.endswith(".webm"),
            }
        case "video" | "animation":
            found |= {"width": 640, "height": 360, "duration": 1, "mime_type": file.mime_type}
        case "audio" | "voice":
            found |= {"duration": 1, "mime_type": file.mime_type}
        case "video_note":
            found |= {"length": 240, "duration": 1}
        case _:
            found["mime_type"] = file.mime_type
    if file.name and file.kind in ("document", "audio", "video", "animation"):
        found["file_name"] = file.name
    return found | given
