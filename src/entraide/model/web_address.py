"""The host of a web address: as a browser opens it, and as a reader may be shown it.

A link shows its words, and its host only in what this module makes. So a user name before an `@`, a
port, a dot at the end and look-alike letters of other alphabets must not hide the host.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

WEB = ("http", "https")
# The full address of a page, as the text of a pattern: no user before an @, nothing to escape.
HTTPS_ADDRESS = r"https://[^\s/?#@<>\"]+([/?#][^\s<>\"]*)?"
# An e-mail address, as the text of a pattern. What of a running text may be one, or must be hidden
# as one, is another question: see content/contacts/ and desk/staff/masks.py.
EMAIL_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+"
PORTS = {"http": 80, "https": 443}
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
STRIPPED_CHARACTERS = re.compile(r"[\t\r\n]")  # browsers take these out, wherever they stand
HOST_MENTION = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::\d+)?")
WORD = re.compile(r"[\w-]+")
DOTS = str.maketrans("。．｡", "...")
# Letters of Latin alphabets that are no plain letter with a mark on it.
LATIN = frozenset("æœøßðþłđħ")


class WebHost(NamedTuple):
    """The host of an address. A `user` before an `@` has no effect, and may look like a host."""

    name: str  # in small letters, an xn-- label as its letters
    port: int | None  # None where it is the scheme's own
    user: str


def get_scheme(address: str) -> str:
    """Return `https` for `HTTPS://…`, and "" for an address without a scheme."""
    match = SCHEME.match(address)
    return match[1].lower() if match else ""


def parse_web_host(address: str) -> WebHost | None:
    """Return the host that a browser opens for `address`; None where it is no web address."""
    plain = STRIPPED_CHARACTERS.sub("", address).strip()
    scheme = get_scheme(plain)
    if scheme not in WEB:
        return None
    rest = plain[len(scheme) + 1 :].replace("\\", "/").lstrip("/")
    netloc = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, _, host = netloc.rpartition("@")
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname or "", parts.port
    except ValueError:  # brackets around what is no address of a machine, a port of letters
        name, port = host, None
    return WebHost(_normalize_host(name), None if port == PORTS[scheme] else port, unquote(user))


def _normalize_host(host: str) -> str:
    """Return `host` as browsers read it: percent signs and full-width signs are decoded."""
    name = unicodedata.normalize("NFKC", unquote(host).translate(DOTS)).lower()
    name = "".join(each for each in name if unicodedata.category(each) != "Cf")
    return to_unicode_name(name.strip("."))


def to_unicode_name(host: str) -> str:
    """Return `host` with the letters that its `xn--` labels stand for."""
    return ".".join(map(_decode_label, host.split(".")))


def _decode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return letters if letters and not letters.isascii() and WORD.fullmatch(letters) else label


def format_visible_host(address: str, text: str) -> str:
    """Return the host to write after `text`, the words of a link to `address`.

    "" where the words show it already. `www.` is left out. A name that mixes alphabets, or has
    look-alike letters, is written as `xn--…`. Words that name another host too do not count as
    showing this one.
    """
    host = parse_web_host(address)
    if host is None or not host.name:
        return ""
    shown = to_safe_name(host.name).removeprefix("www.")
    if ":" in shown:  # IPv6
        shown = f"[{shown}]"
    if host.port is not None:
        shown = f"{shown}:{host.port}"
    return "" if _find_mentions(text) == {shown} else shown


def _find_mentions(text: str) -> set[str]:
    """Return every name with a dot in `text`, in the form in which a host would be shown."""
    return {
        to_safe_name(match[0].lower()).removeprefix("www.") for match in HOST_MENTION.finditer(text)
    }


def to_safe_name(host: str) -> str:
    """Return `host` in its own letters where nobody can mistake them, else as `xn--…`."""
    name = to_unicode_name(host)
    if all(_is_latin(each) for each in name) or _is_of_one_alphabet(name):
        return name
    return to_ascii_name(name)


def to_ascii_name(host: str) -> str:
    """Return `host` in ASCII, as the network knows it."""
    labels = host.split(".")
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels
    )


def _is_latin(character: str) -> bool:
    """Return whether a character is in ASCII or is such a letter with an accent: “é”, not “ɡ”."""
    return character.isascii() or character in LATIN or _get_base_letter(character).isascii()


def _get_base_letter(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _is_of_one_alphabet(name: str) -> bool:
    """Return whether all letters of `name` are of one alphabet other than Latin."""
    scripts = {find_script(each) for each in name if each.isalpha()}
    return len(scripts) == 1 and "LATIN" not in scripts


def find_script(letter: str) -> str:
    """Return the alphabet of a letter, the first word of its name: LATIN, CYRILLIC, GREEK."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
