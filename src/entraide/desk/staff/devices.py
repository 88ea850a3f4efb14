"""Devices on which somebody has signed in before: attempts of strangers keep nobody out there.

A device is known by a signed cookie, for one account. It opens nothing by itself: the password is
asked for all the same, within limits of the device's own.
"""

import re
import secrets
from hmac import compare_digest

from starlette.responses import Response

from entraide.desk.pseudonyms import compute_keyed_digest

COOKIE = "__Host-entraide-device"
LIFETIME = 180 * 86_400  # seconds since the last sign-in
SHAPE = re.compile(r"([0-9a-f]{16})\.([0-9]{1,12})\.([0-9a-f]{32})")


def make_device_cookie(secret: str, account_id: str, second: int, cookie: str = "") -> str:
    """Return the cookie of a device on which that account has signed in just now.

    A device that has shown a valid `cookie` keeps its name. With a new one at each sign-in,
    somebody who knew the password could collect devices, and guess with the limits of them all.
    """
    device = find_device(secret, cookie, account_id, second) or secrets.token_hex(8)
    expires = str(second + LIFETIME)
    return f"{device}.{expires}.{_sign(secret, account_id, device, expires)}"


def find_device(secret: str, cookie: str, account_id: str, second: int) -> str | None:
    """Return the name of the device, if the cookie is one of that account and still lasts."""
    parts = SHAPE.fullmatch(cookie)
    if parts is None or int(parts[2]) <= second:
        return None
    return (
        parts[1]
        if compare_digest(_sign(secret, account_id, parts[1], parts[2]), parts[3])
        else None
    )


def set_device_cookie(response: Response, cookie: str) -> None:
    response.set_cookie(
        COOKIE, cookie, max_age=LIFETIME, path="/", secure=True, httponly=True, samesite="strict"
    )


def _sign(secret: str, account_id: str, device: str, expires: str) -> str:
    return compute_keyed_digest(secret.encode(), "device", account_id, device, expires)
