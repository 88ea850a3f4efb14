"""Every way to say no: a status and one constant word. What was sent is never repeated."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    status: int
    word: str
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    """Raised by whoever finds that a request cannot be met."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.word)
        self.refusal = refusal


BAD_BODY = Refusal(400, "bad-body")  # neither JSON nor a form, or a field twice
SIGN_IN = Refusal(401, "sign-in")
NO_TOKEN = Refusal(401, "staff-token", {"WWW-Authenticate": "Bearer"})
CROSS_ORIGIN = Refusal(403, "cross-origin")
FORBIDDEN = Refusal(403, "forbidden")
NOT_FOUND = Refusal(404, "not-found")
NO_METHOD = Refusal(405, "method")
TOO_SLOW = Refusal(408, "too-slow")
MOVED = Refusal(409, "moved")  # the text is no longer the one that a proposal was made from
TOO_LARGE = Refusal(413, "too-large")
CONTENT_TYPE = Refusal(415, "content-type")
INVALID = Refusal(422, "invalid")  # a field is missing, unknown, of the wrong type or out of range
EXPIRED_TOKEN = Refusal(422, "token")
UNPROVEN = Refusal(422, "proof")  # no proof of work, or one that does not hold
BROKEN = Refusal(500, "broken")


def too_many(seconds: int) -> Refusal:
    return Refusal(429, "too-many", {"Retry-After": str(seconds)})
