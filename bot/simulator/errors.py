"""What the simulator answers when it refuses: to bots in Telegram's words, to testers in ours."""

from __future__ import annotations

from collections.abc import Mapping

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class ApiError(Exception):
    """A Bot API error: HTTP status, Telegram's description, and ResponseParameters if any."""

    def __init__(
        self, status: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def payload(self) -> dict[str, object]:
        """The JSON body Telegram sends for this error."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


def bad_request(text: str) -> ApiError:
    """400 with Telegram's prefix; `text` begins in lower case, as Telegram writes it."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {text}")


def too_many_requests(seconds: int) -> ApiError:
    """429 asking the bot to wait `seconds` (at least 1)."""
    return ApiError(
        429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds}
    )


def not_simulated(what: str) -> ApiError:
    """501: Telegram has it, this simulator does not."""
    return ApiError(
        501, f"Not Implemented: the simulator does not have {what}; see docs/simulator.md"
    )


class ControlError(Exception):
    """A fault of the tester's request: what is wrong, what was expected, what to do next."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status
