"""The glossary as data, by locale."""

import json
from dataclasses import replace
from typing import Any

import pytest

from entraide.model.glossary import GlossaryTerm
from entraide.model.site import TypesetSite
from entraide.publish.glossary_file import (
    build_glossary,
    list_forbidden_wordings,
)
from support.entries import make_typeset_site

URL = "https://square.example/"
STALKING = GlossaryTerm(
    id="stalking",
    term={"en": "stalking", "fr": "traque"},
    definition={"en": "Following a person.", "fr": "Suivre une personne."},
    forms={"fr": ("traques",)},
    forbidden={"fr": ("stalking", "stalkeur")},
)
BLAME = GlossaryTerm(id="blame", forbidden={"en": ("your fault",)}, instead={"en": "nothing"})


@pytest.fixture
def site() -> TypesetSite:
    return replace(make_typeset_site(), glossary={"stalking": STALKING, "blame": BLAME})


def write_words(site: TypesetSite, code: str) -> list[Any]:
    """The rows of a locale as they stand in the file."""
    written: list[Any] = json.loads(build_glossary(site, URL).to_json())["locales"][code]
    return written


def test_a_row_has_what_its_locale_has_of_the_idea(site: TypesetSite) -> None:
    assert write_words(site, "fr") == [
        {
            "id": "stalking",
            "term": "traque",
            "spellings": ["traque", "traques"],
            "definition": "Suivre une personne.",
            "forbidden": ["stalking", "stalkeur"],
            "preferred": "traque",
        }
    ]
    assert write_words(site, "en")[1] == {
        "id": "blame",
        "forbidden": ["your fault"],
        "preferred": "nothing",
    }


def test_each_refused_wording_stands_with_what_to_write(site: TypesetSite) -> None:
    assert list_forbidden_wordings(site, "fr") == (
        ("stalking", "traque"),
        ("stalkeur", "traque"),
    )
    assert list_forbidden_wordings(site, "en") == (("your fault", "nothing"),)


def test_a_site_without_a_glossary_has_empty_lists(site: TypesetSite) -> None:
    written = json.loads(build_glossary(replace(site, glossary={}), URL).to_json())
    assert written["locales"] == {"en": [], "fr": []}
