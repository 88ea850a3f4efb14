"""Find the contacts in a text: phone numbers, names of sites, e-mail addresses.

A copy of an official site stands beside the real one in search results, and readers cannot tell
them apart. `checks/contacts.py` decides which contacts may stand.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from entraide.content.contacts.host_names import is_host_name
from entraide.content.contacts.phone_numbers import REGIONS, find_phone_numbers
from entraide.content.contacts.text_masks import remove_masks

TARGET = re.compile(r"\]\([^()\s]*\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+", re.MULTILINE)
SPELT = re.compile(r"[\[(] ?(?:\.|dot|point|@|at|arobase) ?[\])]", re.IGNORECASE)
DOT = re.compile(r" ?[\[(] ?(?:\.|dot|point) ?[\])] ?", re.IGNORECASE)
AT_SIGN = re.compile(r" ?[\[(] ?(?:@|at|arobase) ?[\])] ?", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")
IMAGE = re.compile(r"(!\[[^\]\n]*)\]\([^()\s]*\)")
URL = re.compile(r"\b(?:https?|hxxps?|(?<!\]\()ftp)://(?P<rest>[^\s<>\"”»)\]]+)", re.IGNORECASE)
DOTTED = re.compile(r"\.(?<=\w\.)\w")  # the point first: it is rarer than a letter
BARE = re.compile(r"(?<![\w@./-])(?P<name>(?:[\w-]+\.)+[^\W\d_]{2,24})(?![\w@-])(?P<path>/\S)?")


class ContactKind(StrEnum):
    """How a contact is reached."""

    NUMBER = "phone number"
    HOST = "site"
    EMAIL = "e-mail address"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it stands in a text.

    `plain` is its comparable form: digits, a host, or an e-mail address; `line` counts from 0.
    """

    kind: ContactKind
    text: str
    plain: str
    line: int


def find_contacts(
    markdown: str, known: Container[str], regions: Sequence[str] = REGIONS
) -> Iterator[Contact]:
    """Yield every contact in `markdown`.

    `known` holds the digits of numbers in the data, which count even where they would not ring.
    `regions` are the countries, ISO 3166-1, whose national numbers are recognised.
    """
    text = remove_masks(markdown)
    if "![" in text:
        text = IMAGE.sub(r"\1]", text)
    if SPELT.search(text):
        text = AT_SIGN.sub("@", DOT.sub(".", text))
    addresses = list(_find_urls(text)) if "://" in text else []
    text = URL.sub(" ", text) if addresses else text  # first: what stands before an @ is no e-mail
    if "@" in text:
        yield from _find_emails(text)
        text = EMAIL.sub(" ", text)
    yield from addresses
    prose = _remove_targets(text)
    if DOTTED.search(prose):
        yield from _find_host_names(prose)
    for run in find_phone_numbers(prose, known, regions):
        line = prose.count("\n", 0, run.start)
        yield Contact(ContactKind.NUMBER, run.text.strip(), run.digits, line)


def _remove_targets(text: str) -> str:
    """Remove where links lead, keeping their words: `checks/` judges the targets of links."""
    if "]:" in text:
        text = DEFINITION.sub("", text)
    return TARGET.sub("", text).replace("[", "").replace("]", "")


def _find_emails(text: str) -> Iterator[Contact]:
    """Yield the e-mail addresses in `text`."""
    for match in EMAIL.finditer(text):
        plain = match[0].replace(" ", "").casefold()
        yield Contact(ContactKind.EMAIL, match[0], plain, text.count("\n", 0, match.start()))


def _find_urls(text: str) -> Iterator[Contact]:
    """Yield the addresses with a scheme, those of links included."""
    for match in URL.finditer(text):
        line = text.count("\n", 0, match.start())
        yield Contact(ContactKind.HOST, match[0], extract_host(match[0]), line)


def _find_host_names(text: str) -> Iterator[Contact]:
    """Yield the names of sites without a scheme."""
    for match in BARE.finditer(text):
        name = match["name"]
        if is_host_name(name, has_path=bool(match["path"])):
            line = text.count("\n", 0, match.start())
            yield Contact(ContactKind.HOST, name, _normalise_host(name), line)


def extract_host(url: str) -> str:
    """Return the host that a browser would open for `url`, normalised.

    What disguises a host, a user name or a port, stays in it, so that it equals no known host.
    """
    rest = url.partition("://")[2].replace("\\", "/")
    try:
        host = urlsplit(f"//{rest}").netloc
    except ValueError:  # brackets around what is no address of a machine
        host = re.split("[/?#]", rest)[0]
    return _normalise_host(unquote(host))


def _normalise_host(host: str) -> str:
    """Return `host` in small letters and ASCII (IDNA), without `www.` and the final point."""
    name = host.casefold().strip(".").removeprefix("www.")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name
