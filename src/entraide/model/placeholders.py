"""Placeholders: `{{platform.name}}` in a text stands for a fact kept in one place.

The names are dotted paths into the values that an operator gives; a value is a string, or one
string per locale.
"""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with every known placeholder replaced; a check names those that stay."""
    if "{{" not in text:
        return text
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
