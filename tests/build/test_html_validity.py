"""Every page of every site is valid HTML, without inline style or script."""

from itertools import chain

import pytest

from support.built_site import BuildSite, BuiltSite
from support.guide_site import make_step_path
from support.html_validity import AssertValid, list_pages, list_pages_with_own_code

SMALL_SITES = ["states", "channels", "subpath", "arabic", "awkward", "single", "writing"]
# Of a site with every part, and only one page of each kind: the others have the same templates.
KINDS = [
    *("", "harassment/", "harassment/block-someone/", "where-to-report/", "where-to-report/fr/"),
    *("entries/", "changes/", "tags/", "tags/police/", "contact/", "legal/", "accessibility/"),
    *("translate/", "propose/", "e/1029/"),
]


def test_a_page_of_each_kind_is_valid(build_site: BuildSite, assert_valid: AssertValid) -> None:
    site = build_site("square")
    pages = [site.get_file(f"{prefix}{path}") for prefix in ("", "fr/") for path in KINDS]
    assert_valid([*pages, site.get_file("404.html")])


def test_the_guided_path_and_the_scam_check_are_valid(
    guide_site: BuiltSite, assert_valid: AssertValid
) -> None:
    paths = ("find-help/", make_step_path("more"), make_step_path("paid"), "scam-check/")
    assert_valid(guide_site.get_file(path) for path in paths)


@pytest.mark.thorough
def test_every_page_of_the_small_sites_is_valid(
    build_site: BuildSite, assert_valid: AssertValid
) -> None:
    pages = [list_pages(build_site(name)) for name in SMALL_SITES]
    assert all(len(of_site) > 5 for of_site in pages)
    assert_valid(chain.from_iterable(pages))


@pytest.mark.parametrize("name", ["square", "states"])
def test_no_page_has_a_script_or_a_style_of_its_own(build_site: BuildSite, name: str) -> None:
    assert list_pages_with_own_code(build_site(name)) == []
