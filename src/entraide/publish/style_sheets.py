"""Style sheets as pages load them, without comments for their authors."""

import re

COMMENT = r"/\*(?:[^*]|\*(?!/))*\*/"
# A string or an address stays as it is; so does a comment with a licence (/*! … */), and one that
# keeps two words apart.
PIECE = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\burl\([^)"']*\)"""
    rf"|(?=/\*!){COMMENT}|(?<=[^\s{{}};,:]){COMMENT}(?=[^\s{{}};,:]))"
    rf"|{COMMENT}|(?P<gap>\s*\n\s*)",
    re.DOTALL,
)
EMPTY_LINES = re.compile(r"\n{2,}")


def shorten_css(css: str) -> str:
    """Return `css` without comments, empty lines and the space around the ends of lines."""
    shorter = PIECE.sub(lambda piece: piece["kept"] or ("\n" if piece["gap"] else ""), css)
    return EMPTY_LINES.sub("\n", shorter)
