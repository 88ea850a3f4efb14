"""The log of incidents as a page: what it says without scripts, and who leads to it."""

import json

from support.built_site import BuiltSite, find_one, get_attribute, list_attributes
from support.guide_site import make_step_path

LOG = "notes/"
ASSETS = ("assets/incident_log.css", "assets/scripts/incident_log.js")


def test_what_must_never_be_kept_comes_before_the_form(guide_site: BuiltSite) -> None:
    page = guide_site.read_page(LOG)
    words = find_one(page, "main").get_text(" ", strip=True)
    assert words.index("Never copy such an image.") < words.index("Add an incident")
    assert words.index("If you close it, reload it or leave it") < words.index("Add an incident")
    assert find_one(page, "title").text.startswith("Notes ·")
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"


def test_what_must_be_known_stands_there_in_short_and_all_of_it_in_an_open_fold(
    guide_site: BuiltSite,
) -> None:
    page = guide_site.read_page(LOG)
    first = find_one(page, ".log-first").get_text(" ", strip=True)
    assert "Never keep such an image." in first
    assert "the log is lost" in first
    assert "in the list of downloads" in first
    fold = find_one(page, ".log-more")
    assert "open" in fold.attrs  # without scripts, and on paper
    assert "Never copy such an image." in fold.get_text()


def test_without_scripts_there_is_a_sheet_to_print_and_nothing_to_press(
    guide_site: BuiltSite,
) -> None:
    page = guide_site.read_page("fr/" + LOG)
    assert len(page.select(".log-sheet tbody tr")) == 8
    assert all("hidden" in each.attrs for each in page.select("[data-log]"))
    assert not [each for each in page.select("form") if not each.find_parent(attrs={"hidden": ""})]


def test_entries_and_ends_of_the_guided_path_lead_to_it(guide_site: BuiltSite) -> None:
    entry = guide_site.read_page("fr/harassment/call/")
    assert list_attributes(entry, ".entry > .ways-on a", "href") == ["../../notes/"]
    end = guide_site.read_page(make_step_path("paid"))
    assert "../../notes/" in list_attributes(end, ".ways-on a", "href")
    line = entry.select(".caution a")
    assert [each.get_text() for each in line] == ["Tenir un journal des faits"]
    assert list_attributes(entry, ".caution a", "href") == ["../../notes/"]
    assert not guide_site.read_page("fr/" + LOG).select(".caution a")  # it is this page
    assert "notes/" in list_attributes(guide_site.read_page(""), ".guide-way a", "href")
    fear = guide_site.read_page(make_step_path("fear"))
    assert "../../notes/" not in list_attributes(fear, ".ways-on a", "href")


def test_search_finds_it_by_other_words_too(guide_site: BuiltSite) -> None:
    for code, words in {"en": "diary|keep a log", "fr": "carnet"}.items():
        names = json.loads(guide_site.get_file(f"search/{code}/names.json").read_text("utf-8"))
        row = next(row for row in names["rows"] if row["url"].endswith(LOG))
        assert row["keywords"] == words


def test_no_page_but_its_own_loads_anything_of_it(guide_site: BuiltSite) -> None:
    for path in ("", "harassment/call/", "find-help/"):
        assert "incident_log" not in guide_site.get_file(path).read_text(encoding="utf-8"), path
    styles = guide_site.get_file("assets/site.css").read_text(encoding="utf-8")
    assert ".log-" not in styles
    names = json.dumps(guide_site.read_json("search/en/names.json"))
    assert '"notes/"' in names


def test_a_site_without_one_has_nothing_of_it(states: BuiltSite) -> None:
    assert not states.has(LOG)
    assert not any(states.has(asset) for asset in ASSETS)
    assert not states.has("assets/scripts/incident_log/saved_file.js")
