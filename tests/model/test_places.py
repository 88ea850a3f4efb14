"""Places: addresses, which locales offer a page, and which pages there are."""

from dataclasses import replace

from entraide.model.entry import Status
from entraide.model.locales import Locale
from entraide.model.places import (
    HOME,
    find_x_default,
    iter_places,
    list_indexed_locales,
    make_entry_place,
    make_short_url,
    make_slug_url,
)
from entraide.model.site_parts import SiteParts
from support.entries import make_entry, make_site

EN = Locale("en", "en", "ltr", "English", "Help", default=True)
FR = Locale("fr", "fr", "ltr", "Français", "Aide")


def test_the_default_locale_has_no_prefix_and_the_others_have_one() -> None:
    place = make_entry_place(make_entry(1))
    assert place.get_url(EN) == "harassment/entry-1/"
    assert place.get_url(FR) == "fr/harassment/entry-1/"


def test_awkward_names_are_quoted_in_addresses() -> None:
    assert make_entry_place(make_entry(1, slug="à l’été")).get_url(EN) == (
        "harassment/%C3%A0%20l%E2%80%99%C3%A9t%C3%A9/"
    )


def test_a_sensitive_entry_stands_at_its_number_and_is_written_at_its_path() -> None:
    one = make_entry(7, sensitive=True)
    place = make_entry_place(one)
    assert (
        (place.get_url(EN), place.get_url(FR))
        == ("e/7/", "fr/e/7/")
        == tuple(make_short_url(one, locale) for locale in (EN, FR))
    )
    assert place.get_source_uri(FR) == "fr/harassment/entry-7.md"
    assert place.get_dest_uri(FR) == "fr/e/7/index.html"
    assert make_slug_url(one, FR) == "fr/harassment/entry-7/"


def test_an_address_with_awkward_names_is_written_unquoted() -> None:
    assert (
        make_entry_place(make_entry(1, slug="à l’été")).get_dest_uri(EN)
        == "harassment/à l’été/index.html"
    )
    assert HOME.get_dest_uri(EN) == "index.html"


def test_a_page_is_offered_where_it_has_its_own_text() -> None:
    one, two = make_entry(1), make_entry(2, source="fr", localised=("en",))
    both = make_site(one, two)
    assert [locale.code for locale in list_indexed_locales(make_entry_place(one), both)] == ["en"]
    assert [locale.code for locale in list_indexed_locales(make_entry_place(two), both)] == [
        "en",
        "fr",
    ]


def test_the_default_offer_of_a_french_only_entry_is_french() -> None:
    one = make_entry(1, source="fr")
    offer = find_x_default(make_entry_place(one), make_site(one))
    assert offer
    assert offer.code == "fr"


def test_an_archived_entry_is_in_no_list() -> None:
    one = make_entry(1, status=Status.ARCHIVED)
    assert list_indexed_locales(make_entry_place(one), make_site(one)) == ()
    assert find_x_default(make_entry_place(one), make_site(one)) is None


def test_drafts_have_a_page_only_when_asked_for() -> None:
    one = make_entry(1, status=Status.DRAFT)
    stems = [place.stem for place in iter_places(make_site(one), drafts=False)]
    assert "harassment/entry-1" not in stems
    assert "harassment/entry-1" in [
        place.stem for place in iter_places(make_site(one), drafts=True)
    ]


def test_tags_without_entries_have_no_page() -> None:
    stems = [
        place.stem
        for place in iter_places(make_site(make_entry(1, tags=("police",))), drafts=False)
    ]
    assert "tags/police" in stems
    assert "tags/privacy" not in stems


def test_a_long_list_has_further_pages_in_its_folder() -> None:
    whole = make_site(*(make_entry(number, tags=("police",)) for number in range(301)))
    parts = [place for place in iter_places(whole, drafts=False) if place.part > 1]
    assert [(place.get_url(FR), place.beginning.get_url(FR)) for place in parts] == [
        (f"fr/{path}page/{part}/", f"fr/{path}")
        for path in ("entries/", "harassment/", "tags/police/")
        for part in (2, 3)
    ]
    assert parts[0].get_dest_uri(EN) == "entries/page/2/index.html"
    assert not any(place.footer for place in parts)
    assert {list_indexed_locales(place, whole) for place in parts} == {whole.locales}


def test_up_to_300_entries_a_list_is_one_page() -> None:
    whole = make_site(*(make_entry(number, tags=("police",)) for number in range(300)))
    assert all(place.part == 1 for place in iter_places(whole, drafts=False))


def test_a_site_without_an_index_has_no_part_of_it() -> None:
    entries = [make_entry(number, category="", tags=()) for number in range(301)]
    whole = replace(make_site(*entries), parts=SiteParts(index=False))
    assert all(place.part == 1 for place in iter_places(whole, drafts=False))
