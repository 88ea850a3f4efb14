"""`entraide build` and `entraide serve` on a whole small site, run as staff run them."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.ports import find_free_port
from support.built_site import copy_site
from support.waiting import wait_for

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))


def run_entraide(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [ENTRAIDE, *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_site("states", tmp_path / "project").parent


def list_leftovers(project: Path) -> list[str]:
    return [path.name for path in project.glob(".site.*")]


def test_build_puts_the_site_in_place_and_leaves_nothing_beside_it(project: Path) -> None:
    run = run_entraide(project, "build")
    assert run.returncode == 0, run.stderr
    assert "Built " in run.stdout
    assert "Material" not in run.stderr, "the banner is silenced"
    assert (project / "site/fr/harassment/current/index.html").is_file()
    assert (project / "site").stat().st_mode & 0o005 == 0o005, "a web server can read it"
    assert list_leftovers(project) == []


def test_a_failed_build_keeps_the_last_good_site_and_says_so(project: Path) -> None:
    assert run_entraide(project, "build").returncode == 0
    page = project / "site/harassment/current/index.html"
    before = page.read_bytes()
    entry = project / "docs/en/harassment/current.md"
    entry.write_text(entry.read_text().replace("id: 1\n", "id: one\n"))
    run = run_entraide(project, "build")
    assert run.returncode == 1
    assert "docs/en/harassment/current.md:2: " in run.stderr
    assert "last good site" in run.stderr
    assert "Traceback" not in run.stderr
    assert page.read_bytes() == before
    assert list_leftovers(project) == []


@pytest.mark.thorough
def test_a_swap_cut_short_is_mended_by_the_next_build(project: Path) -> None:
    assert run_entraide(project, "build").returncode == 0
    (project / "site").rename(project / ".site.previous")
    entry = project / "docs/en/harassment/current.md"
    entry.write_text("no front matter")
    assert run_entraide(project, "build").returncode == 1
    assert (project / "site/index.html").is_file()


def test_a_day_that_is_no_date_is_refused_in_one_line(project: Path) -> None:
    run = run_entraide(project, "build", "--as-of", "2026-02-30")
    assert run.returncode == 2
    assert "2026-02-30" in run.stderr
    assert "YYYY-MM-DD" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def server(project: Path) -> Iterator[str]:
    """The address of `entraide serve` at work on the project."""
    port = find_free_port()
    command = [ENTRAIDE, "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=project, start_new_session=True) as process:
        address = f"http://127.0.0.1:{port}/"
        read_page_with(address, "Welcome")
        yield address
        os.killpg(process.pid, signal.SIGINT)


def read_page_with(url: str, words: str) -> str:
    """The page at `url` once it has these words."""

    def read() -> str:
        with (
            suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(url, timeout=60) as answer,  # noqa: S310 - loopback
        ):
            text: str = answer.read().decode()
            return text if words in text else ""
        return ""

    return wait_for(read, f"{url} never said {words!r}")


def test_serve_shows_drafts_marked_in_every_locale_and_reloads(server: str, project: Path) -> None:
    assert "notice-draft" in read_page_with(f"{server}scams/draft/", "Not ready.")
    assert "notice-draft" in read_page_with(f"{server}fr/scams/draft/", "Not ready.")
    assert "preview.js" in read_page_with(f"{server}fr/", "Bienvenue")
    draft = project / "docs/en/scams/draft.md"
    draft.write_text(draft.read_text().replace("Not ready.", "Nearly ready."))
    read_page_with(f"{server}scams/draft/", "Nearly ready.")


def test_serve_says_which_port_is_taken(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = run_entraide(project, "serve", "--port", str(port))
    assert run.returncode == 2
    assert f"{port} is in use. Stop what uses it, or choose another: --port " in run.stderr
