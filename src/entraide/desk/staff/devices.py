"""Known devices: a signed cookie says that an account has signed in on this device before.

The cookie replaces no password. It gives the device limits of its own, so that attempts of
strangers do not keep the account's owner out.
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
    """Return the cookie of the device on which that account has just signed in.

    A device that has shown a valid `cookie` keeps its name. If each sign-in made a new device,
    somebody who knew the password could collect devices and guess codes with the limits of all.
    """
    device = find_device(secret, cookie, account_id, second) or secrets.token_hex(8)
    expires = str(second + LIFETIME)
    return f"{device}.{expires}.{_sign(secret, account_id, device, expires)}"


def find_device(secret: str, cookie: str, account_id: str, second: int) -> str | None:
    """Return the name of the device if its cookie is valid for that account; None otherwise."""
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
