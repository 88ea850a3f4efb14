"""The editor of a server: who gets in, what a role may do, and that nothing leads out of the clone.

Expectations are made of the rules of the routes; a route that lets in whom it should not fails.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts
from entraide.editor.app import ROUTES
from entraide.editor.desk_line import DeskLine
from entraide.errors import SettingsError
from entraide.model.staff_roles import SESSION_COOKIE, Role
from support.built_site import DAY
from support.desk import BROWSER
from support.staff_editing import ROOT, SITE, StaffProject, open_staff_project

PLACES = {
    "number:entry": "1",
    "code": "en",
    "page:path": "harassment/current/",
    "id": "proposed",
    "kind": "tags",
}
OF_PUBLISHERS = {"1/en/publish/", "1/en/move/", "1/en/remove/", "proposals/proposed/"}
OF_PUBLISHERS |= {"redirects/", "services/proposed/", "words/tags/", "words/tags/proposed/"}
OF_WRITERS = {"language/", "new/", "1/en/", "1/en/image/", "1/en/discard/", "1/en/review/"}
OF_WRITERS |= {"1/en/anew/", "1/en/start/", "1/en/history/"}


@pytest.fixture
def store_kind() -> str:
    return "sqlite"


@pytest.fixture
def project(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffProject]:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    opened = open_staff_project(tmp_path, desk)
    yield opened
    opened.editor.preview.close()


def fill_path(route: Route) -> str:
    path = route.path.removeprefix("/")
    for name, value in PLACES.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def list_routes(method: str) -> list[str]:
    return sorted({fill_path(route) for route in ROUTES if method in (route.methods or ())})


def read_all(project: StaffProject) -> dict[str, Any]:
    """All that the service may change: the files, the history and what is being written."""
    files = [
        each for each in project.folder.rglob("*") if each.is_file() and ".git" not in each.parts
    ]
    kept = {str(each): each.read_bytes() for each in files if ".cache" not in each.parts}
    return kept | {"log": project.log(), "other": project.log(project.other)}


@pytest.mark.parametrize("cookie", ["", "x" * 43, "a b", "é" * 30, "x" * 5_000])
def test_strangers_are_led_to_the_desk_and_write_nothing(
    project: StaffProject, cookie: str
) -> None:
    client = TestClient(project.app, base_url=SITE, headers=BROWSER)
    named = {b"cookie": f"{SESSION_COOKIE}={cookie}".encode()}
    before = read_all(project)
    for path in list_routes("GET"):
        answer = client.get(ROOT + path, headers=named, follow_redirects=False)
        assert (answer.status_code, answer.text) == (303, ""), path
        assert answer.headers["location"] == "/desk/staff/sign-in/"
    for path in list_routes("POST"):
        answer = client.post(ROOT + path, data={"csrf": "x"}, headers=named)
        assert answer.status_code == 401, path
        assert "csrf" not in answer.text
    assert read_all(project) == before


@pytest.mark.parametrize("role", ["viewer", "moderator"])
def test_who_may_not_write_reads_no_draft(project: StaffProject, role: str) -> None:
    browser = project.open_browser(role)
    before = read_all(project)
    for path in list_routes("GET"):
        assert browser.get(path)[0] == 403, path
    csrf = project.line.client.get("/desk/staff/session", headers=project.line.seen[-1]).json()
    for path in list_routes("POST"):
        assert browser.post(path, {"csrf": csrf["csrf"]})[0] == 403, path
    assert read_all(project) == before


@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_who_may_not_publish_changes_nothing_that_readers_see(
    project: StaffProject, role: str
) -> None:
    browser = project.open_browser(role)
    browser.save("Report it.", "Report it twice.")
    before = read_all(project)
    publishing = [path for path in list_routes("POST") if path in OF_PUBLISHERS]
    assert len(publishing) == len(OF_PUBLISHERS)
    for path in publishing:
        fields = {"number": "1", "significance": "minor", "note": "N", "links": "yes"}
        assert browser.post(path, fields | {"category": "scams", "slug": "x"})[0] == 403, path
    page = browser.get("1/en/publish/")[1]
    assert 'action="./"' not in page
    assert read_all(project) == before


def test_every_form_is_of_those_who_may() -> None:
    forms = [route for route in ROUTES if "POST" in (route.methods or ())]
    roles = {fill_path(route): vars(route.endpoint)["rule"].role for route in forms}
    assert {path for path, role in roles.items() if role is Role.PUBLISHER} == OF_PUBLISHERS
    of_writers = {path for path, role in roles.items() if role is Role.WRITER}
    assert of_writers == roles.keys() - OF_PUBLISHERS
    assert of_writers == OF_WRITERS


def test_a_writer_judges_nothing_and_a_reviewer_does(project: StaffProject) -> None:
    writer, reviewer = project.open_browser("writer"), project.open_browser("reviewer")
    writer.save("Report it.", "Report it twice.")
    for step in ("approve", "changes"):
        assert writer.post("1/en/review/", {"do": step, "number": "1", "by": "reviewer"})[0] == 403
    said = {"do": "approve", "number": "1", "by": "writer"}
    assert reviewer.post("1/en/review/", said)[0] == 303
    review = project.editor.reviews.find(1, "en")
    assert (review.approver, review.writers) == ("reviewer", ("writer",))


@pytest.mark.parametrize("csrf", ["", "x" * 43, "é"])
def test_a_form_without_the_token_of_its_session_does_nothing(
    project: StaffProject, csrf: str
) -> None:
    browser = project.open_browser("publisher")
    before = read_all(project)
    for path in list_routes("POST"):
        if not path.endswith("image/"):  # its form has a file
            assert browser.post(path, {"csrf": csrf, "body": "Gone"})[0] == 403, path
    assert read_all(project) == before


def test_the_token_of_another_session_is_of_no_use(project: StaffProject) -> None:
    stolen = project.open_browser("writer").csrf
    browser = project.open_browser("publisher")
    assert browser.post("1/en/", {"csrf": stolen, "body": "Gone", "number": "0"})[0] == 403
    assert project.editor.copies.list_all() == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}],
)
def test_a_form_of_another_origin_does_nothing(
    project: StaffProject, headers: dict[str, str]
) -> None:
    browser = project.open_browser("publisher")
    assert browser.post("1/en/", {"body": "Gone", "number": "0"}, **headers)[0] == 403
    assert project.editor.copies.list_all() == []


def test_a_stolen_cookie_opens_nothing_once_its_account_is_closed(
    project: StaffProject, desk: Desk
) -> None:
    browser = project.open_browser("publisher")
    csrf = browser.csrf
    assert browser.get("draft/1/en/harassment/current/")[0] == 200
    desk.store.write(lambda connection: accounts.set_active(connection, "publisher", active=False))
    assert browser.get("")[0] == 303
    fields = {"csrf": csrf, "body": "Gone", "number": "0"}
    answer = browser.client.post(f"{ROOT}1/en/", data=fields, follow_redirects=False)
    assert answer.status_code == 401
    assert project.editor.copies.list_all() == []


def test_without_the_desk_nobody_is_let_in(project: StaffProject) -> None:
    browser = project.open_browser("publisher")
    csrf = browser.csrf
    project.line.is_cut = True
    assert browser.get("")[0] == 503
    answer = browser.client.post(f"{ROOT}1/en/", data={"csrf": csrf, "body": "Gone"})
    assert answer.status_code == 503
    assert "The desk does not answer" in answer.text


def test_the_desk_is_given_the_session_and_where_it_comes_from_and_no_more(
    project: StaffProject,
) -> None:
    browser = project.open_browser("writer")
    browser.client.cookies.set("other", "secret")
    browser.client.get(ROOT, headers={"X-Forwarded-For": "192.0.2.7", "Authorization": "Bearer x"})
    session = browser.client.cookies[SESSION_COOKIE]
    assert project.line.seen[-1] == {
        "Cookie": f"{SESSION_COOKIE}={session}",
        "X-Forwarded-For": "192.0.2.7",
    }


@pytest.mark.parametrize(
    "address",
    ["http://192.0.2.7:8001", "https://desk.example/", "unix:relative", "http://127.0.0.1@x:1", ""],
)
def test_no_session_is_sent_to_another_machine(address: str) -> None:
    with pytest.raises(SettingsError, match="ENTRAIDE_DESK_ADDRESS"):
        DeskLine(address)


@pytest.mark.parametrize(
    "path",
    [
        "1/../",
        "1/..%2f..%2fen/",
        "99/en/",
        "1/en%00/",
        "draft/1/en/..%2f..%2f..%2f.git/config",
        "draft/1/en/.git/config",
        "draft/1/en//etc/passwd",
        "scripts/..%2f..%2feditor.py",
        "assets/..%2fapp.py",
        "enter/?token=",
        "proposals/..%2f..%2fsession/",
        "proposals/x%0d%0aX-Forged:%201/",
    ],
)
def test_no_path_leads_out_of_the_clone(project: StaffProject, path: str) -> None:
    status, text = project.open_browser("publisher").get(path)
    assert status in {200, 404}
    for secret in ("root:", "[core]", "site_name:", "import "):
        assert secret not in text
    assert status == 404 or "All entries</h1>" in text
