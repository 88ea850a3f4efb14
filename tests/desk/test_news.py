"""What staff are told outside of the desk: counts of days that are over, no word of a visitor."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.news import count_days, make_news
from entraide.desk.news_settings import find_missing_settings
from entraide.desk.settings import read_desk_settings
from entraide.errors import SettingsError
from support.desk import SECRET, HeldClock
from support.published_site import make_row, publish
from support.staff import add_comment, add_proposal, add_question

pytestmark = pytest.mark.both_stores

TOKEN = "Zq8-3kVw_2LrTn9uPfX4hQwYb7sMdJcGe"  # noqa: S105 - of the tests
FEED = f"/desk/news/{TOKEN}/"
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def site_folder(tmp_path: Path) -> Path:
    days = ["2026-11-20", "2026-11-21", "2026-12-21", "2026-12-22"]
    facts = {"address": "https://help.example/", "service_days": days}
    return publish(tmp_path / "site", make_row(1029, "en"), **facts)


def put_news(desk: Desk) -> None:
    """Three things of yesterday, one of today, two that nobody needs to be told of, one old."""
    add_proposal(desk, day="2026-11-20", note="Secret words")
    add_comment(desk, "Secret words", day="2026-11-20")
    add_question(desk, "Secret words here", day="2026-11-20")
    add_question(desk, "Of today, not over", day="2026-11-21")
    add_comment(desk, "Secret words", day="2026-11-20", state="spam")
    add_question(desk, "Secret words here", day="2026-11-20", state="aside")
    add_comment(desk, "Secret words", day="2026-11-01", state="done")


def test_days_that_are_over_are_counted_by_kind(desk: Desk) -> None:
    put_news(desk)
    days = desk.store.read(lambda each: count_days(each, date(2026, 11, 1), YESTERDAY))
    assert [(each.day.day, dict(each.counts)) for each in days] == [
        (20, {"proposals": 1, "feedback": 1, "questions": 1}),
        (1, {"proposals": 0, "feedback": 1, "questions": 0}),
    ]


def test_a_notice_has_what_came_what_waits_and_which_services_are_due(desk: Desk) -> None:
    put_news(desk)
    site = desk.site.snapshot
    news = desk.store.read(lambda each: make_news(each, site, YESTERDAY, YESTERDAY))
    assert dict(news.new) == {"proposals": 1, "feedback": 1, "questions": 1}
    assert dict(news.waiting) == {"proposals": 1, "feedback": 1, "questions": 2}
    assert (news.services_over, news.services_due) == (1, 2)  # in 30 days; not in 31
    assert news.links["feedback"] == "https://help.example/desk/staff/queue/"
    assert news.has_new
    empty = desk.store.read(lambda each: make_news(each, site, TODAY, YESTERDAY))
    assert not empty.has_new


def open_feed(desk: Desk) -> None:
    object.__setattr__(desk.settings, "staff_feed_token", TOKEN)


def test_the_feed_has_an_entry_for_each_day_and_no_word_of_a_visitor(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    open_feed(desk)
    put_news(desk)
    answer = client.get(FEED)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.headers["cache-control"] == "no-store"
    assert "ecret" not in answer.text
    root = ET.fromstring(answer.text)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["1 proposal, 1 piece of feedback, 1 question", "1 piece of feedback"]
    moments = [each.text for each in root.iter(f"{ATOM}updated")]
    assert set(moments) == {"2026-11-20T23:59:59+00:00", "2026-11-01T23:59:59+00:00"}
    clock.now += timedelta(days=60)
    root = ET.fromstring(client.get(FEED).text)
    assert root.find(f"{ATOM}entry") is None
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T23:59:59+00:00"


@pytest.mark.parametrize("token", ["x", TOKEN[:-1], TOKEN.lower(), "%00", "é", "a" * 5_000])
def test_a_wrong_token_leads_to_nothing(client: TestClient, desk: Desk, token: str) -> None:
    open_feed(desk)
    answer = client.get(f"/desk/news/{token}/")
    assert (answer.status_code, answer.json()) == (404, {"error": "not-found"})


@pytest.mark.parametrize("token", ["", "x", TOKEN])
def test_there_is_no_feed_unless_it_is_set(client: TestClient, token: str) -> None:
    assert client.get(f"/desk/news/{token}/").status_code == 404


def read_settings(desk: Desk, **variables: str) -> Any:
    named = {f"ENTRAIDE_{name}": text for name, text in variables.items()}
    places = {
        "ENTRAIDE_SECRET_KEY": SECRET,
        "ENTRAIDE_SITE_DIR": str(desk.settings.site_dir),
        "ENTRAIDE_LOCALES_DIR": str(desk.settings.locales_dir),
    }
    return read_desk_settings(places | named)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("WEBHOOK_URL", "ftp://hook.example/x"),
        ("WEBHOOK_URL", "https://name:word@hook.example/"),
        ("WEBHOOK_URL", "https:///x"),
        ("WEBHOOK_URL", "https://hook.example/\nx"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_ALLOW", "10.0.0.0/8"),
        ("STAFF_FEED_TOKEN", "short"),
        ("SMTP_SERVER", "smtp.example"),
        ("SMTP_SERVER", "a b:25"),
        ("MAIL_FROM", "Desk <desk@help.example>"),
        ("MAIL_TO", "ada@help.example, bcc:eve@evil.example\n"),
    ],
)
def test_a_setting_that_cannot_be_is_told_and_never_shown(desk: Desk, name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(desk, **{name: text})
    assert f"ENTRAIDE_{name}" in str(caught.value)
    assert "hook.example" not in str(caught.value)


def test_a_setting_that_needs_another_one_says_which(desk: Desk) -> None:
    settings = read_settings(
        desk, WEBHOOK_URL="https://hook.example/", SMTP_SERVER="smtp.example:587", SMTP_USER="ada"
    )
    locations = [str(problem.location) for problem in find_missing_settings(settings)]
    assert locations == [
        "ENTRAIDE_WEBHOOK_SECRET",
        "ENTRAIDE_MAIL_FROM",
        "ENTRAIDE_MAIL_TO",
        "ENTRAIDE_SMTP_PASSWORD",
    ]
    assert list(find_missing_settings(read_settings(desk))) == []
