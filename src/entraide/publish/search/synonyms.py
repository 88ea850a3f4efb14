"""Synonyms for search: an entry that uses one word is found by the others of the glossary.

“Scam” finds an entry that says “fraud”, and the other way round, in each language by itself.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from entraide.model.entry import Version
from entraide.model.site import TypesetSite
from entraide.model.wordings import (
    WordingPatterns,
    compile_wordings,
    find_wordings,
    to_nfc,
    to_small_letters,
)

TAG = re.compile(r"<[^<>]*>")
SynonymGroups = tuple[
    tuple[tuple[str, ...], WordingPatterns], ...
]  # words that mean the same, and to find them


def build_synonym_groups(site: TypesetSite) -> Mapping[str, SynonymGroups]:
    """Build the groups of synonyms of each locale, by its code."""
    return {locale.code: tuple(_iter_groups(site, locale.code)) for locale in site.locales}


def _iter_groups(site: TypesetSite, code: str) -> Iterator[tuple[tuple[str, ...], WordingPatterns]]:
    for term in site.glossary.values():
        if code in term.term and term.synonyms.get(code):
            words = term.list_equivalents(code)
            yield words, compile_wordings((*words, *term.forms.get(code, ())))


def find_synonyms(version: Version, html: str, groups: SynonymGroups) -> tuple[str, ...]:
    """Return the synonyms of words in `version`, whose text is `html`, or in its keywords.

    Those that it says itself are left out.
    """
    fields = " ".join((version.title, version.summary, *version.keywords))
    text = f"{fields} {unescape(TAG.sub(' ', html))}"
    small = to_small_letters(to_nfc(" ".join(text.split())))
    return tuple(
        dict.fromkeys(
            word
            for words, wordings in groups
            if find_wordings(wordings, small)
            for word in words
            if to_small_letters(to_nfc(word)) not in small
        )
    )
