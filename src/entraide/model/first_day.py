"""The first of a month in French, « 1er mai ». Babel, which writes our dates, says « 1 mai »."""

import re

FIRST = re.compile(r"^1(?=\s)")


def with_first(day: str, lang: str) -> str:
    """A date as Babel writes it in the language of the tag `lang`, mended where that is French."""
    return FIRST.sub("1er", day) if lang.partition("-")[0] == "fr" else day
