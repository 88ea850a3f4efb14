"""What an image is: its format, its size as it is shown, and whether a decoder reads all of it.

Files come from anybody. So a size is judged by the head alone, only the decoders of our formats are
asked, and whatever they raise is a fault of the file.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from entraide.content.images.formats import (
    FORMATS,
    HEAVY_FILE,
    LARGEST_AREA,
    LARGEST_AREAS,
    LARGEST_PROGRESSIVE_AREA,
    LONGEST_SIDE,
    MOST_SCANS,
    get_suffix,
)
from entraide.content.images.metadata import PNG_HEAD, strip_metadata
from entraide.errors import Fault

ORIENTATION = 0x0112  # in EXIF: which side of the picture is up
TURNED = range(5, 9)  # orientations of a picture that lies on its side
ICON = b"\0\0\1\0"  # the head of an icon
LARGEST_ICON = 1024  # pixels a side
SCAN = b"\xff\xda"  # the mark of a scan; within one, no such bytes stand side by side
SMALLER_CURE = "Save it smaller: 2,000 pixels a side are enough for any screen"
BROKEN_CURE = "Save it again with a program for images, as PNG or JPEG"


class ImageFaultError(Exception):
    """Says what is wrong with an image, and the cure: `fault`."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what, cure)
        self.fault: Fault = (what, cure)


@dataclass(frozen=True, slots=True)
class ImageProperties:
    """What is known of an image; its size is that on a page, with the right side up."""

    format: str  # as Pillow calls it
    width: int
    height: int
    orientation: int  # 1 to 8, as in EXIF
    animated: bool


def examine_image(data: bytes, name: str) -> ImageProperties:
    """Return what the image `data` of a file called `name` is; it is decoded to the end.

    ImageFaultError if it is too large, is damaged, or is no image of a format that we publish.
    """
    with open_image(data) as image:
        properties = read_properties(image)
        if properties.animated:
            _check_animation(data, properties, name)
        decode_image(image, 1)
    return properties


@contextmanager
def open_image(data: bytes) -> Iterator[Image.Image]:
    """Open `data` as an image whose size is one that we decode.

    ImageFaultError, too, for whatever the decoder raises within the block.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata; of a large size, we judge ourselves
            if data.startswith(ICON):
                _check_icon(data)
            with Image.open(io.BytesIO(data), formats=sorted(set(FORMATS.values()))) as image:
                _check_size(image, data)
                yield image
    except ImageFaultError:
        raise
    except Image.DecompressionBombError:
        raise ImageFaultError("the image has too many pixels to be decoded", SMALLER_CURE) from None
    except UnidentifiedImageError:
        what = "this is no image of a kind that browsers show"
        raise ImageFaultError(what, BROKEN_CURE) from None
    except Exception as error:  # decoders raise anything
        what = "the image is damaged, or cut short"
        raise ImageFaultError(what, BROKEN_CURE) from error


def _check_icon(data: bytes) -> None:
    """Raise ImageFaultError for a picture in an icon that is too large: opening decodes them."""
    (count,) = struct.unpack_from("<H", data, len(ICON))
    for number in range(count):
        (start,) = struct.unpack_from("<I", data, 6 + 16 * number + 12)
        is_png = data.startswith(PNG_HEAD, start)
        sides = struct.unpack_from(
            *((">II", data, start + 16) if is_png else ("<ii", data, start + 4))
        )
        if max(map(abs, sides)) > LARGEST_ICON:
            what = f"a picture in the icon has more than {LARGEST_ICON} pixels a side"
            raise ImageFaultError(what, BROKEN_CURE)


def _check_size(image: Image.Image, data: bytes) -> None:
    width, height = image.size
    kind = _get_format(image)
    largest = LARGEST_AREAS.get(kind, LARGEST_AREA)
    if "progressive" in image.info:
        largest = LARGEST_PROGRESSIVE_AREA
    if width * height > largest or max(width, height) > LONGEST_SIDE:
        what = (
            f"the image has {width:,} × {height:,} pixels; {largest / 1_000_000:g} million are the "
            f"most, and {LONGEST_SIDE:,} a side"
        )
        raise ImageFaultError(what, SMALLER_CURE)
    if kind == "JPEG" and data.count(SCAN) > MOST_SCANS:
        raise ImageFaultError(f"the JPEG has more than {MOST_SCANS} scans", BROKEN_CURE)


def read_properties(image: Image.Image) -> ImageProperties:
    """Return what the head of `image` says."""
    kind, orientation = _get_format(image), _read_orientation(image)
    width, height = image.size
    if orientation in TURNED:
        width, height = height, width
    # A photo of some phones has more than one image, of which browsers show the first.
    animated = kind not in {"JPEG", "ICO"} and bool(getattr(image, "is_animated", False))
    return ImageProperties(kind, width, height, orientation, animated)


def _get_format(image: Image.Image) -> str:
    return "JPEG" if image.format == "MPO" else str(image.format)


def _read_orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 - EXIF of a stranger's file; browsers show it as it lies
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def decode_image(image: Image.Image, width: int) -> None:
    """Decode all of `image`; a JPEG as small as it comes, but at least `width` pixels a side."""
    if _get_format(image) == "JPEG":
        image.draft(None, (width, width))
    image.load()


def _check_animation(data: bytes, properties: ImageProperties, name: str) -> None:
    """Raise ImageFaultError for an animation that cannot be published as it is."""
    suffix = get_suffix(name)
    if properties.format in {"AVIF", "BMP"}:
        what = f"an animation in {properties.format} is not published"
        raise ImageFaultError(what, "Save it as WebP, or as a video")
    if FORMATS.get(suffix) != properties.format:
        cure = f"Give it the ending .{properties.format.lower()}"
        raise ImageFaultError(f"the animation is a {properties.format}, not a {suffix[1:]}", cure)
    try:
        strip_metadata(data, properties.format)
    except ValueError:
        raise ImageFaultError("the animation is damaged, or cut short", BROKEN_CURE) from None


def describe_weight(size: int) -> Fault:
    """Return the advice for a file of `size` bytes, more than HEAVY_FILE."""
    megabytes = f"{size / 1_000_000:.1f} MB"
    what = f"the image has {megabytes}, which everybody who copies the project has to fetch"
    return what, f"Save it with less than {HEAVY_FILE // 1_000_000} MB: 2,000 pixels a side do"
