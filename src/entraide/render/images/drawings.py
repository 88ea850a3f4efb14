"""An SVG as a site publishes it: drawn as before, without the notes of the program that made it.

Such notes hold names of people and folders. A picture within a drawing is encoded anew, as a file
of its own would be.
"""

import base64
import binascii
import re

from lxml import etree

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
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # its size was checked
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ImageFaultError("the SVG cannot be read", BROKEN_CURE) from None
    for element in list(root.iter()):
        if _is_note(element.tag) and element is not root:
            _remove(element)
        else:
            _clean_attributes(element)
    etree.cleanup_namespaces(root)
    width, height = _measure(root)
    return EncodedImage(width, height, etree.tostring(root, encoding="utf-8") + b"\n", width)


def _is_note(tag: object) -> bool:
    """Return whether an element is none of the drawing."""
    if not isinstance(tag, str):
        return True
    space = etree.QName(tag).namespace or ""
    return tag == f"{{{SVG}}}metadata" or bool(EDITORS.fullmatch(space))


def _remove(element: etree._Element) -> None:
    """Remove an element, and leave the text that stands behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_attributes(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        if EDITORS.fullmatch(etree.QName(str(name)).namespace or ""):
            del element.attrib[name]
        elif name in HREFS and (match := EMBEDDED.match(str(value))):
            element.attrib[name] = _encode_embedded(match[1], match[2])


def _encode_embedded(kind: str, written: str) -> str:
    """Return the address of a picture within the drawing; "" for one that is none."""
    try:
        copy = encode_image(base64.b64decode(written), f"picture.{kind}").copy
    except (binascii.Error, ImageFaultError):
        return ""
    return f"data:image/{kind};base64,{base64.b64encode(copy).decode()}"


def _measure(root: etree._Element) -> tuple[int, int]:
    """Return the width and the height of a drawing in pixels; as wide as a text if it says none."""
    lengths = [LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    sides = [float(match[1]) * PIXELS[match[2] or ""] for match in lengths if match]
    try:
        *_, width, height = (float(each) for each in re.split(r"[\s,]+", root.get("viewBox", "")))
    except ValueError:
        width = height = 0.0
    if len(sides) == 2:
        width, height = sides
    elif 0 < width < 1e6 and 0 < height < 1e6:
        width, height = COLUMN, COLUMN * height / width
    if not (1 <= width < 1e5 and 1 <= height < 1e5):
        return 0, 0
    return round(width), round(height)
