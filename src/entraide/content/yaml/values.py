"""Values written as YAML in the house style: on one line, and quoted only where needed."""

import re
from collections.abc import Mapping

import yaml

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Text that YAML 1.1 (ours) leaves alone and other readers take for a number or a yes or no.
LOOKALIKE = re.compile(r"[yn]|0o[0-7]+|[-+]?[\d.]+e[-+]?\d+", re.IGNORECASE)


class QuotedText(str):
    """A text that is always written in quotes: a sentence, to which a comma may be added later."""

    __slots__ = ()


def format_pair(name: str, value: object) -> str:
    """Return `name: value`, without a line end; a list of mappings has a line for each of them."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return f"{name}:" + "".join(f"\n  - {format_value(item)}" for item in value)
    return f"{name}: {format_value(value)}"


def format_value(value: object, *, flow: bool = False) -> str:
    """Return `value` on one line; within `flow`, brackets and commas have to be quoted."""
    if isinstance(value, Mapping):
        pairs = (f"{key}: {format_value(item, flow=True)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(format_value(item, flow=True) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)  # a number or a date
    bare = not isinstance(value, QuotedText) and _can_stand_bare(value, flow=flow)
    return str(value) if bare else quote_text(value)


def _can_stand_bare(text: str, *, flow: bool) -> bool:
    """Return whether YAML reads `text` without quotes as that text, alone or in a list (`flow`)."""
    if UNPRINTABLE.search(text) or LOOKALIKE.fullmatch(text) or text.startswith(("[", "{")):
        return False
    if flow and any(sign in text for sign in "[]{},"):
        return False
    line, value = (f"x: [{text}]\n", [text]) if flow else (f"x: {text}\n", text)
    try:
        return bool(yaml.load(line, Loader=yaml.CSafeLoader) == {"x": value})
    except (yaml.YAMLError, ValueError):  # ValueError: a date such as 2026-02-31
        return False


def quote_text(text: str) -> str:
    """Return `text` in double quotes, with escapes where YAML needs them."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'
