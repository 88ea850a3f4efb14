"""What a screen reader hears of each kind of page on a phone, in Chromium and in Firefox.

heard/<page>.<browser>.txt has it, and somebody has read it. After a change, this writes it anew:
`UPDATE_GOLDEN=1 .venv/bin/pytest -m thorough -n0 tests/engines/test_heard.py`.
"""

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from support.built_site import BuiltSite, find_one
from support.guide_site import make_step_path
from support.heard import Stop, read_dialog, read_page
from support.listener import Listener, run_listener

pytestmark = pytest.mark.thorough

HEARD = Path(__file__).parent / "heard"
PAGES = {
    "home": "",
    "home_fr": "fr/",
    "category": "harassment/",
    "entry": "scams/i-paid-first-hour/",
    "entry_sensitive": "e/1050/",
    "entry_sensitive_fr": "fr/e/1050/",
    "entry_terms": "e/1039/",
    "countries": "where-to-report/",
    "country": "where-to-report/gb/",
    "country_fr": "fr/where-to-report/fr/",
    "guide": "find-help/",
    "guide_end": make_step_path("paid"),
    "scam_check": "scam-check/",
    "incident_log": "notes/",
    "propose": "propose/#1050",
    "translate": "translate/",
    "entries": "entries/",
    "tags": "tags/",
    "tag": "tags/police/",
    "changes": "changes/",
    "contact": "contact/",
    "legal": "legal/",
    "accessibility": "accessibility/",
    "not_found": "no/such/page/",
}
EXTRA = {"not_found": 1}  # the way home in each language
LANDMARKS = {
    *("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"),
}
STOPS = {"link", "push button", "toggle button", "check box", "entry"}
PERMALINKS = ("Link to this section", "Lien vers cette section")


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def listener(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine_url: str
) -> Iterator[Listener]:
    """Somebody with a screen reader at the site, on a phone, in one of the browsers."""
    home = tmp_path_factory.mktemp("listener")
    get_playwright = partial(request.getfixturevalue, "playwright")
    with run_listener(request.param, home, engine_url, get_playwright) as listener:
        yield listener


def listen(listener: Listener, page: str) -> list[Stop]:
    return read_page(listener.bus, listener.open(PAGES[page]))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_heard_as_it_was_read(listener: Listener, page: str) -> None:
    stops = listen(listener, page)
    file = HEARD / f"{page}.{listener.browser}.txt"
    heard = "".join(f"{stop}\n" for stop in stops)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(heard, encoding="utf-8")
    assert heard == file.read_text(encoding="utf-8")
    check_headings(stops, most=EXTRA.get(page, 0) + 5)
    check_landmarks(stops)


def check_headings(stops: list[Stop], most: int) -> None:
    """A title, after the skip link and `most` stops at most; headings are their words alone."""
    titles = [at for at, stop in enumerate(stops) if stop.role == "heading 1"]
    assert titles
    before = [stop for stop in stops[: titles[0]] if stop.role in STOPS]
    assert before[0].role == "link"  # to the text: whoever hears it goes to the title
    assert len(before) <= 1 + most, before
    assert not [stop for stop in stops if any(words in stop.words for words in PERMALINKS)]


def check_landmarks(stops: list[Stop]) -> None:
    """Ten landmarks at most; of two of one kind each has a name, and no two the same."""
    found = [(stop.role, stop.words) for stop in stops if stop.role in LANDMARKS]
    assert len(found) <= 10, found
    assert len(found) == len(set(found)), found


def test_a_term_is_named_by_its_word_and_its_meaning_is_not_read_until_it_is_opened(
    listener: Listener, engine_site: BuiltSite
) -> None:
    stops = listen(listener, "entry_terms")
    buttons = [stop for stop in stops if "Meaning of" in stop.words]
    assert buttons
    assert len(buttons) == len({stop.words for stop in buttons})
    heard = " ".join(stop.words for stop in stops)
    for stop in buttons:
        word = re.search("“(.+)”", stop.words)
        assert word
        assert word[1].lower() in heard.lower()
    panel = find_one(engine_site.read_page(PAGES["entry_terms"]), ".term-meaning").get_text()
    assert panel.strip() not in heard


def test_opening_search_is_announced(listener: Listener) -> None:
    title = listener.open(PAGES["entry"])
    read_page(listener.bus, title)
    listener.click("button.search-open")
    assert read_dialog(listener.bus, title) == ("Search", "Search")


def test_the_title_of_a_sensitive_page_gives_nothing_away_and_is_no_mere_number(
    listener: Listener, engine_site: BuiltSite
) -> None:
    for page, words in {
        "entry_sensitive": "Help page",
        "entry_sensitive_fr": "Page d’aide",
    }.items():
        title = listener.open(PAGES[page])
        assert title.startswith(f"{words} 1050 ·")
        heading = find_one(engine_site.read_page(PAGES[page]), "h1").get_text(" ", strip=True)
        stops = read_page(listener.bus, title)
        (heard,) = [stop.words for stop in stops if stop.role == "heading 1"]
        assert heard.split() == heading.split()
        assert heading not in title
