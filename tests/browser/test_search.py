"""Search as people use it, on a small site of three languages under the policy we ask for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from support.browser import NewPage
from support.search_lab import ORIGIN, SAME, SearchVisitor


@pytest.mark.thorough
def test_a_french_word_is_found_across_elision(visitor: SearchVisitor) -> None:
    elisions = (f"{part}{mark}" for part in ("l", "c", "qu", "jusqu", "puisqu") for mark in "'’")
    visitor.open_page("fr/")
    for typed in (
        *("utilisateur", "l utilisateur", "L’Utilisateur", "autre"),
        *(f"{elision}utilisateur" for elision in elisions),
    ):
        assert set(visitor.search(typed)) == SAME, typed


@pytest.mark.thorough
@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_english_word_is_found_across_its_ending(visitor: SearchVisitor, mark: str) -> None:
    visitor.open_page()
    for typed in ("neighbour", f"neighbour{mark}s"):
        assert set(visitor.search(typed)) == SAME
    for typed in (f"don{mark}t see fence", f"neighbour{mark}s fence"):
        assert set(visitor.search(typed)[:2]) == {"typographic", "straight"}


def test_titles_are_as_the_pages_print_them(visitor: SearchVisitor) -> None:
    visitor.open_page("fr/").search("l'utilisateur")
    assert "Courbe\u00a0: l’essai" in visitor.find("title").all_text_contents()


BY_NUMBER = {"1029": "someone", " n° 1029": "someone"}
FIRST_RESULTS = {  # of an address, what is typed and what comes first
    "": BY_NUMBER
    | {
        "coffee": "bare",  # glued to a dash
        "stalking": "someone",
        "1": "block",
        "coffee windmill sails": "english-only",  # no entry has all these words
        "lanterm": "row-0",  # one wrong letter
        "a nayborhood windmil": "english-only",  # sounds alike
        "does anybody see a windmil": "english-only",
    },
    "fr/": BY_NUMBER
    | {
        "harcelement": "someone",
        "HARCÈLEMENT": "someone",
        "chart": "french-only",  # before a text in another language
    },
    "ar/": BY_NUMBER | {"الفانوس": "arabic"},
}


@pytest.mark.parametrize("path", FIRST_RESULTS)
def test_the_expected_entry_is_the_first_result(visitor: SearchVisitor, path: str) -> None:
    visitor.open_page(path)
    for typed, first in FIRST_RESULTS[path].items():
        assert visitor.search(typed)[0] == first, typed
        assert not re.search("stalking|traque", visitor.find("results").inner_text())


@pytest.mark.parametrize(
    ("path", "typed", "said", "way"),
    [("", "xyzzy", "Nothing comes near", "All entries"), ("fr/", "wkzq", "Rien", "Thèmes")],
)
def test_no_result_offers_a_way_on(
    visitor: SearchVisitor, path: str, typed: str, said: str, way: str
) -> None:
    assert visitor.open_page(path).search(typed) == []
    expect(visitor.find("status")).to_contain_text(said)
    expect(visitor.find("ways").get_by_role("link", name=way)).to_be_visible()


def test_words_that_nothing_has_lead_to_what_comes_nearest(visitor: SearchVisitor) -> None:
    found = visitor.open_page().search("windmaster")
    assert found[0] == "english-only"
    expect(visitor.find("status")).to_contain_text("nearest")


def test_a_draft_and_an_archived_entry_are_not_found(visitor: SearchVisitor) -> None:
    assert not {"draft", "archived"} & set(visitor.open_page().search("phantom"))


@pytest.mark.parametrize(
    ("path", "typed", "mark", "lang"),
    [("fr/", "windmill", "en anglais", "en"), ("", "l'horloge", "in French", "fr")],
)
def test_a_result_in_another_language_says_so(
    visitor: SearchVisitor, path: str, typed: str, mark: str, lang: str
) -> None:
    visitor.open_page(path).search(typed)
    expect(visitor.find("results a .small-mark")).to_contain_text(mark)
    for part in ("title", "summary"):
        expect(visitor.find(part)).to_have_attribute("lang", lang)
        expect(visitor.find(part)).to_have_attribute("dir", "ltr")


@pytest.mark.thorough
def test_the_count_is_announced(visitor: SearchVisitor) -> None:
    visitor.open_page("fr/")
    for typed, said in {"autre": "3 résultats", "horloge": "1 résultat"}.items():
        visitor.search(typed)
        expect(visitor.find("dialog").get_by_role("status")).to_have_text(said)


def test_eight_results_come_first_and_the_others_when_asked(visitor: SearchVisitor) -> None:
    assert len(visitor.open_page().search("lantern")) == 8
    expect(visitor.find("status")).to_have_text("10 results")
    visitor.page.get_by_role("button", name="More results").click()
    expect(visitor.find("results a")).to_have_count(10)
    expect(visitor.find("results a").nth(8)).to_be_focused()


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_keys_open_search_and_escape_gives_the_focus_back(
    visitor: SearchVisitor, keys: str
) -> None:
    page = visitor.open_page().page
    link = page.get_by_role("main").get_by_role("link", name="Harassment")
    link.focus()
    page.keyboard.press("k")
    expect(visitor.find("dialog")).to_be_hidden()
    page.keyboard.press(keys)
    page.keyboard.type("lantern")
    expect(visitor.find("results a")).to_have_count(8)
    page.keyboard.press("Escape")
    expect(visitor.find("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_whoever_is_at_the_link_before_the_script_stays_there(visitor: SearchVisitor) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/search.en.js*", hold)
    visitor.open_page().page.locator("a.search-open").focus()
    held.pop().fallback()
    expect(visitor.page.locator("button.search-open")).to_be_focused()


def test_arrows_go_through_results_and_enter_opens_one(visitor: SearchVisitor) -> None:
    visitor.open_page().search("neighbour")
    visitor.find("field").fill("lantern")
    stops = visitor.page.locator(".search-field, .search-results a")
    for at, key in enumerate(["Enter", "ArrowDown", "Tab", "ArrowUp", "ArrowUp", "ArrowUp"]):
        visitor.page.keyboard.press(key)
        expect(stops.nth([1, 2, 3, 2, 1, 0][at])).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"{ORIGIN}/scams/row-*/")


@pytest.mark.parametrize("place", ["", "scams/", "scams/bare/", "tags/", "entries/"])
@pytest.mark.parametrize("path", ["", "fr/"])
def test_without_script_it_is_a_link(new_page: NewPage, lab: Path, place: str, path: str) -> None:
    visitor = SearchVisitor(new_page(java_script_enabled=False), lab).open_page(path + place)
    visitor.page.get_by_role("link", name=re.compile("^(Search|Rechercher)$")).click()
    visitor.page.wait_for_url(f"{ORIGIN}/{path}entries/")


def test_search_works_below_a_path_with_a_silent_console(visitor: SearchVisitor) -> None:
    visitor.open_page("help/fr/scams/bare/").search("moulin")
    expect(visitor.find("results a")).to_have_text("L’ombre du moulin")  # and no mark
    expect(visitor.find("summary")).to_have_text("french-only in fr.")
    visitor.find("results a").click()
    visitor.page.wait_for_url(f"{ORIGIN}/help/fr/scams/french-only/")
    assert all(url.startswith(f"{ORIGIN}/help/") for url in visitor.asked)
    assert visitor.complaints == []


def test_nothing_loads_before_it_opens_nor_is_asked_under_three_letters(
    visitor: SearchVisitor,
) -> None:
    visitor.open_page("scams/bare/").page.wait_for_load_state("networkidle")
    assert "/search/" not in " ".join(visitor.asked)
    with visitor.page.expect_request(re.compile("search/en/names.json")):
        visitor.type("an")
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.wait_for_timeout(500)  # a search waits 150 for another letter
    expect(visitor.find("status")).to_be_empty()


def test_what_is_fetched_says_nothing_of_what_is_typed(new_page: NewPage, lab: Path) -> None:
    fetched = []
    for typed in ("lantern", "coffee windmill"):
        visitor = SearchVisitor(new_page(), lab).open_page()
        visitor.search(typed)
        visitor.page.wait_for_load_state("networkidle")
        fetched.append(sorted(visitor.asked))
    assert fetched[0] == fetched[1]


def test_the_words_typed_are_kept_nowhere(visitor: SearchVisitor) -> None:
    visitor.open_page("scams/bare/").search("lantern")
    kept = "JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])"
    seen = [*visitor.asked, visitor.page.url, visitor.page.evaluate(kept)]
    assert "lantern" not in " ".join(seen)
    visitor.page.get_by_role("button", name="Close").click()
    expect(visitor.find("open")).to_be_focused()
    visitor.find("open").click()
    expect(visitor.find("field")).to_have_value("")
    expect(visitor.find("field")).to_have_attribute("autocomplete", "off")
    expect(visitor.find("results a")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "fr/", "ar/"])
def test_it_fits_a_narrow_phone_and_a_thumb(new_page: NewPage, lab: Path, path: str) -> None:
    visitor = SearchVisitor(new_page(viewport={"width": 320, "height": 640}), lab).open_page(path)
    visitor.search("lantern")
    assert visitor.find("dialog").evaluate("box => box.scrollWidth <= box.clientWidth")
    for target in visitor.find("dialog").locator(":is(button, input, li, p a):visible").all():
        assert (target.bounding_box() or {"height": 0})["height"] >= 44
