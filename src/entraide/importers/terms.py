"""Add the categories and tags of a plan to `data/categories.yml` and `data/tags.yml`."""

from collections.abc import Mapping
from pathlib import Path

from entraide.content.plain_text import find_page_signs
from entraide.content.settings import Settings
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.content.yaml.values import QuotedText, format_value
from entraide.errors import EntraideError, FileLine, Problem


def add_terms(
    settings: Settings, categories: Mapping[str, str], tags: Mapping[str, str]
) -> dict[Path, bytes]:
    """Return the files with a row for each term that they lack; `categories` are id -> label.

    EntraideError where such a file is no list.
    """
    files = {}
    for name, terms in (("categories", categories), ("tags", tags)):
        path = settings.data / f"{name}.yml"
        if terms and (text := _add_rows(path, terms, settings)):
            files[path] = text.encode()
    return files


def _add_rows(path: Path, terms: Mapping[str, str], settings: Settings) -> str:
    """Return the text of `path` with the rows that it lacks; "" where it lacks none."""
    text = path.read_text("utf-8") if path.exists() else ""
    try:
        rows = load_yaml(text) or []
    except YAML_ERRORS:
        rows = None
    if not isinstance(rows, list):
        shown = settings.make_relative(path)
        what = "this is no list, so nothing can be added to it"
        raise EntraideError(Problem(FileLine(shown), what, "Run entraide check, and mend it"))
    known = {row.get("id") for row in rows if isinstance(row, dict)}
    new = {key: label for key, label in terms.items() if key not in known}
    if not new:
        return ""
    if text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(_format_row(key, label, settings) for key, label in new.items())


def _format_row(key: str, label: str, settings: Settings) -> str:
    """Return a term as our files write it; other languages wait for their words."""
    words = " ".join(label.split())
    if any(find_page_signs(words, "a label")) or "{{" in words or not words:
        words = key.replace("-", " ").capitalize()
    by_locale = {
        locale.code: QuotedText(words if locale.default else "") for locale in settings.locales
    }
    value = format_value(by_locale)
    return f"- id: {format_value(key)}\n  label: {value}\n  description: {value}\n"
