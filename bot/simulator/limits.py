"""Numbers of the Bot API (core.telegram.org/bots/api, /bots/features; Bot API 10.3)."""

from __future__ import annotations

TEXT = 4096  # UTF-16 code units after entity parsing
CAPTION = 1024
ENTITIES = 100
CALLBACK_DATA = 64  # bytes
COPY_TEXT = 256
KEYBOARD_BUTTONS = 100  # inline, in one message
REPLY_BUTTONS = 300
ROW_BUTTONS = 12  # a reply keyboard's row; an inline one's is 8
INLINE_ROW_BUTTONS = 8
PLACEHOLDER = 64
COMMANDS = 100
COMMAND_DESCRIPTION = 256
NAME = 64
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
MEDIA_GROUP = (2, 10)
CALLBACK_ANSWER = 200
INLINE_RESULTS = 50
INLINE_RESULT_ID = 64  # bytes
BULK_MESSAGES = 100  # deleteMessages, forwardMessages, copyMessages
PHOTO_UPLOAD = 10 * 1024 * 1024
FILE_UPLOAD = 50 * 1024 * 1024
DOWNLOAD = 20 * 1024 * 1024
UPDATES = 100  # in one answer of getUpdates
POLL_SECONDS = 50
UPDATE_SECONDS = 24 * 3600  # an update that nobody fetched is dropped after this
EDIT_OTHERS_SECONDS = 48 * 3600  # deleting somebody else's message
SECRET_TOKEN = 256
WEBHOOK_CONNECTIONS = (1, 100)
# Telegram publishes no number for the next two; queries were seen to expire within minutes.
CALLBACK_SECONDS = 60
INLINE_SECONDS = 60
CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
