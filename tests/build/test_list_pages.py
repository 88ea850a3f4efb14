"""Pages that list entries, and ways between pages, on whole built sites."""

import pytest

from support.built_site import BuildSite, BuiltSite, find_one, get_attribute, list_attributes

# Where each kind of page says it stands, from the home page down.
BREADCRUMBS = {
    "harassment/current/": ["Home", "Harassment"],
    "scams/french-only/": ["Home", "Scams"],
    "scams/archived/": ["Home", "Scams"],
    "harassment/": ["Home"],
    "tags/": ["Home"],
    "tags/police/": ["Home", "Topics"],
    "entries/": ["Home"],
    "changes/": ["Home"],
}


@pytest.fixture(scope="session")
def arabic(build_site: BuildSite) -> BuiltSite:
    return build_site("arabic")


@pytest.mark.parametrize("path", BREADCRUMBS)
def test_each_kind_of_page_has_a_breadcrumb(states: BuiltSite, path: str) -> None:
    links = states.read_page(path).select(".breadcrumb a")
    assert [link.get_text() for link in links] == BREADCRUMBS[path]
    folders = [states.get_file(path).parent / str(link["href"]) for link in links]
    assert all((folder / "index.html").is_file() for folder in folders)


@pytest.mark.parametrize("locale", ["", "fr/"])
def test_the_letters_lead_to_the_entries_under_them(states: BuiltSite, locale: str) -> None:
    page = states.read_page(f"{locale}entries/")
    letters = page.select(".letters a")
    headings = page.select("h2.letter")
    assert [link.get_text() for link in letters] == [title.get_text() for title in headings]
    assert [link["href"] for link in letters] == [f"#{title['id']}" for title in headings]
    assert len(list_attributes(page, ".entry-list a", "href")) == len(
        set(list_attributes(page, ".entry-list a", "href"))
    )


def test_letters_of_two_scripts_share_a_list(arabic: BuiltSite) -> None:
    page = arabic.read_page("ar/entries/")
    letters = [heading.get_text() for heading in page.select("h2.letter")]
    assert letters == ["ح", "م", "S"]
    french = find_one(page, ".entry-list [lang=fr][dir=ltr]")
    assert french.get_text() == "Les signes d’une arnaque"


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["states", "arabic", "awkward", "single", "subpath"])
def test_every_site_has_its_recent_changes_newest_first(build_site: BuildSite, name: str) -> None:
    days = list_attributes(build_site(name).read_page("changes/"), "h2 time", "datetime")
    assert days
    assert days == sorted(days, reverse=True)
    assert len(days) == len(set(days))


def test_a_change_is_reported_in_the_readers_words_or_marked(states: BuiltSite) -> None:
    page = states.read_page("fr/changes/")
    said = find_one(page, ".recent").find_parent()
    assert said
    assert "Une faute d’orthographe" in said.get_text()
    english = [note.get_text() for note in page.select(".recent p [lang=en]")]
    assert "A paragraph was added" in english
    assert "Important" in said.get_text()


def test_recent_changes_name_no_hidden_entry(states: BuiltSite) -> None:
    text = states.get_file("changes/").read_text(encoding="utf-8")
    assert "scams/archived" not in text
    assert "scams/draft" not in text


def test_neighbours_lead_there_and_back(states: BuiltSite) -> None:
    page = states.read_page("fr/harassment/current/")
    following = get_attribute(page, "a[rel=next]", "href")
    neighbour = states.read_page(f"fr/harassment/current/{following}")
    assert get_attribute(neighbour, "a[rel=prev]", "href") == "../current/"


def test_a_neighbour_in_another_language_says_so(states: BuiltSite) -> None:
    pages = [
        states.read_page(path.relative_to(states.folder).as_posix())
        for path in states.folder.glob("fr/*/*/index.html")
    ]
    marked = [title for page in pages for title in page.select(".neighbours [lang=en][dir=ltr]")]
    assert marked


def test_an_archived_entry_is_not_on_the_way_through_its_category(states: BuiltSite) -> None:
    assert not states.read_page("scams/archived/").select(".neighbours")


@pytest.mark.parametrize(("path", "words"), [("", "emergency number"), ("fr/", "numéro d’urgence")])
def test_the_home_page_says_what_to_do_in_an_emergency_right_after_search(
    states: BuiltSite, path: str, words: str
) -> None:
    parts = states.read_page(path).select(
        "main :is(.search, .emergency, .text, .categories, .ways-on)"
    )
    names = [part["class"][0] for part in parts]
    assert names == ["search", "emergency", "text", "categories", "ways-on"]
    assert words in parts[1].get_text()


def test_the_home_page_leads_to_every_list(states: BuiltSite) -> None:
    page = states.read_page("fr/")
    assert list_attributes(page, ".ways-on a", "href") == ["entries/", "tags/", "changes/"]
    cards = page.select(".card")
    assert len(cards) == 2
    assert all(1 <= len(card.select(".card-entries a")) <= 3 for card in cards)


def test_reading_time_is_in_the_language_of_the_page(states: BuiltSite) -> None:
    page = states.read_page("fr/harassment/english-only/")
    assert find_one(page, ".reading").get_text() == "1 minute de lecture"
    assert (
        find_one(states.read_page("harassment/current/"), ".reading").get_text()
        == "1 minute to read"
    )


def test_a_category_without_an_entry_says_so_in_the_place_of_a_count(
    build_site: BuildSite,
) -> None:
    cards = {
        find_one(card, "h3 a").get_text(): card
        for card in build_site("channels").read_page("").select(".categories .card")
    }
    empty = [card for card in cards.values() if not card.select(".card-entries")]
    assert len(cards) > len(empty) == 1
    assert not empty[0].select(".count")
    assert "There is no entry here yet." in empty[0].get_text()
