"""The Markdown of a version as data: links to files become addresses, others stay as written."""

from collections.abc import Callable
from dataclasses import replace

from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.publish.corpus import render_absolute_markdown
from entraide.publish.site_texts import SiteTexts

Make = Callable[..., Entry]
MakeSite = Callable[..., Site]
URL = "https://square.example/help/"


def test_only_links_to_files_of_the_site_become_addresses(entry: Make, site: MakeSite) -> None:
    body = (
        "[a](entry-2.md#then) [b](../index.md) [c](https://forge.example/README.md)"
        " [d](HTTPS://forge.example/a.md#b) [e](mailto:a@square.example?subject=x.md)\n"
    )
    one = entry(1)
    one = replace(one, source=replace(one.source, body=body))
    found = site(one, entry(2))
    locale = found.get_locale("en")
    assert render_absolute_markdown(one, locale, URL, SiteTexts(found, {})) == (
        f"[a]({URL}harassment/entry-2/#then) [b]({URL}) [c](https://forge.example/README.md)"
        " [d](HTTPS://forge.example/a.md#b) [e](mailto:a@square.example?subject=x.md)\n"
    )
