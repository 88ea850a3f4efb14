"""An SVG as a site publishes it: drawn as before, without the notes of the program that made it.

Such notes hold names of people and folders. A picture within a drawing is encoded anew, as a file
of its own would be.
"""

import base64
import binascii
import re
import xml.etree.ElementTree as ET

from entraide.content.docs.svg_files import EDITORS, SVG, XLINK
from entraide.content.images.examination import BROKEN_CURE, ImageFaultError
from entraide.render.images.encoding import EncodedImage, encode_image

COLUMN = 640  # pixels: how wide a drawing is shown that says no size, as the text around it
EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]*)")
LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(px|pt|mm|cm|in)?\s*")
PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
HREFS = ("href", f"{{{XLINK}}}href")


def clean_drawing(data: bytes) -> EncodedImage:
    """Return the SVG `data`, which was checked, as it is published; it has no size if it says none.

    ImageFaultError if it cannot be read.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    try:
        root = ET.fromstring(data)  # noqa: S314 - no entity: see content/docs/svg_files.py
    except ET.ParseError:
        raise ImageFaultError("the SVG cannot be read", BROKEN_CURE) from None
    for element in list(root.iter()):
        _remove_notes(element)
        _clean_attributes(element)
    width, height = _measure(root)
    text = ET.tostring(root, encoding="unicode") + "\n"
    return EncodedImage(width, height, text.encode(), width)


def _remove_notes(parent: ET.Element) -> None:
    """Remove the children that are none of the drawing, and leave the text that stands behind."""
    before = None
    for child in list(parent):
        if child.tag != f"{{{SVG}}}metadata" and not EDITORS.fullmatch(_get_namespace(child.tag)):
            before = child
            continue
        if child.tail and before is not None:
            before.tail = (before.tail or "") + child.tail
        elif child.tail:
            parent.text = (parent.text or "") + child.tail
        parent.remove(child)


def _get_namespace(name: str) -> str:
    """Return the namespace of a name as ElementTree writes it: `{namespace}local`."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _clean_attributes(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        if EDITORS.fullmatch(_get_namespace(name)):
            del element.attrib[name]
        elif name in HREFS and (match := EMBEDDED.match(value)):
            element.attrib[name] = _encode_embedded(match[1], match[2])


def _encode_embedded(kind: str, written: str) -> str:
    """Return the address of a picture within the drawing; "" for one that is none."""
    try:
        copy = encode_image(base64.b64decode(written), f"picture.{kind}").copy
    except (binascii.Error, ImageFaultError):
        return ""
    return f"data:image/{kind};base64,{base64.b64encode(copy).decode()}"


def _measure(root: ET.Element) -> tuple[int, int]:
    """Return the width and the height of a drawing in pixels; as wide as a text if it says none."""
    lengths = [LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    sides = [float(match[1]) * PIXELS[match[2] or ""] if match else 0.0 for match in lengths]
    try:
        *_, width, height = (float(each) for each in re.split(r"[\s,]+", root.get("viewBox", "")))
    except ValueError:
        width = height = 0.0
    if all(sides):
        width, height = sides
    elif 0 < width < 1e6 and 0 < height < 1e6:
        shown = sides[0] or sides[1] * width / height or COLUMN
        width, height = shown, shown * height / width
    if not (1 <= width < 1e5 and 1 <= height < 1e5):
        return 0, 0
    return round(width), round(height)
