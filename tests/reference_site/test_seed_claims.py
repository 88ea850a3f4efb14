"""Every claim of the three pages that this site grew from has its place, in both languages."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.content.outline import read_outline
from entraide.model.site import Site
from support.offenders import assert_none
from support.reference_site import read_reference_site

CLAIMS = yaml.safe_load(Path(__file__).with_name("seed_claims.yml").read_text(encoding="utf-8"))
PLACES = [
    (page, number, claim) for page, found in CLAIMS.items() for number, claim in found.items()
]
LOCALES = ("en", "fr")
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")


@pytest.fixture(scope="module")
def site() -> Site:
    return read_reference_site()


@cache
def split_sections(body: str) -> tuple[tuple[str | None, str], ...]:
    """Each heading of a text with what stands below it; None for what stands before the first."""
    headings = read_outline(body).headings
    lines = body.translate(PLAIN_SPACES).splitlines()
    starts = [0, *(heading.line for heading in headings)]
    ends = [*starts[1:], len(lines)]
    titles = [None, *(heading.text for heading in headings)]
    return tuple(
        (title, "\n".join(lines[start:end]))
        for title, start, end in zip(titles, starts, ends, strict=True)
    )


def get_sections(site: Site, entry: int, locale: str) -> tuple[tuple[str | None, str], ...]:
    version = site.entries[entry].get_version(locale)
    assert version, f"entry {entry} has no {locale} version"
    return split_sections(version.body)


def test_no_claim_is_left_out() -> None:
    counts = {page: list(found) for page, found in CLAIMS.items()}
    assert counts == {
        "classifieds": list(range(1, 20)),
        "dating": list(range(1, 21)),
        "chat": list(range(1, 29)),
    }


def test_each_says_what_a_reader_must_understand() -> None:
    meanings = [claim["means"] for _, _, claim in PLACES]
    assert len(set(meanings)) == len(meanings)
    assert_none(meaning for meaning in meanings if len(meaning.split()) < 2)


def test_a_claim_is_made_in_its_place_in_both_languages(site: Site) -> None:
    assert_none(
        f"{page} {number}: {fault}"
        for page, number, claim in PLACES
        for fault in find_faults(site, claim)
    )


def find_faults(site: Site, claim: dict[str, Any]) -> Iterator[str]:
    found = {locale: get_sections(site, claim["entry"], locale) for locale in LOCALES}
    if len(found["en"]) != len(found["fr"]):
        yield "its entry has other sections in French"
        return
    titles = [title for title, _ in found["en"]]
    if claim["heading"] not in titles:
        yield f"no heading {claim['heading']!r}"
        return
    place = titles.index(claim["heading"])
    yield from (
        f"not said in {locale}"
        for locale in LOCALES
        if claim[locale] not in found[locale][place][1]
    )


def test_a_claim_stands_in_an_entry_that_readers_can_find(site: Site) -> None:
    assert_none(
        f"{page} {number}"
        for page, number, claim in PLACES
        if not site.entries[claim["entry"]].is_listed
    )


def test_sections_are_cut_at_their_headings() -> None:
    body = "First.\n\n## One\n\nA.\n\n## Two\n\nB.\n"
    assert [title for title, _ in split_sections(body)] == [None, "One", "Two"]
    assert "A." in split_sections(body)[1][1]
    assert "B." not in split_sections(body)[1][1]
