"""Receipts, by which a sender finds what they sent, without saying who they are.

The receipt of a proposal or a question is the end of an address. That of feedback is a code to be
typed: an address would stay in the history of a browser, or in the log of a web server, beside a
moment. The store has only a digest of each.
"""

import base64
import hashlib
import re
import secrets

CODE_SIZE = 15  # bytes: 120 bits in six groups of four letters
GROUP = 4
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")  # of a proposal or a question: 192 bits
TOKEN_IN_ADDRESS = re.compile(r"/receipts/([A-Za-z0-9_-]{32})(?:/|$)")
CODE = re.compile(r"[A-Z2-7]{24}")
BETWEEN_LETTERS = re.compile(r"[\s\u2010-\u2015-]+")
MISREAD = str.maketrans("018", "OIB")  # signs that no code has
LONGEST_RECEIPT = 500  # characters of what somebody types


def make_token() -> str:
    """Return a new receipt for a proposal or a question."""
    return secrets.token_urlsafe(24)


def get_receipt_path(token: str) -> str:
    """Return the address of a receipt, relative to the site's base."""
    return f"desk/receipts/{token}/"


def make_code(number: str) -> str:
    """Return the receipt of feedback, derived from the random `number` in its token.

    Feedback that is sent again with the same token gets the same receipt.
    """
    raw = hashlib.sha256(f"receipt {number}".encode()).digest()[:CODE_SIZE]
    letters = base64.b32encode(raw).decode()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def make_digest(receipt: str) -> str:
    """Return the digest of a receipt, as the store has it; dashes of a code do not matter."""
    plain = receipt if TOKEN.fullmatch(receipt) else _read_code(receipt)
    return hashlib.sha256(plain.encode()).hexdigest()


def read_receipt(typed: str) -> str | None:
    """Return the receipt in a code or an address that somebody typed; None without any."""
    if match := TOKEN_IN_ADDRESS.search(typed):
        return match[1]
    typed = typed.strip()
    if TOKEN.fullmatch(typed):
        return typed
    code = _read_code(typed)
    return code if CODE.fullmatch(code) else None


def _read_code(typed: str) -> str:
    return BETWEEN_LETTERS.sub("", typed).upper().translate(MISREAD)
