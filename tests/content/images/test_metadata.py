"""Metadata goes, pictures stay as they are, and nothing stands behind them."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from entraide.content.images.metadata import strip_metadata
from support.images import (
    OWNER,
    make_animation,
    make_exif,
    make_quarters,
    open_bytes,
    save_image,
)

KINDS = ("PNG", "GIF", "WEBP")


def make_image(kind: str) -> bytes:
    """A still image with all the metadata that the format has."""
    picture = make_quarters(64, 48)
    if kind == "GIF":
        return save_image(picture, kind, comment=OWNER.encode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": make_exif(), "icc_profile": profile}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", OWNER)
        words.add_itxt("XML:com.adobe.xmp", OWNER)
        words.add_text("Comment", OWNER, zip=True)
        return save_image(picture, kind, pnginfo=words, **options)
    return save_image(picture, kind, xmp=OWNER.encode(), lossless=True, **options)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_but_the_picture(kind: str) -> None:
    data = make_image(kind)
    assert OWNER.encode() in data
    stripped = strip_metadata(data, kind)
    assert OWNER.encode() not in stripped
    picture = open_bytes(stripped)
    assert not picture.info.keys() & {"comment", "exif", "xmp", "icc_profile", "Author", "Comment"}
    assert not picture.getexif()
    assert picture.convert("RGB").tobytes() == open_bytes(data).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_an_animation_stays_whole(kind: str) -> None:
    data = make_animation(kind)
    stripped = strip_metadata(data, kind)
    assert OWNER.encode() in data
    assert OWNER.encode() not in stripped
    before, after = (Image.open(io.BytesIO(each)) for each in (data, stripped))
    assert after.n_frames == before.n_frames == 4  # type: ignore[attr-defined]
    for number in range(4):
        before.seek(number)
        after.seek(number)
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()
        assert after.info.get("duration") == before.info.get("duration")
    assert after.info.get("loop") == before.info.get("loop")


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_picture_goes(kind: str) -> None:
    data = make_image(kind)
    assert strip_metadata(data + OWNER.encode(), kind) == strip_metadata(data, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_is_cut_short_anywhere_is_refused(kind: str) -> None:
    data = make_animation(kind)
    for end in range(0, len(data) - 1, 7):
        with pytest.raises(ValueError, match="it is cut short"):
            strip_metadata(data[:end], kind)


def test_a_gif_with_an_unknown_part_is_refused() -> None:
    data = make_image("GIF")
    with pytest.raises(ValueError, match="a part that no GIF has"):
        strip_metadata(data[:-1] + b"\x07;", "GIF")
