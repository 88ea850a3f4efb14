"""The dashboard's arithmetic, and the dashboard."""

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff.rating_stats import (
    Trend,
    compute_low_share,
    compute_lower_bound,
    compute_trend,
    compute_value,
    group_by_revision,
)
from entraide.desk.votes import VoteCount
from support.staff import add_comment, add_votes, sign_in_as

pytestmark = pytest.mark.both_stores


def make_counts(scale: str, *ratings: tuple[int, int, int]) -> list[VoteCount]:
    """Counts of 1029 in English: (revision, rating, votes)."""
    return [
        VoteCount(1029, "en", revision, scale, rating, votes) for revision, rating, votes in ratings
    ]


def test_a_value_is_the_average_of_every_vote() -> None:
    votes = group_by_revision(make_counts("five", (1, 1, 3), (2, 5, 1)), "five")[1029, "en"]
    assert [one.counts for one in votes] == [(3, 0, 0, 0, 0), (0, 0, 0, 0, 1)]
    assert compute_value(votes) == 2.0


def test_votes_of_the_other_scale_are_left_out() -> None:
    assert group_by_revision(make_counts("helpful", (1, 1, 3)), "five") == {}


@pytest.mark.parametrize(
    ("low", "votes", "bound"),
    [(0, 10, 0.0), (1, 10, 0.0179), (10, 10, 0.7225), (50, 100, 0.4038), (500, 1000, 0.4691)],
)
def test_the_share_that_is_certain_is_the_lower_end_of_the_interval_of_wilson(
    low: int, votes: int, bound: float
) -> None:
    assert compute_lower_bound(low, votes) == pytest.approx(bound, abs=0.0001)


@pytest.mark.parametrize(
    ("scale", "ratings", "share"),
    [
        ("five", [(1, 1, 4)], None),  # four votes say too little, however bad
        ("five", [(1, 2, 4), (2, 1, 1)], compute_lower_bound(5, 5)),
        ("five", [(1, 3, 5)], 0.0),
        ("helpful", [(1, 0, 3), (1, 1, 3)], compute_lower_bound(3, 6)),
    ],
)
def test_low_ratings_are_those_after_which_reasons_are_asked_for(
    scale: str, ratings: list[tuple[int, int, int]], share: float | None
) -> None:
    votes = group_by_revision(make_counts(scale, *ratings), scale)[1029, "en"]
    assert compute_low_share(votes) == share


def test_one_bad_vote_does_not_come_before_many_mixed_ones(client: TestClient, desk: Desk) -> None:
    add_votes(desk, 1030, "en", 1, 1)
    add_votes(desk, 1029, "fr", 4, *[1] * 8, *[5] * 12)
    add_votes(desk, 1029, "en", 4, *[1] * 3, *[5] * 2)
    rows = read_rows(sign_in_as(client, desk).get("/desk/staff/").text)
    assert [row[0] for row in rows[:3]] == ["en 1029 1029", "fr 1029 1029", "en 1030 1030"]


@pytest.mark.parametrize(
    ("scale", "ratings", "trend"),
    [
        ("five", [(4, 3, 2)], None),
        ("five", [(3, 2, 1), (4, 3, 1), (4, 4, 1)], Trend(1.5, 4, 3)),
        ("five", [(1, 5, 1), (4, 2, 1)], Trend(-3.0, 4, 1)),  # 2 and 3 have no votes
        ("five", [(1, 5, 1), (2, 1, 1), (4, 2, 1)], Trend(1.0, 4, 2)),
        ("five", [(3, 3, 100), (3, 4, 1), (4, 3, 1)], Trend(0.0, 4, 3)),  # less than is shown
        ("helpful", [(3, 0, 1), (3, 1, 1), (4, 1, 3), (4, 0, 1)], Trend(25, 4, 3)),
    ],
)
def test_a_trend_is_the_last_revision_with_votes_against_the_one_before(
    scale: str, ratings: list[tuple[int, int, int]], trend: Trend | None
) -> None:
    assert (
        compute_trend(group_by_revision(make_counts(scale, *ratings), scale)[1029, "en"]) == trend
    )


def read_rows(page: str) -> list[list[str]]:
    """The cells of the dashboard, without the names that phones show before them."""
    soup = BeautifulSoup(page, "html.parser")
    for label in soup.select(".staff-label, .unseen"):
        label.extract()
    found = soup.select("tbody tr")
    return [[" ".join(cell.text.split()) for cell in one.select("th, td")] for one in found]


@pytest.fixture
def client_with_votes(client: TestClient, desk: Desk) -> TestClient:
    add_votes(desk, 1029, "en", 3, 1, 2)
    add_votes(desk, 1029, "en", 4, 4, 4, 5)
    add_votes(desk, 1029, "fr", 4, 2)
    add_votes(desk, 1030, "en", 1, 5)
    add_votes(desk, 1031, "en", 1, 1)  # archived since
    add_comment(desk, "a", entry=1029, locale="fr")
    add_comment(desk, "b", entry=1029, locale="fr", state="done")
    return sign_in_as(client, desk, "viewer")


def test_the_worst_come_first_and_what_has_too_few_votes_last(
    client_with_votes: TestClient,
) -> None:
    assert read_rows(client_with_votes.get("/desk/staff/").text) == [
        ["en 1029 1029", "English", "5", "12%", "3.2", "better +2.8 revision 4 against 3", "0"],
        ["No longer published 1031", "English", "1", "–", "1.0", "–", "0"],
        ["fr 1029 1029", "Français", "1", "–", "2.0", "–", "1"],
        ["en 1030 1030", "English", "1", "–", "5.0", "–", "0"],
        ["en 1032 1032", "English", "0", "–", "–", "–", "0"],
        ["fr 1032 1032", "Français", "0", "–", "–", "–", "0"],
    ]


def test_plain_links_give_another_order(client_with_votes: TestClient) -> None:
    links = BeautifulSoup(client_with_votes.get("/desk/staff/").text, "html.parser").select(
        ".staff-choices a"
    )
    assert [link["href"] for link in links] == ["?order=worst", "?order=votes", "?order=open"]
    most = read_rows(client_with_votes.get("/desk/staff/?order=votes").text)
    assert [cells[2] for cells in most] == ["5", "1", "1", "1", "0", "0"]
    assert read_rows(client_with_votes.get("/desk/staff/?order=open").text)[0][6] == "1"


def test_filters_keep_one_locale_and_one_category(client_with_votes: TestClient) -> None:
    french = read_rows(client_with_votes.get("/desk/staff/?locale=fr").text)
    assert [cells[0] for cells in french] == ["fr 1029 1029", "fr 1032 1032"]
    harassment = read_rows(
        client_with_votes.get("/desk/staff/?category=harassment&order=votes").text
    )
    assert [cells[0] for cells in harassment][-1] == "fr 1032 1032"
    assert len(harassment) == 5  # what is no longer published has no category


@pytest.mark.parametrize(
    "query", ["?locale=xx", "?order=';--", "?page=99", "?page=-1", "?order=votes&order=open"]
)
def test_invalid_query_values_are_ignored(client_with_votes: TestClient, query: str) -> None:
    assert len(read_rows(client_with_votes.get(f"/desk/staff/{query}").text)) == 6


def test_numbers_and_words_are_those_of_the_language(client_with_votes: TestClient) -> None:
    page = client_with_votes.get("/desk/staff/?in=fr").text
    assert [
        "en 1029 1029",
        "English",
        "5",
        "12 %",
        "3,2",
        "mieux +2,8 révision 4 par rapport à la 3",
        "0",
    ] in read_rows(page)
    assert "<h1>Évaluations</h1>" in page
    assert ">Harcèlement</option>" in page


@pytest.mark.parametrize("path", ["1029/xx", "99/en", "x/en", "1029/%00", "999999999999/en"])
def test_a_version_that_is_not_there_has_no_page(client: TestClient, desk: Desk, path: str) -> None:
    answer = sign_in_as(client, desk).get(f"/desk/staff/entries/{path}/")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_the_page_of_a_version_has_its_votes_as_bars_and_as_numbers(
    client: TestClient, desk: Desk
) -> None:
    add_votes(desk, 1029, "en", 3, 1, 1, 2)
    add_votes(desk, 1029, "en", 4, 5)
    add_votes(desk, 1029, "fr", 4, 3)
    add_votes(desk, 1029, "en", 2, 1, 0, scale="helpful")
    add_comment(desk, "not clear", reasons="hard steps")
    add_comment(desk, "", reasons="hard")
    add_comment(desk, "buy", reasons="other", state="spam")
    page = BeautifulSoup(
        sign_in_as(client, desk).get("/desk/staff/entries/1029/en/").text, "html.parser"
    )
    numbers = [[cell.text for cell in line.select("th, td")] for line in page.select("tbody tr")]
    assert numbers == [
        ["3", "2", "1", "0", "0", "0", "3", "1.3"],
        ["4", "0", "0", "0", "0", "1", "1", "5.0"],
        ["2", "1", "1", "2", "50% yes"],
    ]
    bars = [
        [(one["x"], one["width"]) for one in bar.select("rect")]
        for bar in page.select(".staff-plot svg")
    ]
    assert bars == [[("0", "2"), ("2", "1")], [("0", "1")], [("0", "1"), ("1", "1")]]
    assert [" ".join(one.text.split()) for one in page.select(".staff-counts > div")] == [
        "Hard to understand2",
        "The steps do not work1",
    ]
    assert len(page.select(".staff-items > li")) == 2


def test_an_entry_that_was_withdrawn_keeps_its_page(client: TestClient, desk: Desk) -> None:
    add_votes(desk, 1031, "en", 1, 1)
    page = sign_in_as(client, desk).get("/desk/staff/entries/1031/en/")
    assert "<h1>No longer published</h1>" in page.text


def test_the_title_of_an_entry_is_in_no_history(client: TestClient, desk: Desk) -> None:
    page = sign_in_as(client, desk).get("/desk/staff/entries/1032/en/").text
    assert "<title>1032 en · Desk · Help</title>" in page
