"""The second factor: time-based codes of an app (TOTP, RFC 6238), and recovery codes.

The store has a random seed for each account. The app's key is made of the seed and the desk's
secret, so a store or a backup alone yields no codes. A code is valid during its half minute and the
next one, and once: the last half minute used is stored. Recovery codes have 120 bits and are stored
as digests.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import segno
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup
from pyotp import HOTP, TOTP
from sqlalchemy import Connection, delete, insert, update

from entraide.desk.tables import recovery_codes, staff
from entraide.desk.tokens import SIGNER_OPTIONS

STEP = 30  # seconds
SET_UP_WITHIN = 900  # seconds
CODES = 8  # for the loss of the app
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs, none like another
TOTP_CODE = re.compile(r"[0-9]{6}", re.ASCII)


def make_seed() -> str:
    return secrets.token_hex(20)


def make_key(secret: str, seed: str) -> str:
    """Return the key for the app: 160 bits, in Base32."""
    digest = hmac.new(secret.encode(), f"second-factor\0{seed}".encode(), "sha256").digest()
    return base64.b32encode(digest[:20]).decode()


def find_step(secret: str, seed: str, code: str, moment: datetime) -> int | None:
    """Return the number of the half minute of `code`: this one or the one before; else None."""
    code = code.replace(" ", "")
    if not TOTP_CODE.fullmatch(code):
        return None
    now, codes = int(moment.timestamp()) // STEP, HOTP(make_key(secret, seed))
    return next(
        (step for step in (now, now - 1) if hmac.compare_digest(codes.at(step), code)), None
    )


def spend_step(connection: Connection, staff_id: str, step: int) -> bool:
    """Mark a half minute as used; return False if it, or a later one, was used before."""
    statement = update(staff).where(staff.c.id == staff_id, staff.c.factor_step < step)
    return bool(connection.execute(statement.values(factor_step=step)).rowcount)


def spend_recovery_code(connection: Connection, staff_id: str, code: str) -> bool:
    """Return whether `code` is a recovery code of the account, and make it invalid."""
    statement = delete(recovery_codes).where(
        recovery_codes.c.staff_id == staff_id, recovery_codes.c.digest == _compute_digest(code)
    )
    return bool(connection.execute(statement).rowcount)


def make_recovery_codes() -> Sequence[str]:
    """Return new recovery codes, in groups of four characters."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(6))
        for _ in range(CODES)
    ]


def keep_recovery_codes(connection: Connection, staff_id: str, codes: Sequence[str]) -> None:
    """Replace the recovery codes of the account by the digests of `codes`."""
    forget_recovery_codes(connection, staff_id)
    rows = [{"digest": _compute_digest(code), "staff_id": staff_id} for code in codes]
    connection.execute(insert(recovery_codes), rows)


def forget_recovery_codes(connection: Connection, staff_id: str) -> None:
    connection.execute(delete(recovery_codes).where(recovery_codes.c.staff_id == staff_id))


def make_address(key: str, account: str, site: str) -> str:
    """Return the `otpauth:` address from which the app takes the key."""
    return TOTP(key).provisioning_uri(name=account, issuer_name=site)


def draw_code(address: str) -> Markup:
    """Return the address as a QR code: an SVG element without styles."""
    code: Any = segno.make(address, error="m", micro=False)
    # Cameras look for black on white, whatever the colours of the page are.
    drawing = code.svg_inline(scale=4, light="white", omitsize=True, svgclass="staff-qr")
    return Markup(drawing)  # noqa: S704 - segno's own, of squares


def sign_seed(secret: str, staff_id: str, seed: str) -> str:
    """Return `seed`, signed for the account, to stand in a page until the app has shown a code."""
    return str(_make_serializer(secret).dumps([staff_id, seed]))


def read_seed(secret: str, staff_id: str, text: str) -> str | None:
    """Return the seed that `sign_seed` signed for this account; None after a quarter of an hour."""
    try:
        owner, seed = _make_serializer(secret).loads(text, max_age=SET_UP_WITHIN)
    except (BadData, ValueError, TypeError):
        return None
    return str(seed) if owner == staff_id else None


def _make_serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        secret, salt="entraide.desk.second-factor", signer_kwargs=SIGNER_OPTIONS
    )


def _compute_digest(code: str) -> str:
    """Return the digest of a recovery code, with or without its separators."""
    return sha256(re.sub(r"[\s-]", "", code).upper().encode()).hexdigest()
