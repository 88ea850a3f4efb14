"""What we ship ourselves: forty entries and more, whole in both languages, with nothing to mend."""

import re

from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.model.translation_state import State
from entraide.publish.site_typesetting import typeset_site
from support.shipped_entries import read_shipped_files, read_shipped_site

DAY = resolve_day("2026-11-21")
CAPTURES = "{{checklist.captures}}"
SCREENSHOT = {
    "en": re.compile("screenshot|capture", re.IGNORECASE),
    "fr": re.compile("captur", re.IGNORECASE),
}


def test_no_check_has_anything_to_say_of_a_text() -> None:
    found = check_project(read_shipped_files(), DAY)
    assert [str(problem) for problem in found if problem.path.startswith("docs/")] == []


def test_there_are_forty_and_the_standing_pages_and_six_began_in_french() -> None:
    entries = [entry for entry in read_shipped_site().entries.values() if entry.is_listed]
    assert len(entries) >= 42
    assert sum(entry.source.locale == "fr" for entry in entries) >= 6
    assert len(read_shipped_site().tags) <= 25
    assert len(read_shipped_site().categories) == 8


def test_each_is_up_to_date_in_both_languages() -> None:
    states = {
        (entry.id, code): entry.get_state(code)
        for entry in read_shipped_site().entries.values()
        for code in ("en", "fr")
    }
    assert set(states.values()) == {State.SOURCE, State.CURRENT}


def test_their_author_is_named_in_the_language_of_the_page() -> None:
    entries = typeset_site(read_shipped_files()).entries.values()
    assert {entry.get_author("en") for entry in entries} == {"Safety team"}
    assert {entry.get_author("fr") for entry in entries} == {"Équipe sécurité"}


def test_the_warning_on_images_of_minors_stands_before_any_word_of_a_screenshot() -> None:
    """In each language: a reader who does step by step what is asked has read it by then."""
    late = [
        version.path
        for entry in read_shipped_site().entries.values()
        for code, words in SCREENSHOT.items()
        if (version := entry.get_version(code))
        if (asks := words.search(version.body.replace(CAPTURES, " " * len(CAPTURES))))
        if not 0 <= version.body.find(CAPTURES) < asks.start()
    ]
    assert late == []
