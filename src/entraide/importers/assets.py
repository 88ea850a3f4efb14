"""Images and attachments that texts name: examined, hashed, and given a place beside an entry.

The name of a file has eight digits of its hash, so that two images of one name keep apart, and one
image under two names is brought once. What a file is, its content says, never its name.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from entraide.content.docs.asset_files import LARGEST_SVG, MARKUP, SNIFFED
from entraide.content.docs.files import ASSETS
from entraide.content.docs.svg_files import check_svg
from entraide.content.images.examination import ImageFaultError, examine_image
from entraide.content.images.formats import FORMATS, SVG
from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import ImportedFile, ImportedSite
from entraide.importers.omissions import OmissionLog
from entraide.importers.source_files import LARGEST_ASSET, read_source_bytes

SUFFIXES = {  # what Pillow calls a format -> how our name of the file ends
    **{kind: suffix for suffix, kind in FORMATS.items()},
    "JPEG": ".jpg",
    "PNG": ".png",
}
HEADS = {".pdf": b"%PDF-"}  # kinds whose first bytes are known
TEXTS = frozenset(
    """
    .adoc .asciidoc .creole .doc .docx .epub .mediawiki .odt .org .pages .pod .rst .rtf .tex
    .textile .txt .wiki
    """.split()  # noqa: SIM905 - read as a text
)
NOT_A_NAME = re.compile(r"[^a-z0-9]+")
MOST_BYTES = 1_000_000_000  # of all files together


@dataclass(slots=True)
class AssetShelf:
    """The files of a source; `placed` are those that texts name, by their new path.

    A path is `category/name-1a2b3c4d.png`, below the folder of a locale.
    """

    files: Mapping[str, ImportedFile]
    placed: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)  # name in the source -> path, "" if refused
    digests: dict[str, str] = field(default_factory=dict)  # the end of such a path -> all of it
    size: int = 0

    def place_file(self, name: str, place: str, location: FileLine, omissions: OmissionLog) -> str:
        """Return the new path of the file called `name` for the entry at `place`; "" if refused.

        A refused file is an omission at each `location` that names it.
        """
        if name not in self.known:
            self.known[name] = self._place_new(name, place.partition("/")[0], location, omissions)
        elif not self.known[name]:
            omissions.add(location, "file that was refused", "left out; its words stay", name)
        return self.known[name]

    def _place_new(
        self, name: str, category: str, location: FileLine, omissions: OmissionLog
    ) -> str:
        log = ProblemLog()
        content = _read_content(self.files[name], log)
        if content is None:
            omissions.add(location, "file that cannot be read", "left out", name)
            return ""
        fault, suffix = _examine(content, self.files[name].name)
        if not fault and self.size + len(content) > MOST_BYTES:
            fault = "more than 1 GB of files in all"
        if fault:
            omissions.add(location, f"file refused: {fault}", "left out; its words stay", name)
            return ""
        digest = f"{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
        path = f"{category}/{make_file_stem(name)}-{digest}"
        if digest not in self.digests:
            self.digests[digest] = path
            self.size += len(content)
            self.placed[path] = content
        return self.digests[digest]


def note_unused_files(site: ImportedSite, shelf: AssetShelf, omissions: OmissionLog) -> None:
    """Add an omission for each file of `site` that no imported text shows or links to."""
    used_names = {site.files[name].name for name in shelf.known} | set(site.snippets)
    for name in dict.fromkeys(file.name for file in site.files.values()):
        suffix = PurePosixPath(name).suffix.lower()
        if name in used_names:
            continue
        if suffix in TEXTS:
            outcome = "left out: write it in one that is read, and import that"
            omissions.add(FileLine(name), f"text in another format ({suffix})", outcome)
        else:
            what = "file that no text which comes along names"
            omissions.add(FileLine(name), what, "left out")


def _read_content(file: ImportedFile, log: ProblemLog) -> bytes | None:
    if file.content is not None:
        return file.content if len(file.content) <= LARGEST_ASSET else None
    return read_source_bytes(file.path, file.name, log, LARGEST_ASSET) if file.path else None


def _examine(content: bytes, name: str) -> tuple[str, str]:
    """Return the fault of a file, "" for none, and the ending of its new name."""
    suffix = PurePosixPath(name).suffix.lower()
    if content.lstrip()[:5].lower() in {b"<svg ", b"<?xml", b"<svg>"} or suffix == SVG:
        if len(content) > LARGEST_SVG:
            return f"an SVG larger than {LARGEST_SVG:_} bytes", SVG
        return next((what for _, what in check_svg(content)), ""), SVG
    try:
        return "", SUFFIXES[examine_image(content, name).format]
    except ImageFaultError as error:
        return (error.fault[0] if suffix in FORMATS else _find_fault(content, suffix)), suffix


def _find_fault(content: bytes, suffix: str) -> str:
    """Return the fault of a file that is no image; "" for none."""
    if suffix not in ASSETS:
        return f"a file that ends in “{suffix}” is not published"
    if MARKUP.search(content[:SNIFFED]) or not content.startswith(HEADS.get(suffix, b"")):
        return f"it is no {suffix[1:].upper()}"
    return ""


def make_file_stem(name: str) -> str:
    """Return the name of a file in small letters, digits and hyphens: `the-button`."""
    stem = PurePosixPath(name.partition("?")[0]).stem
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return NOT_A_NAME.sub("-", plain).strip("-")[:60] or "image"
