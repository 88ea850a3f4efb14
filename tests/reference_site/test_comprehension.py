"""The comprehension test: its table is whole, its runs add up, a reader gets one page's text."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.offenders import assert_none
from support.reading_sheets import iter_questions, read_table, write_page_text
from support.reference_site import read_reference_site

TABLE = read_table()
LOCALES = ("en", "fr")
RUN_KEYS = {"date", "locale", "reader", "right", "wrong"}


def find_run_faults(run: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one run: its keys, its questions, its numbers."""
    if set(run) != RUN_KEYS or run["locale"] not in LOCALES:
        yield f"a run has {sorted(RUN_KEYS)}, and one of {LOCALES}"
        return
    numbers = dict(iter_questions(TABLE, run["locale"]))
    yield from (f"no question {number}" for number in run["wrong"] if number not in numbers)
    yield from (
        f"{number}: what was understood?" for number, words in run["wrong"].items() if not words
    )
    if run["right"] + len(run["wrong"]) != len(numbers):
        yield f"{run['right']} right and {len(run['wrong'])} wrong are not {len(numbers)}"


def test_twenty_entries_have_three_questions_each_in_both_languages() -> None:
    assert len(TABLE["entries"]) == 20
    assert_none(
        entry
        for entry, asked in TABLE["entries"].items()
        if len(asked) != 3 or any(set(question) != set(LOCALES) for question in asked)
    )


def test_each_is_a_question_with_an_answer() -> None:
    assert_none(
        f"{entry} {locale}: {words}"
        for entry, asked in TABLE["entries"].items()
        for question in asked
        for locale, words in question.items()
        if set(words) != {"ask", "understood"}
        or not words["ask"].endswith(("?", "."))
        or not words["understood"].endswith(".")
    )


def test_no_question_is_asked_twice_of_an_entry() -> None:
    for locale in LOCALES:
        asked = [(number.split("-")[0], words) for number, words in iter_questions(TABLE, locale)]
        assert len(set(asked)) == len(asked)


def test_each_entry_is_one_that_readers_can_find_in_both_languages() -> None:
    entries = read_reference_site().entries
    assert_none(
        entry
        for entry in TABLE["entries"]
        if entry not in entries
        or not entries[entry].is_listed
        or not all(entries[entry].get_version(locale) for locale in LOCALES)
    )


def test_the_most_urgent_entries_are_among_them() -> None:
    urgent = {entry.id for entry in read_reference_site().listed_entries if entry.order}
    assert urgent
    assert urgent <= set(TABLE["entries"])


def test_the_numbers_of_each_run_add_up() -> None:
    assert_none(
        f"{run.get('date')} {run.get('locale')}: {fault}"
        for run in TABLE["runs"]
        for fault in find_run_faults(run)
    )


def test_the_newest_run_of_a_language_has_enough_right_answers() -> None:
    newest = {run["locale"]: run for run in sorted(TABLE["runs"], key=lambda run: run["date"])}
    assert_none(
        f"{locale}: {run['right']} right"
        for locale, run in newest.items()
        if run["right"] < TABLE["enough"]
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"right": 60}, "60 right and 1 wrong are not 60"),
        ({"wrong": {"1052-4": "To wait."}}, "no question 1052-4"),
        ({"wrong": {"1052-1": ""}}, "1052-1: what was understood?"),
        ({"locale": "de"}, "a run has"),
    ],
)
def test_a_run_that_does_not_add_up_is_named(change: dict[str, Any], fault: str | None) -> None:
    run = {"date": "2026-11-29", "locale": "en", "reader": "a reader", "right": 59}
    faults = list(find_run_faults({**run, "wrong": {"1052-1": "To wait."}, **change}))
    assert len(faults) == (fault is not None)
    assert not fault or faults[0].startswith(fault)


def test_a_reader_gets_title_summary_and_body_and_no_more() -> None:
    page = """<main><article class="entry"><div class="text"><h1>Threats</h1>
    <p class="lead">Now.</p>
    <p class="reading">2 minutes</p><h2>Do<a class="headerlink">¶</a></h2>
    <ol><li>Call.</li><li><p>Keep it:</p><ul><li>all</li></ul></li></ol>
    <blockquote><p>I was threatened.</p></blockquote>
    <ul class="where" aria-label="Where"><li><a>France</a></li><li><a>Ireland</a></li></ul>
    <table><tr><th>For</th><td>Us</td></tr></table></div>
    <div class="about"><p>About this page</p></div></article></main>"""
    assert write_page_text(page).split("\n\n") == [
        "# Threats",
        "Now.",
        "## Do",
        "1. Call.",
        "2. Keep it:",
        "- all",
        "> I was threatened.",
        "[Where: France, Ireland]",
        "| For | Us |",
    ]


def test_a_page_without_an_entry_is_refused() -> None:
    with pytest.raises(LookupError, match="entraide build"):
        write_page_text("<main><h1>Contact</h1></main>")
