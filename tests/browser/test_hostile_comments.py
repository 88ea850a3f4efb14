"""What hostile visitors wrote, on the pages of staff, in a real browser: none of it runs."""

import pytest
from playwright.sync_api import Page, expect

from support.built_site import BuildSite
from support.desk_site import Serving
from support.hostile_texts import HOSTILE, LIVE, MARK, encode_entities
from support.staff import add_comment
from support.staff_browser import make_staff_url, sign_in

PAGES = ("", "queue/", "queue/?page=2", "queue/?only=unproven", "entries/1029/en/")


@pytest.mark.thorough
def test_no_comment_runs_loads_or_leads_anywhere(
    origin: Serving, build_site: BuildSite, page: Page
) -> None:
    served = origin(build_site("square"))
    for text in (*HOSTILE, *(encode_entities(LIVE[0], depth) for depth in range(1, 9))):
        if "\0" not in text:  # no store would take it
            add_comment(served.desk, text, proven=False)
    asked: list[str] = []
    broken: list[str] = []
    page.add_init_script(f"window.{MARK} = () => {{ document.title = 'it ran' }}")
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text))

    sign_in(page, served)
    for path in PAGES:
        page.goto(make_staff_url(served, path))
        expect(page.locator("h1")).to_be_visible()
        for mask in page.locator("main summary").all():
            mask.click()
        assert page.title() != "it ran"
        assert (
            page.locator("main").locator("script, iframe, object, embed, base, link").count() == 0
        )
        assert page.locator("main [onload], main [onerror], main [onclick]").count() == 0
        leading = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
        assert [link for link in leading if not link.startswith(served.url)] == []
        if path.startswith("queue"):
            assert MARK in page.locator("main").inner_text()
    assert [address for address in asked if not address.startswith(served.url)] == []
    assert broken == []
