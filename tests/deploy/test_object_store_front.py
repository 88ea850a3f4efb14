"""The handbook's page on object stores: nginx as it says before a store, and its function as is."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from bench.ports import find_free_port
from bench.web_servers import run_process
from entraide.cli.object_store import publish_objects
from entraide.content.site_folder import close_site_folder
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS
from support.built_site import BuiltSite
from support.object_store import BUCKET, GUIDE, ObjectStore
from support.paths import ROOT
from support.web_servers import find_program

REGION = "s3.eu-west-3.amazonaws.com"
ADDRESSES = ["/", "/fr/", "/fr", "/feed.xml", "/%0d%0aX-Bad:1/x", "//evil", "//evil.example/"]

IMAGE = "assets/images/photo.0123456789abcdef.webp"


def read_block(language: str) -> str:
    [block] = re.findall(
        rf"^```{language}\n(.+?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(block)


def write_configuration(folder: Path, port: int, store: str) -> Path:
    """The configuration of the page, but for ports, places, the bucket and the certificate."""
    text = read_block("nginx")
    for old, new in (
        (f"server {REGION}:443;", f"server {store};"),
        ("https://store", "http://store"),
        ("/help-example-org", f"/{BUCKET}"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/help", str(folder / "cache")),
    ):
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r"\tssl_certificate.*\n", "", text)
    spool = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    shutil.copy(ROOT / "deploy" / "headers.nginx.conf", folder)
    config = folder / "nginx.conf"
    config.write_text(f"user root;\nevents {{}}\nhttp {{\n{spool}{text}}}\n", "utf-8")
    return config


@pytest.fixture
def front(states: BuiltSite, object_store: ObjectStore, tmp_path: Path) -> Iterator[httpx2.Client]:
    """Whoever asks nginx for tests/sites/states, with an image, which is in the store."""
    site = tmp_path / "site"
    shutil.copytree(states.folder, site)
    (site / IMAGE).parent.mkdir(parents=True)
    (site / IMAGE).write_bytes(b"an image")
    close_site_folder(site)
    publish_objects(site, f"s3://{BUCKET}")
    nginx, port = find_program("nginx"), find_free_port()
    config = write_configuration(tmp_path, port, object_store.address.removeprefix("http://"))
    options = f"daemon off; pid {tmp_path / 'pid'};"
    command = [nginx, "-c", str(config), "-p", str(tmp_path), "-g", options]
    with (
        run_process(command, tmp_path / "written", port),
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        yield client


def test_readers_get_pages_headers_and_the_404_page(
    front: httpx2.Client, states: BuiltSite, object_store: ObjectStore
) -> None:
    for path, status, kept in (
        ("/", 200, "no-cache"),
        ("/fr/", 200, "no-cache"),
        ("/fr/e/4/", 200, "no-store"),
        ("/harassment/old-name/", 200, "no-cache"),
        ("/assets/site.css", 200, "no-cache"),
        ("/nothing/here/", 404, "no-cache"),
    ):
        answer = front.get(path)
        assert answer.status_code == status, path
        assert answer.headers["cache-control"] == kept, path
        for name, value in SITE_HEADERS_OVER_HTTPS.items():
            assert answer.headers.get_list(name) == [value], name
    assert answer.content == states.get_file("404.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    moved = front.get("/fr")
    assert (moved.status_code, moved.headers["location"]) == (301, "/fr/")
    for _ in range(2):
        assert "immutable" in front.get(f"/{IMAGE}").headers["cache-control"]
    asked = [path for _, path in object_store.list_requests() if path.endswith(IMAGE)]
    assert len(asked) == 2, "it was sent once, and asked for once: nginx has kept it"


def test_nobody_reaches_the_store_behind_it_or_another_host(front: httpx2.Client) -> None:
    for query in ("acl", "policy", "list-type=2", "versions"):
        answer = front.get(f"/?{query}")
        assert (answer.status_code, answer.headers["content-type"]) == (
            200,
            "text/html; charset=utf-8",
        )
    for path in ADDRESSES[4:]:
        answer = front.get(path)
        assert "x-bad" not in answer.headers
        assert not answer.headers.get("location", "/").startswith("//")


def test_the_function_answers_folders_as_nginx_does(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing")
    script = tmp_path / "function.js"
    calls = f"{json.dumps(ADDRESSES)}.map((uri) => handler({{ request: {{ uri }} }}))"
    script.write_text(f"{read_block('js')}console.log(JSON.stringify({calls}));\n", "utf-8")
    done = subprocess.run([node, script], check=True, capture_output=True, text=True)
    answers = json.loads(done.stdout)
    assert [each.get("uri") or each["headers"]["location"]["value"] for each in answers] == [
        "/index.html",
        "/fr/index.html",
        "/fr/",
        "/feed.xml",
        "/%0d%0aX-Bad:1/x/",
        "/evil/",
        "/evil.example/index.html",
    ]
