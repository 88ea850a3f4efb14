"""Read the lists of terms, `data/tags.yml` and others, and the YAML of any file of data."""

import os
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from entraide.content.field_types import Tag, WordsByLocale
from entraide.content.linked_files import is_outside, make_link_problem
from entraide.content.plain_text import check_data_signs
from entraide.content.settings import Settings
from entraide.content.text_files import read_visible_text
from entraide.content.validation import validate
from entraide.content.yaml.documents import UNREADABLE, YamlDocument, read_yaml
from entraide.errors import FileLine, Problem, ProblemLocation, ProblemLog
from entraide.model.locales import Locale
from entraide.model.site import Term


class TermRow(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: Tag
    label: WordsByLocale
    description: WordsByLocale
    moved_from: Annotated[
        list[Tag],
        Field(
            default_factory=list,
            description="Of a category only: former ids, whose addresses lead to it.",
        ),
    ]
    without: Annotated[
        WordsByLocale,
        Field(
            default_factory=dict,
            description="Of a topic only: what to do where a country has no service for it.",
        ),
    ]
    first: Annotated[
        bool,
        Field(
            description="Of a topic only: whether the page of a country opens with its services, "
            "below the emergency numbers.",
        ),
    ] = False


class TermRows(RootModel[Annotated[list[TermRow], Field(min_length=1)]]):
    """A list of tags or categories, in the order in which pages show them."""


def read_terms(
    settings: Settings,
    name: str,
    log: ProblemLog,
    *,
    reserved: Container[str] = (),
) -> dict[str, Term]:
    """Read `data/<name>.yml`; return the terms by id, in the order of the file.

    No id may be one of `reserved`. A project without the file has no terms of this kind.
    """
    file = settings.data / f"{name}.yml"
    if not os.path.lexists(file):
        return {}
    path, document = read_data(settings, file, log)
    if not document.is_sound:
        return {}
    rows = validate(TermRows, document, path, log)
    log.extend(check_data_signs(document, path))
    terms: dict[str, Term] = {}
    term_rows = rows.root if rows else []
    lines = ((row.id, document.get_line((index,))) for index, row in enumerate(term_rows))
    log.extend(check_repeated_ids(lines, path))
    for index, row in enumerate(term_rows):
        location = FileLine(path, document.get_line((index,)))
        if row.id in reserved:
            what = f"“{row.id}” would stand at an address that the site needs for itself"
            log.add(location, what, "Choose another id, and rename its folders")
        terms[row.id] = Term(
            row.id, row.label, row.description, row.without, row.first, tuple(row.moved_from)
        )
        log.extend(_check_words(row, name, settings, location))
    return terms


def describe_unknown_term(settings: Settings, name: str, what: str) -> str:
    """Return `what` is wrong with a term that `data/<name>.yml` has not, and where one is added."""
    file = settings.make_relative(settings.data / f"{name}.yml")
    return f"{what}: {file} has them, and takes new ones"


def _check_words(
    row: TermRow, name: str, settings: Settings, location: FileLine
) -> Iterator[Problem]:
    """Yield what `row` of `data/<name>.yml` lacks in a locale, or has in the wrong file."""
    texts = {"label": row.label, "description": row.description}
    if name == "topics":
        texts |= {"without": row.without} if row.without else {}
    else:
        for key in ("without", "first"):
            if getattr(row, key):
                what = f"“{row.id}” has “{key}”, which a topic only has"
                yield Problem(location, what, "Remove it")
    if row.moved_from and name != "categories":
        what = f"“{row.id}” has “moved_from”, which a category only has"
        yield Problem(location, what, "Remove it")
    for field, words in texts.items():
        yield from check_locales(words, settings.locales, f"{row.id}: {field}", location)


def check_repeated_ids(rows: Iterable[tuple[str, int]], path: str) -> Iterator[Problem]:
    """Yield a problem for each row, an id and its line in `path`, whose id an earlier one has."""
    listed = list(rows)
    for index in find_repeats(number for number, _ in listed):
        number, line = listed[index]
        yield Problem(FileLine(path, line), f"“{number}” is defined twice", "Keep one of them")


def find_repeats(keys: Iterable[Hashable]) -> Iterator[int]:
    """Yield the index of each of `keys` that an earlier one equals."""
    earlier_values = set()
    for index, key in enumerate(keys):
        if key in earlier_values:
            yield index
        earlier_values.add(key)


def read_data(settings: Settings, path: Path, log: ProblemLog) -> tuple[str, YamlDocument]:
    """Read a YAML file of data; return its path as shown, and its document."""
    shown = settings.make_relative(path)
    if outside := list(check_data_link(settings, path)):
        log.extend(outside)
        return shown, UNREADABLE
    text = read_visible_text(path, shown, log)
    return shown, UNREADABLE if text is None else read_yaml(text, shown, log)


def check_data_link(settings: Settings, path: Path) -> Iterator[Problem]:
    """Yield a problem if a link leads `path` out of the folder of data."""
    if is_outside(path, settings.data):
        shown, border = map(settings.make_relative, (path, settings.data))
        yield make_link_problem(shown, border)


def check_locales(
    words: Mapping[str, object], locales: Sequence[Locale], name: str, location: ProblemLocation
) -> Iterator[Problem]:
    """Yield a problem for each of `locales` that `words`, by locale code, has no text for.

    `name` is what the message calls the words, which stand at `location`. A text that is there and
    empty waits for its translation, but for that of the default locale, which the others borrow.
    """
    for locale in locales:
        if locale.code not in words or (locale.default and words[locale.code] == ""):
            what = f"“{name}” has no words in “{locale.code}”"
            yield Problem(location, what, f"Add {locale.code}: …")
