"""Images as phones and programs save them, with what they tell of people."""

import io
from typing import Any

from PIL import Image, ImageCms, ImageDraw

OWNER = "Anne Martin, 12 rue des Lilas"
GPS = 0x8825
ORIENTATION = 0x0112
TINY_PNG = (  # as `write_site` takes it
    "base64:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJg"
    "gg=="
)


def save_image(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return `picture` as a file of the format `kind`."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def open_bytes(data: bytes) -> Image.Image:
    """Return the picture in `data`, read whole."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def make_exif(orientation: int = 1) -> Image.Exif:
    """EXIF of a phone: who, where, and which side is up."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x013B] = OWNER  # artist
    exif.get_ifd(GPS).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    return exif


def make_quarters(width: int, height: int) -> Image.Image:
    """A picture whose quarters are red, green, blue and white: top left first, then clockwise."""
    picture = Image.new("RGB", (width, height), "red")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height // 2), fill="lime")
    draw.rectangle((width // 2, height // 2, width, height), fill="blue")
    draw.rectangle((0, height // 2, width // 2, height), fill="white")
    return picture


def make_photo(width: int = 1600, height: int = 1200, orientation: int = 1) -> bytes:
    """A JPEG of a phone, with the place, a name, a comment and a profile of colours."""
    picture = Image.effect_noise((width, height), 30).convert("RGB")
    picture.paste(make_quarters(width // 2, height // 2), (width // 4, height // 4))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return save_image(
        picture,
        "JPEG",
        quality=90,
        exif=make_exif(orientation),
        comment=OWNER.encode(),
        icc_profile=profile,
        xmp=f"<x:xmpmeta>{OWNER}</x:xmpmeta>".encode(),
    )


def make_screenshot(width: int = 1200, height: int = 800) -> Image.Image:
    """Words and lines, as a screen shows them."""
    picture = Image.new("RGB", (width, height), "#f4f6fb")
    draw = ImageDraw.Draw(picture)
    for row in range(0, height, 24):
        draw.text((20, row), f"{row}: block this person, report the message, keep the proof")
        draw.rectangle((width // 2, row, width - 20, row + 12), outline="#c03030")
    return picture


def make_animation(kind: str, frames: int = 4) -> bytes:
    """An animation with a comment, or whatever of that kind the format has."""
    pictures = [Image.new("RGB", (60, 40), (n * 60, 0, 200 - n * 40)) for n in range(frames)]
    first, rest = pictures[0], pictures[1:]
    options: dict[str, Any] = {"save_all": True, "append_images": rest, "duration": 80, "loop": 0}
    if kind == "GIF":
        return save_image(first, kind, comment=OWNER.encode(), **options)
    return save_image(first, kind, exif=make_exif(), **options)
