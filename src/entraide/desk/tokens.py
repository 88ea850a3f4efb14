"""Follow-up tokens: the answer to a vote has one, with which its reasons can be sent afterwards.

A token is signed, not stored. It says which text was rated and how, and has a random number under
which feedback is stored once. It is of no use for any other text or purpose.
"""

import hashlib
import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from entraide.desk.http_errors import EXPIRED_TOKEN, RefusalError
from entraide.desk.schemas import SentVote, TextReference

TOKEN_LIFETIME = 2 * 3600  # seconds: time to write, and to be interrupted
SIGNER_OPTIONS = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}  # its own are SHA-1


@dataclass(frozen=True, slots=True)
class FollowUp:
    number: str  # random, 128 bits
    scale: str
    rating: int


class Tokens:
    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeTimedSerializer(
            secret, salt="entraide.desk.follow-up", signer_kwargs=SIGNER_OPTIONS
        )

    def issue(self, vote: SentVote) -> str:
        number = secrets.token_urlsafe(16)
        return str(self._serializer.dumps([*_make_key(vote), vote.scale, vote.value, number]))

    def renew(self, token: str, about: TextReference) -> str:
        """Return `token` anew, for somebody who wrote longer than it lasts; "" if it is not ours.

        Its number stays the same, so that feedback is still stored under it once.
        """
        try:
            content = self._serializer.loads(token)
        except BadData:
            return ""
        return (
            str(self._serializer.dumps(content)) if tuple(content[:3]) == _make_key(about) else ""
        )

    def read(self, token: str, about: TextReference) -> FollowUp:
        """Return what `token` says; RefusalError if it is not ours, too old, or of another text."""
        try:
            entry, locale, revision, scale, value, number = self._serializer.loads(
                token, max_age=TOKEN_LIFETIME
            )
        except (BadData, ValueError, TypeError) as error:
            raise RefusalError(EXPIRED_TOKEN) from error
        if (entry, locale, revision) != _make_key(about):
            raise RefusalError(EXPIRED_TOKEN)
        return FollowUp(number=number, scale=scale, rating=value)


def _make_key(about: TextReference) -> tuple[int, str, int]:
    return about.entry, about.locale, about.revision
