"""What in a text would take a reader elsewhere: numbers to dial, sites to open, addresses to write.

A copy of an official site stands beside the real one in search results, so nobody tells them
apart by looking. This finds them all; which of them may stand is for `checks/contacts.py` to say.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from entraide.content.host_names import is_host_name
from entraide.content.phone_numbers import REGIONS, find_phone_numbers
from entraide.content.text_masks import remove_masks

TARGET = re.compile(r"\]\([^()\s]*\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+", re.MULTILINE)
SPELT = re.compile(r"[\[(] ?(?:\.|dot|point|@|at|arobase) ?[\])]", re.IGNORECASE)
DOT = re.compile(r" ?[\[(] ?(?:\.|dot|point) ?[\])] ?", re.IGNORECASE)
AT = re.compile(r" ?[\[(] ?(?:@|at|arobase) ?[\])] ?", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")
IMAGE = re.compile(r"(!\[[^\]\n]*)\]\([^()\s]*\)")
URL = re.compile(r"\b(?:https?|hxxps?|(?<!\]\()ftp)://(?P<rest>[^\s<>\"”»)\]]+)", re.IGNORECASE)
DOTTED = re.compile(r"\.(?<=\w\.)\w")  # the point first: it is rarer than a letter
BARE = re.compile(r"(?<![\w@./-])(?P<name>(?:[\w-]+\.)+[^\W\d_]{2,24})(?![\w@-])(?P<path>/\S)?")


class ContactKind(StrEnum):
    """How somebody would be reached."""

    NUMBER = "phone number"
    HOST = "site"
    EMAIL = "e-mail address"


@dataclass(frozen=True, slots=True)
class Contact:
    """`plain` is what it is compared by: digits, a host, an e-mail address; `line` from 0."""

    means: ContactKind
    written: str
    plain: str
    line: int


def find_contacts(
    markdown: str, known: Container[str], regions: Sequence[str] = REGIONS
) -> Iterator[Contact]:
    """Every contact written in `markdown`.

    `known` holds the digits of numbers known as such; `regions` are the countries, ISO 3166-1, in
    which others are taken for one.
    """
    text = remove_masks(markdown)
    if "![" in text:
        text = IMAGE.sub(r"\1]", text)
    if SPELT.search(text):
        text = AT.sub("@", DOT.sub(".", text))
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
        yield Contact(ContactKind.NUMBER, run.written.strip(), run.digits, line)


def _remove_targets(text: str) -> str:
    """Only the words of links, for `broken_links` looks at where they lead."""
    if "]:" in text:
        text = DEFINITION.sub("", text)
    return TARGET.sub("", text).replace("[", "").replace("]", "")


def _find_emails(text: str) -> Iterator[Contact]:
    for found in EMAIL.finditer(text):
        plain = found[0].replace(" ", "").casefold()
        yield Contact(ContactKind.EMAIL, found[0], plain, text.count("\n", 0, found.start()))


def _find_urls(text: str) -> Iterator[Contact]:
    """Those with a scheme, in links too."""
    for found in URL.finditer(text):
        line = text.count("\n", 0, found.start())
        yield Contact(ContactKind.HOST, found[0], extract_host(found[0]), line)


def _find_host_names(text: str) -> Iterator[Contact]:
    """Names of sites in the words."""
    for found in BARE.finditer(text):
        name = found["name"]
        if is_host_name(name, has_path=bool(found["path"])):
            line = text.count("\n", 0, found.start())
            yield Contact(ContactKind.HOST, name, _normalise_host(name), line)


def extract_host(url: str) -> str:
    """The host that a browser would open; what hides one, a user name or a port, stays in it."""
    rest = url.partition("://")[2].replace("\\", "/")
    try:
        host = urlsplit(f"//{rest}").netloc
    except ValueError:  # brackets around what is no address of a machine
        host = re.split("[/?#]", rest)[0]
    return _normalise_host(unquote(host))


def _normalise_host(host: str) -> str:
    """In small letters, in ASCII, without a `www.` before it or a point after it."""
    name = host.casefold().strip(".").removeprefix("www.")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name
