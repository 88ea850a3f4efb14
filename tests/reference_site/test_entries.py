"""What we ship ourselves: forty entries and more, whole in both languages, with nothing to mend."""

import re

from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.inserted_words import iter_inserted_sentences
from entraide.content.readability import measure_readability
from entraide.model.entry import Status
from entraide.model.translation_state import State
from entraide.publish.site_typesetting import typeset_site
from support.reference_site import read_reference_files, read_reference_site

DAY = resolve_day("2026-11-21")
CAPTURES = "{{checklist.captures}}"
SCREENSHOT = {
    "en": re.compile("screenshot|capture", re.IGNORECASE),
    "fr": re.compile("captur", re.IGNORECASE),
}


def test_no_check_has_anything_to_say_of_a_text() -> None:
    found = check_project(read_reference_files(), DAY)
    assert [str(problem) for problem in found if problem.path.startswith("docs/")] == []


def test_there_are_forty_and_the_standing_pages_and_six_began_in_french() -> None:
    entries = [entry for entry in read_reference_site().entries.values() if entry.is_listed]
    assert len(entries) >= 42
    assert sum(entry.source.locale == "fr" for entry in entries) >= 6
    assert len(read_reference_site().tags) <= 25
    assert len(read_reference_site().categories) == 8


def test_each_is_up_to_date_in_both_languages() -> None:
    states = {
        (entry.id, code): entry.get_state(code)
        for entry in read_reference_site().entries.values()
        for code in ("en", "fr")
    }
    assert set(states.values()) == {State.SOURCE, State.CURRENT}


def test_their_author_is_named_in_the_language_of_the_page() -> None:
    entries = typeset_site(read_reference_files()).entries.values()
    assert {entry.get_author("en") for entry in entries} == {"Safety team"}
    assert {entry.get_author("fr") for entry in entries} == {"Équipe sécurité"}


def test_the_warning_on_images_of_minors_stands_before_any_word_of_a_screenshot() -> None:
    """In each language: a reader who does step by step what is asked has read it by then."""
    late = [
        version.path
        for entry in read_reference_site().entries.values()
        for code, words in SCREENSHOT.items()
        if (version := entry.get_version(code))
        if (asks := words.search(version.body.replace(CAPTURES, " " * len(CAPTURES))))
        if not 0 <= version.body.find(CAPTURES) < asks.start()
    ]
    assert late == []


def test_every_entry_of_ours_is_easy_and_neither_short_nor_long() -> None:
    site = read_reference_site()
    found = {
        version.path: measure_readability(
            version.body,
            site.get_locale(version.locale).lang,
            iter_inserted_sentences(version.body, site, version.locale),
            {"en": 80, "fr": 75},
        )
        for entry in site.entries.values()
        if entry.status is Status.PUBLISHED
        for version in (entry.source, *entry.localised.values())
    }
    assert len(found) > 80
    assert [
        path for path, measure in found.items() if measure.is_hard or not measure.is_right_length
    ] == []
