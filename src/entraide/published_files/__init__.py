"""The JSON files that a build publishes: the contract of build, desk, page and other programs.

The writers in `publish/` and `translation/formats/` build these models, and the desk reads files
into them. The JSON Schemas in `schemas/` of a built site and the page
handbook/reference/published-files.md come from them too.
"""

from entraide.published_files.entries import PublishedIndex, PublishedText
from entraide.published_files.file import PublishedFile
from entraide.published_files.site import (
    DeskData,
    PublishedGlossary,
    RedirectMap,
    TranslationStatus,
)

FILES: tuple[type[PublishedFile], ...] = (
    PublishedIndex,
    PublishedText,
    DeskData,
    PublishedGlossary,
    TranslationStatus,
    RedirectMap,
)
