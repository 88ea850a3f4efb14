"""Take out of a PNG, GIF or WebP what is no picture: place, date, camera, words, what follows it.

The pictures stay byte for byte, so an animation stays whole. Parts are kept by a list: whatever is
not on it goes.
"""

import struct
from collections.abc import Iterator

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"),
        *(b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
    }
)
WEBP_PARTS = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})
WEBP_METADATA = 0x20 | 0x08 | 0x04  # bits in the head that promise a profile, EXIF, XMP
GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})  # say how often an animation is shown
GIF_EXTENSION, GIF_PICTURE, GIF_END = 0x21, 0x2C, 0x3B
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF


def strip_metadata(data: bytes, kind: str) -> bytes:
    """Return the image `data` of the format `kind` (PNG, GIF, WEBP) without metadata.

    ValueError if it is cut short.
    """
    strip = {"PNG": _iter_png_parts, "GIF": _iter_gif_parts, "WEBP": _iter_webp_parts}[kind]
    try:
        body = b"".join(strip(data))
    except (struct.error, IndexError):
        raise ValueError("it is cut short") from None
    if kind != "WEBP":
        return body
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _take(data: bytes, start: int, end: int) -> bytes:
    """Return the bytes from `start` to `end`; ValueError if they are not all there."""
    if end > len(data):
        raise ValueError("it is cut short")
    return data[start:end]


def _iter_png_parts(data: bytes) -> Iterator[bytes]:
    yield _take(data, 0, len(PNG_HEAD))
    start, name = len(PNG_HEAD), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, start)
        part = _take(data, start, start + length + 12)
        start += len(part)
        if name in PNG_PARTS:
            yield part


def _iter_webp_parts(data: bytes) -> Iterator[bytes]:
    """Yield the parts within the frame of the file, which its second word gives the length of."""
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    _take(data, 0, end)
    start = 12
    while start + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, start)
        part = _take(data, start, start + 8 + length + length % 2)
        start += len(part)
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~WEBP_METADATA]) + part[9:]
        if name in WEBP_PARTS:
            yield part


def _iter_gif_parts(data: bytes) -> Iterator[bytes]:
    start = 13 + _measure_palette(data[10])
    yield _take(data, 0, start)
    while (mark := data[start]) != GIF_END:
        if mark == GIF_EXTENSION:
            end = _find_gif_end(data, start + 2)
            label, name = data[start + 1], data[start + 3 : start + 14]
            if label == GIF_CONTROL or (label == GIF_APPLICATION and name in GIF_LOOPS):
                yield data[start:end]
        elif mark == GIF_PICTURE:
            end = _find_gif_end(data, start + 11 + _measure_palette(data[start + 9]))
            yield data[start:end]
        else:
            raise ValueError("it has a part that no GIF has")
        start = end
    yield bytes([GIF_END])


def _measure_palette(flags: int) -> int:
    """Return how many bytes the palette has that `flags` promise."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _find_gif_end(data: bytes, start: int) -> int:
    """Return where the blocks end that begin at `start`; each begins with its length."""
    while length := data[start]:
        start += length + 1
    return start + 1
