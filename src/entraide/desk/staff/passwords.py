"""Passwords: made by us, long enough that nobody guesses them, and kept as argon2 hashes.

argon2-cffi's own recommended parameters (RFC 9106); a hash of older ones is made anew at the next
sign-in. A name that does not exist costs as much as one that does.
"""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()


def make_password() -> str:
    """Return twenty random characters, 120 bits."""
    return secrets.token_urlsafe(15)


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def verify_password(password: str, stored_hash: str | None) -> bool:
    """Return whether `stored_hash` is of `password`; for None it is False, after as long a time."""
    try:
        HASHER.verify(stored_hash if stored_hash is not None else _make_decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored_hash is not None


def needs_rehash(stored_hash: str) -> bool:
    """Return whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(stored_hash)


@cache
def _make_decoy() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))
