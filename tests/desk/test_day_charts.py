"""Votes and feedback day by day, as bars and as a table: for a text, and for the site."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff.day_charts import DAYS, read_day_charts
from support.staff import add_comment, add_votes, get_page, read_words, sign_in_as

pytestmark = pytest.mark.both_stores

TODAY = date(2026, 11, 21)


def put_days(desk: Desk) -> None:
    add_votes(desk, 1029, "en", 4, *[5] * 200, day="2026-11-20")
    add_votes(desk, 1029, "en", 4, 1, day="2026-11-18")
    add_votes(desk, 1029, "fr", 3, 1, 2, day="2026-11-18")
    add_votes(desk, 1029, "en", 4, 5, day="2026-11-21")  # not over
    add_comment(desk, "words", day="2026-11-18")
    add_comment(desk, "sold", day="2026-11-18", state="spam")
    add_comment(desk, "old words", day="2026-10-09")


def test_bars_are_as_high_as_their_counts_and_one_vote_is_seen(desk: Desk) -> None:
    put_days(desk)
    charts = desk.store.read(lambda each: read_day_charts(each, TODAY, (1029, "en")))
    assert [len(chart.bars) for chart in (charts.votes, charts.feedback)] == [DAYS, DAYS]
    drawn = [(bar.day.day, bar.count, bar.top, bar.height) for bar in charts.votes.bars]
    assert [each for each in drawn if each[1]] == [(18, 1, 98, 2), (20, 200, 0, 100)]
    assert [bar.x for bar in charts.votes.bars] == list(range(DAYS))
    assert charts.rows == [(date(2026, 11, 20), 200, 0), (date(2026, 11, 18), 1, 1)]


def test_the_site_has_all_texts_together(desk: Desk) -> None:
    put_days(desk)
    charts = desk.store.read(lambda each: read_day_charts(each, TODAY))
    assert (charts.votes.total, charts.feedback.total) == (203, 1)
    assert charts.rows[1] == (date(2026, 11, 18), 3, 1)


def test_the_pages_of_staff_have_the_bars_without_script_and_the_numbers_as_a_table(
    client: TestClient, desk: Desk
) -> None:
    put_days(desk)
    sign_in_as(client, desk, "viewer")
    for path in ("/desk/staff/", "/desk/staff/entries/1029/en/"):
        page = get_page(client, path)
        figures = page.select(".staff-days figure")
        assert [figure["aria-hidden"] for figure in figures] == ["true", "true"]
        assert len(figures[0].select("rect")) == 2
        rows = [row.text.split("\n") for row in page.select(".staff-days tbody tr")]
        assert len(rows) == 2
        assert read_words(page, ".staff-days tbody tr:first-child th") == "20 November 2026"
        assert not page.select("script, [style]")


def test_nothing_is_drawn_where_nothing_came(client: TestClient, desk: Desk) -> None:
    assert not get_page(sign_in_as(client, desk, "viewer"), "/desk/staff/").select(".staff-days")
    charts = desk.store.read(lambda each: read_day_charts(each, TODAY))
    assert (charts.has_any, charts.rows) == (False, [])
