"""A checklist within a text: its warnings first, then each thing to keep under the same labels."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from entraide.content.catalogs import read_catalog
from entraide.model.site import TypesetSite
from entraide.publish.checklists import iter_checklist_inserts
from entraide.publish.inserts import Insert
from entraide.publish.partial_rendering import PartialRenderer
from support.built_site import find_one
from support.square_site import read_square_settings, read_square_site

SETTINGS = read_square_settings()
LABELS = {
    "en": ["Why", "Accepted by us", "Useful to the police", "How to keep it", "Never"],
    "fr": [
        "Pourquoi",
        "Preuve pour nous",
        "Utile à la police",
        "Comment faire",
        "À ne jamais faire",
    ],
}


@pytest.fixture(scope="module")
def shipped_site() -> TypesetSite:
    return TypesetSite(read_square_site())


def find_insert(site: TypesetSite, name: str, code: str) -> Insert:
    partials = PartialRenderer(
        SETTINGS.theme_folders, site.get_locale(code), read_catalog(SETTINGS, code)
    )
    return dict(iter_checklist_inserts(site, partials, date(2026, 11, 21)))[f"checklist.{name}"]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_thing_to_keep_says_all_there_is_to_know(
    shipped_site: TypesetSite, code: str
) -> None:
    page = BeautifulSoup(find_insert(shipped_site, "evidence", code).block, "html.parser")
    items = page.select(".checklist-items > li")
    assert len(items) == 9
    for item in items:
        assert find_one(item, ".checklist-what").get_text()
        assert [label.get_text() for label in item.select("dt")] == LABELS[code]
        assert all(fact.get_text(strip=True) for fact in item.select("dd"))
        assert "checklist-never" in item.select("dl > div")[-1]["class"]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", ["captures", "evidence"])
def test_the_exceptions_come_first_in_bold(shipped_site: TypesetSite, name: str, code: str) -> None:
    block = find_insert(shipped_site, name, code).block
    bold = [warning.get_text() for warning in BeautifulSoup(block, "html.parser")("strong")]
    assert bold == [warning[code] for warning in shipped_site.checklists["captures"].warnings]
    assert len(bold) == 3
    assert "18" in bold[0]
    assert block.index("<strong>") < block.find("<li>") or name == "captures"


def test_one_without_items_is_its_warnings_under_its_title(shipped_site: TypesetSite) -> None:
    page = BeautifulSoup(find_insert(shipped_site, "captures", "en").block, "html.parser")
    assert find_one(page, ".admonition-title").get_text() == "Before you take a screenshot"
    assert not page.select("section, ul")


def test_programs_read_it_as_a_list(shipped_site: TypesetSite) -> None:
    words = find_insert(shipped_site, "evidence", "en").words
    assert words.startswith("**What to keep, and how**\n\n- **Never screenshot")
    assert "\n- [ ] **The address of the page**\n\n    - Why: It leads" in words
