"""The table of pages: every kind has its row, its template and its words."""

from dataclasses import replace
from gettext import NullTranslations
from types import SimpleNamespace
from typing import cast

import pytest

from entraide.model.countries import Country
from entraide.model.entry import Entry, PageText
from entraide.model.places import (
    CONTACT,
    FIXED_PLACES,
    HOME,
    RESERVED_FOLDERS,
    TAGS,
    PageKind,
    Place,
    make_category_place,
    make_country_place,
    make_entry_place,
    make_tag_place,
)
from entraide.publish.build_context import BuildContext
from entraide.publish.pages import PAGES
from support.entries import make_entry, make_typeset_site
from support.paths import ROOT

HOME_TEXT = PageText(locale="en", path="", title="Help", summary="Start.", body="", body_line=1)


@pytest.fixture
def build_context() -> BuildContext:
    whole = replace(
        make_typeset_site(make_entry(1), make_entry(2, sensitive=True)), homes={"en": HOME_TEXT}
    )
    locale = whole.default_locale
    made = SimpleNamespace(
        typeset_site=whole,
        locale=locale,
        catalog=NullTranslations(),
        reading=SimpleNamespace(values={"en": {}}),
    )
    return cast("BuildContext", made)


def read_words(place: Place, build: BuildContext) -> tuple[str, str]:
    kind = PAGES[place.kind]
    return kind.get_title(place, build), kind.get_summary(place, build)


@pytest.mark.parametrize("kind", PageKind)
def test_every_kind_has_a_row_and_a_template(kind: PageKind) -> None:
    assert kind in PAGES
    assert (ROOT / "overrides" / f"{kind}.html").is_file()


@pytest.mark.parametrize("place", (*FIXED_PLACES, make_country_place(Country("FR"))))
def test_every_page_has_a_title_and_says_what_it_is(
    place: Place, build_context: BuildContext
) -> None:
    assert all(read_words(place, build_context))


def test_a_page_of_its_own_subject_has_the_words_of_that(build_context: BuildContext) -> None:
    site = build_context.typeset_site
    assert read_words(HOME, build_context) == ("Help", "Start.")
    assert read_words(make_category_place(site.categories["scams"]), build_context) == (
        "scams",
        "scams.",
    )
    assert read_words(make_tag_place(site.tags["police"]), build_context) == ("police", "police.")
    assert read_words(make_entry_place(site.entries[1]), build_context) == ("en 1", "A summary.")
    assert (
        read_words(make_country_place(Country("FR")), build_context)[0] == "Where to report: France"
    )


def test_where_there_is_nothing_to_report_the_page_is_for_contact(
    build_context: BuildContext,
) -> None:
    assert read_words(CONTACT, build_context) == ("Contact", "How to write to us.")
    values = cast("SimpleNamespace", build_context).reading.values["en"]
    values["platform.report.ad"] = "the link"
    assert read_words(CONTACT, build_context)[0] == "Report to us, and contact"


def test_a_sensitive_entry_is_not_named(build_context: BuildContext) -> None:
    title, summary = read_words(
        make_entry_place(build_context.typeset_site.entries[2]), build_context
    )
    assert title == "Help page 2"
    assert summary == "A page of this help centre."


def test_a_page_without_a_subject_says_that_it_has_none() -> None:
    with pytest.raises(TypeError, match="tags/index is not about one Entry"):
        TAGS.get_subject(Entry)


def test_no_category_may_have_the_folder_of_a_page() -> None:
    folders = {place.stem.partition("/")[0] for place in FIXED_PLACES}
    assert folders - {"index"} <= RESERVED_FOLDERS
    assert "index" not in RESERVED_FOLDERS
