"""What people type leads to the entry that helps them; the most urgent entries stand first."""

import re
from pathlib import Path
from unicodedata import normalize

import yaml

from entraide.model.entry import Version
from support.offenders import assert_none
from support.reference_site import read_reference_site

QUERIES: dict[str, dict[str, int]] = yaml.safe_load(
    Path(__file__).with_name("first_queries.yml").read_text(encoding="utf-8")
)
SITE = read_reference_site()
# Threats, blackmail, an ex, intimate images, sexual assault, a payment, a safety plan, a minor.
MOST_URGENT = [1052, 1054, 1055, 1053, 1072, 1065, 1081, 1077]


def split_words(text: str) -> set[str]:
    """Return the words of a text as search compares them: small, with straight apostrophes cut."""
    return set(re.findall(r"\w+", normalize("NFC", text).casefold()))


def find_missing_words(query: str, version: Version | None) -> set[str]:
    """Return the words of `query` that neither title nor summary nor keywords have."""
    assert version
    named = " ".join((version.title, version.summary, *version.keywords))
    return split_words(query) - split_words(named)


def test_there_are_forty_queries_a_language() -> None:
    assert {locale: len(rows) for locale, rows in QUERIES.items()} == {"en": 40, "fr": 40}


def test_each_names_an_entry_that_readers_can_find() -> None:
    assert_none(
        f"{query}: {number}"
        for rows in QUERIES.values()
        for query, number in rows.items()
        if number not in SITE.entries or not SITE.entries[number].is_listed
    )


def test_the_words_of_a_query_stand_in_title_summary_or_keywords() -> None:
    assert_none(
        f"{locale}, {query} ({number}): {sorted(missing)}"
        for locale, rows in QUERIES.items()
        for query, number in rows.items()
        if (missing := find_missing_words(query, SITE.entries[number].get_version(locale)))
    )


def test_a_word_that_no_keyword_has_is_found_missing() -> None:
    version = SITE.entries[1081].get_version("en")
    assert find_missing_words("AirTag in my luggage", version) == {"in", "my", "luggage"}


def test_what_is_most_urgent_stands_first() -> None:
    placed = [entry for entry in SITE.listed_entries if entry.order]
    placed.sort(key=lambda entry: entry.list_place)
    assert [entry.id for entry in placed] == MOST_URGENT


def test_the_home_page_sends_to_them_first_in_both_languages() -> None:
    for locale in ("en", "fr"):
        links = re.findall(r"\]\(([^)#]+)\.md", SITE.homes[locale].body)
        assert [SITE.by_address[link].id for link in links[:6]] == MOST_URGENT[:6]
