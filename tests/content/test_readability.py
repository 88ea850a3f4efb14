"""Readability: the score of each language's own formula, counted on what people read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from entraide.content.inserted_words import iter_inserted_sentences
from entraide.content.readability import (
    compute_reading_ease,
    iter_sentences,
    measure_readability,
)
from entraide.content.settings import Settings, read_settings
from entraide.content.site_setting_types import WordLimits
from entraide.errors import SettingsError
from entraide.model.site import Site
from support.square_site import read_square_site

PLAIN = "You are safe here. Do not answer them. Keep what they wrote. Then tell us about it.\n"
HARD = (
    "Notwithstanding considerable organisational complexity, administrative authorities "
    "systematically necessitate comprehensive documentation substantiating allegations.\n"
)
SIMPLE_FRENCH = "Ne répondez pas. Gardez tout ce que vous avez. Parlez-en à un ami sûr.\n"
HARD_FRENCH = (
    "Indépendamment des considérations organisationnelles, les administrations territoriales "
    "nécessitent systématiquement une documentation particulièrement circonstanciée.\n"
)


def test_short_words_in_short_sentences_score_more_than_the_least() -> None:
    for body, lang in ((PLAIN, "en"), (SIMPLE_FRENCH, "fr")):
        found = measure_readability(body, lang)
        assert found.score is not None
        assert found.score > 80
        assert not found.is_hard


def test_long_words_in_a_long_sentence_score_less() -> None:
    assert measure_readability(HARD, "en").is_hard
    assert measure_readability(HARD_FRENCH, "fr").is_hard


def test_french_is_measured_by_the_formula_of_kandel_and_moles() -> None:
    """207 - 1.015 for each word of a sentence - 73.6 for each syllable of a word."""
    found = measure_readability("Le chat dort maintenant.\n", "fr")
    assert found.score == round(207 - 1.015 * 4 - 73.6 * 6 / 4)


def test_english_is_measured_by_the_formula_of_flesch() -> None:
    """206.835 - 1.015 for each word of a sentence - 84.6 for each syllable of a word."""
    found = measure_readability("The cat was sleeping. Yes. We all let it.\n", "en")
    assert found.score == round(206.835 - 1.015 * 9 / 2 - 84.6 * 10 / 9)


def test_a_text_of_signs_alone_is_no_fault() -> None:
    assert compute_reading_ease("… — !", "en") == 206.835


def test_a_regional_tag_has_the_formula_of_its_language() -> None:
    assert measure_readability(SIMPLE_FRENCH, "fr-CA") == measure_readability(SIMPLE_FRENCH, "fr")


def test_a_language_without_a_formula_has_a_length_and_no_score() -> None:
    found = measure_readability("لا ترد على هذا الشخص.\n", "ar")
    assert (found.score, found.words, found.is_hard) == (None, 5, False)


def test_a_text_without_a_word_has_no_score() -> None:
    assert measure_readability("", "en").score is None
    assert measure_readability("{{channel.fr-3018}}\n", "en").words == 0


def test_headings_and_items_are_sentences_of_their_own() -> None:
    body = "## What to do\n\n1. Capture the *page*\n2. Report it.\n\n- Is it over?\n"
    assert list(iter_sentences(body)) == [
        "What to do.",
        "Capture the page.",
        "Report it.",
        "Is it over?",
    ]


def test_markup_addresses_tables_code_and_cards_are_left_out() -> None:
    body = (
        "> [!WARNING]\n> Do not [pay](../scams/pay.md).[^1]\n\n"
        "{{channel.fr-3018}}\n\n| a | b |\n| - | - |\n| c | d |\n\n```\ncode\n```\n\n"
        "Use {{platform.report.ad}} now.\n\n[^1]: A note.\n"
    )
    assert list(iter_sentences(body)) == ["Do not pay.", "Use site now.", "A note."]


def test_a_point_within_a_number_ends_no_sentence() -> None:
    assert list(iter_sentences("It costs 1.50 a day.\n")) == ["It costs 150 a day."]


@pytest.mark.parametrize(("words", "fits"), [(149, False), (150, True), (600, True), (601, False)])
def test_an_entry_has_150_to_600_words(words: int, fits: bool) -> None:  # noqa: FBT001
    assert measure_readability("word " * words, "en").is_right_length is fits


@pytest.fixture(scope="module")
def shipped_site() -> Site:
    return read_square_site()


def test_what_data_puts_into_a_text_counts_for_its_score_and_not_for_its_length(
    shipped_site: Site,
) -> None:
    body = PLAIN * 10 + "\n{{law.fr-harassment}}\n"
    inserted = list(iter_inserted_sentences(body, shipped_site, "en"))
    assert inserted == [shipped_site.laws["fr-harassment"].line["en"].replace(",000", "000")]
    alone, whole = (measure_readability(body, "en", more) for more in ((), inserted))
    assert (alone.score or 0) > (whole.score or 0)
    assert alone.words == whole.words


def test_a_checklist_a_card_and_a_list_of_countries_give_what_readers_read_of_them(
    shipped_site: Site,
) -> None:
    callout = "> {{checklist.captures}}\n>\n> {{where.danger}}\n\n"
    body = callout + "{{channel.int-stopncii}}\n\nOr {{law.ie-coco}}.\n"
    found = list(iter_inserted_sentences(body, shipped_site, "fr"))
    checklist, card = shipped_site.checklists["captures"], shipped_site.channels["int-stopncii"]
    assert found[:3] == [warning["fr"] for warning in checklist.warnings]
    assert found[-2:] == [card.purpose["fr"], card.not_for["fr"]]
    assert len(found) == len(checklist.warnings) + 3


def test_nothing_is_loaded_before_a_text_is_measured() -> None:
    """Tables of hyphens take a tenth of a second, which no build pays."""
    code = "import entraide.content.checks, sys; sys.exit('pyphen' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def write_reading_ease(folder: Path, written: str) -> Settings:
    """The settings of a site with this value of `reading_ease`."""
    (folder / "mkdocs.yml").write_text(
        "site_url: https://help.example/\n"
        "plugins: [{i18n: {languages: [{locale: en, default: true}, {locale: fr}]}}, entraide]\n",
        encoding="utf-8",
    )
    (folder / "data").mkdir()
    (folder / "data/settings.yml").write_text(f"reading_ease: {written}\n", encoding="utf-8")
    return read_settings(folder / "mkdocs.yml")


def test_a_project_says_how_easy_its_texts_are_to_be(tmp_path: Path) -> None:
    scores = write_reading_ease(tmp_path, "{fr: 75}").reading_ease
    assert scores == {"en": 60, "fr": 75}
    long = measure_readability("word " * 650, "en")
    assert (long.is_right_length, long.is_short) == (False, False)
    assert measure_readability("word " * 650, "en", limits=WordLimits(longest=700)).is_right_length
    assert measure_readability("word " * 9, "en", limits=WordLimits(shortest=10)).is_short
    body = "Le chat dort maintenant. Nous regardons la télévision ensemble.\n"
    assert measure_readability(body, "fr", (), scores).is_hard
    assert not measure_readability(body, "fr").is_hard


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{de: 60}", ".de is no language that reading ease is measured in. Known: en, fr."),
        ("{en: 101}", "a score in reading_ease is 101. Write a whole number"),
        ("70", " is 70. Write a score for each language: {en: 60, fr: 55}."),
    ],
)
def test_a_wrong_reading_ease_is_named_with_its_cure(
    tmp_path: Path, written: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(message)):
        write_reading_ease(tmp_path, written)
