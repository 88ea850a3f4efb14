"""The keys of published files that the scripts of the page for proposals read."""

from collections.abc import Mapping

from entraide.published_files.entries import PublishedSegment, PublishedText
from entraide.published_files.file import PublishedModel
from entraide.published_files.site import GlossaryWord, PublishedGlossary

SCRIPT_KEYS: Mapping[type[PublishedModel], frozenset[str]] = {
    PublishedText: frozenset(
        {"id", "locale", "source_locale", "revision", "title", "url", "state", "status"}
        | {"markdown", "segments"}
    ),
    PublishedSegment: frozenset(
        {"key", "kind", "text", "source", "protected", "state", "heading", "diff"}
        | {"remark", "needed", "guarded"}
    ),
    PublishedGlossary: frozenset({"locales"}),
    GlossaryWord: frozenset({"id", "term", "spellings", "definition", "forbidden", "preferred"}),
}
