"""`entraide check --links` against a real server on this machine, in each of its moods."""

import json
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entraide.cli.link_cache import CACHE_FILE
from entraide.cli.main import main
from support.outside_site import Log
from support.projects import write_site

SIGNS = "docs/en/scams/signs.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_site(tmp_path, {}))
    monkeypatch.delenv("ENTRAIDE_LINKS_ALLOW", raising=False)
    return tmp_path


def write(project: Path, *urls: str) -> None:
    """An entry with a link a line, the first on line 11."""
    text = "".join(f"[a]({url}) and words.\n\n" for url in urls)
    write_site(project, {SIGNS: {"body": text}})


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "--links", *words], catch_exceptions=False)


def list_answers(result: Result) -> list[str]:
    """Lines on what sites answered, without the place of each."""
    words = ("leads nowhere", "has moved", "nobody can tell")
    return [line for line in result.stdout.splitlines() if any(word in line for word in words)]


def make_url(port: int, path: str, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{port}{path}"


def test_a_page_that_stands_is_not_told(project: Path, port: int, log: Log) -> None:
    write(
        project, make_url(port, "/ok"), make_url(port, "/get-only"), make_url(port, "/for-now#part")
    )
    result = run()
    assert (result.exit_code, list_answers(result)) == (0, [])
    assert "3 outside addresses: 3 stand.\n" in result.stderr
    assert log.agents == {"Entraide-link-check (+https://help.example/)"}
    assert ("HEAD", "/ok") in log.asked
    assert ("GET", "/ok") not in log.asked
    assert ("GET", "/get-only") in log.asked


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/missing", "its site answers 404, not found. Correct it, or remove it."),
        ("/gone", "its site answers 410, gone. Correct it, or remove it."),
        ("/moved-away", "its site answers 404, not found. Correct it, or remove it."),
        ("/loop", "it leads round in circles. Correct it, or remove it."),
        ("/inside", "it is in a private network. Correct it, or remove it."),
        ("/other-scheme", "it leads to no page. Correct it, or remove it."),
    ],
)
def test_a_page_that_is_gone_is_an_error_with_its_place(
    project: Path, port: int, path: str, line: str
) -> None:
    write(project, make_url(port, "/ok"), make_url(port, path))
    result = run()
    assert result.exit_code == 1
    assert list_answers(result) == [f"{SIGNS}:13: “{make_url(port, path)}” leads nowhere: {line}"]
    assert "2 outside addresses: 1 stands, 1 is dead.\n" in result.stderr


@pytest.mark.parametrize("path", ["/moved", "/moved-twice"])
def test_a_page_that_has_moved_for_ever_is_reported_with_its_new_address(
    project: Path, port: int, path: str
) -> None:
    write(project, make_url(port, path))
    result = run()
    moved = f"“{make_url(port, path)}” has moved to {make_url(port, '/ok')}. Write the new address."
    assert (result.exit_code, list_answers(result)) == (0, [f"{SIGNS}:11: warning: {moved}"])


def test_a_page_that_has_become_the_start_of_its_site_is_to_be_looked_for(
    project: Path, port: int
) -> None:
    write(project, make_url(port, "/moved-home"))
    assert list_answers(run())[0].endswith(
        "Look for the page that you meant: this is the start of a site."
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/forbidden", "it refuses programs (403)"),
        ("/busy", "it asks to come back later (429)"),
        ("/fault", "its site has a fault (500)"),
        ("/slow", "it does not answer in time"),
        ("/reset", "its server breaks off"),
        ("/closed/x", "its robots.txt asks programs to stay away"),
    ],
)
def test_an_undecidable_link_is_a_warning(
    project: Path, port: int, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, make_url(port, path))
    if path == "/slow":
        monkeypatch.setattr("entraide.cli.link_client.TIMEOUT", 0.6)
    result = run()
    line = f"nobody can tell whether “{make_url(port, path)}” still stands: {reason}."
    assert list_answers(result) == [f"{SIGNS}:11: warning: {line} Open it in a browser."]
    assert result.exit_code == 0
    assert "1 outside address: 1 cannot be judged.\n" in result.stderr


def test_a_site_that_had_enough_is_asked_no_more(project: Path, port: int, log: Log) -> None:
    write(project, make_url(port, "/busy"), make_url(port, "/ok"), make_url(port, "/missing"))
    assert len(list_answers(run())) == 3
    assert log.list_paths() == ["/busy"]


def test_a_site_is_asked_one_thing_at_a_time_and_several_sites_at_once(
    project: Path, port: int, log: Log
) -> None:
    first = [make_url(port, f"/{number}") for number in range(12)]
    second = [make_url(port, f"/{number}", "127.0.0.2") for number in range(12)]
    write(project, *first, *second)
    assert "24 outside addresses: 24 stand." in run().stderr
    assert len(log.list_paths()) == 24
    assert not log.overlapped


def test_between_two_questions_to_a_site_is_a_pause(
    project: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entraide.cli.link_network.PAUSE", 0.1)
    write(project, make_url(port, "/1"), make_url(port, "/2"))
    started = time.monotonic()
    run()
    assert time.monotonic() - started >= 0.2  # robots.txt, and two pages


def test_a_wrong_certificate_and_an_unknown_name_are_errors(project: Path, port: int) -> None:
    write(project, f"https://127.0.0.1:{port}/", "https://no-such-name.no-such-end/")
    lines = list_answers(run())
    assert lines[0].endswith(
        "leads nowhere: it cannot be reached over a safe connection. Correct it, or remove it."
    )
    assert "no-such-name" in lines[1]


def test_a_port_where_nobody_listens_is_no_proof(project: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = free.getsockname()[1]
    write(project, make_url(port, "/ok"), make_url(closed, "/"))
    assert list_answers(run())[0].endswith("its server takes no connection. Open it in a browser.")


def test_this_machine_and_private_networks_are_never_asked(
    project: Path, port: int, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_LINKS_ALLOW", "127.0.0.2")
    write(
        project,
        make_url(port, "/ok"),
        make_url(port, "/ok", "[::ffff:127.0.0.1]"),
        "http://10.0.0.1/",
    )
    lines = list_answers(run())
    assert len(lines) == 3
    assert all("leads nowhere: it is in a private network" in line for line in lines)
    assert log.asked == []


def test_answers_hold_for_some_days_but_those_of_dead_pages(
    project: Path, port: int, log: Log
) -> None:
    write(project, make_url(port, "/ok"), make_url(port, "/moved"), make_url(port, "/missing"))
    first = list_answers(run("--as-of", "2026-11-21"))
    log.asked.clear()
    later = run("--as-of", "2026-11-27")
    assert list_answers(later) == first
    assert set(log.list_paths()) == {"/missing"}
    assert "; 2 asked in the last 7 days (--refresh asks again)." in later.stderr
    log.asked.clear()
    run("--as-of", "2026-11-28")
    assert "/moved" in log.list_paths()
    log.asked.clear()
    run("--as-of", "2026-11-28", "--refresh")
    assert "/moved" in log.list_paths()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', "[" * 90_000, "\x00"])
def test_a_damaged_cache_costs_time_only(project: Path, port: int, damage: str) -> None:
    write(project, make_url(port, "/moved"))
    before = list_answers(run())
    (project / CACHE_FILE).write_text(damage, encoding="utf-8")
    assert list_answers(run()) == before
    assert list(json.loads((project / CACHE_FILE).read_text(encoding="utf-8"))) == [
        make_url(port, "/moved")
    ]
    assert [path.name for path in (project / CACHE_FILE).parent.glob("links*")] == [CACHE_FILE.name]


def test_a_cache_that_cannot_be_written_is_done_without(project: Path, port: int) -> None:
    (project / ".cache").write_text("a file", encoding="utf-8")
    write(project, make_url(port, "/ok"))
    assert "1 outside address: 1 stands." in run().stderr


def test_addresses_in_data_are_asked_with_their_line(project: Path, port: int) -> None:
    platform = project / "data/platform.yml"
    line = len(platform.read_text(encoding="utf-8").splitlines()) + 1
    with platform.open("a", encoding="utf-8") as file:
        file.write(f"sites: {{one: '{make_url(port, '/missing')}'}}  # {make_url(port, '/gone')}\n")
    lines = list_answers(run())
    assert len(lines) == 1
    assert lines[0].startswith(f"data/platform.yml:{line}: “{make_url(port, '/missing')}”")


def test_own_pages_and_names_for_examples_are_not_asked(project: Path, port: int, log: Log) -> None:
    del port
    write(project, "https://help.example/x", "https://a.example/", "https://b.test/")
    result = run()
    assert "0 outside addresses." in result.stderr
    assert log.asked == []


def test_without_a_network_there_is_a_warning_of_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", cut_off)
    write(project, *(f"https://a{number}.org/" for number in range(300)))
    result = run()
    assert (result.exit_code, list_answers(result)) == (1, [])
    assert result.stderr.splitlines()[0] == (
        "--links: there is no network here, so none of 300 outside addresses was asked. "
        "Connect, and run it again."
    )


def test_a_check_without_links_makes_no_request(project: Path, port: int, log: Log) -> None:
    write(project, make_url(port, "/missing"))
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 0
    assert log.asked == []
    assert not (project / CACHE_FILE).exists()


@pytest.mark.usefixtures("project")
def test_refresh_without_links_is_refused() -> None:
    result = CliRunner().invoke(main, ["check", "--refresh"], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--refresh: no address is opened. Add --links.\n"
