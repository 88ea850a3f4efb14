"""Every page of the reference site as it is built: links, weight, HTML."""

import pytest

from support.built_site import BuiltSite
from support.html_validity import AssertValid, list_pages, list_pages_with_own_code
from support.page_links import list_broken_links
from support.page_weight import MOST, measure_pages


@pytest.mark.thorough
def test_no_link_of_any_page_is_broken(reference_site: BuiltSite) -> None:
    assert list_broken_links(reference_site) == []


def test_no_page_is_heavy(reference_site: BuiltSite) -> None:
    weights = measure_pages(reference_site)
    assert len(weights) > 150
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


@pytest.mark.thorough
def test_no_page_has_a_script_or_a_style_of_its_own(reference_site: BuiltSite) -> None:
    assert list_pages_with_own_code(reference_site) == []


@pytest.mark.thorough
def test_every_page_is_valid(reference_site: BuiltSite, assert_valid: AssertValid) -> None:
    pages = list_pages(reference_site)
    assert len(pages) > 100
    assert_valid(pages)
