"""Scripts of the site as modules, asked one by one in a real browser, under the site's policy.

Texts go in and come back as numbers, so that no sign is lost on the way.
"""

from collections.abc import Callable, Iterator, Sequence
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from entraide.publish.page_rules import PATH as PAGE_RULES
from entraide.publish.page_rules import build_page_rules
from entraide.publish.search.rules import PATH as SEARCH_RULES
from entraide.publish.search.rules import build_search_rules
from support.browser import TIMEOUT
from support.built_site import BuiltSite
from support.paths import ROOT

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Modules</title>
<link rel="icon" href="/assets/favicon.svg"><main></main>"""
TEXT = "const text = (points) => points.map((point) => String.fromCodePoint(point)).join('');"
WORDINGS = [
    *("main courante", "l’arnaque", "e-mail", "mél", "İzin", "ΟΔΟΣ", "c++", "a a", "dépôt"),
]  # those that the rules of these modules know
POINTS = "const points = (text) => Array.from(text, (sign) => sign.codePointAt(0));"


def to_code_points(text: str) -> list[int]:
    return [ord(sign) for sign in text]


def from_code_points(found: Sequence[int]) -> str:
    return "".join(map(chr, found))


@pytest.fixture(scope="module")
def modules_url(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[BuiltSite], str]) -> str:
    root = tmp_path_factory.mktemp("modules")
    (root / "index.html").write_text(PAGE, encoding="utf-8")
    copytree(ROOT / "overrides" / "assets", root / "assets")
    (root / PAGE_RULES).write_text(build_page_rules(WORDINGS), encoding="utf-8")
    (root / SEARCH_RULES).write_text(build_search_rules(), encoding="utf-8")
    return serve(BuiltSite(root))


@pytest.fixture(scope="module")
def modules(browser: Browser, modules_url: str) -> Iterator[Page]:
    """A page on which modules may be imported; that its console is silent is checked at the end."""
    context = browser.new_context()
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(modules_url)
    yield page
    context.close()
    assert not said, said


def ask(page: Page, name: str, body: str, given: object) -> Any:
    """What the script `body` returns: it has `module`, `given`, and `text` and `points`."""
    load = f"const module = await import('/assets/scripts/propose/{name}.js');"
    return page.evaluate(f"async (given) => {{ {TEXT} {POINTS} {load} {body} }}", given)
