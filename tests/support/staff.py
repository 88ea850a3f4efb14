"""Accounts, votes, comments and proposals in a store, and staff pages as tests read them."""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts
from entraide.desk.tables import feedback, proposals, questions, votes
from support.desk_rows import make_comment, make_proposal, make_question, make_vote, put


def add_account(
    desk: Desk, name: str = "ada", role: str = "moderator", *, initial: bool = False
) -> str:
    """A new account; its password, which has to be changed first where it is `initial`."""
    return desk.store.write(
        lambda connection: accounts.add_account(
            connection, name, role, initial=initial, clock=desk.clock
        )
    )


def sign_in(client: TestClient, name: str, password: str, **options: Any) -> Any:
    form = {"name": name, "password": password}
    return client.post("/desk/staff/sign-in/", data=form, follow_redirects=False, **options)


def sign_in_as(client: TestClient, desk: Desk, role: str = "moderator") -> TestClient:
    """`client`, signed in as `role`, an account of that name."""
    assert sign_in(client, role, add_account(desk, role, role)).status_code == 303
    return client


def find_csrf_token(page: str) -> str:
    """The CSRF token in the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found, page
    return found[1]


def add_votes(
    desk: Desk, entry: int, locale: str, revision: int, *ratings: int, **facts: Any
) -> None:
    """Votes of as many voters as there are `ratings`."""
    for rating in ratings:
        row = make_vote(entry=entry, locale=locale, revision=revision, rating=rating, **facts)
        put(desk.store, votes, **row)


def add_comment(desk: Desk, comment: str = "", **facts: Any) -> str:
    """One piece of feedback; its id."""
    row = make_comment(comment=comment, **facts)
    put(desk.store, feedback, **row)
    return str(row["id"])


def add_proposal(desk: Desk, **facts: Any) -> str:
    """One proposal; its id."""
    row = make_proposal(**facts)
    put(desk.store, proposals, **row)
    return str(row["id"])


def add_question(desk: Desk, question: str = "How do I block a group?", **facts: Any) -> str:
    """One question; its id."""
    row = make_question(question=question, **facts)
    put(desk.store, questions, **row)
    return str(row["id"])


def get_page(client: TestClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def find_only(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def read_words(soup: BeautifulSoup | Tag, selector: str) -> str:
    """The words of the one element of that kind, blanks apart."""
    return " ".join(find_only(soup, selector).text.split())
