"""English typography: a table of what is typed and what is printed, and what is left alone."""

import pytest

from entraide.content.typography import STAND_IN, typeset_text

CHANGED = [
    # double
    ('She said "yes" today', "She said “yes” today"),
    ('"Yes."', "“Yes.”"),
    ('("yes")', "(“yes”)"),
    ('["yes"]', "[“yes”]"),
    ('so—"yes"—and', "so—“yes”—and"),
    ('so — "yes" — and', "so — “yes” — and"),
    ('pre-"war"-time', "pre-“war”-time"),
    ('"Wait—" she said', "“Wait—” she said"),
    ('"Wait..." she said', "“Wait…” she said"),
    ('"...and then?"', "“…and then?”"),
    ('"X" and "X"', "“X” and “X”"),
    ('X"yes"', "X“yes”"),
    ('"yes"X', "“yes”X"),
    ('"one","two"', "“one”,“two”"),
    ('"one"/"two"', "“one”/“two”"),
    ('Click "OK", then "Send".', "Click “OK”, then “Send”."),
    ('"one\ntwo"', "“one\ntwo”"),
    ('"Version 15"', "“Version 15”"),
    ('"No," he said, "go"', "“No,” he said, “go”"),
    ('"The first of two paragraphs', "“The first of two paragraphs"),
    ('"$5" and "#1" and "@me"', "“$5” and “#1” and “@me”"),
    # single and nested
    ("Click 'OK', then 'Send'.", "Click ‘OK’, then ‘Send’."),
    ("('yes')", "(‘yes’)"),
    ("\"He said 'yes'\"", "“He said ‘yes’”"),
    ("\"'Yes,' he said\"", "“‘Yes,’ he said”"),
    ("'\"Yes,\" he said'", "‘“Yes,” he said’"),
    ("'He said \"yes\" to me'", "‘He said “yes” to me’"),
    ("'the members' pages'", "‘the members’ pages’"),
    ("'in 1990'", "‘in 1990’"),
    ("'X' and X's", "‘X’ and X’s"),
    ("'don't'", "‘don’t’"),
    ("'...and'", "‘…and’"),
    # apostrophes
    ("don't, it's, we'll, I'd've", "don’t, it’s, we’ll, I’d’ve"),
    ("the members' pages, James's, James' page", "the members’ pages, James’s, James’ page"),
    ("the '90s and '08, the '80s' music", "the ’90s and ’08, the ’80s’ music"),
    ("the 90's", "the 90’s"),
    ("'Tis, 'twas, 'em, 'til, 'cause", "’Tis, ’twas, ’em, ’til, ’cause"),
    ("rock 'n' roll, rock'n'roll", "rock ’n’ roll, rock’n’roll"),
    ("O'Brien's ma'am", "O’Brien’s ma’am"),
    ('"\'Tis true", "’Tis"', "“’Tis true”, “’Tis”"),
    ("'ello there", "’ello there"),
    ("(X)'s page", "(X)’s page"),
    ("dos and don'ts'", "dos and don’ts’"),
    ("the page's\ntitle", "the page’s\ntitle"),
    # points
    ("wait...", "wait…"),
    ("wait....", "wait…."),
    ("wait ... what", "wait … what"),
    # together
    ("5' 3\" isn't tall", "5' 3\" isn’t tall"),
    ('"He is 5\' 3" tall"', "“He is 5' 3\" tall”"),
    ("Write to o'brien@square.example, don't call", "Write to o'brien@square.example, don’t call"),
    ("Don't open 'don't.txt'", "Don’t open ‘don't.txt’"),
]
UNCHANGED = [
    "It’s “right” already: ‘yes’… the ’90s",
    "a -- b --- c - d",
    "Is it? Yes! One: two; three",
    '5\' 3", 6\'2", 15" x 10", a 15" screen',
    "https://square.example/it's?q='1'2",
    "`don't` and {{it's}}",
    "«straight» and « spaced »",
    "Name ......",
    '"',
    '""',
    "''yes''",
    "' '",
    "C:\\don't",
]


def insert_stand_ins(text: str) -> str:
    return text.replace("X", STAND_IN)


@pytest.mark.parametrize(("typed", "printed"), CHANGED)
def test_what_is_typed_is_printed_right(typed: str, printed: str) -> None:
    assert typeset_text(insert_stand_ins(typed), "en") == insert_stand_ins(printed)
    assert typeset_text(insert_stand_ins(printed), "en") == insert_stand_ins(printed)


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_is_right_or_no_prose_is_left_alone(text: str) -> None:
    assert typeset_text(insert_stand_ins(text), "en") == insert_stand_ins(text)


@pytest.mark.parametrize("lang", ["en", "en-GB", "en-US", "EN", "en_AU"])
def test_every_english_has_these_marks(lang: str) -> None:
    assert typeset_text('"It\'s"...', lang) == "“It’s”…"


@pytest.mark.parametrize("lang", ["it", "pt", "fa", "ga", "zh-Hans", "enm", "fro", ""])
def test_other_languages_are_left_alone(lang: str) -> None:
    text = '"It\'s"... Quoi ? «a»'
    assert typeset_text(text, lang) == text
