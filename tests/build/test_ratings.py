"""The published rating: on the page and in the corpus of what has enough votes, nowhere else."""

from pathlib import Path

import pytest

from support.built_site import BuiltSite, add_settings, copy_site, find_one, run_mkdocs

SUMMARY = ".rating-summary"
Bars = list[tuple[str, str, list[str]]]


def read_bars(site: BuiltSite, path: str) -> Bars:
    """Each row of the chart: the answer, the number of votes, and the class of its bar."""
    rows = site.read_page(path).select(f"{SUMMARY} tr")
    return [
        (
            find_one(row, "th").get_text(),
            find_one(row, "td").get_text(),
            find_one(row, "span").get_attribute_list("class"),
        )
        for row in rows
    ]


def read_summary(site: BuiltSite, path: str) -> str:
    return find_one(site.read_page(path), f"{SUMMARY} p").get_text()


def test_average_count_and_spread_are_in_the_page(states: BuiltSite) -> None:
    path = "harassment/current/"
    assert read_summary(states, path) == "Average rating of this page: 4.1 of 5, from 37 answers."
    assert read_bars(states, path) == [
        ("5", "16", ["w-9"]),
        ("4", "14", ["w-8"]),
        ("3", "4", ["w-2"]),
        ("2", "1", ["w-1"]),
        ("1", "2", ["w-1"]),
    ]


def test_numbers_and_days_are_written_in_the_language_of_the_page(states: BuiltSite) -> None:
    path = "fr/harassment/current/"
    expected = "Note moyenne de cette page\u00a0: 4,2 sur 5, d’après 6 réponses."
    assert read_summary(states, path) == expected
    count = "1\u202f235"
    fallback = f"Note moyenne de cette page\u00a0: 5,0 sur 5, d’après {count} réponses."
    assert read_summary(states, "fr/harassment/english-only/") == fallback


def test_votes_from_before_an_important_change_are_forgotten(states: BuiltSite) -> None:
    path = "harassment/misleading/"
    since = (
        "Average rating of this page: 4.1 of 5, from 7 answers. Answers since 20 May 2026 count."
    )
    assert read_summary(states, path) == since
    assert [votes for _, votes, _ in read_bars(states, path)] == ["3", "2", "2", "0", "0"]


def test_a_misleading_translation_has_the_votes_on_what_it_still_says(states: BuiltSite) -> None:
    assert "1,6 sur 5, d’après 5 réponses." in read_summary(states, "fr/harassment/misleading/")


@pytest.mark.parametrize(
    "path",
    ["harassment/outdated/", "fr/harassment/outdated/", "scams/archived/", "scams/moved/", ""],
    ids=["four votes", "none", "archived", "not in the file", "no entry"],
)
def test_where_nothing_may_be_told_there_is_nothing(states: BuiltSite, path: str) -> None:
    assert not states.read_page(path).select(SUMMARY)


def test_programs_read_the_same_beside_the_text(states: BuiltSite) -> None:
    assert states.read_json("entries/3.en.json")["ratings"] == {
        "scale": "five",
        "since_revision": 2,
        "count": 7,
        "average": 4.1,
        "votes": {"1": 0, "2": 0, "3": 2, "4": 2, "5": 3},
    }
    assert "ratings" not in states.read_json("entries/2.en.json")
    assert not [
        row for row in states.read_json("entries/index.json")["versions"] if "ratings" in row
    ]


@pytest.fixture(scope="module")
def yes_no_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The same site, asking yes or no."""
    folder = tmp_path_factory.mktemp("helpful")
    config = copy_site("states", folder / "project")
    add_settings(config, rating="helpful")
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder / "site")


def test_on_yes_and_no_the_page_says_how_many_it_helped(yes_no_site: BuiltSite) -> None:
    path = "harassment/misleading/"
    since = "4 of 5 answers say that this page was helpful. Answers since 20 May 2026 count."
    assert read_summary(yes_no_site, path) == since
    assert read_bars(yes_no_site, path) == [("Yes", "4", ["w-16"]), ("No", "1", ["w-4"])]
    assert not yes_no_site.read_page("harassment/current/").select(SUMMARY), (
        "rated on the other scale"
    )


def test_every_length_of_a_bar_has_its_style(states: BuiltSite) -> None:
    css = states.get_file("assets/site.css").read_text(encoding="utf-8")
    assert [n for n in range(1, 21) if f".w-{n} {{" not in css] == []


@pytest.mark.thorough
def test_broken_ratings_stop_the_build_and_say_how_to_mend_them(tmp_path: Path) -> None:
    config = copy_site("states", tmp_path / "project")
    file = config.parent / "data" / "ratings.json"
    file.write_text(file.read_text().replace('"revision": 2', '"revision": "2"', 1))
    run = run_mkdocs("build", "--strict", "-f", config, "-d", tmp_path / "site")
    assert run.returncode != 0
    line = "data/ratings.json:3: “revision” is “2”, not a whole number. Write it anew:"
    assert line in run.stderr
