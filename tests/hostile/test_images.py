"""Images that are none, that are damaged, or that would fill the memory: refused, and said how."""

import shlex
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from entraide.content.checks import check_project
from entraide.content.images.examination import ImageFaultError, examine_image
from entraide.content.images.formats import MOST_SCANS
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.render.images.encoding import encode_image
from support.cpu_time import measure_cpu_time
from support.images import make_animation, make_photo, make_quarters, save_image
from support.projects import write_site

BROKEN = "Save it again with a program for images, as PNG or JPEG."
SMALLER = "Save it smaller: 2,000 pixels a side are enough for any screen."


def make_png_head(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that says it is as large as that."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(body)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(make_chunk(*chunk) for chunk in chunks)


def make_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def make_icon(picture: bytes) -> bytes:
    entry = struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 32, len(picture), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + picture


def put_words(png: bytes, words: bytes) -> bytes:
    """The PNG with a text, compressed, behind its head."""
    return png[:33] + make_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words)) + png[33:]


def add_scans(jpeg: bytes, times: int) -> bytes:
    """The progressive JPEG with its last scan again and again."""
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * times + jpeg[-2:]


QUARTERS = make_quarters(400, 300)
PNG, PHOTO = save_image(QUARTERS, "PNG"), make_photo(400, 300)
PROGRESSIVE = save_image(QUARTERS, "JPEG", progressive=True)
TOO_LARGE = "million are the most, and 16,000 a side. " + SMALLER
DAMAGED = "the image is damaged, or cut short. " + BROKEN
NO_IMAGE = "this is no image of a kind that browsers show. " + BROKEN
GIF = save_image(QUARTERS, "GIF")
REFUSED = {
    "nothing": ("a.png", b"", NO_IMAGE),
    "words": ("a.jpg", b"These are words.", NO_IMAGE),
    "a TIFF": ("a.jpg", save_image(QUARTERS, "TIFF"), NO_IMAGE),
    "PostScript": ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", NO_IMAGE),
    "a JPEG cut short": ("a.jpg", PHOTO[: len(PHOTO) // 2], DAMAGED),
    "a JPEG without its end": ("a.jpg", PHOTO[:-400], DAMAGED),
    "the head of a JPEG": ("a.jpg", PHOTO[:20], NO_IMAGE),
    "a PNG cut short": ("a.png", PNG[: len(PNG) // 2], DAMAGED),
    "a PNG of 50,000 a side": ("a.png", make_png_head(50_000, 50_000), "too many pixels"),
    "a PNG of 9,000 a side": ("a.png", make_png_head(9_000, 9_000), TOO_LARGE),
    "a PNG that is a line": ("a.png", make_png_head(90_000, 1), TOO_LARGE),
    "a PNG without pixels": ("a.png", make_png_head(400, 300), DAMAGED),
    "a GIF of 65,535 a side": ("a.gif", GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:], "too many"),
    "a BMP of 60,000 a side": (
        "a.bmp",
        (bmp := save_image(QUARTERS, "BMP"))[:18] + struct.pack("<ii", 60_000, 60_000) + bmp[26:],
        "too many pixels",
    ),
    "an icon with a large PNG": ("a.ico", make_icon(make_png_head(9_000, 9_000)), "in the icon"),
    "an icon that has no picture": ("a.ico", make_icon(b"")[:20], DAMAGED),
    "a progressive JPEG of 36 million": (
        "a.jpg",
        save_image(Image.new("L", (6_000, 6_000)), "JPEG", progressive=True),
        TOO_LARGE,
    ),
    "a JPEG of many scans": (
        "a.jpg",
        add_scans(PROGRESSIVE, MOST_SCANS),
        f"the JPEG has more than {MOST_SCANS} scans. {BROKEN}",
    ),
    "a PNG whose words fill the memory": ("a.png", put_words(PNG, bytes(200_000_000)), DAMAGED),
    "an animation cut short": ("a.gif", make_animation("GIF")[:-9], "the animation is damaged"),
    "a file of 51 MB": ("a.jpg", PHOTO + bytes(51_000_000), "the image is larger than 50 MB. "),
}


def write_image(root: Path, name: str, data: bytes) -> None:
    write_site(root, {"docs/en/scams/a.md": {}})
    (root / "docs/en/scams" / name).write_bytes(data)


def list_problems(root: Path) -> list[str]:
    """What `entraide check` says."""
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return [str(one) for one in check_project(reading, date(2026, 11, 21))]


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_hostile_image_is_refused_in_no_time(
    tmp_path: Path, case: tuple[str, bytes, str]
) -> None:
    name, data, message = case
    write_image(tmp_path, name, data)
    (only,) = list_problems(tmp_path)
    assert only.startswith(f"docs/en/scams/{name}:1: ")
    assert message in only
    assert only.endswith((BROKEN, SMALLER))
    assert measure_cpu_time(lambda: list_problems(tmp_path), enough=1) < 1


MEASURE = """
import resource, sys
from pathlib import Path
from entraide.content.images.examination import ImageFaultError, examine_image
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        examine_image(file.read_bytes(), file.name)
    except ImageFaultError:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_no_image_takes_the_memory(tmp_path: Path) -> None:
    """The largest that are taken are among them; the shell begins a process with a clean record."""
    taken = {
        "a.png": save_image(Image.new("RGBA", (4_000, 4_000)), "PNG"),
        "b.jpg": save_image(Image.new("RGB", (8_000, 8_000)), "JPEG"),
        "c.webp": save_image(Image.new("RGB", (4_000, 3_100)), "WEBP", method=0),
    }
    refused = {f"{number}-{name}": data for number, (name, data, _) in enumerate(REFUSED.values())}
    for name, data in (taken | refused).items():
        (tmp_path / name).write_bytes(data)
    command = (
        f"{shlex.quote(sys.executable)} -c {shlex.quote(MEASURE)} {shlex.quote(str(tmp_path))}"
    )
    done = subprocess.run(
        ["sh", "-c", f"{command}; exit $?"], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 256 * 1024, "kilobytes"


SAMPLES = {
    "a.png": PNG,
    "a.jpg": PHOTO,
    "b.jpg": PROGRESSIVE,
    "a.gif": make_animation("GIF"),
    "a.webp": make_animation("WEBP"),
    "b.webp": save_image(QUARTERS, "WEBP"),
    "b.png": make_animation("PNG"),
    "a.bmp": save_image(make_quarters(20, 10), "BMP"),
    "a.ico": save_image(make_quarters(16, 16), "ICO"),
    "a.avif": save_image(make_quarters(20, 10), "AVIF"),
}


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8),
    st.integers(0, 400),
)
def test_a_damaged_image_is_encoded_or_refused(
    name: str, changes: list[tuple[int, int]], missing: int
) -> None:
    data = bytearray(SAMPLES[name])
    for place, value in changes:
        data[place % len(data)] = value
    damaged = bytes(data[: len(data) - missing])
    with suppress(ImageFaultError):
        examine_image(damaged, name)
        encode_image(damaged, name)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_whole(tmp_path: Path, name: str) -> None:
    write_image(tmp_path, name, SAMPLES[name])
    assert list_problems(tmp_path) == []


def test_a_large_original_is_published_with_a_warning(tmp_path: Path) -> None:
    write_image(tmp_path, "a.jpg", PHOTO + bytes(6_150_000))
    (only,) = list_problems(tmp_path)
    assert only == (
        "docs/en/scams/a.jpg:1: warning: the image has 6.2 MB, which everybody who copies the "
        "project has to fetch. Save it with less than 5 MB: 2,000 pixels a side do."
    )


def test_what_was_refused_is_refused_from_memory_too(tmp_path: Path) -> None:
    write_image(tmp_path, "a.jpg", PHOTO[:900])
    first = list_problems(tmp_path)
    assert len(list((tmp_path / ".cache/images").iterdir())) == 1
    assert first == list_problems(tmp_path) != []


def test_a_page_under_the_name_of_an_image_is_reported_once(tmp_path: Path) -> None:
    write_image(tmp_path, "a.png", b"<html><script>alert(1)</script>")
    assert len(list_problems(tmp_path)) == 1
