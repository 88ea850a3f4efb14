"""Pages of redirects: filled as a format where the template is ours, with the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from entraide.model.places import iter_places
from entraide.model.site import TypesetSite
from entraide.publish.partial_rendering import configure_site_environment
from entraide.publish.redirect_pages import TEMPLATE, iter_redirect_pages
from entraide.publish.redirects import Redirect, iter_redirects
from entraide.shipped_folders import get_theme_folder
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/help/"
OWN = {TEMPLATE: "{{ redirect.number }} {{ redirect.link.title | upper }} {{ base_url }}"}
OWN_PARTIAL = {"partials/entry_link.html": "{{ link.title | length }}"}


def make_site() -> TypesetSite:
    entry = make_entry(1029, moved_from=("scams/old", "été/a/b"))
    return make_typeset_site(
        replace(entry, source=replace(entry.source, title="Names & <marks> “quoted”")),
        make_entry(1030, localised=("fr",), sensitive=True),
        make_entry(1031, localised=("fr",), moved_from=("x y",)),
    )


def list_redirects(site: TypesetSite, code: str) -> list[Redirect]:
    places = iter_places(site, drafts=False)
    return list(iter_redirects(places, site, site.get_locale(code), URL, NullTranslations()))


def make_environment(site: TypesetSite, code: str, own: dict[str, str]) -> Environment:
    theme = FileSystemLoader(get_theme_folder().resolve())
    environment = Environment(loader=ChoiceLoader([DictLoader(own), theme]), autoescape=True)
    configure_site_environment(environment, site.get_locale(code), NullTranslations())
    environment.filters["url"] = lambda address: f"../{address}"
    environment.globals |= {"locale": site.get_locale(code), "home_url": "fr/"}
    return environment


def iter_plain_pages(
    redirects: list[Redirect], environment: Environment
) -> Iterator[tuple[str, str]]:
    template = environment.get_template(TEMPLATE)
    for redirect in redirects:
        base_url = "/".join([".."] * redirect.url.count("/"))
        yield redirect.url, template.render(redirect=redirect, page=None, base_url=base_url)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("own", [{}, OWN, OWN_PARTIAL], ids=["ours", "own", "own partial"])
def test_a_page_is_what_its_template_draws(code: str, own: dict[str, str]) -> None:
    site = make_site()
    environment = make_environment(site, code, own)
    redirects = list_redirects(site, code)
    pages = [(url, draw()) for url, draw in iter_redirect_pages(redirects, environment)]
    assert pages == list(iter_plain_pages(redirects, environment))
    assert len(pages) == 6


def test_the_words_of_an_entry_are_escaped() -> None:
    site = make_site()
    environment = make_environment(site, "en", {})
    pages = dict(iter_redirect_pages(list_redirects(site, "en"), environment))
    assert "Names &amp; &lt;marks&gt; “quoted”" in pages["e/1029/"]()


def test_a_template_of_ours_is_drawn_once_for_each_shape() -> None:
    site = make_site()
    environment = make_environment(site, "en", {})
    addresses: list[str] = []

    def make_url(address: str) -> str:
        addresses.append(address)
        return address

    environment.filters["url"] = make_url
    pages = iter_redirect_pages(list_redirects(site, "en") * 50, environment)
    assert len([draw() for _, draw in pages]) == 300
    assert len(addresses) < 60, "a page has seven"
