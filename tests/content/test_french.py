"""French typography: each slip found, with its correction, and what is no prose left alone."""

import time

import pytest

from entraide.content.french import slips


def mended(text: str) -> list[str]:
    return [slip.mended for slip in slips(text)]


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        ("en danger ?", "danger\u202f?"),
        ("en danger?", "danger\u202f?"),
        ("en danger\u00a0?", "danger\u202f?"),
        ("ah\u2009!", "ah\u202f!"),
        ("un mot ; un autre", "mot\u202f;"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("un mot : la suite", "mot\u00a0:"),
        ("un mot: la suite", "mot\u00a0:"),
        ("dit « mot\u202f»", "«\u202fmot\u202f»"),
        ("dit «mot\u202f»", "«\u202fmot\u202f»"),
        ("dit «\u202fle mot »", "mot\u202f»"),
        ("dit «\u202fmot\u00a0»", "«\u202fmot\u202f»"),
        ("de l'amie", "l’amie"),
        ("qu'{{platform.name}}", "qu’{{platform.name}}"),
        ("fin...", "fin…"),
        ("un mot , la suite", "mot,"),
        ("un mot .", "mot."),
        ("sur {{platform.name}} ?", "{{platform.name}}\u202f?"),
        ("[une page](../a/b.md#c) ?", "page](../a/b.md#c)\u202f?"),
        ("**Attention !**", "**Attention\u202f!**"),
        ("- [ ] c’est fait ?", "fait\u202f?"),
        ("> [!WARNING]\n> Pourquoi ?", "Pourquoi\u202f?"),
    ],
)
def test_a_slip_comes_with_its_correction(text: str, correct: str) -> None:
    assert mended(text) == [correct]
    assert mended(text.replace("\n", " ")) == [correct]


def test_straight_quotes_become_guillemets() -> None:
    assert mended('dit "oui" ici') == ['«\u202foui"', '"oui\u202f»']


@pytest.mark.parametrize(
    "text",
    [
        "danger\u202f? Ah\u202f! Un mot\u202f; un autre. Quoi\u202f?! Et\u202f!!! Alors…\u202f?",
        "un mot\u00a0: la suite, un mot\u202f: la suite",
        "dit «\u202fmot\u202f», «\u202fl’autre\u202f»",
        "à 10:30, (?) et (!)",
        "`a?b` et `c:d` et `l'x`",
        '```\na?b: "c"\n```\n',
        '~~~~\na?b: "c"\n```\nd!\n~~~~\n',
        "> [!WARNING]\n> Non.",
        "![une image](drawing.svg) [un lien](https://square.example/?a:b)",
        "<https://square.example/?a=b>, https://square.example/a;b",
        "{{platform.name}} et {{channel.fr-3018}}",
        "| a | b |\n| :- | -: |\n| c | d |",
        "un mot[^1]\n\n[^1]: Une note.",
        "[lien]\n\n[lien]: https://square.example/?a",
        "a&nbsp;b, a\\!",
        "3,5 et 1 000,50",
    ],
)
def test_what_is_right_or_no_prose_is_left_alone(text: str) -> None:
    assert mended(text) == []


def test_a_slip_knows_its_line() -> None:
    assert [slip.line for slip in slips("Un.\n\n```\na?\n```\n\nDeux ?\n> trois !\n")] == [6, 7]


def test_a_long_text_is_read_in_a_moment() -> None:
    text = "Ne répondez pas à cette personne\u202f: gardez tout, puis signalez-la. " * 60
    started = time.perf_counter()
    assert not list(slips(text))
    assert time.perf_counter() - started < 0.05
