"""Every claim of the three pages that this site grew from has its place, in both languages."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.content.outline import outline
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.site import Site

ROOT = Path(__file__).parents[2]
CLAIMS = yaml.safe_load(Path(__file__).with_name("seed_claims.yml").read_text(encoding="utf-8"))
PLACES = [
    (page, number, claim) for page, found in CLAIMS.items() for number, claim in found.items()
]


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(read_settings(ROOT / "mkdocs.yml")).site


def headings(site: Site, entry: int, locale: str) -> list[str]:
    version = site.entries[entry].version(locale)
    assert version, f"entry {entry} has no {locale} version"
    return [heading.text for heading in outline(version.body).headings]


def test_no_claim_is_left_out() -> None:
    counts = {page: list(found) for page, found in CLAIMS.items()}
    assert counts == {
        "classifieds": list(range(1, 20)),
        "dating": list(range(1, 21)),
        "chat": list(range(1, 29)),
    }


@pytest.mark.parametrize(("page", "number", "claim"), PLACES)
def test_a_claim_has_its_place_in_both_languages(
    site: Site, page: str, number: int, claim: dict[str, Any]
) -> None:
    english, french = (headings(site, claim["entry"], locale) for locale in ("en", "fr"))
    assert len(english) == len(french), (page, number)
    assert claim["heading"] is None or claim["heading"] in english
