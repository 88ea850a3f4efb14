"""`entraide serve` where the site has a desk: both at one address, below a path too."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import update

from bench.ports import find_free_port
from entraide.cli.demo import renew_password
from entraide.desk.migrate import migrate, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.staff import accounts
from entraide.desk.tables import staff
from support.built_site import copy_site
from support.waiting import wait_for

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
PAGE, DRAFT = "harassment/current/", "scams/draft/"


@dataclass(frozen=True)
class RunningSite:
    project: Path
    address: str
    process: subprocess.Popen[str]
    temporary: Path

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:  # noqa: S310 - loopback
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def post(self, path: str, sent: object) -> tuple[int, str]:
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        body = json.dumps(sent).encode()
        request = urllib.request.Request(self.address + path, body, headers)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read().decode()


@contextmanager
def serve(folder: Path, *words: str) -> Iterator[RunningSite]:
    """`entraide serve` on the states site, with a desk and below a path, once it answers."""
    project = copy_site("states", folder / "project").parent
    config = project / "mkdocs.yml"
    text = re.sub(r"site_url: .*", "site_url: https://help.example/in/here/", config.read_text())
    config.write_text(text)
    temporary = folder / "temporary"
    temporary.mkdir()
    port = find_free_port()
    command = [ENTRAIDE, "serve", "--port", str(port), *words]
    with subprocess.Popen(
        command,
        cwd=project,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        served = RunningSite(project, f"http://127.0.0.1:{port}/in/here/", process, temporary)
        try:
            wait_for(lambda: is_ready(served))
            yield served
        finally:
            process.terminate()


def is_ready(site: RunningSite) -> bool:
    assert site.process.poll() is None
    try:
        return site.get("")[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with serve(tmp_path_factory.mktemp("served")) as one:
        yield one


def read_password(site: RunningSite) -> str:
    assert site.process.stdout
    for line in site.process.stdout:
        if found := re.search(r"For staff: (\S+) \(name: demo, password: (\S+)\)", line):
            assert found[1] == f"{site.address}desk/staff/"
            return found[2]
    raise AssertionError("no sign-in was printed")


def test_site_and_desk_are_at_one_address(running_site: RunningSite) -> None:
    status, page = running_site.get(PAGE)
    assert status == 200
    assert f'href="{running_site.address}' in page  # what is absolute leads here, not behind
    assert "preview.js" in page
    assert running_site.get(DRAFT)[0] == 200
    assert running_site.get("nowhere/")[0] == 404
    assert running_site.get("desk/readyz") == (200, '{"ok":true}')
    vote = {"entry": 1, "locale": "en", "revision": 1, "rating": 4}
    assert running_site.post("desk/ratings", vote)[0] == 200


def test_a_change_shows_by_itself(running_site: RunningSite) -> None:
    draft = running_site.project / "docs/en/scams/draft.md"
    draft.write_text(draft.read_text().replace("Not ready.", "Nearly ready."))
    wait_for(lambda: "Nearly ready." in running_site.get(DRAFT)[1])
    assert running_site.get("desk/readyz")[0] == 200


def test_the_sign_in_that_is_printed_is_an_account(running_site: RunningSite) -> None:
    password = read_password(running_site)
    file = running_site.project / "var" / "demo.sqlite3"
    with open_store(StoreSettings(database_url=f"sqlite:///{file}")) as store:
        assert [one.name for one in store.read(accounts.list_accounts)] == ["demo"]
    assert len(password) >= 12


def test_the_next_run_takes_a_second_factor_of_the_account_away(tmp_path: Path) -> None:
    settings = StoreSettings(database_url=f"sqlite:///{tmp_path / 'demo.sqlite3'}")
    migrate(settings, create=True)
    first = renew_password(settings)
    with open_store(settings) as store:
        store.write(lambda connection: connection.execute(update(staff).values(factor="00" * 20)))
        assert renew_password(settings) != first
        assert [one.has_factor for one in store.read(accounts.list_accounts)] == [False]


@pytest.mark.parametrize(
    "how",
    [
        signal.SIGINT,
        *(pytest.param(how, marks=pytest.mark.thorough) for how in (signal.SIGTERM, signal.SIGHUP)),
    ],
)
def test_it_stops_at_once_and_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    with serve(tmp_path) as served:
        assert list(served.temporary.iterdir()) != []
        served.process.send_signal(how)
        assert served.process.wait(300) == 0
        assert list(served.temporary.iterdir()) == []
        assert list_processes(served.temporary) == []


def list_processes(folder: Path) -> list[str]:
    """Processes that still have their temporary files somewhere in `folder`."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"TMPDIR={folder}".encode() in environ.read_bytes():
                found.append(environ.parent.name)
        except OSError:
            continue  # it has just ended
    return found


@pytest.mark.thorough
def test_without_the_desk_there_is_the_site_alone(tmp_path: Path) -> None:
    with serve(tmp_path, "--no-desk") as served:
        assert served.get(PAGE)[0] == 200
        assert served.get("desk/readyz")[0] == 404
        assert not (served.project / "var").exists()
        served.process.terminate()
        assert served.process.wait(300) == 0
        assert list(served.temporary.iterdir()) == []
        assert list_processes(served.temporary) == []
