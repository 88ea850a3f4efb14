"""A small site of three languages for tests of search, and a visitor of it.

`lab` is the folder of the built site, `visitor` somebody with a fresh page; every answer has the
policy that we ask for.
"""

import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from entraide.model.headers import SITE_POLICY
from support.browser import NewPage
from support.built_site import BuildSite, copy_site

ORIGIN = "http://lab.example"
# number | slug | locale | keywords | title | text; the source version first.
ENTRIES = """
2001 | typographic | en | | Curly | You don’t see the neighbour’s fence.
2001 | typographic | fr | | Courbe : l’essai | Bloquez l’utilisateur « là » ou l’*autre*.
2002 | straight | en | | Straight | You don't see the neighbour's fence.
2002 | straight | fr | | Droite | Bloquez l'utilisateur, ou l'*autre*.
2003 | bare | en | | Bare | One neighbour, the tea—coffee party.
2003 | bare | fr | | Nue | Bloquez cet utilisateur, puis un autre.
1029 | someone | en | stalking | Someone troubles me | Keep what they sent.
1029 | someone | fr | traque | Le harcèlement | Gardez ce qui est arrivé.
10290 | numbers | en | | 1029 and 1029 | Law 1029, page 1029, again 1029.
10290 | numbers | fr | | 1029 et 1029 | Loi 1029, page 1029, encore 1029.
2005 | english-only | en | | The windmill’s sails | A windmill turns: see the chart.
2006 | french-only | fr | | L’ombre du moulin | Quand l’horloge sonne, voyez le chart.
2007 | archived | en | | A phantom | A phantom.
2008 | draft | en | | A phantom | A phantom.
2009 | arabic | ar | | الإبلاغ عن شخص | احتفظ بالفانوس.
""" + "".join(f"{2020 + n} | row-{n} | en | | Row {n} | A lantern.\n" for n in range(10))
FOUND = re.compile("[Rr][eé]sult|نتيج|نتائج|near|Rien|proche")
SAME = {"typographic", "straight", "bare"}


@pytest.fixture(scope="session")
def lab(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three languages of tests/sites, with the entries above, built strictly."""
    project = tmp_path_factory.mktemp("search") / "lab"
    copy_site("arabic", project)
    for line in ENTRIES.strip().splitlines():
        number, slug, code, words, title, body = (cell.strip() for cell in line.split("|"))
        status = slug if slug in {"archived", "draft"} else "published"
        source = f"tags: [police]\nrelated: []\nauthor: Us\nstatus: {status}\nrevision: 1"
        localised = any(project.glob(f"docs/*/scams/{slug}.md"))
        file = project / "docs" / code / "scams" / f"{slug}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f'---\nid: {number}\ntitle: "{title}"\nsummary: {slug} in {code}.\n'
            f"keywords: [{words}]\nupdated: 2026-06-01\n"
            f"{'source_revision: 1' if localised else source}\n---\n\n{body}\n",
            encoding="utf-8",
        )
    return build_site(project).folder


@dataclass
class SearchVisitor:
    """One page of the small site, which also stands below `/help/`, and all that it asks for."""

    page: Page
    folder: Path
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    offline: bool = False

    def open_page(self, path: str = "") -> "SearchVisitor":
        self.page.context.route("**/*", self._answer)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{ORIGIN}/{path}")
        return self

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        file = self.folder / urlsplit(url).path.removeprefix("/help").lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if self.offline or not url.startswith(ORIGIN):
            return route.abort()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind, "Content-Security-Policy": SITE_POLICY}
        return route.fulfill(body=file.read_bytes(), headers=headers)

    def find(self, selector: str) -> Locator:
        return self.page.locator(f".search-{selector}")

    def type(self, text: str) -> None:
        if not self.find("dialog").is_visible():
            self.page.locator("button.search-open").click()
        self.find("field").fill(text)

    def search(self, text: str) -> list[str]:
        """Search for `text`; the slugs of what is found."""
        self.type("")
        expect(self.find("status")).to_be_empty()
        self.type(text)
        expect(self.find("status")).to_have_text(FOUND)
        links = self.find("results a").all()
        return [(link.get_attribute("href") or "").split("/")[-2] for link in links]


@pytest.fixture
def visitor(new_page: NewPage, lab: Path) -> SearchVisitor:
    return SearchVisitor(new_page(), lab)
