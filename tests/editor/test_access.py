"""Nobody gets in but who has the address of the terminal; nothing leads out of the project."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from entraide.editor.app import ROUTES
from support.built_site import DAY
from support.editing import HOST, ROOT, SAME_ORIGIN, SOURCE, EditedProject, open_project
from support.git import run_git

PLACES = {"{number:entry}": "1", "{code}": "en", "{page:path}": "x/", "{id}": "x", "{kind}": "tags"}


def fill_path(path: str) -> str:
    for name, value in PLACES.items():
        path = path.replace(name, value)
    return path


PATHS = sorted({fill_path(route.path) for route in ROUTES})
FORMS = [fill_path(route.path) for route in ROUTES if route.methods == {"POST"}]


@pytest.fixture(scope="module")
def fortress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditedProject]:
    """A project for tests whose every form is refused: they share it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENTRAIDE_AS_OF", DAY)
        project = open_project(tmp_path_factory.mktemp("fortress"))
        yield project
        project.editor.preview.close()


@pytest.fixture
def stranger(fortress: EditedProject) -> TestClient:
    """Another browser of the machine, which was not let in."""
    return TestClient(fortress.app, base_url=f"http://{HOST}", follow_redirects=False)


def test_the_lists_here_have_every_route() -> None:
    assert all(isinstance(route, Route) and not isinstance(route, Mount) for route in ROUTES)
    assert len(FORMS) == 17


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_nothing_is_read(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"{ROOT}{path[1:]}")
    assert answer.status_code in {401, 405}
    assert "csrf" not in answer.text
    assert "Keep the message" not in answer.text


@pytest.mark.parametrize("path", FORMS)
def test_without_a_session_nothing_is_written(
    stranger: TestClient, fortress: EditedProject, path: str
) -> None:
    data = {"csrf": fortress.csrf, "body": "Gone", "number": "0"}
    answer = stranger.post(f"{ROOT}{path[1:]}", data=data, headers=SAME_ORIGIN)
    assert answer.status_code == 401
    assert fortress.editor.copies.list_all() == []


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 43])
def test_a_wrong_token_begins_no_session(stranger: TestClient, token: str) -> None:
    answer = stranger.get(f"{ROOT}enter/", params={"token": token})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_leaves_the_address_and_the_cookie_is_no_token(
    stranger: TestClient, fortress: EditedProject
) -> None:
    answer = stranger.get(f"{ROOT}enter/", params={"token": fortress.token})
    assert answer.headers["location"] == ROOT
    cookie = answer.headers["set-cookie"]
    assert fortress.token not in cookie
    for part in ("HttpOnly", "SameSite=strict", f"Path={ROOT}"):
        assert part in cookie
    assert fortress.token not in stranger.get(ROOT).text


@pytest.mark.parametrize("path", [each for each in FORMS if not each.endswith("/image/")])
@pytest.mark.parametrize("csrf", ["", "x", "é"])
def test_a_form_without_the_token_of_the_session_does_nothing(
    fortress: EditedProject, path: str, csrf: str
) -> None:
    answer = fortress.post(path[1:], {"csrf": csrf, "body": "Gone", "number": "0"})
    assert answer.status == 403
    assert fortress.editor.copies.list_all() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_origin_is_refused(
    fortress: EditedProject, headers: dict[str, str]
) -> None:
    data = {"csrf": fortress.csrf, "title": "T", "summary": "S", "body": "Gone", "number": "0"}
    answer = fortress.browser.post(f"{ROOT}1/en/", data=data, headers=headers)
    assert answer.status_code == 403
    assert fortress.editor.copies.list_all() == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9000", "127.0.0.1", "localhost.evil"])
def test_another_name_for_this_machine_is_refused(fortress: EditedProject, host: str) -> None:
    for path in ("", "enter/?token=" + fortress.token, "assets/staff.css"):
        assert fortress.get(path, Host=host).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "1/../",
        "1/..%2f..%2fen/",
        "1/%2e%2e/",
        "1/de/",
        "99/en/",
        "0/en/",
        "1/en%00/",
        "draft/1/en/../../../mkdocs.yml",
        "draft/1/en/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "draft/1/en//etc/passwd",
        "draft/1/..%2fen/",
        "scripts/..%2f..%2feditor.py",
        "assets/..%2fapp.py",
    ],
)
def test_no_path_leads_out_of_the_project(fortress: EditedProject, path: str) -> None:
    answer = fortress.get(path)
    assert answer.status in {404, 200}
    assert "root:" not in answer.text
    assert "site_name:" not in answer.text
    assert "import " not in answer.text
    assert answer.status == 404 or "All entries</h1>" in answer.text


@pytest.mark.thorough
def test_no_other_object_of_git_is_shown_or_brought_back(project: EditedProject) -> None:
    other = run_git(project.folder, "rev-parse", "HEAD:mkdocs.yml")
    assert "site_name:" not in project.get(f"1/en/history/?from={other}&to={other}").text
    assert project.post("1/en/history/", {"state": other}).status == 404
    assert project.post("1/en/history/", {"state": "--help"}).status == 404


def test_a_form_never_chooses_the_file(project: EditedProject, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (project.folder / "docs").rglob("*.md")}
    fields = {"path": str(tmp_path / "x"), "locale": "../..", "entry": "2", "number": "0"}
    body = {"title": "T", "summary": "S", "author": "A", "status": "published", "body": "Text."}
    project.post("1/en/", fields | body)
    publish = {"number": "1", "significance": "minor", "note": "N", "path": "mkdocs.yml"}
    project.post("1/en/publish/", publish | {"locale": "fr", "entry": "2"})
    after = {path: path.read_bytes() for path in (project.folder / "docs").rglob("*.md")}
    changed = [path for path, text in after.items() if before.get(path) != text]
    assert changed in ([], [project.folder / SOURCE])


def test_what_somebody_wrote_is_shown_as_text(project: EditedProject) -> None:
    attack = "</textarea><script>alert(1)</script>"
    project.post("1/en/", {"title": attack, "summary": attack, "body": attack, "number": "0"})
    for path in ("1/en/", "1/en/publish/", ""):
        assert "<script>alert" not in project.get(path).text


def test_answers_are_kept_nowhere_and_framed_by_nobody_else(fortress: EditedProject) -> None:
    headers = fortress.get("1/en/").headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    draft = fortress.get("draft/1/en/harassment/current/").headers
    assert "frame-ancestors 'self'" in draft["content-security-policy"]
    assert not re.search("unsafe-inline", str(headers) + str(draft))


def test_only_the_page_of_a_text_allows_styles_and_by_another_nonce_each_time(
    fortress: EditedProject,
) -> None:
    policies = [fortress.get("1/en/").headers["content-security-policy"] for _ in range(2)]
    nonces = [re.search(r"style-src 'self' 'nonce-([\w-]{22,})';", each) for each in policies]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    for path in ("", "1/en/history/", "new/", "draft/1/en/harassment/current/"):
        assert "nonce" not in fortress.get(path).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x" * 4_100_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(3000)), "application/x-www-form-urlencoded"),
        (b"a=%ff", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"", "multipart/form-data"),
    ],
)
def test_what_is_no_form_is_refused(fortress: EditedProject, body: bytes, kind: str) -> None:
    headers = SAME_ORIGIN | {"Content-Type": kind}
    answer = fortress.browser.post(f"{ROOT}1/en/", content=body, headers=headers)
    assert answer.status_code in {400, 403, 413, 415}
    assert fortress.editor.copies.list_all() == []
