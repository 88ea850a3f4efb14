"""nginx and Caddy with a site below a path: as `entraide servers` writes them for its address."""

import secrets
import shutil
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest
import yaml

from bench.ports import find_free_port
from bench.web_servers import START, make_certificate, run_process
from entraide.cli.servers_below import CHANGES, move_below
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS
from support.built_site import BuildSite, BuiltSite
from support.paths import LOCALES, ROOT
from support.removals import build_with_removal
from support.stores import CopyStore
from support.web_servers import find_program, make_desk_command

pytestmark = pytest.mark.thorough  # the servers themselves have their tests in test_web_servers.py

PATH = "/members/help/"  # in site_url of tests/sites/subpath
VOTE = {"entry": 1, "locale": "en", "revision": 1, "rating": 5}


@pytest.fixture(scope="module")
def below(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_with_removal("subpath", build_site, tmp_path_factory.mktemp("below"))


@pytest.fixture(scope="module")
def project(below: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands at /srv/entraide: the built site, deploy/, and the certificate of a test."""
    folder = tmp_path_factory.mktemp("srv-below")
    shutil.copytree(below.folder, folder / "site")
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    for name in CHANGES:
        file = folder / "deploy" / name
        file.write_text(move_below(name, file.read_text("utf-8"), PATH), "utf-8")
    make_certificate(folder)
    return folder


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def client(
    request: pytest.FixtureRequest,
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    copy_sqlite_store: CopyStore,
) -> Iterator[httpx2.Client]:
    """Whoever asks the server, which has a desk behind it."""
    folder = tmp_path_factory.mktemp(request.param)
    written, port, desk_port = folder / "written", find_free_port(), find_free_port()
    settings = {
        "ENTRAIDE_DATABASE_URL": copy_sqlite_store(folder / "desk.sqlite3"),
        "ENTRAIDE_SECRET_KEY": secrets.token_urlsafe(32),
        "ENTRAIDE_SITE_DIR": str(project / "site"),
        "ENTRAIDE_LOCALES_DIR": str(LOCALES),
        "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
        "ENTRAIDE_BASE_PATH": PATH,  # as in the service that the command writes
    }
    with ExitStack() as stack:
        desk = run_process(make_desk_command(desk_port), written, desk_port, **settings)
        stack.enter_context(desk)
        name = find_program(request.param)
        start = START[request.param](name, project, folder, port, desk_port)
        stack.enter_context(run_process(start[0], written, port, **start[2]))
        trust = ssl.create_default_context(cafile=project / "fullchain.pem")
        yield stack.enter_context(httpx2.Client(base_url=start[1], verify=trust, timeout=60))


def test_pages_are_below_the_path_and_nowhere_else(client: httpx2.Client, below: BuiltSite) -> None:
    for path, status, kept in (
        (PATH, 200, "no-cache"),
        (f"{PATH}fr/", 200, "no-cache"),
        (f"{PATH}assets/site.css", 200, "no-cache"),
        (f"{PATH}fr/nothing/", 404, None),
        (f"{PATH}.entraide-build", 404, None),
        ("/fr/", 404, None),
        ("/", 404, None),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        assert kept in (None, answer.headers.get("cache-control")), path
        for name, value in SITE_HEADERS_OVER_HTTPS.items():
            assert answer.headers.get_list(name) == [value], (path, name)
        if status == 404:
            assert answer.content == below.get_file("404.html").read_bytes(), path


def test_folders_get_their_slash_and_former_addresses_lead_on(
    client: httpx2.Client, below: BuiltSite
) -> None:
    base = str(client.base_url).rstrip("/")
    for path in (PATH.rstrip("/"), f"{PATH}fr"):
        location = client.get(path).headers["location"].removeprefix(base)
        assert location == f"{path}/"
    moved = yaml.safe_load(below.get_file("redirects.json").read_text("utf-8"))["redirects"]
    assert moved
    for path, target in moved.items():
        answer = client.get(f"{PATH}{path.removeprefix(PATH).lstrip('/')}")
        assert answer.status_code == 301, path
        location = answer.headers["location"].removeprefix(base)
        assert location.endswith(target)
        assert location.startswith(PATH)


def test_an_entry_that_was_removed_is_gone_and_its_page_says_so(
    client: httpx2.Client, below: BuiltSite
) -> None:
    for path, kept in (("e/7001/", "no-store"), ("fr/scams/taken-down/", "no-cache")):
        answer = client.get(f"{PATH}{path}")
        assert (answer.status_code, answer.headers["cache-control"]) == (410, kept), path
        assert answer.content == below.get_file(f"{path}index.html").read_bytes()


def test_an_entry_at_its_short_address_is_not_cached(client: httpx2.Client) -> None:
    answer = client.get(f"{PATH}e/9/")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_what_programs_look_for_at_the_top_of_a_host_is_there(
    client: httpx2.Client, below: BuiltSite
) -> None:
    assert client.get("/robots.txt").content == below.get_file("robots.txt").read_bytes()
    answer = client.get("/.well-known/security.txt")
    assert (answer.status_code == 200) is below.has(".well-known/security.txt")


def test_the_desk_is_below_the_path_too(client: httpx2.Client) -> None:
    assert client.get(f"{PATH}desk/readyz").json() == {"ok": True}
    assert client.get("/desk/readyz").status_code == 404
    here = {"Sec-Fetch-Site": "same-origin"}
    assert client.post(f"{PATH}desk/ratings", json=VOTE, headers=here).status_code == 200
    body = b"\xff" * 200_000
    typed = here | {"Content-Type": "application/json"}
    assert client.post(f"{PATH}desk/proposals", content=body, headers=typed).status_code == 400
    page = client.get(f"{PATH}desk/staff/", follow_redirects=True)
    assert page.url.path.startswith(f"{PATH}desk/staff/")
    assert page.status_code == 200
