"""Search as people use it, on a small site of three languages under the policy we ask for."""

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
class Visitor:
    """One page of the small site, which also stands below `/help/`, and all that it asks for."""

    page: Page
    folder: Path
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    offline: bool = False

    def open_page(self, path: str = "") -> "Visitor":
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
        expect(self.find("status")).to_have_text(re.compile("[Rr][eé]sult|نتيج|نتائج"))
        links = self.find("results a").all()
        return [(link.get_attribute("href") or "").split("/")[-2] for link in links]


@pytest.fixture
def visitor(new_page: NewPage, lab: Path) -> Visitor:
    return Visitor(new_page(), lab)


def test_a_french_word_is_found_across_elision(visitor: Visitor) -> None:
    elisions = (f"{part}{mark}" for part in ("l", "c", "qu", "jusqu", "puisqu") for mark in "'’")
    visitor.open_page("fr/")
    for typed in (
        *("utilisateur", "l utilisateur", "L’Utilisateur", "autre"),
        *(f"{elision}utilisateur" for elision in elisions),
    ):
        assert set(visitor.search(typed)) == SAME, typed


@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_english_word_is_found_across_its_ending(visitor: Visitor, mark: str) -> None:
    visitor.open_page()
    for typed in ("neighbour", f"neighbour{mark}s"):
        assert set(visitor.search(typed)) == SAME
    for typed in (f"don{mark}t", f"don{mark}t fence", f"neighbour{mark}s fence"):
        assert set(visitor.search(typed)) == {"typographic", "straight"}


def test_titles_and_excerpts_have_each_apostrophe_as_the_pages_print_it(visitor: Visitor) -> None:
    visitor.open_page("fr/").search("l'utilisateur")
    shown = {item.inner_text() for item in visitor.find("excerpt").all()}
    curly = "Bloquez l’utilisateur «\u00a0là\u00a0» ou l’autre."
    assert {curly, "Bloquez l’utilisateur, ou l’autre."} < shown  # typed with straight ones
    assert visitor.find("excerpt mark").all_inner_texts() == ["utilisateur"] * 3
    assert "Courbe\u00a0: l’essai" in visitor.find("title").all_text_contents()
    assert not re.search("[\ue000-\uf8ff]", visitor.find("dialog").inner_text())


BY_NUMBER = {"1029": "someone", " n° 1029": "someone"}
FIRST_RESULTS = {  # of an address, what is typed and what comes first
    "": BY_NUMBER
    | {
        "coffee": "bare",  # glued to a dash
        "stalking": "someone",
        "1": "block",
        "coffee windmill sails": "english-only",  # no entry has all these words
    },
    "fr/": BY_NUMBER
    | {
        "harcelement": "someone",
        "HARCÈLEMENT": "someone",
        "chart": "french-only",  # before a text in another language
    },
    "ar/": BY_NUMBER | {"الفانوس": "arabic"},
}


@pytest.mark.parametrize("path", FIRST_RESULTS)
def test_the_expected_entry_is_the_first_result(visitor: Visitor, path: str) -> None:
    visitor.open_page(path)
    for typed, first in FIRST_RESULTS[path].items():
        assert visitor.search(typed)[0] == first, typed
        assert not re.search("stalking|traque", visitor.find("results").inner_text())


@pytest.mark.parametrize(
    ("path", "typed", "said", "way"),
    [("", "phantom", "No result", "All entries"), ("fr/", "lxyz", "Aucun résultat", "Thèmes")],
)
def test_no_result_offers_a_way_on(
    visitor: Visitor, path: str, typed: str, said: str, way: str
) -> None:
    assert visitor.open_page(path).search(typed) == []  # a draft, an archived entry, no word at all
    expect(visitor.find("status")).to_contain_text(said)
    expect(visitor.find("ways").get_by_role("link", name=way)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "typed", "mark", "lang"),
    [("fr/", "windmill", "en anglais", "en"), ("", "l'horloge", "in French", "fr")],
)
def test_a_result_in_another_language_says_so(
    visitor: Visitor, path: str, typed: str, mark: str, lang: str
) -> None:
    visitor.open_page(path).search(typed)
    expect(visitor.find("results a .small-mark")).to_contain_text(mark)
    for part in ("title", "summary"):
        expect(visitor.find(part)).to_have_attribute("lang", lang)
        expect(visitor.find(part)).to_have_attribute("dir", "ltr")


def test_the_count_is_announced(visitor: Visitor) -> None:
    visitor.open_page("fr/")
    for typed, said in {"autre": "3 résultats", "horloge": "1 résultat"}.items():
        visitor.search(typed)
        expect(visitor.find("dialog").get_by_role("status")).to_have_text(said)


def test_eight_results_come_first_and_the_others_when_asked(visitor: Visitor) -> None:
    assert len(visitor.open_page().search("lantern")) == 8
    expect(visitor.find("status")).to_have_text("10 results")
    visitor.page.get_by_role("button", name="More results").click()
    expect(visitor.find("results a")).to_have_count(10)
    expect(visitor.find("results a").nth(8)).to_be_focused()


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_keys_open_search_and_escape_gives_the_focus_back(visitor: Visitor, keys: str) -> None:
    page = visitor.open_page().page
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("k")
    expect(visitor.find("dialog")).to_be_hidden()
    page.keyboard.press(keys)
    page.keyboard.type("lantern")
    expect(visitor.find("results a")).to_have_count(8)
    page.keyboard.press("Escape")
    expect(visitor.find("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="English")).to_be_focused()


def test_arrows_go_through_results_and_enter_opens_one(visitor: Visitor) -> None:
    visitor.open_page().search("neighbour")
    visitor.find("field").fill("lantern")
    stops = visitor.page.locator(".search-field, .search-results a")
    for at, key in enumerate(["Enter", "ArrowDown", "Tab", "ArrowUp", "ArrowUp", "ArrowUp"]):
        visitor.page.keyboard.press(key)
        expect(stops.nth([1, 2, 3, 2, 1, 0][at])).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"{ORIGIN}/scams/row-*/")


@pytest.mark.parametrize("place", ["", "scams/", "scams/bare/", "tags/", "entries/"])
@pytest.mark.parametrize("path", ["", "fr/"])
def test_without_script_it_is_a_link(new_page: NewPage, lab: Path, place: str, path: str) -> None:
    visitor = Visitor(new_page(java_script_enabled=False), lab).open_page(path + place)
    visitor.page.get_by_role("link", name=re.compile("^(Search|Rechercher)$")).click()
    visitor.page.wait_for_url(f"{ORIGIN}/{path}entries/")


def test_search_works_below_a_path_with_a_silent_console(visitor: Visitor) -> None:
    visitor.open_page("help/fr/scams/bare/").search("moulin")
    expect(visitor.find("results a")).to_have_text("L’ombre du moulin")  # and no mark
    expect(visitor.find("summary")).to_have_text("french-only in fr.")
    visitor.find("results a").click()
    visitor.page.wait_for_url(f"{ORIGIN}/help/fr/scams/french-only/")
    assert all(url.startswith(f"{ORIGIN}/help/") for url in visitor.asked)
    assert visitor.complaints == []


def test_nothing_loads_before_it_opens_nor_is_asked_under_three_letters(visitor: Visitor) -> None:
    visitor.open_page("scams/bare/").page.wait_for_load_state("networkidle")
    assert "pagefind" not in " ".join(visitor.asked)
    with visitor.page.expect_request(re.compile("pagefind/wasm")):
        visitor.type("l’an")
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.wait_for_timeout(500)  # a search waits 200 for another letter
    assert not re.search("index/|fragment/", " ".join(visitor.asked))
    expect(visitor.find("status")).to_be_empty()


def test_the_words_typed_are_kept_nowhere(visitor: Visitor) -> None:
    visitor.open_page("scams/bare/").search("lantern")
    kept = "JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])"
    seen = [*visitor.asked, visitor.page.url, visitor.page.evaluate(kept)]
    assert "lantern" not in " ".join(seen)
    visitor.page.get_by_role("button", name="Close").click()
    expect(visitor.find("open")).to_be_focused()
    visitor.find("open").click()
    expect(visitor.find("field")).to_have_value("")
    expect(visitor.find("field")).to_have_attribute("autocomplete", "off")
    expect(visitor.find("results a")).to_have_count(0)


@pytest.mark.parametrize("before", ["opening", "another word"])
def test_search_without_network_shows_a_message_and_recovers(visitor: Visitor, before: str) -> None:
    visitor.open_page().page.locator("button.search-open").wait_for()  # its dialog is there
    if before == "another word":
        visitor.search("lantern")
    visitor.offline = True
    visitor.page.context.set_offline(offline=True)
    visitor.type("coffee")
    expect(visitor.find("status")).to_contain_text("Search cannot be loaded")
    expect(visitor.find("ways").get_by_role("link", name="All entries")).to_be_visible()
    visitor.offline = False
    visitor.page.context.set_offline(offline=False)
    assert visitor.search("coffee ") == ["bare"]


@pytest.mark.parametrize("path", ["", "fr/", "ar/"])
def test_it_fits_a_narrow_phone_and_a_thumb(new_page: NewPage, lab: Path, path: str) -> None:
    visitor = Visitor(new_page(viewport={"width": 320, "height": 640}), lab).open_page(path)
    visitor.search("lantern")
    assert visitor.find("dialog").evaluate("box => box.scrollWidth <= box.clientWidth")
    for target in visitor.find("dialog").locator("button:visible, input, li, p a").all():
        assert (target.bounding_box() or {"height": 0})["height"] >= 44
