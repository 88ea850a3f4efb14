"""Placeholders: `{{platform.name}}` in a text stands for a fact kept in one place.

The names are dotted paths into the values that an operator gives; a value is a string, or one
string per locale.
"""

import re
from collections.abc import Mapping

NAME = re.compile(r"[\w.-]+")
PLACEHOLDER = re.compile(rf"\{{\{{\s*({NAME.pattern})\s*\}}\}}")
# What looks like one, whatever its name: whether it is one is for a check to say. As the texts of
# patterns too, since they are parts of longer ones.
OPEN_BRACES = r"\{\{[^{}\n]*"
PLACEHOLDER_SHAPE = rf"{OPEN_BRACES}\}}\}}"
BRACES = re.compile(PLACEHOLDER_SHAPE)
ATTEMPT = re.compile(r"\{\{([^{}\n]*)(\}\})?")  # its end may be missing


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with every known placeholder replaced; unknown ones stay for a check."""
    if "{{" not in text:
        return text
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
