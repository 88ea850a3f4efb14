"""The index of a locale: its words, its rows, its files."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.model.locales import Locale
from entraide.publish.search.index import (
    STEPS,
    find_part,
    find_step,
    format_names,
    format_number,
    format_rows,
    format_words,
)
from entraide.publish.search.languages import LANGUAGES, get_search_language
from entraide.publish.search.rows import RowKind, SearchRow, make_entry_row
from entraide.publish.search.words import count_words, split_words, strip_accents
from support.entries import make_entry, make_typeset_site

FR = Locale("fr", "fr-CA", "ltr", "Français", "Aide")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Utilisateur, l'été", "l utilisateur l ete"),
        ("the person’s e-mail: tea—coffee…", "the person s e mail tea coffee"),
        ("Œuvre STRASSE straße Łódź", "oeuvre strasse strasse lodz"),
        ("الإِبْلاغ عن شخصٍ", "الابلاغ عن شخص"),
        ("3018, n° 1029", "3018 n 1029"),
        ("hid\u00adden word\u200bs", "hidden words"),
        ("", ""),
    ],
)
def test_words_are_small_and_bare(text: str, words: str) -> None:
    assert split_words(text) == words.split()


@given(st.text())
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert split_words(strip_accents(text)) == split_words(text)


def test_words_of_headings_count_more_and_markup_is_none() -> None:
    words = count_words('<h2 id="title">Keep &amp; show</h2><p class="keep">Keep <em>it</em></p>')
    assert words == {"keep": 4, "show": 3, "it": 1}


@pytest.mark.parametrize(("count", "step"), [(0.1, 1), (1, 2), (3, 4), (15, 8), (1000, STEPS)])
def test_how_often_a_word_stands_is_one_of_eight_steps(count: float, step: int) -> None:
    assert find_step(count) == step


@given(st.integers(0, 10**9))
def test_numbers_are_written_as_javascript_reads_them(number: int) -> None:
    assert int(format_number(number), 36) == number


def test_a_file_of_words_says_by_how_much_the_row_grows() -> None:
    assert json.loads(format_words({"b": [(0, 1), (3, 8)], "a": [(2, 2)]})) == {
        "a": format_number(3 * STEPS + 1),
        "b": f"{format_number(STEPS)} {format_number(3 * STEPS + 7)}",
    }


def test_words_that_begin_alike_are_in_one_file() -> None:
    parts = {find_part(word, 12) for word in ("harass", "harassed", "harassment")}
    assert len(parts) == 1


def test_the_file_of_names_says_what_is_not_empty() -> None:
    row = SearchRow(RowKind.SERVICE, "a/#b", "Line: 3018", until=date(2027, 1, 1))
    names = json.loads(format_names([row], LANGUAGES["fr"], {"parts": 2}))
    service = {"kind": "service", "url": "a/#b", "title": "Line: 3018", "until": "2027-01-01"}
    assert names["rows"] == json.loads(format_rows([row])) == [service]
    assert names["parts"] == 2
    assert "il" in names["stop"].split()


def test_the_longest_ending_is_tried_first() -> None:
    endings = json.loads(format_names([], LANGUAGES["en"], {}))["endings"].split()
    assert endings == sorted(endings, key=lambda each: (-len(each), each))


def test_an_entry_in_another_language_says_so() -> None:
    site = make_typeset_site(make_entry(1))
    row = make_entry_row(site.entries[1], site, site.get_locale("fr"))
    assert (row.language, row.lang, row.dir) == ("anglais", "en", "ltr")
    own = make_entry_row(site.entries[1], site, site.get_locale("en"))
    assert (own.language, own.lang, own.number) == ("", "", 1)


def test_a_language_that_nobody_described_is_searched_by_its_words() -> None:
    assert get_search_language(FR) is LANGUAGES["fr"]
    assert not get_search_language(Locale("xx", "xx", "ltr", "X", "X")).stop_words


def test_what_is_said_of_a_language_is_folded_and_no_pattern_is_broken() -> None:
    for name, language in LANGUAGES.items():
        for words in (language.endings, language.beginnings, language.elided):
            assert words.split() == [strip_accents(word) for word in words.split()], name
        assert all(":" in pair for pair in language.sounds.split()), name
