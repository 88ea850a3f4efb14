"""What an image is: its size as it is shown, and whether all of it is there."""

import pytest
from PIL import Image

from entraide.content.images.examination import ImageFaultError, ImageProperties, examine_image
from support.images import make_animation, make_photo, make_quarters, save_image


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "A.JPEG"), ("WEBP", "a.webp")),
        *(("GIF", "a.gif"), ("AVIF", "a.avif"), ("BMP", "a.bmp"), ("PNG", "a.jpg")),
    ],
)
def test_each_format_is_read_whatever_its_name(kind: str, name: str) -> None:
    data = save_image(make_quarters(64, 40), kind)
    assert examine_image(data, name) == ImageProperties(kind, 64, 40, 1, animated=False)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40))])
def test_the_size_is_that_of_the_picture_the_right_way_up(
    orientation: int, size: tuple[int, int]
) -> None:
    facts = examine_image(make_photo(40, 20, orientation), "a.jpg")
    assert (facts.width, facts.height) == size


@pytest.mark.parametrize("orientation", [0, 9, 77, -1])
def test_an_orientation_that_does_not_exist_is_none(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation % 65536
    data = save_image(make_quarters(40, 20), "JPEG", exif=exif)
    assert examine_image(data, "a.jpg").orientation == 1


@pytest.mark.parametrize(("kind", "name"), [("GIF", "a.gif"), ("WEBP", "a.webp"), ("PNG", "a.png")])
def test_an_animation_is_one(kind: str, name: str) -> None:
    facts = examine_image(make_animation(kind), name)
    assert facts.animated
    assert (facts.width, facts.height) == (60, 40)


def test_an_animation_under_another_name_is_refused() -> None:
    with pytest.raises(ImageFaultError) as refused:
        examine_image(make_animation("GIF"), "a.png")
    assert refused.value.fault == (
        "the animation is a GIF, not a png",
        "Give it the ending .gif",
    )


def test_an_animation_that_we_cannot_take_metadata_out_of_is_refused() -> None:
    with pytest.raises(ImageFaultError, match="an animation in AVIF is not published"):
        examine_image(make_animation("AVIF"), "a.avif")


def test_a_photo_of_several_pictures_is_its_first() -> None:
    first, second = make_quarters(40, 30), Image.new("RGB", (20, 10))
    data = save_image(first, "MPO", save_all=True, append_images=[second])
    assert examine_image(data, "a.jpg") == ImageProperties("JPEG", 40, 30, 1, animated=False)
