"""The small pages after a form: their words, what they hold, and that what was typed stays text."""

from html import escape

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk.assets import STATIC
from entraide.desk.limits import UNPROVEN_COMMENT_LIMITS

ABOUT = {"entry": "1029", "locale": "en", "revision": "4"}
HOSTILE = "</textarea><script>alert(1)</script>\"'&amp;"
Form = dict[str, str]


@pytest.fixture
def form(client: TestClient) -> Form:
    """What the form after a low vote sends."""
    page = client.post("/desk/ratings", data=ABOUT | {"rating": "1"}).text
    return ABOUT | {"token": page.split('name="token" value="')[1].split('"')[0]}


def test_feedback_by_form_is_thanked_for(client: TestClient, form: Form) -> None:
    answer = client.post("/desk/feedback", data=form | {"reasons": "hard"})
    assert answer.status_code == 200
    assert "Somebody will read what you sent" in answer.text
    assert 'href="/e/1029/"' in answer.text


@pytest.mark.parametrize(("locale", "count"), [("en", 0), ("fr", 1)])
def test_only_a_localised_version_can_read_badly(
    client: TestClient, locale: str, count: int
) -> None:
    about = ABOUT | {"locale": locale, "revision": "3"}
    page = client.post("/desk/ratings", data=about | {"rating": "1"}).text
    assert page.count('value="translation"') == count
    assert page.count('name="reasons"') == 5 + count


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"reasons": "hard", "revision": "5"}, 422, "The page has changed"),
        ({"reasons": "hard", "token": "x"}, 422, "The page has changed"),
        ({"reasons": "hard", "entry": "7"}, 404, "no longer has this page"),
        ({"reasons": "hard", "more": "1"}, 422, "The page has changed"),
        ({}, 422, "Choose a reason"),
        ({"comment": " \r\n "}, 422, "Choose a reason"),
        ({"comment": "a" * 2_001}, 422, "This is too long"),
        ({"comment": "a" * 20_000}, 413, "could not read"),
    ],
)
def test_every_refusal_is_explained(
    client: TestClient, form: Form, change: Form, status: int, words: str
) -> None:
    answer = client.post("/desk/feedback", data=form | change)
    assert answer.status_code == status
    assert words in answer.text
    assert "This was not kept" in answer.text


def test_a_refused_vote_is_said_in_the_language_of_its_page(client: TestClient) -> None:
    answer = client.post("/desk/ratings?in=fr", data=ABOUT | {"revision": "5", "rating": "1"})
    assert answer.status_code == 422
    assert '<html lang="fr"' in answer.text
    assert 'href="/fr/e/1029/"' in answer.text


def test_over_the_limit_the_form_comes_again_with_what_was_typed(
    client: TestClient, form: Form
) -> None:
    said = form | {"comment": HOSTILE, "reasons": "steps"}
    for _ in range(UNPROVEN_COMMENT_LIMITS["voter"][0].most_attempts):
        client.post("/desk/feedback", data=said)
    answer = client.post("/desk/feedback", data=said)
    assert answer.status_code == 429
    assert "Try again in " in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert (
        f"\n{escape(HOSTILE).replace('&quot;', '&#34;').replace('&#x27;', '&#39;')}</textarea>"
        in (answer.text)
    )
    assert "<script" not in answer.text
    assert 'value="steps" checked' in answer.text


@pytest.mark.parametrize("field", ["entry", "locale", "revision", "token", "reasons", "comment"])
def test_nothing_that_was_sent_is_ever_markup(client: TestClient, form: Form, field: str) -> None:
    answer = client.post("/desk/feedback?in=<script>", data=form | {field: HOSTILE * 60})
    assert answer.status_code in {404, 422}
    assert "<script" not in answer.text


def test_the_pages_load_their_styles_from_the_desk(client: TestClient) -> None:
    styles = client.get("/desk/assets/desk.css")
    assert styles.status_code == 200
    assert styles.headers["Content-Type"].startswith("text/css")
    assert styles.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/desk/propose/1029/fr/", "/desk/staff/sign-in/"])
def test_browsers_keep_the_styles_until_they_change(client: TestClient, path: str) -> None:
    page = BeautifulSoup(client.get(path).text, "html.parser")
    (link,) = page.select('link[href*="desk/assets/"]')
    assert "immutable" in client.get(str(link["href"])).headers["Cache-Control"]
    bare = client.get(str(link["href"]).partition("?")[0])
    assert bare.headers["Cache-Control"] == "no-cache"


def test_the_styles_of_staff_are_joined_and_each_file_is_among_them(client: TestClient) -> None:
    styles = client.get("/desk/assets/staff.css")
    assert styles.headers["content-type"] == "text/css; charset=utf-8"
    for file in (STATIC / "staff").glob("*.css"):
        assert file.read_text(encoding="utf-8").rstrip("\n") in styles.text


@pytest.mark.parametrize(
    "path", ["/desk/assets/", "/desk/assets/../app.py", "/desk/assets/%2e%2e/app.py"]
)
def test_no_other_file_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
