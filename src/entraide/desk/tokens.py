"""Follow-up tokens: what a vote is answered with, so that its reasons can be sent after it.

A token is signed, not stored: it says which text was rated and how, carries a random number that
feedback is stored under once, and is of no use for any other text or any other purpose.
"""

import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from entraide.desk.refusals import EXPIRED_TOKEN, Refused
from entraide.desk.shapes import About, Rating

LASTS = 2 * 3600  # seconds: time to write, and to be interrupted


@dataclass(frozen=True, slots=True)
class FollowUp:
    number: str  # random, 128 bits
    scale: str
    rating: int


class Tokens:
    def __init__(self, secret: str) -> None:
        self._signed = URLSafeTimedSerializer(secret, salt="entraide.desk.follow-up")

    def after(self, rating: Rating) -> str:
        number = secrets.token_urlsafe(16)
        text = [rating.entry, rating.locale, rating.revision]
        return str(self._signed.dumps([*text, rating.scale, rating.value, number]))

    def read(self, token: str, about: About) -> FollowUp:
        """What `token` says, if it is ours, young enough and of that text; else Refused."""
        try:
            entry, locale, revision, scale, value, number = self._signed.loads(token, max_age=LASTS)
        except (BadData, ValueError, TypeError) as error:
            raise Refused(EXPIRED_TOKEN) from error
        if (entry, locale, revision) != (about.entry, about.locale, about.revision):
            raise Refused(EXPIRED_TOKEN)
        return FollowUp(number=number, scale=scale, rating=value)
