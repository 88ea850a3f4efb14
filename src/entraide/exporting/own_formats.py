"""Our own formats: the list of files in an archive, and the JSON that holds them all.

Both begin with `format` and `version`. A key may be added with a default; anything else raises
VERSION. A later version than ours is refused by name, before anything of it is read.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import Field, JsonValue, ValidationError

from entraide.errors import ProblemLocation, ProblemLog
from entraide.model.entry import Status
from entraide.published_files.file import PublishedModel

VERSION = 1
MANIFEST = "entraide.json"  # the name of the list in an archive
FORMAT = "entraide-content"
FRESH_EXPORT = "Export it anew: entraide export --format zip"


class ExportedLocale(PublishedModel):
    """A language of the project."""

    code: str = Field(description="its folder below `docs/`")
    lang: str = Field(description="its BCP 47 tag")
    name: str = Field(description="its name, in itself")
    default: bool = False


class ExportedProject(PublishedModel):
    """What both formats say of the project."""

    format: Literal["entraide-content"] = Field(description="always `entraide-content`")
    version: int = Field(description="the version of the format")
    site_name: str = ""
    site_url: str = ""
    locales: tuple[ExportedLocale, ...] = ()


class ArchiveFile(PublishedModel):
    """A file of an archive."""

    path: str = Field(description="its name in the archive, below `docs/` or `data/`")
    size: int = Field(description="in bytes")
    sha256: str = Field(description="of its content, as 64 hex digits")


class ArchiveManifest(ExportedProject):
    """`entraide.json`, the first file of an archive."""

    files: tuple[ArchiveFile, ...] = Field(description="every other file of the archive")


class ExportedText(PublishedModel):
    """One version of an entry. Its file is `header` and `body`, joined."""

    path: str
    locale: str
    front_matter: Mapping[str, JsonValue] = Field(description="the keys above the text, as JSON")
    header: str = Field(description="the front matter as written, with both fences")
    body: str = Field(description="the Markdown below it, as written")
    record: str = Field(default="", description="its `.segments.json`, as written")


class ExportedEntry(PublishedModel):
    """An entry with its versions, the source version first."""

    id: int
    category: str
    slug: str
    status: Status
    source_locale: str
    texts: tuple[ExportedText, ...]


class ExportedFile(PublishedModel):
    """Any other file: `text`, or `base64` where it is no text."""

    path: str
    text: str | None = None
    base64: str | None = None

    def to_bytes(self) -> bytes:
        """Return the content of the file; ValueError if `base64` is none."""
        if self.base64 is not None:
            return base64.b64decode(self.base64, validate=True)
        return (self.text or "").encode()


class ContentExport(ExportedProject):
    """The whole JSON."""

    entries: tuple[ExportedEntry, ...] = ()
    files: tuple[ExportedFile, ...] = Field(
        default=(), description="home pages, images and data, as they are"
    )


OwnFormat = TypeVar("OwnFormat", ArchiveManifest, ContentExport)


def make_file(path: str, content: bytes) -> ExportedFile:
    """Return a file as text if it is UTF-8, else in base64."""
    try:
        return ExportedFile(path=path, text=content.decode())
    except UnicodeDecodeError:
        return ExportedFile(path=path, base64=base64.b64encode(content).decode())


def is_own_format(value: object) -> bool:
    """Return whether `value`, read from JSON, names one of our formats."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def parse_own_format(
    kind: type[OwnFormat], text: bytes, location: ProblemLocation, log: ProblemLog
) -> OwnFormat | None:
    """Parse `text`, read from `location`, as a `kind`; None, and problems, if it is not valid."""
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        log.add(location, "this is no JSON: it may be cut off", FRESH_EXPORT)
        return None
    if not is_own_format(value):
        log.add(location, f"“format” is not “{FORMAT}”, so this is no export of ours", FRESH_EXPORT)
        return None
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        what = f"this is version {version} of the format, and version {VERSION} can be read here"
        log.add(location, what, "Install the Entraide that wrote it: entraide --version")
        return None
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        mistake = error.errors(include_url=False)[0]
        keys = ".".join(map(str, mistake["loc"]))
        log.add(location, f"“{keys}”: {mistake['msg']}", FRESH_EXPORT)
        return None
