"""A bot's webhook: updates posted with the secret token until taken, several beside each other."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.simulator import limits
from bot.simulator.connection import Connection
from bot.simulator.errors import bad_request
from bot.simulator.updates import Update, UpdateQueue

SECRET = re.compile(r"[A-Za-z0-9_-]*\Z")
ANSWER_SECONDS = 60
LONGEST_PAUSE = 60
LINES = 2
"""For each connection so many lines of updates are worked at, as one may wait to be tried again."""
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to deliver, and how."""

    url: str
    secret_token: str = ""
    has_certificate: bool = False
    ip_address: str | None = None
    max_connections: int = 40


class Connections:
    """The connections to a webhook, lent to those who wait in their order; a used one goes first."""

    def __init__(self, target: Target) -> None:
        self._free = [
            Connection(target.url, target.ip_address, target.secret_token)
            for _ in range(target.max_connections)
        ]
        self._all = list(self._free)
        self._turns = asyncio.Semaphore(target.max_connections)  # a LifoQueue would keep no order

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Connection]:
        """A connection that nobody else uses meanwhile."""
        async with self._turns:
            connection = self._free.pop()
            try:
                yield connection
            finally:
                self._free.append(connection)

    def close(self) -> None:
        """Let all go."""
        for connection in self._all:
            connection.close()


class Webhook:
    """Delivery for one bot. `pause` is the first wait in seconds after a failure; it doubles."""

    def __init__(self, clock: Callable[[], float], *, pause: float, allow_remote: bool) -> None:
        self._clock = clock
        self._pause = pause
        self._allow_remote = allow_remote
        self._task: asyncio.Task[None] | None = None
        self.target: Target | None = None
        self._last_error: tuple[int, str] | None = None

    def info(self, updates: UpdateQueue) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        found: dict[str, Any] = {
            "url": self.target.url if self.target else "",
            "has_custom_certificate": bool(self.target and self.target.has_certificate),
            "pending_update_count": len(updates),
        }
        if self.target:
            found["max_connections"] = self.target.max_connections
            found["ip_address"] = self.target.ip_address or urlsplit(self.target.url).hostname
        if self._last_error:
            found["last_error_date"], found["last_error_message"] = self._last_error
        if updates.allowed:
            found["allowed_updates"] = sorted(updates.allowed)
        return found

    def check(self, target: Target) -> None:
        """Refuse a webhook that Telegram would refuse, and one that is not on this machine.

        Telegram takes https only; here it is plain http, as the receiver is local.
        """
        parts = urlsplit(target.url)
        if parts.scheme == "https":
            raise bad_request(
                "bad webhook: the simulator delivers over plain http; "
                f"use http://{parts.netloc} for a receiver on this machine"
            )
        if parts.scheme != "http" or not parts.hostname:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if len(target.secret_token) > limits.SECRET_TOKEN:
            raise bad_request("secret token is too long")
        if not SECRET.match(target.secret_token):
            raise bad_request("secret token contains unallowed characters")
        if not self._allow_remote and not is_loopback(target.ip_address or parts.hostname):
            raise bad_request(
                f"bad webhook: the simulator delivers to this machine only, not to "
                f"{parts.hostname}; use 127.0.0.1, or start it with allow_remote=True"
            )

    def set(self, target: Target, updates: UpdateQueue) -> None:
        """Deliver to `target` from now on."""
        self.stop()
        self.target = target
        self._last_error = None
        self._task = asyncio.create_task(self._deliver(target, updates), name="webhook")

    def stop(self) -> None:
        """Deliver nothing any more; what waits stays."""
        self.target = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _deliver(self, target: Target, updates: UpdateQueue) -> None:
        """Post the updates of each line in order, those of others beside them."""
        connections = Connections(target)
        room = asyncio.Semaphore(LINES * target.max_connections)
        lines: dict[object, deque[Update]] = {}

        async def work(line: object) -> None:
            while lines[line]:
                await self._until_taken(lines[line].popleft(), updates, connections)
            del lines[line]
            room.release()

        last = 0
        try:
            async with asyncio.TaskGroup() as tasks:
                while True:
                    update = await updates.after(last)
                    last = update.id
                    if update.line in lines:
                        lines[update.line].append(update)
                    else:
                        await room.acquire()
                        lines[update.line] = deque([update])
                        tasks.create_task(work(update.line))
        finally:
            connections.close()

    async def _until_taken(
        self, update: Update, updates: UpdateQueue, connections: Connections
    ) -> None:
        pause = self._pause
        while update in updates:  # it may be dropped meanwhile, or too old
            async with connections.lent() as connection:
                fault = await self._post(connection, update)
            if fault is None:
                updates.confirm(update)
                return
            self._last_error = (int(self._clock()), fault)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, connection: Connection, update: Update) -> str | None:
        """None when the receiver took it, else why not, in Telegram's words."""
        body = json.dumps(update.body, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                status, reason = await connection.post(body)
        except TimeoutError:
            connection.close()
            return "Connection timed out"
        except ConnectionRefusedError:
            return "Connection refused"
        except (OSError, EOFError):
            connection.close()
            return "Connection reset by peer"
        except (ValueError, asyncio.LimitOverrunError):
            connection.close()
            return "Can't parse the answer of the webhook as HTTP"
        if status in OK:
            return None
        return f"Wrong response from the webhook: {status} {reason}"


def is_loopback(host: str) -> bool:
    """Is this name or address this very machine?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
