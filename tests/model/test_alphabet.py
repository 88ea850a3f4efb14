"""Alphabetical order: no accents, no case, no articles; one place for every title."""

from itertools import groupby
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entraide.model.alphabet import DIGITS, find_script, make_filing_key

TITLES = st.text(max_size=12)
LANGS = st.sampled_from(["en", "es", "fr", "fr-CA", "ar", "zh-Hans"])
PLAIN = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=12)
ACCENTS = "\u0300\u0301\u0302\u0308\u0327"


def find_letter(title: str, lang: str = "fr") -> str:
    return make_filing_key(title, lang).letter


def sort_titles(*titles: str, lang: str = "fr") -> list[str]:
    return sorted(titles, key=lambda title: make_filing_key(title, lang))


@given(TITLES, TITLES, LANGS)
def test_two_titles_are_never_in_the_same_place(one: str, other: str, lang: str) -> None:
    keys = make_filing_key(one, lang), make_filing_key(other, lang)
    assert (keys[0] == keys[1]) == (one == other)
    assert (keys[0] < keys[1]) != (keys[0] >= keys[1])


@given(PLAIN, st.sampled_from(ACCENTS), st.data())
def test_an_accent_changes_no_letter_and_counts_only_between_equals(
    title: str, accent: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(title)))
    accented = normalize("NFC", title[:place] + accent + title[place:])
    plain, key = make_filing_key(title, "xx"), make_filing_key(accented, "xx")
    assert (key.rank, key.base, key.letter) == (plain.rank, plain.base, plain.letter)


@given(PLAIN, LANGS)
def test_small_and_capital_letters_stand_in_one_place(title: str, lang: str) -> None:
    assert make_filing_key(title, lang)[:3] == make_filing_key(title.upper(), lang)[:3]


@given(st.lists(TITLES), LANGS)
@example(["ı", "i", "İ", "j"], "en")
@example(["?_", "?", "_"], "en")
@example(["𝐀", "a", "ß", "ŉ", "Ⅷ", "½"], "en")
def test_each_letter_is_listed_once(titles: list[str], lang: str) -> None:
    ordered = sorted(make_filing_key(title, lang) for title in titles)
    letters = [letter for letter, _ in groupby(ordered, key=lambda key: key.letter)]
    assert len(letters) == len(set(letters))


def test_accents_are_of_their_letter() -> None:
    assert find_letter("État") == find_letter("et") == "E"
    assert find_letter("Œuvre") == "O"
    assert find_letter("Ça va") == "C"
    assert sort_titles("Étude", "Fin", "Etape", "Eux") == ["Etape", "Étude", "Eux", "Fin"]


def test_equal_words_are_told_apart_by_their_accents() -> None:
    assert sort_titles("pêché", "péché", "peche", "pêche") == ["peche", "péché", "pêche", "pêché"]


def test_a_shorter_word_comes_first() -> None:
    assert sort_titles("Ceci", "Ce qui se passe", "Ce qu’il faut") == [
        "Ce qu’il faut",
        "Ce qui se passe",
        "Ceci",
    ]


@pytest.mark.parametrize(
    ("title", "lang", "found"),
    [
        ("Les sanctions", "fr", "S"),
        ("L’été", "fr", "E"),
        ("L'île", "fr-CA", "I"),
        ("« Une personne »", "fr", "P"),
        ("De la patience", "fr", "P"),
        ("De l’argent", "fr", "A"),
        ("De Paris", "fr", "D"),
        ("Du soutien", "fr", "S"),
        ("Lettre", "fr", "L"),
        ("Les", "fr", "L"),
        ("The police", "en", "P"),
        ("An ad", "en", "A"),
        ("Another name", "en", "A"),
        ("Les Paul", "en", "L"),
    ],
)
def test_an_article_at_the_start_does_not_count(title: str, lang: str, found: str) -> None:
    assert find_letter(title, lang) == found


def test_signs_come_before_digits_and_digits_before_letters() -> None:
    assert sort_titles("b", "2FA", "!?") == ["!?", "2FA", "b"]
    assert [find_letter(title) for title in ("!?", "2FA", "٣ أيام")] == ["!", DIGITS, DIGITS]


def test_other_scripts_stand_under_their_own_first_character() -> None:
    assert find_letter("أخي", "ar") == find_letter("اخي", "ar") == "ا"
    assert find_letter("举报", "zh-Hans") == "举"
    assert sort_titles("متجر", "حظر", "Arnaque", lang="ar") == ["Arnaque", "حظر", "متجر"]


def test_spanish_has_a_letter_more() -> None:
    assert find_letter("ñandú", "es-MX") == find_letter("N\u0303u", "es") == "Ñ"
    assert find_letter("ñandú") == "N"
    assert sort_titles("Oso", "ñu", "nzz", "niño", "nino", "ninz", lang="es") == [
        *("nino", "ninz", "niño", "nzz"),
        *("ñu", "Oso"),
    ]


@pytest.mark.parametrize(
    ("text", "script"),
    [("English", "LATIN"), ("العربية", "ARABIC"), ("3, три", "CYRILLIC"), ("7!", ""), ("", "")],
)
def test_a_script_is_that_of_the_first_letter(text: str, script: str) -> None:
    assert find_script(text) == script


def test_japanese_is_written_in_one_script() -> None:
    assert find_script("日本語") == find_script("する") == find_script("メール")


def test_other_scripts_come_after_that_of_the_list() -> None:
    titles = ["Arnaque", "سؤال", "9", "…"]
    ordered = sorted(titles, key=lambda title: make_filing_key(title, "ar", "ARABIC"))
    assert ordered == ["…", "9", "سؤال", "Arnaque"]
