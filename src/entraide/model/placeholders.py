"""Placeholders: `{{platform.name}}` in a text stands for a fact kept in one place.

The names are dotted paths into the values an operator gives; a value is a string, or one string
per locale.
"""

import re
from collections.abc import Iterator, Mapping

PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")


def placeholders_in(text: str) -> Iterator[tuple[str, int]]:
    """Every placeholder of `text`: its name, and its line counted from 0."""
    for match in PLACEHOLDER.finditer(text):
        yield match[1], text.count("\n", 0, match.start())


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every known placeholder replaced; unknown ones stay for the check to name."""
    if "{{" not in text:
        return text
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
