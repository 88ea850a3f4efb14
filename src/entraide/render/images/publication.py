"""Publish the images of a site: each is encoded once, on every core, or comes from the cache."""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import accumulate, pairwise
from pathlib import Path

from PIL import features

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.docs import svg_files
from entraide.content.images import examination, formats, metadata
from entraide.content.images.examination import ImageFaultError
from entraide.content.images.formats import CACHE_NAME, SVG, get_suffix
from entraide.content.site_folder import write_output
from entraide.errors import EntraideError, FileLine, Problem
from entraide.render.images import drawings, encoding
from entraide.render.images.drawings import clean_drawing
from entraide.render.images.encoding import Candidate, EncodedImage, encode_image
from entraide.render.workers import map_in_parallel

FOLDER = "assets/images"  # of copies for pages; each is named after what is in it
LARGEST_CACHE = 2_000_000_000  # bytes
LIBRARIES = ("jpg", "libjpeg_turbo", "webp", "avif", "zlib", "littlecms2")  # within Pillow


@dataclass(frozen=True, slots=True)
class ImageTask:
    """An image to publish: its file, what people call it, and its address from the site's base.

    `address` is not quoted; `root` is the folder of the project, `site` that of the built site.
    """

    file: Path
    name: str
    address: str
    root: Path
    site: Path


@dataclass(frozen=True, slots=True)
class PublishedImage:
    """What a page needs to know of an image; it has no size where nobody knows one (0).

    `candidates` are widths in pixels with addresses from the site's base, narrow ones first.
    """

    width: int
    height: int
    candidates: tuple[tuple[int, str], ...] = ()


def publish_images(tasks: list[ImageTask], cores: int | None = None) -> Iterator[PublishedImage]:
    """Write the files of each image, and yield what pages need to know of it, in order.

    EntraideError for one that is damaged, or has become so since it was checked.
    """
    yield from map_in_parallel(publish_image, tasks, cores, minimum=2, chunk=1)
    if tasks:
        CachedFiles(tasks[0].root, CACHE_NAME).prune(LARGEST_CACHE)


def publish_image(task: ImageTask) -> PublishedImage:
    """Write the files of one image; EntraideError if it is damaged."""
    data = task.file.read_bytes()
    image = _encode_or_recall(data, task)
    write_output(task.site / task.address, image.copy)
    candidates = []
    for candidate in image.candidates:
        name = hashlib.sha256(candidate.data).hexdigest()[:16]
        address = f"{FOLDER}/{name}.webp"
        write_output(task.site / address, candidate.data)
        candidates.append((candidate.width, address))
    widest = min(image.copy_width, encoding.WIDTHS[-1])
    if candidates and candidates[-1][0] < widest:
        candidates.append((image.copy_width, task.address))
    return PublishedImage(image.width, image.height, tuple(candidates))


def _encode_or_recall(data: bytes, task: ImageTask) -> EncodedImage:
    cached = CachedFiles(task.root, CACHE_NAME)
    key = make_result_key(data, f"image {get_suffix(task.name)} {_describe_encoder()}")
    if packed := cached.read(key):
        return unpack_image(packed)
    try:
        image = _encode(data, task.name)
    except ImageFaultError as error:
        raise EntraideError(Problem(FileLine(task.name, 1), *error.fault)) from error
    cached.write(key, pack_image(image))
    return image


def _encode(data: bytes, name: str) -> EncodedImage:
    return clean_drawing(data) if get_suffix(name) == SVG else encode_image(data, name)


def pack_image(image: EncodedImage) -> bytes:
    """Return `image` as bytes: a line of JSON, then its files one behind another."""
    head = {
        "size": [image.width, image.height, image.copy_width],
        "widths": [each.width for each in image.candidates],
        "lengths": [len(image.copy), *(len(each.data) for each in image.candidates)],
    }
    files = (image.copy, *(each.data for each in image.candidates))
    return b"".join([json.dumps(head).encode(), b"\n", *files])


def unpack_image(packed: bytes) -> EncodedImage:
    """Return the image in `packed`, which `pack_image` made."""
    line, _, body = packed.partition(b"\n")
    head = json.loads(line)
    width, height, copy_width = head["size"]
    copy, *files = _split(body, head["lengths"])
    candidates = (Candidate(*each) for each in zip(head["widths"], files, strict=True))
    return EncodedImage(width, height, copy, copy_width, tuple(candidates))


def _split(body: bytes, lengths: Iterable[int]) -> list[bytes]:
    ends = accumulate(lengths, initial=0)
    return [body[start:end] for start, end in pairwise(ends)]


@cache
def _describe_encoder() -> str:
    """Return a description of the encoder: our code’s hash, and versions of libraries."""
    modules = (svg_files, examination, formats, metadata, drawings, encoding)
    files = [*(Path(str(module.__file__)) for module in modules), Path(__file__)]
    code = b"".join(file.read_bytes() for file in files)
    versions = [features.version(name) for name in LIBRARIES]
    return f"{hashlib.sha256(code).hexdigest()} {version('pillow')} {versions} {sys.version}"
