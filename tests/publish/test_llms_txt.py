"""`llms.txt` and `robots.txt`: what programs are told first."""

from collections.abc import Callable
from dataclasses import replace
from gettext import NullTranslations

import pytest
from markdown_it import MarkdownIt

from entraide.model.entry import Entry, Status
from entraide.publish.llms_txt import build_llms_txt
from entraide.publish.sitemap import build_robots_txt
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/help/"


@pytest.fixture
def build_text() -> Callable[..., str]:
    def build(*entries: Entry) -> str:
        home = make_entry(9).source
        homes = {code: replace(home, summary=f"About {code}.") for code in ("en", "fr")}
        catalogs = dict.fromkeys(homes, NullTranslations())
        return build_llms_txt(replace(make_typeset_site(*entries), homes=homes), URL, catalogs)

    return build


def test_it_begins_with_the_title_and_the_summary(build_text: Callable[..., str]) -> None:
    assert build_text().startswith("# Help\n\n> About en.\n\n- Français (fr): [Aide]")


def test_each_locale_has_its_categories_with_the_entries_it_has(
    build_text: Callable[..., str],
) -> None:
    found = build_text(make_entry(1, localised=("fr",)), make_entry(2))
    assert "## harassment (en)\n\n- [en 1]" in found
    assert f"## harassment (fr)\n\n- [fr 1]({URL}fr/harassment/entry-1/): A summary.\n" in found
    assert "[en 2]" in found
    assert f"({URL}fr/harassment/entry-2/)" not in found, "a fallback page is no translation"
    assert "## scams" not in found, "an empty category"


def test_archived_entries_and_drafts_are_not_in_it(build_text: Callable[..., str]) -> None:
    found = build_text(make_entry(1, status=Status.ARCHIVED), make_entry(2, status=Status.DRAFT))
    assert "entry-" not in found


def test_it_leads_to_the_corpus(build_text: Callable[..., str]) -> None:
    assert f"]({URL}entries/index.json)" in build_text()


def test_a_title_stays_the_text_of_its_link(build_text: Callable[..., str]) -> None:
    made = make_entry(1)
    title = "Is [this](x) *safe*?\n`<b>`"
    html = MarkdownIt().render(build_text(replace(made, source=replace(made.source, title=title))))
    assert f'<a href="{URL}harassment/entry-1/">Is [this](x) *safe*? `&lt;b&gt;`</a>' in html


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    assert build_robots_txt("https://help.example/") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://help.example/sitemap.xml\n"
    )


def test_robots_txt_below_a_path_names_the_root_it_belongs_to() -> None:
    first, *rest = build_robots_txt(URL).splitlines()
    assert first.startswith("#")
    assert first.endswith("https://square.example/robots.txt")
    assert f"Sitemap: {URL}sitemap.xml" in rest
