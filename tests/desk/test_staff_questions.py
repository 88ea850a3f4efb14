"""Questions at the desk of staff: listed, searched, taken into work, answered, and taken away.

tests/hostile asks each of these routes as every role, from elsewhere and with a stolen token.
"""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import audit, question_queue
from entraide.model.question import QuestionState, QuestionWork
from support.staff import (
    add_account,
    add_question,
    find_csrf_token,
    find_only,
    get_page,
    read_words,
    sign_in_as,
)

pytestmark = pytest.mark.both_stores

QUESTIONS = "/desk/staff/questions/"
OPEN, WORK, ANSWERED, ASIDE = QuestionState


def read_work(desk: Desk, id_: str) -> QuestionWork:
    found = desk.store.read(lambda connection: question_queue.find_question(connection, id_))
    assert found
    return found.work


def read_actions(desk: Desk, count: int) -> list[tuple[str, str]]:
    """The newest lines of the log: action and subject."""
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, count))
    return [(line.action.value, line.subject) for line in lines]


def save(client: TestClient, id_: str, noted: str = "", **fields: str) -> Any:
    """Send the form of a question, changed."""
    page = get_page(client, f"{QUESTIONS}{id_}/")
    shown = {
        "csrf": find_only(page, ".staff-verdict [name=csrf]")["value"],
        "noted": noted or find_only(page, "[name=noted]")["value"],
        "state": find_only(page, "#state [selected]")["value"],
        "entry": find_only(page, "#entry").get("value", ""),
    }
    return client.post(f"{QUESTIONS}{id_}/", data=shown | fields, follow_redirects=False)


def list_questions(client: TestClient, query: str) -> list[str]:
    return [one.text.strip() for one in get_page(client, QUESTIONS + query).select("li h2")]


def test_whoever_writes_gets_from_a_question_to_a_new_entry_with_one_press(
    client: TestClient, desk: Desk
) -> None:
    object.__setattr__(desk.settings, "editor", True)
    id_ = add_question(desk)
    page = get_page(sign_in_as(client, desk, "writer"), QUESTIONS)
    button = find_only(page, "button[form=take]")
    csrf = find_only(page, "form#take [name=csrf]")["value"]
    answer = client.post(str(button["formaction"]), data={"csrf": csrf}, follow_redirects=False)
    assert answer.headers["location"] == f"/desk/staff/write/new/?question={id_}"
    assert read_work(desk, id_) == QuestionWork(WORK, "writer")
    assert read_actions(desk, 1) == [("question-marked", f"{id_} work")]


def test_the_editor_reads_a_question_and_says_which_entry_came_of_it(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_question(desk, "How do I block a group?", details="One by one?", locale="fr")
    csrf = find_csrf_token(sign_in_as(client, desk, "writer").get("/desk/staff/").text)
    assert client.get(f"/desk/staff/session/questions/{id_}").json() == {
        "id": id_,
        "locale": "fr",
        "question": "How do I block a group?",
        "details": "One by one?",
        "entry": 0,
    }
    for entry in ("1050", "1051"):  # the second does not replace the first
        form = {"entry": entry, "csrf": csrf}
        path = f"{QUESTIONS}{id_}/entry/"
        assert client.post(path, data=form, follow_redirects=False).status_code == 303
        assert read_work(desk, id_) == QuestionWork(ANSWERED, entry=1050)
    page = get_page(client, f"{QUESTIONS}{id_}/")
    assert "not published yet" in page.text
    assert client.get("/desk/staff/session/questions/unknown").status_code == 404


def test_viewers_read_questions_and_have_neither_form_nor_words_for_the_editor(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_question(desk, note="Look: \u202egpj")
    page = get_page(sign_in_as(client, desk, "viewer"), f"{QUESTIONS}{id_}/")
    assert "U+202Egpj" in page.text
    assert not page.select("#state, main button")
    assert client.get(f"/desk/staff/session/questions/{id_}").status_code == 403


def test_a_question_is_given_to_somebody_noted_and_answered(client: TestClient, desk: Desk) -> None:
    add_account(desk, "ada", "writer")
    id_ = add_question(desk)
    sign_in_as(client, desk)
    answer = save(client, id_, state="work", assignee="ada", note="Seen twice.")
    assert answer.headers["location"] == f"{QUESTIONS}{id_}/?done=yes"
    assert read_work(desk, id_) == QuestionWork(WORK, "ada", "Seen twice.")
    save(client, id_, state="answered", assignee="ada", note="Seen.", entry="1029")
    assert read_work(desk, id_) == QuestionWork(ANSWERED, "ada", "Seen.", 1029)
    save(client, id_, state="aside", note="Seen.", entry="1029")
    assert read_work(desk, id_) == QuestionWork(ASIDE, "", "Seen.")
    assert read_actions(desk, 3) == [
        ("question-marked", f"{id_} aside"),
        ("question-marked", f"{id_} answered 1029"),
        ("question-marked", f"{id_} work"),
    ]


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"state": "answered"}, 422, "#entry"),
        ({"state": "answered", "entry": "999"}, 422, "#entry"),
        ({"state": "answered", "entry": "1031"}, 422, "#entry"),  # archived
        ({"assignee": "nobody-here"}, 422, "#assignee"),
        ({"noted": "0" * 16}, 409, ""),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_there_again(
    client: TestClient, desk: Desk, fields: dict[str, str], status: int, said: str
) -> None:
    id_ = add_question(desk)
    answer = save(sign_in_as(client, desk), id_, note="My <note>", **fields)
    assert answer.status_code == status
    assert "My &lt;note&gt;" in answer.text
    assert ('href="#' in answer.text.split('role="alert">')[1].split("</p>")[0]) is bool(said)
    assert read_work(desk, id_) == QuestionWork(OPEN)


def test_numbers_and_addresses_in_a_question_are_hidden_until_somebody_wants_them(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_question(desk, "Why does 06 12 34 56 78 call me?", details="ada@evil.example wrote")
    page = get_page(sign_in_as(client, desk, "viewer"), QUESTIONS)
    assert read_words(page, "li h2") == "Why does [hidden] call me?"
    page = get_page(client, f"{QUESTIONS}{id_}/")
    masked = [find_only(one, "bdi").text for one in page.select("details.staff-masked")]
    assert masked == ["06 12 34 56 78", "ada@evil.example"]
    assert "06 12" not in read_words(page, "h1")


def test_words_of_visitors_are_never_markup(client: TestClient, desk: Desk) -> None:
    add_question(desk, "<script>alert(1)</script>", details="<img src=x>")
    text = sign_in_as(client, desk).get(QUESTIONS).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Où est l’Écran ?", "Three of it"]),
        ("?state=all", ["Two of it", "Où est l’Écran ?", "Three of it"]),
        ("?state=work", ["Two of it"]),
        ("?state=aside", ["Sold things"]),
        ("?state=nothing", ["Où est l’Écran ?", "Three of it"]),
        ("?locale=fr", ["Où est l’Écran ?"]),
        ("?since=2026-11-20&state=all", ["Two of it", "Où est l’Écran ?"]),
        ("?until=2026-11-19", ["Three of it"]),
        ("?assignee=ada&state=all", ["Two of it"]),
        ("?assignee=-", ["Où est l’Écran ?", "Three of it"]),
        ("?q=ecran+OU", ["Où est l’Écran ?"]),
        ("?q=phone&state=all", ["Two of it"]),
        ("?q=%25", []),
    ],
)
def test_filters_and_a_search_narrow_the_list(
    client: TestClient, desk: Desk, query: str, found: list[str]
) -> None:
    add_question(desk, "Two of it", state="work", assignee="ada", note="On the phone.")
    add_question(desk, "Où est l’Écran ?", locale="fr", day="2026-11-20")
    add_question(desk, "Three of it", day="2026-11-19")
    add_question(desk, "Sold things", state="aside")
    assert list_questions(sign_in_as(client, desk, "viewer"), query) == found


def test_long_lists_have_pages_that_keep_the_filters(client: TestClient, desk: Desk) -> None:
    for number in range(30):
        add_question(desk, f"No. {number} & more")
    query = "?state=open&q=more+%26"
    page = get_page(sign_in_as(client, desk), QUESTIONS + query)
    assert len(page.select("li h2")) == 25
    assert find_only(page, ".staff-paging a")["href"] == f"{query}&page=2"
    assert len(list_questions(client, f"{query}&page=2")) == 5


def test_the_page_gives_itself_as_csv_and_the_log_says_so(client: TestClient, desk: Desk) -> None:
    add_question(desk, '=HYPERLINK("x")', note="-1", assignee="ada")
    add_question(desk, "Older one", day="2026-11-20")
    add_question(desk, "Sold things", state="aside")
    page = get_page(sign_in_as(client, desk, "viewer"), f"{QUESTIONS}?q=hyperlink")
    answer = client.get(QUESTIONS + str(find_only(page, "a[download]")["href"]))
    assert answer.headers["content-disposition"].startswith("attachment; ")
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["question"], row["note"]) == ('\'=HYPERLINK("x")', "'-1")
    assert (row["state"], row["entry"], row["assignee"]) == ("open", "0", "ada")
    assert read_actions(desk, 1) == [("questions-exported", "1")]
    assert "Sold" not in client.get(f"{QUESTIONS}questions.csv").text


def test_a_question_that_is_not_there_has_no_page(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    for id_ in ("unknown", "%00", "a" * 65):
        assert "There is no such question" in get_page(client, f"{QUESTIONS}{id_}/", 404).text


def test_the_menu_leads_there_where_the_site_takes_questions(
    client: TestClient, desk: Desk
) -> None:
    page = get_page(sign_in_as(client, desk, "viewer"), "/desk/staff/")
    assert [one.text for one in page.select(f'.staff-nav a[href="{QUESTIONS}"]')] == ["Questions"]
