"""Every field of an entry that holds text is checked as prose, unless a reason is given here."""

from entraide.content.checks.prose_fields import iter_page_fields
from support.text_fields import iter_texts, make_full_entry

BODY = "the checks of Markdown read it"
FILE = "the path of the file"
NOT_PROSE = {
    "Version.body": BODY,
    "LocalisedVersion.body": BODY,
    "Version.path": FILE,
    "LocalisedVersion.path": FILE,
    "Entry.category": "an id of data/categories.yml",
    "Entry.authors": "the author with the words of data/platform.yml, which are read there",
    "Entry.slug": "a part of the path of the file",
    "Entry.tags": "ids of data/tags.yml",
    "Entry.moved_from": "former paths, of one pattern",
    "Entry.digest": "16 hex digits",
    "LocalisedVersion.source_locale": "the code of a locale",
    "LocalisedVersion.borrowed": "16 hex digits each",
    "LocalisedVersion.machine": "16 hex digits each",
}


def test_each_text_of_an_entry_is_prose_or_has_a_reason_not_to_be() -> None:
    entry = make_full_entry()
    pages = (entry.source, *entry.localised.values())
    read = {field.text for page in pages for field in iter_page_fields(page, entry)}
    filled = {text for text in iter_texts(entry) if text.startswith("It's ")}
    assert {text.removeprefix("It's ") for text in filled - read} == NOT_PROSE.keys()
