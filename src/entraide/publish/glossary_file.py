"""The glossary as data: `/entries/glossary.json`, for whoever writes a text of an entry.

By locale, a row for each idea that has words there: how a text may write it, what it means, the
wordings that `entraide check` refuses and what to write instead. The page for proposals reads it;
the desk gets the refused wordings alone, in `/entries/desk.json`.
"""

from collections.abc import Iterator

from entraide.model.glossary import GlossaryTerm
from entraide.model.site import TypesetSite
from entraide.published_files.site import GlossaryWord, PublishedGlossary


def build_glossary(site: TypesetSite, site_url: str) -> PublishedGlossary:
    """Build the file, which exists where the glossary is empty, too."""
    return PublishedGlossary(
        schema_url=PublishedGlossary.make_schema_url(site_url),
        locales={
            locale.code: tuple(iter_glossary_words(site, locale.code)) for locale in site.locales
        },
    )


def iter_glossary_words(site: TypesetSite, code: str) -> Iterator[GlossaryWord]:
    """Yield each idea that has words in locale `code`."""
    for idea in site.glossary.values():
        if code in idea.term or idea.forbidden.get(code):
            yield _build_word(idea, code)


def _build_word(idea: GlossaryTerm, code: str) -> GlossaryWord:
    has_term, forbidden = code in idea.term, idea.forbidden.get(code, ())
    return GlossaryWord(
        id=idea.id,
        term=idea.term.get(code, ""),
        spellings=idea.list_spellings(code) if has_term else (),
        definition=idea.definition.get(code, "") if has_term else "",
        forbidden=forbidden,
        preferred=idea.get_preferred_wording(code) if forbidden else "",
    )


def list_forbidden_wordings(site: TypesetSite, code: str) -> tuple[tuple[str, str], ...]:
    """Return each refused wording of a locale and what to write instead, or ""."""
    return tuple(
        (wording, idea.get_preferred_wording(code))
        for idea in site.glossary.values()
        for wording in idea.forbidden.get(code, ())
    )
