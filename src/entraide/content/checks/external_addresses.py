"""List every web address that a project sends its readers or its staff to, with its place.

In texts those are the links that the parser sees, with their placeholders filled; in `data/`, every
address written in full, sources of records too. Left out is what names no real site: the project's
own address, which may not be served yet, and names reserved for examples.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from entraide.content.checks.project import Project
from entraide.content.data.files import read_data
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.link_targets import strip_anchor
from entraide.model.web_address import WebHost, parse_web_host

ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+")
TRAILING_PUNCTUATION = ".,;:!?)'’"  # after an address, these belong to the sentence
RESERVED = re.compile(  # RFC 2606, and names of private networks
    r"(?:.+\.)?(?:example|test|invalid|localhost|local|internal|example\.(?:com|net|org))"
)


class ExternalAddress(NamedTuple):
    """An address as written, without its fragment, and the `path` and `line` where it is."""

    url: str
    path: str
    line: int


def find_external_addresses(project: Project) -> Iterator[ExternalAddress]:
    """Yield each address once for each place, in the order of the files."""
    own_host = parse_web_host(project.settings.site_url)
    addresses = [*_find_in_texts(project), *_find_in_data(project.settings)]
    for each in sorted(dict.fromkeys(addresses), key=lambda address: (address.path, address.line)):
        host = parse_web_host(each.url)
        if host and host.name and host != own_host and not _is_reserved(host):
            yield each


def _is_reserved(host: WebHost) -> bool:
    return RESERVED.fullmatch(host.name) is not None


def _find_in_texts(project: Project) -> Iterator[ExternalAddress]:
    for page, link, address in project.iter_links():
        if "{{" not in address and parse_web_host(address):
            yield ExternalAddress(strip_anchor(address), page.path, page.body_line + link.line)


def _find_in_data(settings: Settings) -> Iterator[ExternalAddress]:
    """Yield the addresses in data; files that cannot be read are reported by the checks."""
    for file in _list_data_files(settings.data):
        path, document = read_data(settings, file, ProblemLog())
        for location, text in document.iter_texts() if document.is_sound else ():
            for match in ADDRESS.finditer(text):
                yield ExternalAddress(
                    strip_anchor(match[0].rstrip(TRAILING_PUNCTUATION)),
                    path,
                    document.get_line(location),
                )


def _list_data_files(data: Path) -> Sequence[Path]:
    """List the files of data in which addresses stand."""
    single = (data / "law.yml", data / "platform.yml")
    return (*sorted((data / "channels").glob("*.yml")), *(file for file in single if file.exists()))
