"""What holds of corrections in any language: sorted, small, safe to make twice, and fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.typography import (
    STAND_IN,
    apply_substitutions,
    find_substitutions,
    typeset_text,
)
from support.cpu_time import measure_cpu_time
from support.fuzzing import try_examples

LANGS = ["en", "fr", "fr-CA", "de", "de-CH", "es", "ar"]
PIECES = st.sampled_from(
    [
        *"\"\"\"'''«»“”‘’ \u00a0\u202f\n;!?:.,…()[]-—/=&%5aàSX",
        *("...", "mot", "l'", "d'", "n'", ' "', '" ', " '", "' ", "'90s", "'n'", "5'", "12:30"),
        *("z.B.", "10 €", " - ", "Qué ", "„", "“", "¿", "ب", "ب,", "\u0640"),
        *(STAND_IN, ":)", ":a:", "https://x.fr/l'a?b", "a@x.fr", "x.txt", "{{a'b}}", "`", "C:\\"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", LANGS)
@try_examples(600)
@given(text=TEXTS)
def test_a_second_time_changes_nothing(lang: str, text: str) -> None:
    once = typeset_text(text, lang)
    assert typeset_text(once, lang) == once


@pytest.mark.parametrize("lang", LANGS)
@given(text=TEXTS)
def test_corrections_are_sorted_apart_and_small(lang: str, text: str) -> None:
    end = 0
    for change in find_substitutions(text, lang):
        assert end <= change.start < change.end
        assert not set(text[change.start : change.end]) & {"\n", STAND_IN}
        assert (
            len(set(text[change.start : change.end])) == 1
            or not text[change.start : change.end].strip()
        )
        end = change.end


@pytest.mark.parametrize("lang", LANGS)
@given(text=TEXTS)
def test_words_stand_ins_and_lines_stay(lang: str, text: str) -> None:
    def strip_marks(text: str) -> str:
        words = text.replace("\u0640", "")  # a stretched word is the same word
        return "".join(sign for sign in words if sign.isalnum() or sign in f"\n{STAND_IN}")

    assert strip_marks(typeset_text(text, lang)) == strip_marks(text)


def test_corrections_are_made_where_they_say() -> None:
    changes = find_substitutions("Quoi? l'a", "fr")
    assert changes == [(4, 5, "\u202f?"), (7, 8, "’")]
    assert apply_substitutions("Quoi? l'a", changes) == "Quoi\u202f? l’a"


PARAGRAPHS = {
    "en": "Do not answer this person: keep everything, then report it on the page (see below). "
    * 6,
    "fr": "Ne répondez pas à cette personne\u00a0: gardez tout, puis signalez-la à l’équipe. " * 6,
}


@pytest.mark.parametrize("lang", PARAGRAPHS)
def test_a_paragraph_without_a_slip_costs_less_than_50_microseconds(lang: str) -> None:
    text = PARAGRAPHS[lang]
    enough = 20 * 50e-6

    def read_twenty_times() -> None:
        for _ in range(20):
            find_substitutions(text, lang)

    assert measure_cpu_time(read_twenty_times, enough, runs=50) < enough


@pytest.mark.thorough
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "piece", ['"', "'", "«", '" ', " '", "a'", "`", ":", "5'", "{{", " .", "a."]
)
def test_a_long_hostile_text_is_read_in_a_moment(lang: str, piece: str) -> None:
    assert measure_cpu_time(lambda: typeset_text(piece * 10_000, lang), 1.25) < 1.25
