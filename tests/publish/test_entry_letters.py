"""A to Z in parts: their letters, and every entry once, in each language."""

from dataclasses import replace

import pytest

from entraide.model.entry import Entry
from entraide.model.site import TypesetSite
from entraide.publish.entry_letters import list_letter_parts
from support.entries import make_entry, make_typeset_site


def make_titled_site(*titles: str) -> TypesetSite:
    return make_typeset_site(*(replace_title(make_entry(n), t) for n, t in enumerate(titles, 1)))


def replace_title(entry: Entry, title: str) -> Entry:
    return replace(entry, source=replace(entry.source, title=title))


def list_names(site: TypesetSite, code: str = "en") -> list[str]:
    return [part.name for part in list_letter_parts(site, site.get_locale(code))]


def make_titles(letter: str, count: int) -> list[str]:
    return [f"{letter}{number:04}" for number in range(count)]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["A", "B"], ["A–B"]),
        ([*make_titles("A", 100), *make_titles("B", 100), *make_titles("C", 101)], ["A", "B", "C"]),
        ([*make_titles("A", 50), *make_titles("B", 300)], ["A–B (1)", "B (2)", "B (3)"]),
        (
            [*make_titles("7 ", 50), *make_titles("B", 5), *make_titles("C", 255)],
            ["0–9 · B–C (1)", "C (2)", "C (3)"],
        ),
        (make_titles("7 ", 301), ["0–9 (1)", "0–9 (2)", "0–9 (3)"]),
        ([], [""]),
    ],
)
def test_a_part_is_called_by_its_letters(titles: list[str], names: list[str]) -> None:
    assert list_names(make_titled_site(*titles)) == names


def test_every_language_has_as_many_parts_and_each_entry_once() -> None:
    french = [
        replace(
            make_entry(number, localised=("fr",)),
            localised={
                "fr": replace(
                    make_entry(number, localised=("fr",)).localised["fr"],
                    title=f"{chr(65 + number % 3)}{number}",
                )
            },
        )
        for number in range(400)
    ]
    site = make_typeset_site(*french)
    for locale in site.locales:
        parts = list_letter_parts(site, locale)
        ids = [filed.entry.id for part in parts for filed in part.entries]
        assert (len(parts), sorted(ids)) == (3, list(range(400)))
    assert list_names(site, "fr") == ["A", "B", "C"]


def test_titles_in_another_script_stand_at_the_end() -> None:
    site = make_titled_site("Сообщить", "Zoo", "سؤال", "7 ways", "通報する")
    (part,) = list_letter_parts(site, site.default_locale)
    assert [filed.letter for filed in part.entries] == ["0–9", "Z", "С", "س", "通"]
