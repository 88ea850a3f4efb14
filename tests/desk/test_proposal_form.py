"""The form of a proposal without JavaScript: nothing typed is lost, each refusal is in words."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.limits import UNPROVEN_PROPOSAL_LIMITS
from entraide.desk.proposal_form import LINE_LENGTH
from entraide.desk.tables import proposals
from support.desk import HeldClock
from support.desk_rows import count
from support.published_site import PARAGRAPH

FRENCH = "/desk/propose/1029/fr/"
HOSTILE = "</textarea><script>alert(1)</script>\"'&amp;"
QUOTED = "\"'&amp; &lt;/textarea&gt; < 3"
Form = dict[str, str]


def read_form(page: str) -> Form:
    """What a browser would send from `page`, unchanged."""
    form = BeautifulSoup(page, "html.parser").select_one("form.propose")
    assert form
    fields = {
        str(area["name"]): area.get_text().removeprefix("\n") for area in form.select("[name]")
    }
    values = {str(one["name"]): str(one["value"]) for one in form.select("input[value]")}
    return fields | values


@pytest.fixture
def form(client: TestClient) -> Form:
    """The form of the French version, filled in."""
    fields = read_form(client.get(f"{FRENCH}?in=en").text)
    return fields | {"text-title": "Bloquer une personne", "licence": "yes"}


def send(client: TestClient, form: Form, path: str = FRENCH, language: str = "en") -> Any:
    return client.post(f"{path}?in={language}", data=form)


def test_it_has_an_area_for_each_text_what_waits_first(client: TestClient) -> None:
    page = BeautifulSoup(client.get(f"{FRENCH}?in=en").text, "html.parser")
    areas = [str(area["name"]) for area in page.select(".segment textarea")]
    assert areas == [
        f"text-{PARAGRAPH}",
        "text-item-3333333333333333",
        "text-title",
        "text-summary",
        "text-heading-1111111111111111",
        "note",
    ]
    for area in page.select("textarea, input:not([type=hidden])"):
        assert page.select(f'label[for="{area["id"]}"]') or area.find_parent("label")
    for area in page.select(".segment-pair textarea"):
        assert (area["lang"], area["dir"]) == ("fr", "ltr")
    source = page.select_one(f"#source-{PARAGRAPH}")
    assert source
    assert source.p
    assert source.p["lang"] == "en"
    assert source.select_one("ins")
    assert [code.text for code in source.select("code")] == ["`Settings`", "112"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (FRENCH, "Suggest a correction"),
        ("/desk/propose/1030/fr/", "Propose a translation"),
        ("/desk/propose/1029/en/", "Suggest a correction"),
    ],
)
def test_it_says_whether_a_text_is_missing(client: TestClient, path: str, words: str) -> None:
    assert f"<h1>{words}</h1>" in client.get(f"{path}?in=en").text


def test_it_is_in_the_requested_language_or_that_of_the_text(client: TestClient) -> None:
    assert '<html lang="fr"' in client.get(FRENCH).text
    assert '<html lang="en"' in client.get(f"{FRENCH}?in=en").text


@pytest.mark.parametrize(
    "path",
    [
        "/desk/propose/7/fr/",
        "/desk/propose/1031/en/",
        "/desk/propose/1029/de/",
        "/desk/propose/x/fr/",
        "/desk/propose/",
        "/desk/propose/?entry=7&locale=fr",
        "/desk/propose/?entry=1029&locale=//evil.example",
    ],
)
def test_entries_without_a_page_have_no_form(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert "This page does not exist" in answer.text


def test_the_page_for_proposals_finds_it_by_the_query(client: TestClient) -> None:
    query = {"entry": "1029", "locale": "fr", "in": "en"}
    answer = client.get("/desk/propose/", params=query, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{FRENCH}?in=en")


def test_what_was_changed_is_kept_and_a_receipt_given(
    client: TestClient, desk: Desk, form: Form
) -> None:
    answer = send(client, form | {"credit": "Camille R.", "note": "Où ?\r\nLà."})
    assert answer.status_code == 200
    assert "Your proposal is with the staff" in answer.text
    row = desk.store.read(lambda connection: connection.execute(select(proposals)).one())
    assert (row.proven, row.credit, row.note) == (False, "Camille R.", "Où ?\nLà.")
    assert '"title"' in row.texts
    assert PARAGRAPH not in row.texts
    link = BeautifulSoup(answer.text, "html.parser").select_one('a[href*="receipts"]')
    assert link
    receipt = client.get(str(link["href"]))
    assert receipt.status_code == 200
    assert "Not decided yet" in receipt.text


def test_the_first_of_a_month_is_dated_as_each_language_writes_it(
    client: TestClient, clock: HeldClock, form: Form
) -> None:
    clock.now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    link = BeautifulSoup(send(client, form).text, "html.parser").select_one('a[href*="receipts"]')
    assert link
    receipt = str(link["href"]).partition("?")[0]
    for code, day in (("en", "1 December 2026"), ("fr", "1er décembre 2026")):
        assert f"<dd>{day}</dd>" in client.get(f"{receipt}?in={code}").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text-title": "Bloquer quelqu’un"}, "Change or fill in one text"),
        ({"text-title": ""}, "Change or fill in one text"),
        ({"text-title": "\u202ex"}, "There is a sign that nobody sees (U+202E)"),
        ({"text-title": "a" * 1_500}, "far longer than the original"),
        ({"text-title": "<b>x</b>"}, "The original has no &lt;b&gt;. Write it without the tag."),
        ({f"text-{PARAGRAPH}": "- `x`"}, "this would begin a list, a box or a heading: -. Write"),
        ({f"text-{PARAGRAPH}": "x\n\ny"}, "An empty line would make two texts of this."),
        ({"credit": "a" * 81}, "80 characters at most"),
        ({"credit": "a\u202eb"}, "There is a sign that nobody sees. Type this again."),
        ({"note": "a" * 1_001}, 'href="#note"'),
        ({"revision": "5"}, "Look through it, then send it once more"),
        ({"revision": "x"}, "Look through it, then send it once more"),
        ({"more": "1"}, "Look through it, then send it once more"),
        ({"entry": "1030"}, "Look through it, then send it once more"),
    ],
)
def test_every_refusal_is_explained_above_the_typed_text(
    client: TestClient, desk: Desk, form: Form, change: Form, words: str
) -> None:
    said = form | {"text-summary": "Personne n’en sait rien & c’est bien.", "credit": "Camille"}
    if "text-title" in change and "Change or fill" in words:
        del said["text-summary"]
    answer = send(client, said | change)
    assert answer.status_code == 422
    assert words in answer.text
    shown = read_form(answer.text)
    for name, text in (said | change).items():
        if name.startswith("text-") and name in shown:
            assert shown[name] == text
    assert shown["credit"] == (said | change)["credit"]
    assert 'name="licence" value="yes" required checked' in answer.text
    assert count(desk.store, proposals) == 0


def test_a_note_of_many_lines_is_measured_as_the_page_measures_it(
    client: TestClient, form: Form
) -> None:
    lines = "a\r\n" * 499 + "ab\x01"  # 1,001 signs of 1,000 are fewer once a line end is one sign
    answer = send(client, form | {"note": lines})
    assert answer.status_code == 422
    fault = BeautifulSoup(answer.text, "html.parser").select_one('[id="note.fault"]')
    assert fault
    assert fault.text == "There is a sign that nobody sees. Type this again."
    longest = "a\r\n" * 499 + "ab"
    assert send(client, form | {"note": longest}).status_code == 200


def test_an_area_is_as_high_as_its_lines_whatever_ends_them(client: TestClient, form: Form) -> None:
    line = "a" * (LINE_LENGTH - 1)
    answer = send(client, form | {"text-title": f"{line}\r\n" * 6 + line, "credit": "a" * 81})
    area = BeautifulSoup(answer.text, "html.parser").select_one("#text-title")
    assert area
    assert area["rows"] == "7"


def test_without_the_tick_nothing_is_kept(client: TestClient, desk: Desk, form: Form) -> None:
    del form["licence"]
    answer = send(client, form)
    assert answer.status_code == 422
    assert 'href="#licence"' in answer.text
    assert read_form(answer.text)["text-title"] == "Bloquer une personne"
    assert count(desk.store, proposals) == 0


def test_what_is_wrong_is_named_beside_its_area(client: TestClient, form: Form) -> None:
    page = BeautifulSoup(send(client, form | {"text-title": "\u202ex"}).text, "html.parser")
    area = page.select_one("#text-title")
    assert area
    assert area["aria-invalid"] == "true"
    described = str(area["aria-describedby"]).split()
    assert described == ["source-title", "fault-title"]
    for id_ in described:
        assert page.select(f"#{id_}")
    assert page.select('.notice[role="alert"] a[href="#text-title"]')


def test_texts_that_lost_their_place_stand_at_the_end_and_the_form_is_the_new_one(
    client: TestClient, desk: Desk, form: Form
) -> None:
    answer = send(client, form | {"revision": "2", "text-paragraph-0": HOSTILE})
    assert answer.status_code == 409
    assert "The entry has changed since you opened it" in answer.text
    page = BeautifulSoup(answer.text, "html.parser")
    loose = page.select_one("textarea.desk-words")
    assert loose
    assert loose.get_text().strip() == HOSTILE
    assert not page.select("script")
    again = read_form(answer.text)
    assert again["revision"] == "4"
    assert send(client, again | {"licence": "yes"}).status_code == 200
    assert count(desk.store, proposals) == 1


def test_over_a_limit_the_form_comes_again_with_what_was_typed(
    client: TestClient, form: Form
) -> None:
    for _ in range(UNPROVEN_PROPOSAL_LIMITS["voter"][0].most_attempts):
        assert send(client, form).status_code == 200
    late = send(client, form | {"text-summary": QUOTED})
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert "Try again in " in late.text
    assert read_form(late.text)["text-summary"] == QUOTED


def test_what_was_written_about_an_entry_that_is_gone_is_there_to_be_copied(
    client: TestClient, form: Form
) -> None:
    answer = send(client, form | {"text-title": HOSTILE}, "/desk/propose/1031/en/")
    assert answer.status_code == 404
    page = BeautifulSoup(answer.text, "html.parser")
    assert HOSTILE in [area.get_text().strip() for area in page.select("textarea.desk-words")]
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"text-title=" + b"a" * 262_144, 413, "too much to be sent at once"),
        (b"a=1&a=2", 400, "could not read what was sent"),
        (b"\xff\xfe", 400, "could not read what was sent"),
        ("&".join(f"text-{number}=" for number in range(601)).encode(), 400, "could not read"),
    ],
)
def test_unreadable_bodies_get_a_message(
    client: TestClient, body: bytes, status: int, words: str
) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(f"{FRENCH}?in=en", content=body, headers=kind)
    assert answer.status_code == status
    assert words in answer.text
    assert 'href="/e/1029/"' in answer.text


def test_json_is_for_the_other_address(client: TestClient) -> None:
    answer = client.post(FRENCH, json={})
    assert (answer.status_code, answer.json()) == (415, {"error": "content-type"})


def test_a_missing_text_may_be_filled_in_in_part(client: TestClient, desk: Desk) -> None:
    path = "/desk/propose/1030/fr/"
    fields = read_form(client.get(path).text) | {"licence": "yes", "text-title": "Bloquer"}
    assert set(fields.values()) == {"4", "", "yes", "Bloquer"}
    assert send(client, fields, path).status_code == 200
    assert count(desk.store, proposals) == 1
