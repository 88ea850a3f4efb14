"""Passwords: generated for a new account, then chosen by its owner; stored as argon2 hashes.

The parameters are those that argon2-cffi recommends (RFC 9106); an older hash is replaced at the
next sign-in. An unknown name takes as much time as a known one. A chosen password is judged by its
length and by how soon a program would guess it, never by its kinds of characters.
"""

import asyncio
import re
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Literal, ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
# A password takes 64 MiB and a twentieth of a second: one at a time, and not where visitors wait.
PASSWORD_EXECUTOR = ThreadPoolExecutor(1, "desk-password")
SHORTEST_PASSWORD, LONGEST_PASSWORD = (
    15,
    200,
)  # characters; NIST SP 800-63B-4 asks for 15 of a password alone
LEAST_GUESSES = 10**8  # guesses: what takes more is left to the hash and to the limits of sign-in
LONGEST_JUDGED = 72  # characters that zxcvbn reads: it takes the square of their number
OUR_WORDS = ("entraide", "desk", "staff", "moderator", "viewer")  # of the product and its roles

PasswordFault = Literal["short", "guessable"]
P = ParamSpec("P")
T = TypeVar("T")


async def run_password_work(work: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> T:
    """Run `work` on the thread for hashes, after what waits there already."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(PASSWORD_EXECUTOR, lambda: work(*arguments, **more))


def make_password() -> str:
    """Return twenty random characters, 120 bits."""
    return secrets.token_urlsafe(15)


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def verify_password(password: str, stored_hash: str | None) -> bool:
    """Return whether `password` has that hash; False for None, after the same time."""
    try:
        HASHER.verify(stored_hash if stored_hash is not None else _make_decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored_hash is not None


def needs_rehash(stored_hash: str) -> bool:
    """Return whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(stored_hash)


def find_fault(password: str, context: Iterable[str]) -> PasswordFault | None:
    """Return why `password` is too easy to guess; None for a good one.

    Words of OUR_WORDS and of `context`, such as the names of the account and of the site, do not
    make a password longer, since an attacker knows them.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 14 MB of words, for the few who choose one

    known = [re.escape(word) for word in (*OUR_WORDS, *context) if len(word) > 2]
    rest = re.sub("|".join(known), "", password, flags=re.IGNORECASE)
    guesses = zxcvbn(rest[:LONGEST_JUDGED])["guesses"] if rest else 0
    return "guessable" if guesses < LEAST_GUESSES else None


@cache
def _make_decoy() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))
