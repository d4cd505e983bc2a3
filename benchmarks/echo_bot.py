"""The least that a bot can do: python-telegram-bot as its documentation shows it, and nothing else.

    python -m benchmarks.echo_bot API_URL TOKEN [WEBHOOK_PORT]

It sends every text back with a button under it, and answers a tap by changing the message. It checks
nothing, keeps nothing, counts nothing: what any bot on the same library pays for the same updates.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

CONNECTIONS = 72
"""As many as the whole bot has."""

_BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="a:echo")]])


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a text back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text, reply_markup=_BUTTON)


async def tapped(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Acknowledge a tap and change the message it was on."""
    query = update.callback_query
    if query and isinstance(query.message, Message):
        await query.answer()
        await query.edit_message_text(f"{query.message.text}!", reply_markup=_BUTTON)


def build(api_url: str, token: str, *, polling: bool) -> Application[Any, Any, Any, Any, Any, Any]:
    """Return the bot that talks to the Bot API at ``api_url``."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .concurrent_updates(True)
        .job_queue(None)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(10)
    )
    application = (builder if polling else builder.updater(None)).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(tapped))
    return application


async def listen(api_url: str, token: str, port: int) -> None:
    """Serve a webhook on ``port`` of this machine, as PTB's custom webhook example does."""
    application = build(api_url, token, polling=False)

    async def receive(request: Request) -> Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return Response()

    door = Starlette(routes=[Route("/telegram", receive, methods=["POST"])])
    config = uvicorn.Config(door, port=port, host="127.0.0.1", log_level="critical")
    async with application:
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/telegram")
        await application.start()
        await uvicorn.Server(config).serve()
        await application.stop()


if __name__ == "__main__":
    if len(sys.argv) > 3:
        asyncio.run(listen(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        build(sys.argv[1], sys.argv[2], polling=True).run_polling()
