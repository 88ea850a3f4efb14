"""An image as a site publishes it: a copy at its own address, and narrower ones for pages.

Only pixels are taken from the original, turned the right way up and in the colours of the web
(sRGB): no place, date or camera, no comment, no picture in small. An animation stays as it is, byte
for byte, but for such parts. A drawing is written again without them.

The result depends on nothing but the bytes of the original and the name that it has.
"""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms

from entraide.content.images.examination import (
    ImageProperties,
    open_image,
    read_properties,
)
from entraide.content.images.formats import FORMATS, LARGEST_AREA, get_suffix
from entraide.content.images.metadata import strip_metadata

WIDTHS = (480, 960, 1440)  # pixels: a phone, a column of text, the same on a dense screen
WIDEST_COPY = 2560  # pixels of the copy that links lead to
LARGEST_COPY = 9_000_000  # pixels of it: room for a photo taken upright
NEAR = 0.85  # of the full width: a copy as wide as this is not worth a file beside it
PHOTOS = frozenset({"JPEG", "AVIF"})  # formats in which nobody saves a screenshot without loss
WORTH_A_FILE = 1_000  # bytes that a copy has to save
LOSS_WORTH_IT = 1.3  # how much larger a copy without loss may be: words in it stay sharp
TURNS = {  # orientation in EXIF -> what turns the picture the right way up
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LOSSY = {"quality": 80, "method": 4}
LOSSLESS = {"lossless": True, "quality": 50, "method": 4}
OPTIONS: dict[str, dict[str, Any]] = {  # of the copy at the address of the original
    "AVIF": {"quality": 65, "speed": 8, "max_threads": 1, "autotiling": False},
    "BMP": {},
    "GIF": {"optimize": True},
    "ICO": {},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": LOSSY,
}
OPAQUE = frozenset({"BMP", "JPEG"})  # formats without transparency


@dataclass(frozen=True, slots=True)
class Candidate:
    """A copy for pages, in WebP."""

    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An image as it is published; its size is that of the original as it is shown, in pixels.

    `copy` is for the address of the original, and is `copy_width` wide. `candidates` are for pages,
    narrow ones first, each smaller in bytes than the next, and than the copy.
    """

    width: int
    height: int
    copy: bytes
    copy_width: int
    candidates: tuple[Candidate, ...] = ()


def encode_image(data: bytes, name: str) -> EncodedImage:
    """Encode the image `data` of a file called `name`; ImageFaultError if it is damaged."""
    kind = FORMATS[get_suffix(name)]
    with open_image(data) as image:
        properties = read_properties(image)
        if properties.animated:
            copy = strip_metadata(data, properties.format)
            return EncodedImage(properties.width, properties.height, copy, properties.width)
        has_profile = "icc_profile" in image.info
        picture = _load_picture(image, properties)
        is_untouched = (
            picture.size == (properties.width, properties.height)
            and (properties.format, properties.orientation, has_profile) == (kind, 1, False)
        )  # fmt: skip
        copy = _encode_copy(picture, kind, data if is_untouched else b"")
        candidates = _list_candidates(picture, len(copy), properties.format)
        return EncodedImage(properties.width, properties.height, copy, picture.width, candidates)


def _load_picture(image: Image.Image, properties: ImageProperties) -> Image.Image:
    """Return the pixels of `image` without metadata, at most as wide as a copy."""
    if properties.format == "JPEG":
        halves = properties.width * properties.height > LARGEST_AREA
        longest = (max(side // 2 if halves else side, 1) for side in image.size)
        image.draft(None, tuple(min(WIDEST_COPY, side) for side in longest))  # type: ignore[arg-type]
    profile = image.info.get("icc_profile")
    picture = _simplify_mode(image)
    if properties.orientation in TURNS:
        picture = picture.transpose(TURNS[properties.orientation])
    widest = int((LARGEST_COPY * picture.width / picture.height) ** 0.5)
    picture = _shrink(picture, max(1, min(WIDEST_COPY, widest)))
    if profile:
        picture = _convert_colours(picture, profile)
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    picture.info = {}  # a copy would have what stands in it
    return picture


def _simplify_mode(image: Image.Image) -> Image.Image:
    """Return the pixels as L, RGB, RGBA or CMYK."""
    if image.mode.startswith(("I", "F")):  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode == "CMYK" or (mode == "RGB" and image.mode == "L"):
        mode = image.mode
    if mode == "RGB" and image.mode == "1":
        mode = "L"
    image.load()
    return image if image.mode == mode else image.convert(mode)


def _shrink(picture: Image.Image, width: int) -> Image.Image:
    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _convert_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return `picture` in the colours of the web; as it is where its profile cannot be read."""
    target = picture.mode if picture.mode in {"RGB", "RGBA"} else "RGB"
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        web = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, web, outputMode=target) or picture
    return picture


def _encode_copy(picture: Image.Image, kind: str, untouched: bytes) -> bytes:
    """Return the copy in the format `kind`; `untouched` is the original if its pixels may stay."""
    if untouched and kind in {"PNG", "GIF", "WEBP"}:
        return strip_metadata(untouched, kind)
    copy = _save(picture, kind, **OPTIONS[kind])
    if not untouched or kind != "JPEG" or len(copy) < len(untouched):
        return copy
    # It was compressed harder than we do: what decided its size is kept.
    with Image.open(io.BytesIO(untouched)) as image:
        image.load()
        image.info = {}
        alike = _save(image, "JPEG", quality="keep", optimize=True, progressive=True)
    return min(copy, alike, key=len)


def _save(picture: Image.Image, kind: str, **options: object) -> bytes:
    if kind in OPAQUE and picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def _list_candidates(picture: Image.Image, largest: int, kind: str) -> tuple[Candidate, ...]:
    """Return copies for pages, narrow ones first; none that saves too little."""
    candidates: list[Candidate] = []
    for width in _iter_widths(picture.width):
        data = _encode_candidate(_shrink(picture, width), kind)
        if len(data) + WORTH_A_FILE < largest:
            candidates.insert(0, Candidate(width, data))
            largest = len(data)
    return tuple(candidates)


def _iter_widths(full: int) -> Iterator[int]:
    """Yield the widths of copies for pages, wide ones first; none is wider than the original."""
    widest = min(full, WIDTHS[-1])
    yield widest
    yield from (width for width in reversed(WIDTHS) if width < widest * NEAR)


def _encode_candidate(picture: Image.Image, kind: str) -> bytes:
    lossy = _save(picture, "WEBP", **LOSSY)
    if kind in PHOTOS:
        return lossy
    lossless = _save(picture, "WEBP", **LOSSLESS)
    return lossless if len(lossless) < len(lossy) * LOSS_WORTH_IT else lossy
