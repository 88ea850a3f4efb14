"""Addresses that open a letter in the reader's e-mail program."""

from urllib.parse import quote


def make_mail_link(address: str, subject: str, body: str = "", *, slots: str = "") -> str:
    """Return the `mailto:` of a letter; `address` may be "", for the reader to fill in.

    `slots` are the signs that stand around what a script fills in, in subject and body: `{}`.
    """
    written = {"subject": subject} | ({"body": body} if body else {})
    fields = "&".join(f"{name}={quote(text, safe=slots)}" for name, text in written.items())
    return f"mailto:{quote(address, safe='@')}?{fields}"
