"""What we ship ourselves: forty entries and more, whole in both languages, with nothing to mend."""

from functools import cache

from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.model.translation_state import State
from entraide.publish.site_typesetting import typeset_site
from support.paths import ROOT

DAY = resolve_day("2026-11-21")
CAPTURES = ("{{checklist.captures}}", "{{checklist.evidence}}")


@cache
def read_shipped_site() -> SiteReading:
    return read_site(read_settings(ROOT / "mkdocs.yml"))


def test_no_check_has_anything_to_say_of_a_text() -> None:
    found = check_project(read_shipped_site(), DAY)
    assert [str(problem) for problem in found if problem.path.startswith("docs/")] == []


def test_there_are_forty_and_the_standing_pages_and_six_began_in_french() -> None:
    entries = [entry for entry in read_shipped_site().site.entries.values() if entry.is_listed]
    assert len(entries) >= 42
    assert sum(entry.source.locale == "fr" for entry in entries) >= 6
    assert len(read_shipped_site().site.tags) <= 25
    assert len(read_shipped_site().site.categories) == 8


def test_each_is_up_to_date_in_both_languages() -> None:
    states = {
        (entry.id, code): entry.get_state(code)
        for entry in read_shipped_site().site.entries.values()
        for code in ("en", "fr")
    }
    assert set(states.values()) == {State.SOURCE, State.CURRENT}


def test_their_author_is_named_in_the_language_of_the_page() -> None:
    entries = typeset_site(read_shipped_site()).entries.values()
    assert {entry.get_author("en") for entry in entries} == {"Safety team"}
    assert {entry.get_author("fr") for entry in entries} == {"Équipe sécurité"}


def test_a_capture_needs_a_list_of_exclusions() -> None:
    for entry in read_shipped_site().site.entries.values():
        words = entry.get_version("en")
        asks = words and "capture" in words.body.lower().replace("{{checklist.captures}}", "")
        if words and asks:
            assert any(mark in words.body for mark in CAPTURES), words.path
