"""French dates: the first of a month is « 1er mai », where Babel writes « 1 mai »."""

import re

FIRST = re.compile(r"^1(?=\s)")


def with_first(day: str, lang: str) -> str:
    """Return `day`, a date as Babel writes it, with “1er” where the tag `lang` is French."""
    return FIRST.sub("1er", day) if lang.partition("-")[0] == "fr" else day
