"""Output that never fails on a character: a console of an older code page gets the nearest it has.

Windows gives programs that write to a file or a pipe a code page such as cp1252 or cp850; our
texts have narrow no-break spaces, curly quotes and names in any script. What is for programs (JSON,
bundles) is written as UTF-8 whatever the stream is: `echo_for_programs`.
"""

import codecs
import os
import sys
import unicodedata
from contextlib import suppress
from io import TextIOWrapper

import click

SUBSTITUTES = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " "),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚ʼ", "'"),
    **dict.fromkeys("‐\u2011‒–—−", "-"),
    "…": "...",
    "→": "->",
    "·": ".",
    "•": "*",
    "œ": "oe",
    "Œ": "OE",
    "€": "EUR",
}
ERROR_HANDLER = "entraide.readable"  # the name under which Python knows `_replace_signs`


def make_streams_readable() -> None:
    """Let standard output and standard error replace characters that they cannot encode."""
    codecs.register_error(ERROR_HANDLER, _replace_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors in {"strict", "backslashreplace"}:
            stream.reconfigure(errors=ERROR_HANDLER)


def echo_for_programs(text: str) -> None:
    """Write `text` to standard output as UTF-8, whatever its encoding; no line end is added."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def forget_output() -> None:
    """Point standard output at the null device; else Python would write again when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace_signs(error: UnicodeError) -> tuple[str, int]:
    """Answer an encoding error, as `codecs.register_error` asks: a replacement, where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_replace_sign(sign, error.encoding) for sign in signs), error.end


def _replace_sign(sign: str, encoding: str) -> str:
    """Return the nearest text to `sign` that `encoding` has; its escape if there is none."""
    bare = unicodedata.normalize("NFKD", sign)
    for near in (SUBSTITUTES.get(sign), bare, bare[0]):
        with suppress(UnicodeEncodeError):
            if near is not None:
                return near.encode(encoding).decode(encoding)
    return sign.encode("ascii", "backslashreplace").decode()
