"""What a reader returns: articles of another system, as that system has them.

Nothing in here is trusted: titles, names and bodies are whatever strangers wrote. Conversion and
placement make entries of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from entraide.errors import FileLine
from entraide.importers.omissions import Omission
from entraide.model.entry import Status


class BodyForm(StrEnum):
    """What a body is written in."""

    HTML = "html"
    MARKDOWN = "markdown"  # of any dialect
    PLAIN = "plain"  # text without markup: signs in it are signs, a blank line ends a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedText:
    """An article in one language.

    `language` is written as the source does (`fr`, `fr-FR`, `pt_BR`). `location` is where it stands
    in the source: a file with the line of its body, or `export.json` with the line or number of the
    record. `path` is what relative addresses in the body start from: the path of the file within
    the source, or the address of the page; "" where there are none. `addresses` are where readers
    found the text before (`/kb/12-title`, or in full): links to them are rewritten, and they
    redirect. `names` are other ways in which links within the source call it, such as `guide/a.md`.
    """

    language: str
    title: str
    body: str
    location: FileLine
    form: BodyForm = BodyForm.HTML
    summary: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""  # as the source names people; "" where it names nobody
    updated: date | None = None  # the day of its last change, where the source knows
    path: str = ""
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """One article in all its languages; `texts` has one or more, at most one a language.

    `key` names the article within its source for ever, so that another run finds it again.
    `number` is the source's own number, kept as the id of the entry where it is free. `category` is
    the path of category keys, outermost first. `slug` is the end of its old address, "" for none.
    `source_language` is the language it was written in, "" where the source does not say.
    """

    key: str
    texts: tuple[ImportedText, ...]
    number: int | None = None
    source_language: str = ""
    category: tuple[str, ...] = ()
    slug: str = ""
    tags: tuple[str, ...] = ()  # as the source writes them; labels are in ImportedSite.tags
    status: Status = Status.PUBLISHED  # in the source
    order: int | None = None  # its place among those of its category, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTerm:
    """A category or a tag: its words by language, which may be none."""

    key: str
    labels: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """An image or an attachment that bodies name: `path` on the disk, or its `content`.

    `name` is its path within the source, or its address.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSite:
    """All that a reader found.

    `files` are by name, as an address in a body leads to them once it is resolved. `hosts` are the
    hosts of the old site, in small letters: addresses on them are its own. `roots` are
    what may stand before the path of a page in an address: `docs`, `docs/en`. `snippets` are texts
    that bodies include by name. `categories` are by key, where the source names them.
    """

    articles: tuple[ImportedArticle, ...]
    categories: Mapping[str, ImportedTerm] = field(default_factory=dict)
    tags: Mapping[str, ImportedTerm] = field(default_factory=dict)
    files: Mapping[str, ImportedFile] = field(default_factory=dict)
    snippets: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    default_language: str = ""
    omissions: tuple[Omission, ...] = ()
