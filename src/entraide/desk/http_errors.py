"""All refusals of requests: each is a status and one constant word, with nothing that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse


@dataclass(frozen=True)
class Refusal:
    """A status, its word, and the headers that go with it."""

    status: int
    word: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_not_found(self) -> bool:
        """Whether nothing is at the address; other refusals are of something that was not done."""
        return self.status == 404

    def to_response(self) -> JSONResponse:
        """Return the refusal as JSON, for programs."""
        return JSONResponse({"error": self.word}, self.status, dict(self.headers))


class RefusalError(Exception):
    """Raised where a request is refused; the route answers with its refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.word)
        self.refusal = refusal


BAD_REQUEST = Refusal(400, "bad-request")  # no HTTP, or headers without end
BAD_BODY = Refusal(400, "bad-body")  # neither JSON nor a form, or a field twice
BAD_HOST = Refusal(400, "host")  # none in HTTP/1.1, or two
SIGN_IN = Refusal(401, "sign-in")
NO_TOKEN = Refusal(401, "staff-token", {"WWW-Authenticate": "Bearer"})
CROSS_ORIGIN = Refusal(403, "cross-origin")
FORBIDDEN = Refusal(403, "forbidden")
NEW_PASSWORD = Refusal(403, "new-password")  # somebody has to choose a password first
NEEDS_FACTOR = Refusal(403, "second-factor")  # somebody has to set one up first
STALE_FORM = Refusal(403, "stale-form")  # its token is missing, or of another session
NOT_FOUND = Refusal(404, "not-found")
NO_PROPOSAL = Refusal(404, "no-proposal")
NO_FEEDBACK = Refusal(404, "no-feedback")
NO_QUESTION = Refusal(404, "no-question")
NO_METHOD = Refusal(405, "method")
TOO_SLOW = Refusal(408, "too-slow")
MOVED = Refusal(409, "moved")  # the text is no longer the one that a proposal was made from
TOO_LARGE = Refusal(413, "too-large")
CONTENT_TYPE = Refusal(415, "content-type")
INVALID = Refusal(422, "invalid")  # a field is missing, unknown, of the wrong type or out of range
EXPIRED_TOKEN = Refusal(422, "token")
UNPROVEN = Refusal(422, "proof")  # no proof of work, or one that does not hold
BROKEN = Refusal(500, "broken")
BUSY = Refusal(503, "busy", {"Retry-After": "30"})  # what was asked takes too long now
STORE_FAILED = Refusal(503, "store", {"Retry-After": "60"})


def make_too_many(seconds: int) -> Refusal:
    """Return the refusal of a client that has to wait `seconds` because of a limit."""
    return Refusal(429, "too-many", {"Retry-After": str(seconds)})


TOO_MANY = make_too_many(60)  # for descriptions
