"""Reduce nested categories to one level, which is what entries have.

A category that holds every article (“Help centre”) is dropped. The outermost of the rest is the
category; the inner ones become tags, so that their words stay.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from entraide.importers.articles import ImportedArticle, ImportedTerm
from entraide.importers.placement import SlugShelf, make_slug
from entraide.model.locales import get_language, to_language_tag

DEEPEST_PATH = 10  # categories within each other; more of them go round in a circle
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class CategorySorting:
    """Articles with one category each, and the words of categories and tags by their new keys."""

    articles: tuple[ImportedArticle, ...]
    categories: dict[str, ImportedTerm]
    tags: dict[str, ImportedTerm]


def list_ancestors(
    number: int | None, rows: Mapping[int, Row], get_parent: Callable[[Row], int | None]
) -> list[int]:
    """List the number of a category and of those around it, outermost first."""
    numbers: list[int] = []
    while number is not None and number in rows and len(numbers) < DEEPEST_PATH:
        numbers.insert(0, number)
        number = get_parent(rows[number])
    return numbers


def sort_categories(
    articles: Iterable[ImportedArticle], terms: Mapping[str, ImportedTerm], language: str
) -> CategorySorting:
    """Give each of `articles` one category; `terms` has the words of those in their paths, by key.

    The new keys are words, made of the label in `language`: a number says nothing in an address.
    """
    terms = {key: _put_first(term, language) for key, term in terms.items()}
    listed = tuple(articles)
    paths = [article.category for article in listed]
    depth = _count_common(paths)
    keys = _name_terms(terms)
    named = {keys[key]: replace(term, key=keys[key]) for key, term in terms.items()}
    sorting = []
    for article in listed:
        path = [keys.get(key, key) for key in article.category[depth:]]
        inner = [_find_label(named, key) for key in path[1:]]
        tags = tuple(dict.fromkeys([*article.tags, *inner]))
        sorting.append(replace(article, category=tuple(path[:1]), tags=tags))
    used = {key for article in sorting for key in article.category}
    tags_by_name = {_find_label(named, key): term for key, term in named.items()}
    return CategorySorting(
        tuple(sorting),
        {key: term for key, term in named.items() if key in used},
        tags_by_name,
    )


def _put_first(term: ImportedTerm, language: str) -> ImportedTerm:
    """Return a term whose labels begin with that in `language`, if it has one."""
    start = get_language(language).lower()
    rows = sorted(
        term.labels.items(),
        key=lambda pair: get_language(to_language_tag(pair[0])).lower() != start,
    )
    return replace(term, labels=dict(rows))


def _count_common(paths: list[tuple[str, ...]]) -> int:
    """Return how many leading keys all paths share, without the last key of any path."""
    depth = 0
    while len(paths) > 1 and all(len(path) > depth + 1 for path in paths):
        if len({path[depth] for path in paths}) > 1:
            break
        depth += 1
    return depth


def _name_terms(terms: Mapping[str, ImportedTerm]) -> dict[str, str]:
    """Return a key of words for each key of `terms`."""
    shelf = SlugShelf()
    labels = {key: next(iter(term.labels.values()), "") for key, term in terms.items()}
    return {key: shelf.take(make_slug(label)) if label else key for key, label in labels.items()}


def _find_label(terms: Mapping[str, ImportedTerm], key: str) -> str:
    return next(iter(terms[key].labels.values()), key) if key in terms else key
