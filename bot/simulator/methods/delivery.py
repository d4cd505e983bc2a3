"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from __future__ import annotations

from bot.simulator import limits
from bot.simulator.call import Call, method
from bot.simulator.errors import WEBHOOK_ACTIVE, ApiError
from bot.simulator.model import Json
from bot.simulator.webhook import Target


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Waiting updates from `offset` on; waits up to `timeout` seconds for the first."""
    if call.bot.webhook.target is not None:
        raise ApiError(409, WEBHOOK_ACTIVE)
    updates = call.bot.updates
    updates.allow(call.get("allowed_updates"))
    limit = min(max(call.arguments.get("limit", limits.UPDATES), 1), limits.UPDATES)
    timeout = min(max(call.arguments.get("timeout", 0), 0), limits.POLL_SECONDS)
    found = await updates.fetch(call.arguments.get("offset", 0), limit, timeout)
    return [update.body for update in found]


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Deliver updates to a URL; an empty one deletes the webhook."""
    if not call.get("url"):
        return delete_webhook(call)
    low, high = limits.WEBHOOK_CONNECTIONS
    target = Target(
        call.arguments["url"],
        call.arguments.get("secret_token", ""),
        "certificate" in call.uploads,
        call.get("ip_address"),
        min(max(call.arguments.get("max_connections", 40), low), high),
    )
    call.bot.webhook.check(target)
    updates = call.bot.updates
    updates.allow(call.get("allowed_updates"))
    if call.get("drop_pending_updates"):
        updates.clear()
    updates.interrupt("Conflict: terminated by setWebhook request")
    call.bot.webhook.set(target, updates)
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Back to getUpdates; what waits stays unless drop_pending_updates is true."""
    if call.get("drop_pending_updates"):
        call.bot.updates.clear()
    call.bot.webhook.stop()
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Where updates go, how many wait, what went wrong last."""
    return call.bot.webhook.info(call.bot.updates)
