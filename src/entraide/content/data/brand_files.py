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

from entraide.content.docs.svg_files import SVG_CURE, check_svg
from entraide.content.images.examination import ImageFaultError, ImageProperties, examine_image
from entraide.content.linked_files import is_outside
from entraide.content.settings import Settings
from entraide.errors import FileLine, ProblemLog, explain_os_error
from entraide.model.brand import FOLDER, Mark

PICTURES, DRAWINGS, LETTERS = (".svg", ".png"), (".svg",), (".woff2", ".woff")
IN_STYLES = (*PICTURES, *LETTERS, ".gif", ".webp")
LARGEST_FILE = 1_000_000  # bytes
MOST_REPEATS = 8  # of parts of an icon; each may be in the one before, so that they multiply
FONT_MARKS = (b"wOF2", b"wOFF")
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


@dataclass
class BrandFiles:
    """Finds the files that `data/brand.yml` names, and lists those that are to be published."""

    settings: Settings
    log: ProblemLog
    by_url: dict[str, Path] = field(default_factory=dict)

    def find_file(self, name: str, suffixes: Iterable[str], location: FileLine) -> Path | None:
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
            self.log.add(location, what, cure)
            return None
        return path

    def read_bytes(self, path: Path, location: FileLine) -> bytes | None:
        """Return what is in a file; None, with a problem, if it cannot be read."""
        try:
            return path.read_bytes()
        except OSError as error:
            what, cure = explain_os_error(error)
            self.log.add(
                location, f"{self.settings.make_relative(path)} cannot be read: {what}", cure
            )
            return None

    def publish(self, path: Path, location: FileLine) -> str:
        """List `path` among the files to be published; return its address below `assets/`."""
        url = f"{FOLDER}{path.name}"
        if self.by_url.setdefault(url, path) != path:
            what = f"two files of the brand are called {path.name}"
            self.log.add(location, what, "Give one of them another name")
        return url

    def read_mark(self, name: str, location: FileLine) -> Mark | None:
        """Return a picture as it is published; None if it is unfit."""
        path = self.find_file(name, PICTURES, location)
        content = self.read_bytes(path, location) if path else None
        if path is None or content is None:
            return None
        if path.suffix.lower() != ".svg":
            facts = self.examine_dots(path, content)
            return Mark(self.publish(path, location), facts.width / facts.height) if facts else None
        root = self.read_svg(path, content)
        if root is None:
            return None
        if not (ratio := measure_svg(root)):
            what = f"{self.settings.make_relative(path)} does not say how wide and high it is"
            self.log.add(location, what, "Save it anew: an SVG needs a viewBox")
            return None
        return Mark(self.publish(path, location), ratio)

    def examine_dots(self, path: Path, content: bytes) -> ImageProperties | None:
        """Return what a picture made of dots is; None, with a problem, if it is damaged."""
        try:
            return examine_image(content, path.name)
        except ImageFaultError as error:
            self.log.add(FileLine(self.settings.make_relative(path), 1), *error.fault)
            return None

    def read_svg(self, path: Path, content: bytes) -> ET.Element | None:
        """Return the drawing in an SVG; None, with its problems, if it is more than a drawing."""
        mistakes = list(check_svg(content))
        for line, what in mistakes:
            shown = FileLine(self.settings.make_relative(path), line)
            self.log.add(shown, f"the SVG is more than a drawing: {what}", SVG_CURE)
        return None if mistakes else ET.fromstring(content)  # noqa: S314 - it declares no entity

    def check_picture(self, path: Path, location: FileLine) -> None:
        """Add what is wrong with a picture that a style sheet shows."""
        content = self.read_bytes(path, location)
        if content is not None and path.suffix.lower() == ".svg":
            self.read_svg(path, content)
        elif content is not None:
            self.examine_dots(path, content)

    def find_drawing_fault(self, content: bytes) -> str:
        """Return why no icon can be made from a drawing; "" where all is well."""
        try:
            resvg_py.svg_to_bytes(
                svg_string=content.decode("utf-8-sig"), width=32, skip_system_fonts=True
            )
        except (ValueError, RuntimeError) as error:
            return str(error)
        return ""

    def check_letters(self, path: Path, location: FileLine) -> None:
        """Add a problem if a file of letters is something else."""
        content = self.read_bytes(path, location)
        if content is not None and not content.startswith(FONT_MARKS):
            what = f"{self.settings.make_relative(path)} holds no letters"
            self.log.add(location, what, "Save the font as WOFF2")


def measure_svg(root: ET.Element) -> float | None:
    """Return how many times as wide as high a drawing is; None if it does not say so."""
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(box) != 4:
        sizes = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        box = [0, 0, *(float(size[1]) if size else 0 for size in sizes)]
    return _divide(box[2], box[3])


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
