"""The files of a brand, which stand in `data/`: pictures, letters, a style sheet.

Each is published under its own name in one folder. A picture is looked at before: an SVG may be a
drawing and nothing else.
"""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import resvg_py

from entraide.content.docs.asset_files import MARKUP, SNIFFED
from entraide.content.docs.svg_files import SVG_CURE, check_svg
from entraide.content.linked_files import is_outside
from entraide.content.settings import Settings
from entraide.errors import FileLine, ProblemLog, explain_os_error
from entraide.model.brand import FOLDER, Mark

PICTURES, DRAWINGS, LETTERS = (".svg", ".png"), (".svg",), (".woff2", ".woff")
IN_STYLES = (*PICTURES, *LETTERS, ".jpg", ".jpeg", ".gif", ".webp", ".avif")
LARGEST_FILE = 1_000_000  # bytes
MOST_REPEATS = 8  # of parts of an icon; each may be in the one before, so that they multiply
PNG, IHDR_END = b"\x89PNG\r\n\x1a\n", 24
FONT_MARKS = (b"wOF2", b"wOFF")
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


@dataclass
class BrandFiles:
    """Finds the files that `data/brand.yml` names, and lists those that are to be published."""

    settings: Settings
    log: ProblemLog
    by_url: dict[str, Path] = field(default_factory=dict)

    def find_file(self, name: str, suffixes: Iterable[str], place: FileLine) -> Path | None:
        """Return the file called `name`, below `data/`; None, with a problem, if it is unfit."""
        folder, kinds = self.settings.data, tuple(suffixes)
        path = folder / name
        shown = self.settings.make_relative(path)
        what = ""
        if Path(name).is_absolute() or ".." in Path(name).parts or is_outside(path, folder):
            where = self.settings.make_relative(folder)
            what, cure = f"“{name}” is not in {where}/", f"Put the file into {where}/"
        elif path.suffix.lower() not in kinds:
            what, cure = f"“{name}” is no file of this kind", f"Use one of {', '.join(kinds)}"
        elif not path.is_file():
            what, cure = f"there is no {shown}", "Put the file there, or correct the name"
        elif path.stat().st_size > LARGEST_FILE:
            what, cure = f"{shown} is larger than {LARGEST_FILE:_} bytes", "Make it smaller"
        if what:
            self.log.add(place, what, cure)
            return None
        return path

    def read_bytes(self, path: Path, place: FileLine) -> bytes | None:
        """Return what is in a file; None, with a problem, if it cannot be read."""
        try:
            return path.read_bytes()
        except OSError as error:
            what, cure = explain_os_error(error)
            self.log.add(place, f"{self.settings.make_relative(path)} cannot be read: {what}", cure)
            return None

    def publish(self, path: Path, place: FileLine) -> str:
        """List `path` among the files to be published; return its address below `assets/`."""
        url = f"{FOLDER}{path.name}"
        if self.by_url.setdefault(url, path) != path:
            what = f"two files of the brand are called {path.name}"
            self.log.add(place, what, "Give one of them another name")
        return url

    def read_mark(self, name: str, place: FileLine) -> Mark | None:
        """Return a picture as it is published; None if it is unfit."""
        path = self.find_file(name, PICTURES, place)
        content = self.read_bytes(path, place) if path else None
        if path is None or content is None:
            return None
        if path.suffix.lower() == ".svg":
            root = self.read_svg(path, content)
            ratio = None if root is None else measure_svg(root)
        else:
            ratio = measure_png(content)
        if not ratio:
            if path.suffix.lower() == ".png" or root is not None:
                what = f"{self.settings.make_relative(path)} does not say how wide and high it is"
                self.log.add(place, what, "Save it anew: an SVG needs a viewBox")
            return None
        return Mark(self.publish(path, place), ratio)

    def read_svg(self, path: Path, content: bytes) -> ET.Element | None:
        """Return the drawing in an SVG; None, with its problems, if it is more than a drawing."""
        mistakes = list(check_svg(content))
        for line, what in mistakes:
            shown = FileLine(self.settings.make_relative(path), line)
            self.log.add(shown, f"the SVG is more than a drawing: {what}", SVG_CURE)
        return None if mistakes else ET.fromstring(content)  # noqa: S314 - it declares no entity

    def check_picture(self, path: Path, place: FileLine) -> None:
        """Add what is wrong with a picture that a style sheet shows."""
        content = self.read_bytes(path, place)
        if content is not None and path.suffix.lower() == ".svg":
            self.read_svg(path, content)
        elif content is not None and MARKUP.search(content[:SNIFFED]):
            shown = self.settings.make_relative(path)
            self.log.add(place, f"{shown} is a page of HTML, or has one in it", "Remove it")

    def find_drawing_fault(self, content: bytes) -> str:
        """Return why no icon can be made from a drawing; "" where all is well."""
        try:
            resvg_py.svg_to_bytes(
                svg_string=content.decode("utf-8-sig"), width=32, skip_system_fonts=True
            )
        except (ValueError, RuntimeError) as error:
            return str(error)
        return ""

    def check_letters(self, path: Path, place: FileLine) -> None:
        """Add a problem if a file of letters is something else."""
        content = self.read_bytes(path, place)
        if content is not None and not content.startswith(FONT_MARKS):
            what = f"{self.settings.make_relative(path)} holds no letters"
            self.log.add(place, what, "Save the font as WOFF2")


def measure_svg(root: ET.Element) -> float | None:
    """Return how many times as wide as high a drawing is; None if it does not say so."""
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(box) != 4:
        sizes = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        box = [0, 0, *(float(size[1]) if size else 0 for size in sizes)]
    return _divide(box[2], box[3])


def measure_png(content: bytes) -> float | None:
    """Return how many times as wide as high a PNG is; None for what is no PNG."""
    if not content.startswith(PNG) or len(content) < IHDR_END:
        return None
    return _divide(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def _divide(width: float, height: float) -> float | None:
    is_usable = width > 0 and height > 0 and math.isfinite(width / height)
    return round(width / height, 3) if is_usable else None


def explain_unfit_drawing(root: ET.Element) -> tuple[str, str] | None:
    """Return why no icons are made from a drawing, and the cure; None for one that will do.

    Letters are drawn otherwise on every machine. A picture in it, and parts that are repeated in
    parts that are repeated, can fill the memory of the machine that builds.
    """
    names = [each.tag.rpartition("}")[2] for each in root.iter()]
    if "text" in names:
        what = "writes with letters, which every machine draws otherwise"
        return what, "Save it with its letters as paths"
    if "image" in names or "feImage" in names:
        return "holds a picture made of dots", "Save it as shapes alone"
    if names.count("use") > MOST_REPEATS:
        what = f"repeats parts of itself more than {MOST_REPEATS} times (<use>)"
        return what, "Save it with copies of them"
    return None
