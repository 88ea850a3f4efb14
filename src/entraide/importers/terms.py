"""Add the categories and tags of a plan to `data/categories.yml` and `data/tags.yml`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from entraide.content.plain_text import find_page_signs
from entraide.content.settings import Settings
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.content.yaml.values import QuotedText, format_value
from entraide.errors import EntraideError, FileLine, Problem
from entraide.importers.articles import ImportedTerm
from entraide.importers.placement import find_locale
from entraide.model.locales import Locale, get_default_locale


@dataclass(frozen=True, slots=True)
class TermWords:
    """What the source calls a term, by the code of a locale."""

    labels: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)


Glosses = Mapping[str, TermWords]  # by the label that a plan has of the term


def index_words(terms: Iterable[ImportedTerm], locales: Sequence[Locale]) -> Glosses:
    """Return the words of `terms` in each language of the project, by every label of theirs."""
    default, words = get_default_locale(locales).code, defaultdict[str, TermWords](TermWords)
    for term in terms:
        labels = {find_locale(each, locales): text for each, text in term.labels.items()}
        label = labels.get(default) or next(iter(term.labels.values()), "")
        entry = words[" ".join(label.split())]
        for language, text in term.descriptions.items():
            entry.descriptions.setdefault(find_locale(language, locales), text)
        for code, text in labels.items():
            entry.labels.setdefault(code, text)
    return dict(words)


def add_terms(
    settings: Settings, categories: Mapping[str, str], tags: Mapping[str, str], words: Glosses
) -> dict[Path, bytes]:
    """Return the files with a row for each term that they lack; `categories` are id -> label.

    `words` has what the source calls them in other languages.

    EntraideError where such a file is no list.
    """
    files = {}
    for name, terms in (("categories", categories), ("tags", tags)):
        path = settings.data / f"{name}.yml"
        if terms and (text := _add_rows(path, terms, settings, words)):
            files[path] = text.encode()
    return files


def _add_rows(path: Path, terms: Mapping[str, str], settings: Settings, words: Glosses) -> str:
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
    rows = (
        _format_row(key, label, settings, words.get(" ".join(label.split()), TermWords()))
        for key, label in new.items()
    )
    return text + "".join(rows)


def _format_row(key: str, label: str, settings: Settings, words: TermWords) -> str:
    """Return a term as our files write it; a language without words waits for them."""
    own = _clean_words(label) or key.replace("-", " ").capitalize()
    default = get_default_locale(settings.locales).code
    labels = {
        locale.code: _clean_words(words.labels.get(locale.code, "")) for locale in settings.locales
    } | {default: own}
    descriptions = {
        code: _clean_words(words.descriptions.get(code, "")) or text
        for code, text in labels.items()
    }
    lines = (
        f"  label: {_format_words(labels)}\n",
        f"  description: {_format_words(descriptions)}\n",
    )
    return f"- id: {format_value(key)}\n" + "".join(lines)


def _clean_words(text: str) -> str:
    """Return words of a stranger on one line; "" for what a page would not show as it is."""
    words = " ".join(text.split())
    return "" if any(find_page_signs(words, "a label")) or "{{" in words else words


def _format_words(words: Mapping[str, str]) -> str:
    return format_value({code: QuotedText(text) for code, text in words.items()})
