"""XLSX files of strangers, checked before a library unpacks them.

A few kilobytes can hold millions of elements, and the library makes an object of each before it
gives the first row. So each part is read here first, in pieces, and its elements are counted.
"""

import io
import lzma
import zipfile
import zlib
from typing import IO
from xml.parsers import expat  # of which the library is made too: what it refuses, both refuse

from entraide.errors import FileLine, ProblemLog

LARGEST_UNPACKED = 300_000_000  # bytes of all that a file holds
MOST_PARTS = 2_000
MOST_ELEMENTS = 5_000_000  # of all parts; a cell has two
MOST_AT_ONCE = 200_000  # in memory: of a row, and of all that is in no row
LONGEST_TAG = 8_000_000  # bytes; pictures may hold others in an attribute
PIECE = 65_536  # bytes
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FREED = {f"{SHEET}}}row": 2, f"{SHEET}}}si": 1}  # forgotten once they are read, at this depth
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)


class HarmfulArchiveError(Exception):
    """An archive that must not be unpacked, and why."""


class ElementCounter:
    """Counts the elements of all parts of an archive, and those that a reader holds at once."""

    def __init__(self) -> None:
        self.count = 0

    def check_part(self, part: zipfile.ZipInfo, file: IO[bytes]) -> None:
        """Raise HarmfulArchiveError for a part with too much in it; what is no XML may be."""
        self.depth = self.held = self.before = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._open_element
        parser.EndElementHandler = self._close_element
        if part.filename.endswith((".xml", ".rels")):
            parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.name, size = part.filename[:80], 0
        try:
            while piece := file.read(PIECE):
                size += len(piece)
                parser.Parse(piece)
                if size - parser.CurrentByteIndex > LONGEST_TAG:
                    raise HarmfulArchiveError(f"{self.name} holds too much in one element")
        except expat.ExpatError:
            return

    def _open_element(self, name: str, _attributes: object) -> None:
        if FREED.get(name) == self.depth:
            self.before = self.held
        self.depth += 1
        self.count += 1
        self.held += 1
        if self.count > MOST_ELEMENTS:
            raise HarmfulArchiveError(f"there are more than {MOST_ELEMENTS:_} elements in it")
        if self.held > MOST_AT_ONCE:
            what = f"{self.name} holds more than {MOST_AT_ONCE:_} elements in a row, or in none"
            raise HarmfulArchiveError(what)

    def _close_element(self, name: str) -> None:
        self.depth -= 1
        if FREED.get(name) == self.depth:
            self.held = self.before

    def _refuse_doctype(self, *_: object) -> None:
        raise HarmfulArchiveError(f"{self.name} declares entities")


def is_harmless_archive(raw: bytes, name: str, log: ProblemLog) -> bool:
    """Return whether an archive may be unpacked: no bomb, and no entities in its XML."""
    cure = "Save it anew, or as CSV in UTF-8"
    counter = ElementCounter()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                log.add(FileLine(name), "the archive holds too much", cure)
                return False
            for part in parts:
                with archive.open(part) as file:
                    counter.check_part(part, file)
    except HarmfulArchiveError as error:
        log.add(FileLine(name), str(error), cure)
        return False
    except DAMAGES as error:
        log.add(FileLine(name), f"this is no XLSX file: {str(error)[:80]}", cure)
        return False
    return True
