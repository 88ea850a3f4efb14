"""Synonyms for search: an entry that uses one word is found by the others of the glossary.

“Scam” finds an entry that says “fraud”, and the other way round, in each language by itself.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from entraide.model.entry import Version
from entraide.model.site import Site
from entraide.model.wordings import Sought, composed, found, small_letters, sought

TAG = re.compile(r"<[^<>]*>")
Groups = tuple[tuple[tuple[str, ...], Sought], ...]  # words that mean the same, and to find them


def synonym_groups(site: Site) -> Mapping[str, Groups]:
    """Build the groups of synonyms of each locale, by its code."""
    return {locale.code: tuple(_iter_groups(site, locale.code)) for locale in site.locales}


def _iter_groups(site: Site, code: str) -> Iterator[tuple[tuple[str, ...], Sought]]:
    for term in site.glossary.values():
        if code in term.term and term.synonyms.get(code):
            words = term.alike(code)
            yield words, sought((*words, *term.forms.get(code, ())))


def synonyms_of(version: Version, html: str, groups: Groups) -> tuple[str, ...]:
    """Return the synonyms of words in `version`, whose text is `html`, or in its keywords.

    Those that it says itself are left out.
    """
    said = " ".join((version.title, version.summary, *version.keywords))
    text = f"{said} {unescape(TAG.sub(' ', html))}"
    small = small_letters(composed(" ".join(text.split())))
    return tuple(
        dict.fromkeys(
            word
            for words, wordings in groups
            if found(wordings, small)
            for word in words
            if small_letters(composed(word)) not in small
        )
    )
