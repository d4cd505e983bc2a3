"""answerCallbackQuery and answerInlineQuery."""

from __future__ import annotations

from typing import Any

from bot.simulator import limits
from bot.simulator.call import Call, method
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import check_markup
from bot.simulator.links import link_fault
from bot.simulator.text import caption_text, message_text
from bot.simulator.utf16 import utf16_length

BUTTON_PARAMETER = 64


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """The little note, alert or link that answers a press; within a minute, once."""
    text = call.get("text") or ""
    if utf16_length(text) > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.get("url")
    if url and not url.startswith(f"https://t.me/{call.bot.username}?start=") and link_fault(url):
        raise bad_request("URL_INVALID")
    query = call.world.queries.answer("callback", call.bot.id, call.arguments["callback_query_id"])
    fields: dict[str, Any] = {"callback_query_id": query.id, "message_id": query.message_id}
    if text:
        fields["text"] = text
    if call.get("show_alert"):
        fields["show_alert"] = True
    if url:
        fields["url"] = url
    call.world.publish("callback_answer", call.bot.id, query.chat_id, **fields)
    return True


@method("answerInlineQuery")
def answer_inline_query(call: Call) -> bool:
    """At most 50 results, each with an id of its own."""
    results = call.arguments["results"]
    if len(results) > limits.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    by_id: dict[str, Any] = {}
    for result in results:
        if not 1 <= len(result["id"].encode()) <= limits.INLINE_RESULT_ID:
            raise bad_request("RESULT_ID_INVALID")
        if result["id"] in by_id:
            raise bad_request("RESULT_ID_DUPLICATE")
        by_id[result["id"]] = result
        _check_result(call, result)
    button = call.get("button")
    if button and ("web_app" in button) == ("start_parameter" in button):
        raise bad_request("inlineQueryResultsButton must have exactly one optional field")
    if button and len(button.get("start_parameter", "x")) > BUTTON_PARAMETER:
        raise bad_request("START_PARAM_INVALID")
    query = call.world.queries.answer("inline", call.bot.id, call.arguments["inline_query_id"])
    query.results = by_id
    fields: dict[str, Any] = {"inline_query_id": query.id, "results": results}
    if button:
        fields["button"] = button
    call.world.publish("inline_answer", call.bot.id, query.user_id, **fields)
    return True


def _check_result(call: Call, result: dict[str, Any]) -> None:
    check_markup(result.get("reply_markup"), private=True)
    content = result.get("input_message_content") or {}
    if "message_text" in content:
        message_text(
            content["message_text"],
            content.get("parse_mode"),
            content.get("entities"),
            call.world.user,
        )
    caption_text(
        result.get("caption"),
        result.get("parse_mode"),
        result.get("caption_entities"),
        call.world.user,
    )
