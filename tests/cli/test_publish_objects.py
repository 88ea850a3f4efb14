"""`entraide publish s3://…`: what is sent to an object store, in which order, and what stays."""

import shutil
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from entraide.content.site_folder import BUILD_LIST, close_site_folder, open_site_folder
from support.commands import Run
from support.object_store import BUCKET, ObjectStore
from support.projects import write_site

TARGET = f"s3://{BUCKET}"
FILES = {
    "index.html": "Home",
    "index.html.gz": "compressed",
    "fr/index.html": "Accueil",
    "e/1029/index.html": "An entry",
    "assets/site.css": "p{}",
    "assets/images/a-1234.webp": "an image",
    "search/en/names.json": "{}",
    "scams/Ünïcode & Co./index.html": "Names",
    "feed.xml": "<feed/>",
    "manifest.webmanifest": "{}",
    ".well-known/security.txt": "Contact: mailto:a@example.org",
}
NO_CACHE, FOR_EVER = "no-cache", "public, max-age=31536000, immutable"


def build(project: Path, **changes: str | None) -> None:
    """A built site of FILES, with some of them changed or left out (None)."""
    site = project / "site"
    shutil.rmtree(site, ignore_errors=True)
    open_site_folder(site)
    for name, text in (FILES | changes).items():
        if text is not None:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, "utf-8")
    close_site_folder(site)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_site(tmp_path / "project", {})
    monkeypatch.chdir(root)
    build(root)
    return root


def list_written(store: ObjectStore, since: int) -> list[str]:
    """What was written to the store or deleted in it after that many requests, in order."""
    prefix = f"/{BUCKET}/"
    requests = store.list_requests()[since:]
    return [path.removeprefix(prefix) for method, path in requests if method in {"PUT", "POST"}]


@pytest.mark.usefixtures("project")
def test_each_file_is_sent_with_its_type_and_how_long_it_may_be_kept(
    run_entraide: Run, object_store: ObjectStore
) -> None:
    sent = run_entraide("publish", TARGET)
    assert sent.exit_code == 0, sent.output
    assert sent.stdout == f"{TARGET} has the site. Sent: 10 files, deleted: 0.\n"
    for name, kind, kept in (
        ("index.html", "text/html; charset=utf-8", NO_CACHE),
        ("fr/index.html", "text/html; charset=utf-8", NO_CACHE),
        ("e/1029/index.html", "text/html; charset=utf-8", "no-store"),
        ("assets/site.css", "text/css; charset=utf-8", NO_CACHE),
        ("assets/images/a-1234.webp", "image/webp", FOR_EVER),
        ("search/en/names.json", "application/json", NO_CACHE),
        ("scams/Ünïcode & Co./index.html", "text/html; charset=utf-8", NO_CACHE),
        ("feed.xml", "application/xml", NO_CACHE),
        ("manifest.webmanifest", "application/manifest+json", NO_CACHE),
        (".well-known/security.txt", "text/plain; charset=utf-8", NO_CACHE),
    ):
        answer = object_store.get(name)
        assert answer.text == FILES[name], name
        assert (answer.headers["content-type"], answer.headers["cache-control"]) == (kind, kept)
    assert object_store.get("index.html.gz").status_code == 404


def test_what_pages_load_is_there_before_them_and_goes_after_them(
    project: Path, run_entraide: Run, object_store: ObjectStore
) -> None:
    run_entraide("publish", TARGET)
    order = list_written(object_store, 0)
    assert order[0] == order[-1] == BUILD_LIST
    places = {name: place for place, name in enumerate(order)}
    image, names = places["assets/images/a-1234.webp"], places["search/en/names.json"]
    assert image < names < places["index.html"]
    assert image < places["assets/site.css"] < places["index.html"]
    build(project, **{"fr/index.html": "Autre", "assets/site.css": None})
    before = len(object_store.list_requests())
    again = run_entraide("publish", TARGET)
    assert again.stdout.endswith("Sent: 1 files, deleted: 1.\n")
    assert list_written(object_store, before) == [
        BUILD_LIST,
        "fr/index.html",
        f"/{BUCKET}",  # a deletion of several names the bucket alone
        BUILD_LIST,
    ]
    assert object_store.get("assets/site.css").status_code == 404
    assert run_entraide("publish", TARGET).stdout.endswith("Sent: 0 files, deleted: 0.\n")


def test_what_no_build_sent_stays(
    project: Path, run_entraide: Run, object_store: ObjectStore
) -> None:
    object_store.put("theirs.txt", "theirs")
    refused = run_entraide("publish", TARGET)
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"{TARGET}: it is not empty, and “entraide publish” did not send what is in it "
        "(theirs.txt). Empty it, or choose a folder in it, such as s3://bucket/help.\n"
    )
    assert run_entraide("publish", f"{TARGET}/help").exit_code == 0
    assert object_store.get("help/fr/index.html").text == "Accueil"
    object_store.put("help/theirs.txt", "theirs")
    build(project, **{"feed.xml": None})
    assert run_entraide("publish", f"{TARGET}/help").stdout.endswith("deleted: 1.\n")
    assert object_store.get("help/theirs.txt").text == object_store.get("theirs.txt").text
    assert object_store.get("help/feed.xml").status_code == 404


def test_a_site_that_is_not_whole_is_not_sent(
    project: Path, run_entraide: Run, object_store: ObjectStore
) -> None:
    (project / "site" / "fr" / "index.html").unlink()
    refused = run_entraide("publish", TARGET)
    assert refused.exit_code == 2
    assert "fr/index.html is missing. Run: entraide build" in refused.stderr
    assert list_written(object_store, 0) == []


@pytest.mark.usefixtures("project")
def test_what_the_store_refuses_is_told_in_one_line(
    run_entraide: Run, object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = run_entraide("publish", "s3://no-such-bucket")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "s3://no-such-bucket: there is no such bucket. Make it at the store, or correct its name.\n"
    )
    for option in ("--rollback", "--list", "--release=x"):
        refused = run_entraide("publish", TARGET, option)
        assert "an object store keeps no earlier site. Bring the earlier texts" in refused.stderr
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    refused = run_entraide("publish", TARGET)
    assert refused.exit_code == 2
    assert "AWS_ACCESS_KEY_ID" in refused.stderr
    assert list_written(object_store, 0) == []


class Refusal(BaseHTTPRequestHandler):
    """A store in which the key has no rights."""

    def do_GET(self) -> None:
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.usefixtures("project", "object_store")
def test_a_refusal_of_any_other_kind_is_told_in_one_line(
    run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HTTPServer(("127.0.0.1", 0), Refusal) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        refused = run_entraide("publish", TARGET)
        server.shutdown()
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"{TARGET}: the object store refuses: ")
    assert refused.stderr.count("\n") == 1
