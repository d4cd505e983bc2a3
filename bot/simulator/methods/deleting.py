"""deleteMessage and deleteMessages."""

from __future__ import annotations

from bot.simulator import limits
from bot.simulator.call import Call, method
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.model import Chat


def _check(call: Call, chat: Chat, number: int) -> None:
    """Raises ApiError 400 when the bot may not delete this message."""
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    own = message["from"]["id"] == call.bot.id
    if not own and not chat.private:
        raise bad_request("message can't be deleted")  # bots are no administrators here
    if call.world.now() - message["date"] > limits.EDIT_OTHERS_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def _delete(call: Call, chat: Chat, numbers: list[int]) -> None:
    for number in numbers:
        del chat.messages[number]
        if number in chat.pinned:
            chat.pinned.remove(number)
    call.world.publish("delete", call.bot.id, chat.id, message_ids=numbers)


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """A message not older than 48 hours: the bot's own, in private chats also the person's."""
    number: int = call.arguments["message_id"]
    if number <= 0:
        raise bad_request("message identifier is not specified")
    chat = call.chat(write=True)
    _check(call, chat, number)
    _delete(call, chat, [number])
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """1-100 messages; those that cannot be found or deleted are skipped, as Telegram does."""
    chat = call.chat(write=True)
    numbers: list[int] = call.arguments["message_ids"]
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > limits.BULK_MESSAGES:
        raise bad_request("too many message identifiers specified")
    deletable = []
    for number in dict.fromkeys(numbers):
        try:
            _check(call, chat, number)
        except ApiError:
            continue
        deletable.append(number)
    if deletable:
        _delete(call, chat, deletable)
    return True
