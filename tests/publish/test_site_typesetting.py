"""What readers are shown of titles and data: filled, and set in type; what was written stays."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.publish.site_typesetting import typeset_site
from support.projects import PLATFORM, write_site
from support.text_fields import iter_texts, make_full_entry

WORDS = "{en: 'It''s \"here\"', fr: 'L''aide \"ici\" ?'}"
TYPESET_WORDS = {"en": "It’s “here”", "fr": "L’aide «\u202fici\u202f»\u202f?"}
FILES: dict[str, str | Mapping[str, Any]] = {
    "data/platform.yml": PLATFORM.replace("name: Square", 'name: L\'"Ami"'),
    "data/categories.yml": f"- {{id: scams, label: {WORDS}, description: {WORDS}}}\n",
    "data/tags.yml": f"- {{id: money, label: {WORDS}, description: {WORDS}}}\n",
    "data/glossary.yml": f"- {{id: a, term: {WORDS}, definition: {WORDS}}}\n",
    "docs/en/scams/signs.md": {
        "title": "It's {{platform.name}}",
        "summary": "Isn't it?",
        "revision": 2,
        "changes": [
            {"revision": 2, "date": "x", "significance": "minor", "note": "It's {{platform.name}}"}
        ],
        "body": "It's **here**.\n",
    },
    "docs/fr/scams/signs.md": {
        "source_revision": 2,
        "title": "C'est {{platform.name}} ?",
        "summary": "N'est-ce pas ?",
        "notes": {2: "L'aide : ici"},
    },
}

SEARCH, PERSON, FILE = "search alone reads them", "the name of a person", "a path or an id"
DRAWN = "its sentences are set where it is drawn"
LEFT_AS_WRITTEN = {
    **dict.fromkeys(("Version.body", "LocalisedVersion.body"), DRAWN),
    **dict.fromkeys(("Version.keywords", "LocalisedVersion.keywords"), SEARCH),
    **dict.fromkeys(("Version.path", "LocalisedVersion.path"), FILE),
    **dict.fromkeys(
        ("Entry.digest", "Entry.category", "Entry.slug", "Entry.tags", "Entry.moved_from"), FILE
    ),
    **dict.fromkeys(
        [f"LocalisedVersion.{name}" for name in ("source_locale", "borrowed", "machine")], FILE
    ),
    "Entry.author": PERSON,
    "LocalisedVersion.translator": PERSON,
    **dict.fromkeys(("Version.reviewer", "LocalisedVersion.reviewer"), PERSON),
}


def test_each_text_of_an_entry_is_set_in_type_or_has_a_reason_not_to_be(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    site = replace(reading.site, entries={1: make_full_entry()})
    entry = typeset_site(replace(reading, site=site)).entries[1]
    straight = {text for text in iter_texts(entry) if text.startswith("It's ")}
    assert {text.removeprefix("It's ") for text in straight} == LEFT_AS_WRITTEN.keys()


def test_titles_summaries_and_notes_are_filled_and_set_in_the_language_of_their_version(
    tmp_path: Path,
) -> None:
    write_site(tmp_path, FILES)
    text = (tmp_path / "docs/en/scams/signs.md").read_text(encoding="utf-8")
    (tmp_path / "docs/en/scams/signs.md").write_text(text.replace("date: x", "date: 2026-11-01"))
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    entry = typeset_site(reading).entries[1]
    french = entry.localised["fr"]
    assert (entry.source.title, entry.source.summary) == ("It’s L’“Ami”", "Isn’t it?")
    assert entry.changes[0].note == "It’s L’“Ami”"
    assert (french.title, french.summary) == (
        "C’est L’«\u202fAmi\u202f»\u202f?",
        "N’est-ce pas\u202f?",
    )
    assert french.notes == {2: "L’aide\u00a0: ici"}
    assert entry.source.body == "\nIt's **here**.\n", "set where it is drawn"
    assert reading.site.entries[1].source.title == "It's {{platform.name}}", "as it was written"


def test_an_author_that_the_data_names_is_named_in_each_language(tmp_path: Path) -> None:
    team = "team: {en: Safety team, fr: Équipe sécurité}\n"
    matter = {"author": "{{platform.team}} & O'Neil"}
    write_site(tmp_path, {"data/platform.yml": PLATFORM + team, "docs/en/scams/signs.md": matter})
    entry = typeset_site(read_site(read_settings(tmp_path / "mkdocs.yml"))).entries[1]
    assert entry.get_author("en") == "Safety team & O'Neil"
    assert entry.get_author("fr") == "Équipe sécurité & O'Neil", "a person's name stays as it is"


def test_words_of_data_are_set_in_each_language(tmp_path: Path) -> None:
    write_site(tmp_path, {name: text for name, text in FILES.items() if name.startswith("data")})
    site = typeset_site(read_site(read_settings(tmp_path / "mkdocs.yml")))
    assert site.categories["scams"].label == TYPESET_WORDS
    assert site.tags["money"].description == TYPESET_WORDS
    assert site.glossary["a"].definition == TYPESET_WORDS
