"""The data that pages share: `data/tags.yml`, `data/categories.yml`, `data/platform.yml`."""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from entraide.content.front_matter import Tag, Text, validate
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.content.yaml_lines import Document, read_yaml
from entraide.errors import Problem
from entraide.model.locales import Locale
from entraide.model.taxonomy import Term


class TermRow(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: Tag
    label: dict[str, Text]
    description: dict[str, Text]


class TermRows(RootModel[Annotated[list[TermRow], Field(min_length=1)]]):
    """A list of tags or categories, in the order in which pages show them."""


def read_terms(
    settings: Settings, name: str, reserved: Container[str] = ()
) -> tuple[dict[str, Term], list[Problem]]:
    """The terms of `data/<name>.yml` by id, in the order of the file; none may be `reserved`."""
    path, document, problems = _read(settings, settings.data / f"{name}.yml")
    if problems:
        return {}, problems
    rows, problems = validate(TermRows, document, path)
    terms: dict[str, Term] = {}
    for index, row in enumerate(rows.root if rows else []):
        line = document.line((index,))
        if row.id in terms:
            problems.append(Problem(path, line, f"“{row.id}” is defined twice", "Keep one of them"))
        if row.id in reserved:
            what = f"“{row.id}” would stand at an address that the site needs for itself"
            problems.append(Problem(path, line, what, "Choose another id, and rename its folders"))
        terms[row.id] = Term(row.id, row.label, row.description)
        for field, words in (("label", row.label), ("description", row.description)):
            problems += _unspoken(words, settings.locales, f"{row.id}: {field}", path, line)
    return terms, problems


def read_platform(settings: Settings) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """The operator's facts as placeholder values: locale -> `platform.name` -> text."""
    path, document, problems = _read(settings, settings.data / "platform.yml")
    values: dict[str, dict[str, str]] = {locale.code: {} for locale in settings.locales}
    if problems:
        return values, problems
    for place, leaf in _leaves(document.value, (), {locale.code for locale in settings.locales}):
        name = ".".join(["platform", *place])
        line = document.line(place)
        words = leaf if isinstance(leaf, Mapping) else dict.fromkeys(values, leaf)
        problems += _unspoken(words, settings.locales, name, path, line)
        for code, text in words.items():
            if not isinstance(text, str) or not text:
                said = f"“{name}” is not text"
                problems.append(Problem(path, line, said, "Write the words, in quotes if needed"))
            elif code in values:
                values[code][name] = text
    return values, problems


def _read(settings: Settings, path: Path) -> tuple[str, Document, list[Problem]]:
    shown = settings.relative(path)
    text, problems = read_text(path, shown)
    if problems:
        return shown, Document(None, {}), problems
    document, problems = read_yaml(text, shown)
    return shown, document, problems


def _leaves(
    value: object, place: tuple[str, ...], codes: set[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value below: a text, or a mapping of locale to text."""
    if isinstance(value, Mapping) and not (set(value) & codes):
        for key, child in value.items():
            yield from _leaves(child, (*place, str(key)), codes)
    else:
        yield place, value


def _unspoken(
    words: Mapping[str, object], locales: Sequence[Locale], name: str, path: str, line: int
) -> Iterator[Problem]:
    for locale in locales:
        if locale.code not in words:
            said = f"“{name}” has no words in “{locale.code}”"
            yield Problem(path, line, said, f"Add {locale.code}: …")
