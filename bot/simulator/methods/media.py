"""sendPhoto, -Document, -Voice, …, albums, locations, venues, contacts; getFile."""

from __future__ import annotations

from itertools import count
from typing import Any

from bot.simulator import limits
from bot.simulator.call import Call, Method, method
from bot.simulator.errors import bad_request, not_simulated
from bot.simulator.files import StoredFile, check_photo, file_id, media_object
from bot.simulator.model import Json
from bot.simulator.post import post
from bot.simulator.text import caption_text

# What each kind takes over from the request into its object.
FIELDS = {
    "photo": (),
    "document": (),
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("duration", "length"),
    "sticker": ("emoji",),
}
ALBUM_KINDS = ("photo", "video", "audio", "document")
SPOILERED = ("photo", "video", "animation")
_albums = count(13_000_000_000_000_001)


def take_file(call: Call, kind: str, given: object, name: str) -> StoredFile:
    """The file of a parameter: uploaded under its name or by attach://, or known by its id.

    Raises ApiError 400 for an unknown id, one of another kind or bot, or an unusable upload.
    """
    upload = call.uploads.get(name)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f'file "{given}" is not in the request')
    if upload is not None:
        if kind == "photo":
            check_photo(upload.data)
            return call.world.files.add(kind, upload, limit=limits.PHOTO_UPLOAD)
        return call.world.files.add(kind, upload)
    if not isinstance(given, str):
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing is fetched from the network
    file = call.world.files.by_id(given, call.bot.id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_title(file.kind)} as {_title(kind)}")
    return file


def _title(kind: str) -> str:
    return {"voice": "VoiceNote", "video_note": "VideoNote"}.get(kind, kind.capitalize())


def media_content(call: Call, kind: str, given: Json, name: str) -> Json:
    """A message's content of this kind: the media's object, caption and flags.

    `given` holds the fields of the request or of an InputMedia; the file is its `name`.
    """
    caption = caption_text(
        given.get("caption"),
        given.get("parse_mode"),
        given.get("caption_entities"),
        call.world.user,
    )
    file = take_file(call, kind, given.get(name), name)
    extra = {key: given.get(key) for key in FIELDS[kind]}
    content: Json = {kind: media_object(file, call.bot.id, extra)}
    if kind == "animation":
        content["document"] = content["animation"]  # Telegram sets both
    content |= caption
    if caption and given.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if kind in SPOILERED and given.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def input_media(call: Call, given: Json) -> Json:
    """The content an InputMedia stands for."""
    if given["type"] not in FIELDS:
        raise not_simulated(f"media of type {given['type']}")
    return media_content(call, given["type"], given, "media")


def _sender(kind: str) -> Method:
    def send(call: Call) -> Json:
        chat = call.chat(write=True)
        content = media_content(call, kind, call.arguments, kind)
        return post(call, chat, content, markup=call.get("reply_markup"))

    return send


for _kind in FIELDS:
    method("send" + "".join(word.capitalize() for word in _kind.split("_")))(_sender(_kind))


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """An album of 2-10: photos and videos together, or only audio, or only documents."""
    chat = call.chat(write=True)
    media: list[Json] = call.arguments["media"]
    low, high = limits.MEDIA_GROUP
    if len(media) > high:
        raise bad_request("too many messages to send as an album")
    if len(media) < low:
        raise bad_request(f"too few messages to send as an album, expected {low}-{high}")
    kinds = {item["type"] for item in media}
    for kind in kinds:
        if kind not in ALBUM_KINDS:
            raise bad_request(
                f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup"
            )
        if kind in ("audio", "document") and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    contents = [input_media(call, item) for item in media]
    album = str(next(_albums))
    return [post(call, chat, {"media_group_id": album, **content}) for content in contents]


@method("sendLocation")
def send_location(call: Call) -> Json:
    """A point on the map."""
    chat = call.chat(write=True)
    names = ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    content = {"location": location(call.arguments, *names)}
    return post(call, chat, content, markup=call.get("reply_markup"))


@method("sendVenue")
def send_venue(call: Call) -> Json:
    """A place with title and address."""
    chat = call.chat(write=True)
    where = location(call.arguments)
    venue: Json = {"location": where}
    for name in ("title", "address"):
        if not call.get(name):
            raise bad_request(f"{name} must be non-empty")
        venue[name] = call.arguments[name]
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if call.get(name):
            venue[name] = call.arguments[name]
    return post(call, chat, {"venue": venue, "location": where}, markup=call.get("reply_markup"))


@method("sendContact")
def send_contact(call: Call) -> Json:
    """Somebody's telephone number."""
    chat = call.chat(write=True)
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.arguments[name] for name in names if call.get(name)}
    return post(call, chat, {"contact": contact}, markup=call.get("reply_markup"))


def location(given: dict[str, Any], *more: str) -> Json:
    """A Location of the given fields. Raises ApiError 400 when it is not on Earth."""
    latitude, longitude = given["latitude"], given["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    found = {"latitude": latitude, "longitude": longitude}
    return found | {name: given[name] for name in more if given.get(name) is not None}


@method("getFile")
def get_file(call: Call) -> Json:
    """Where a file (at most 20 MB) can be downloaded."""
    given: str = call.arguments["file_id"]
    if call.world.files.by_id(given) is None:
        raise bad_request("invalid file_id")
    file = call.world.files.by_id(given, call.bot.id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > limits.DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file_id(file, call.bot.id),
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path(),
    }
