"""Find the languages of pages: by folder (`fr/guide.md`) or by suffix (`guide.fr.md`)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from entraide.content.babel_locales import is_known_language
from entraide.model.locales import to_language_tag

CODE = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}|[a-z]{4}|\d{3}))?")


class PageName(NamedTuple):
    """A page: the name of its file, its language ("" for none), and what all languages share."""

    name: str
    language: str
    stem: str  # without language and ending: `guide/start`


def is_language(word: str, languages: Iterable[str]) -> bool:
    """Return whether a part of a name is a language: one of the site, or one that Babel knows."""
    if word in languages:
        return True
    return bool(CODE.fullmatch(word)) and is_known_language(to_language_tag(word))


def pair_pages(names: Sequence[str], languages: Sequence[str]) -> list[PageName]:
    """Return each of `names`, paths of pages, with its language.

    A folder at the top counts as a language where it is one of the site's `languages`, or where two
    such folders share a page: `it/` may be the department.
    """
    folders = _find_language_folders(names, languages)
    pages = []
    for name in names:
        path = PurePosixPath(name)
        stem = path.with_suffix("").as_posix()
        language = ""
        if path.parts[0] in folders and len(path.parts) > 1:
            language, stem = path.parts[0], stem.partition("/")[2]
        plain, dot, suffix = stem.rpartition(".")
        if dot and "/" not in suffix and is_language(suffix, languages):
            language, stem = suffix, plain
        pages.append(PageName(name, language, stem))
    return pages


def _find_language_folders(names: Sequence[str], languages: Sequence[str]) -> set[str]:
    rest: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        folder, slash, path = name.partition("/")
        if slash and is_language(folder, languages):
            rest[folder].add(path)
    certain = {folder for folder in rest if folder in languages}
    for folder, paths in rest.items():
        if any(paths & others for other, others in rest.items() if other != folder):
            certain.add(folder)
    return certain
