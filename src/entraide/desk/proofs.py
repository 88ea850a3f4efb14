"""Proof of work, by ALTCHA: text costs its sender a second of computing, and a proof counts once.

The parameters are our own settings, and cheap checks come before dear ones: size, form, cost,
expiry, whether the proof was spent, then the signature, and last the work itself. A challenge is
made for one text and one purpose, and a proof of it is of no use for any other.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from altcha.v2 import Payload, create_challenge, verify_solution
from sqlalchemy import Connection, select

from entraide.desk.http_errors import UNPROVEN, RefusalError
from entraide.desk.pseudonyms import compute_keyed_digest
from entraide.desk.schemas import LONGEST_PROOF
from entraide.desk.store import make_upsert
from entraide.desk.tables import spent_challenges

ALGORITHM = "PBKDF2/SHA-256"
CHALLENGE_COST = (
    5_000  # rounds a try; 256 tries on average: half a second on a desk, a few on an old phone
)
HARDER = 4  # times that cost, while it is crowded (limits.py)
KEY_LENGTH = 32  # bytes
KEY_PREFIX = "00"
CHALLENGE_LIFETIME = 20 * 60  # seconds
HOUR = 3600  # seconds
NONCE = re.compile(r"[0-9a-f]{32}")  # as the library makes it; it is looked for in the store
PARAMETER_NAMES = {
    "algorithm",
    "cost",
    "keyLength",
    "keyPrefix",
    "nonce",
    "salt",
    "expiresAt",
    "data",
}
FIXED_PARAMETERS = {
    "algorithm": ALGORITHM,
    "keyLength": KEY_LENGTH,
    "keyPrefix": KEY_PREFIX,
}


@dataclass(frozen=True, slots=True)
class ChallengeSubject:
    """What a challenge is for: a comment on a version, or a proposal or a vote for one."""

    entry: int
    locale: str
    purpose: str = ""  # of a comment

    @property
    def data(self) -> dict[str, Any]:
        """The subject as it is written into the challenge."""
        purpose = {"for": self.purpose} if self.purpose else {}
        return {"entry": self.entry, "locale": self.locale} | purpose


@dataclass(frozen=True, slots=True)
class Proof:
    """A valid proof; whoever uses it spends it in the same transaction."""

    challenge: str
    expires: int
    hard: bool = False


class Proofs:
    def __init__(self, secret: str) -> None:
        self._secret = compute_keyed_digest(secret.encode(), "altcha")

    def make_challenge(
        self, subject: ChallengeSubject, second: int, *, hard: bool = False
    ) -> dict[str, Any]:
        """Return a new challenge for `subject`, as ALTCHA's widget reads it."""
        challenge = create_challenge(
            ALGORITHM,
            CHALLENGE_COST * HARDER if hard else CHALLENGE_COST,
            key_length=KEY_LENGTH,
            key_prefix=KEY_PREFIX,
            expires_at=second + CHALLENGE_LIFETIME,
            data=subject.data,
            hmac_secret=self._secret,
        )
        return dict(challenge.to_dict())

    def check(
        self, payload: str, subject: ChallengeSubject, second: int, connection: Connection
    ) -> Proof:
        """Return the proof in `payload`; raise RefusalError if it is not valid.

        It takes a millisecond.
        """
        parameters = _read_parameters(payload)
        if any(parameters.get(key) != value for key, value in FIXED_PARAMETERS.items()):
            raise RefusalError(UNPROVEN)
        cost = parameters.get("cost")
        if cost not in (CHALLENGE_COST, CHALLENGE_COST * HARDER):
            raise RefusalError(UNPROVEN)
        if parameters.get("data") != subject.data:
            raise RefusalError(UNPROVEN)
        expires = parameters.get("expiresAt")
        if type(expires) is not int or not second < expires <= second + CHALLENGE_LIFETIME:
            raise RefusalError(UNPROVEN)
        nonce = parameters.get("nonce")
        if not isinstance(nonce, str) or not NONCE.fullmatch(nonce):
            raise RefusalError(UNPROVEN)
        proof = Proof(nonce, expires, hard=cost != CHALLENGE_COST)
        if _is_spent(connection, proof):
            raise RefusalError(UNPROVEN)
        if not self._is_solved(payload):
            raise RefusalError(UNPROVEN)
        return proof

    def _is_solved(self, payload: str) -> bool:
        try:
            result = verify_solution(Payload.from_base64(payload), self._secret, derive_key=None)
        except Exception as error:
            raise RefusalError(UNPROVEN) from error
        return result.verified


def _read_parameters(payload: str) -> dict[str, Any]:
    if len(payload) > LONGEST_PROOF:
        raise RefusalError(UNPROVEN)
    try:
        value = json.loads(base64.b64decode(payload, validate=True))
        parameters = value["challenge"]["parameters"]
        solution = value["solution"]
    except (binascii.Error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusalError(UNPROVEN) from error
    if not isinstance(parameters, dict) or set(parameters) != PARAMETER_NAMES:
        raise RefusalError(UNPROVEN)
    if not isinstance(solution, dict) or type(solution.get("counter")) is not int:
        raise RefusalError(UNPROVEN)
    return parameters


def _is_spent(connection: Connection, proof: Proof) -> bool:
    query = select(spent_challenges.c.challenge).where(
        spent_challenges.c.challenge == proof.challenge
    )
    return connection.execute(query).first() is not None


def spend_proof(connection: Connection, proof: Proof) -> bool:
    """Mark `proof` as spent; return False where it was spent before."""
    result = connection.execute(
        make_upsert(connection.dialect.name, spent_challenges)
        .values(challenge=proof.challenge, expires=_round_up(proof.expires))
        .on_conflict_do_nothing()
        .returning(spent_challenges.c.challenge)  # a count of rows is not told by every driver
    )
    return result.first() is not None


def _round_up(second: int) -> int:
    """Return the end of the hour of `second`, which does not tell when a comment was written."""
    return -(-second // HOUR) * HOUR
