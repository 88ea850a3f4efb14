"""An image as it is published: upright, in sensible widths, and nothing but a picture."""

import base64
import io

import pytest
from PIL import Image, ImageCms

from entraide.render.images.drawings import clean_drawing
from entraide.render.images.encoding import WIDEST_COPY, encode_image
from support.images import (
    OWNER,
    make_animation,
    make_photo,
    make_quarters,
    make_screenshot,
    open_bytes,
    save_image,
)

CORNERS = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9))  # top left, top right, bottom right


def list_corners(picture: Image.Image) -> list[str]:
    """The colours of three corners, by name."""
    names = {
        (True, False, False): "red",
        (False, True, False): "lime",
        (False, False, True): "blue",
    }
    width, height = picture.size
    bands = picture.convert("RGB").split()
    found = [
        tuple(band.crop((x, y, x + 1, y + 1)).tobytes()[0] > 128 for band in bands)
        for x, y in ((int(x * width), int(y * height)) for x, y in CORNERS)
    ]
    return [names.get((red, green, blue), "another") for red, green, blue in found]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_copy_stands_upright(orientation: int) -> None:
    """The quarters were drawn so that the orientation brings them back."""
    upright = make_quarters(1200, 900)
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(back[orientation]) if orientation in back else upright
    image = encode_image(save_image(stored, "JPEG", quality=95, exif=exif), "a.jpg")
    assert (image.width, image.height) == (1200, 900)
    for data in (image.copy, *(each.data for each in image.candidates)):
        picture = open_bytes(data)
        assert list_corners(picture) == ["red", "lime", "blue"]
        assert picture.width * 900 == pytest.approx(picture.height * 1200, rel=0.01)


def test_no_copy_tells_who_took_a_photo_and_where() -> None:
    data = make_photo(1600, 1200, orientation=6)
    assert data.count(OWNER.encode()) == 3, "EXIF, comment, XMP"
    image = encode_image(data, "a.jpg")
    files = [image.copy, *(each.data for each in image.candidates)]
    assert len(files) == 4
    for each in files:
        assert OWNER.encode() not in each
        assert b"Exif" not in each
        assert b"GPS" not in each
        picture = open_bytes(each)
        assert not picture.getexif()
        assert not picture.info.keys() & {"exif", "comment", "icc_profile", "xmp"}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (3000, [480, 960, 1440]),
        (1440, [480, 960, 1440]),
        (1200, [480, 960, 1200]),
        (1000, [480, 1000]),
        (500, [500]),
        (300, [300]),
    ],
)
def test_copies_have_sensible_widths_and_none_is_wider_than_the_photo(
    width: int, widths: list[int]
) -> None:
    image = encode_image(make_photo(width, width // 2), "a.jpg")
    assert [each.width for each in image.candidates] == widths
    assert [open_bytes(each.data).width for each in image.candidates] == widths
    assert image.copy_width == open_bytes(image.copy).width == min(width, WIDEST_COPY)
    sizes = [len(each.data) for each in image.candidates]
    assert sizes == sorted(sizes)
    assert sizes[-1] < len(image.copy)


def test_the_copy_at_the_address_of_the_original_has_its_format() -> None:
    for kind, name in (
        *(("JPEG", "a.jpg"), ("PNG", "a.png"), ("GIF", "a.gif"), ("WEBP", "a.webp")),
        *(("BMP", "a.bmp"), ("AVIF", "a.avif"), ("ICO", "a.ico")),
    ):
        copy = encode_image(save_image(make_quarters(64, 64), kind), name).copy
        assert Image.open(io.BytesIO(copy)).format == kind
    assert Image.open(io.BytesIO(encode_image(make_photo(64, 64), "a.png").copy)).format == "PNG"


def test_a_screenshot_stays_sharp() -> None:
    picture = make_screenshot()
    image = encode_image(save_image(picture, "PNG"), "a.png")
    assert open_bytes(image.copy).tobytes() == picture.tobytes()
    widest = open_bytes(image.candidates[-1].data)
    assert widest.convert("RGB").tobytes() == picture.tobytes(), "without loss"


def test_a_photo_that_was_compressed_hard_does_not_grow() -> None:
    data = save_image(open_bytes(make_photo(900, 600)), "JPEG", quality=15)
    image = encode_image(data, "a.jpg")
    assert len(image.copy) <= len(data)


def test_transparency_stays_or_becomes_paper() -> None:
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    for name in ("a.png", "a.webp", "a.gif"):
        copy = open_bytes(encode_image(save_image(clear, "PNG"), name).copy)
        assert copy.convert("RGBA").getpixel((9, 9))[3] == 0  # type: ignore[index]
    jpeg = open_bytes(encode_image(save_image(clear, "PNG"), "a.jpg").copy)
    assert jpeg.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_encoded(mode: str) -> None:
    picture = Image.new(mode, (700, 50))
    image = encode_image(save_image(picture, "PNG"), "a.png")
    assert (image.width, image.height, image.copy_width) == (700, 50, 700)


def test_colours_of_print_become_those_of_screens() -> None:
    picture = Image.new("CMYK", (600, 400), (0, 255, 255, 0))  # red
    copy = open_bytes(encode_image(save_image(picture, "JPEG"), "a.jpg").copy)
    assert copy.mode == "RGB"
    red, green, blue = copy.getpixel((9, 9))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_colours_of_another_profile_are_converted_and_of_a_broken_one_kept() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (b"broken", lab):
        data = save_image(Image.new("RGB", (60, 60), "red"), "PNG", icc_profile=profile)
        copy = open_bytes(encode_image(data, "a.png").copy)
        assert copy.getpixel((9, 9)) == (255, 0, 0)
        assert "icc_profile" not in copy.info


@pytest.mark.parametrize(("kind", "name"), [("GIF", "a.gif"), ("WEBP", "a.webp"), ("PNG", "a.png")])
def test_an_animation_is_published_whole_and_alone(kind: str, name: str) -> None:
    image = encode_image(make_animation(kind), name)
    assert image.candidates == ()
    assert Image.open(io.BytesIO(image.copy)).n_frames == 4  # type: ignore[attr-defined]
    assert OWNER.encode() not in image.copy


def test_a_tiny_image_has_no_second_file() -> None:
    assert encode_image(save_image(Image.new("L", (1, 1)), "PNG"), "a.png").candidates == ()


def test_the_same_image_is_encoded_alike() -> None:
    data = make_photo(700, 500)
    assert encode_image(data, "a.jpg") == encode_image(data, "a.jpg")


INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'xmlns:i="{INKSCAPE}" {{size}} i:export-filename="/home/{OWNER}/a.png"><!-- {OWNER} -->'
    f"<metadata>{OWNER}</metadata><i:namedview>{OWNER}</i:namedview><title>A title</title>"
    "<g>{inside}</g></svg>"
)


def test_a_drawing_loses_the_notes_of_its_program() -> None:
    photo = base64.b64encode(make_photo(60, 40)).decode()
    inside = f'<image xlink:href="data:image/jpeg;base64,{photo}" width="9" height="9"/>'
    drawing = clean_drawing(DRAWING.format(size='viewBox="0 0 9 9"', inside=inside).encode())
    text = drawing.copy.decode()
    assert OWNER not in text
    assert "inkscape" not in text
    assert "<title>A title</title>" in text
    (embedded,) = [part for part in text.split('"') if part.startswith("data:")]
    picture = base64.b64decode(embedded.partition(",")[2])
    assert OWNER.encode() not in picture
    assert open_bytes(picture).size == (60, 40)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="200" height="100"', (200, 100)),
        ('width="20mm" height="10mm"', (76, 38)),
        ('viewBox="0 0 300 150"', (640, 320)),
        ('width="100" viewBox="0 0 10 20"', (100, 200)),
        ('height="100" viewBox="0 0 10 20"', (50, 100)),
        ('width="100"', (0, 0)),
        ('width="100%" height="100%" viewBox="0,0,10,20"', (640, 1280)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="none"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(size: str, expected: tuple[int, int]) -> None:
    drawing = clean_drawing(DRAWING.format(size=size, inside="").encode())
    assert (drawing.width, drawing.height) == expected
