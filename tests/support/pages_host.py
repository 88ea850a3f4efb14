"""A host for pages as forges have one: below a path, with no header of ours, and no program."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from support.browser import SiteHandler
from support.built_site import BuildSite, BuiltSite, add_settings, copy_site

BELOW = "/members/help/"  # the path in site_url of tests/sites/subpath


class PagesHandler(SiteHandler):
    """Serves a folder as GitHub Pages does: only below BELOW, and with its own headers alone."""

    def translate_path(self, path: str) -> str:
        """Return the file, in the folder, of a path below BELOW; elsewhere there is none."""
        if not path.startswith(BELOW):
            return str(Path(self.directory, "no", "such", "file"))
        return SimpleHTTPRequestHandler.translate_path(self, path.removeprefix(BELOW.rstrip("/")))

    def end_headers(self) -> None:
        """Let a browser keep everything for ten minutes."""
        self.send_header("Cache-Control", "max-age=600")
        SimpleHTTPRequestHandler.end_headers(self)


@pytest.fixture(scope="session")
def pages_site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of tests/sites/states without a desk, for an address with a path."""
    config = copy_site("states", tmp_path_factory.mktemp("pages") / "pages-host")
    settings = config.read_text("utf-8")
    address = f"https://square.example{BELOW}"
    config.write_text(settings.replace("https://states.example/", address), "utf-8")
    add_settings(config, desk=False)
    facts = config.parent / "data" / "platform.yml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("contact: {", "contact: {email: help@square.example, "), "utf-8")
    return build_site(config.parent)


@pytest.fixture(scope="session")
def pages_url(pages_site: BuiltSite) -> Iterator[str]:
    """Its address on a host for pages; ends with a slash."""
    handler = partial(PagesHandler, directory=str(pages_site.folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}"
    server.shutdown()
    server.server_close()
